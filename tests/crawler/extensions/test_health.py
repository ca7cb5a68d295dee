"""The checks that decide whether a crawl did its job."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from crawler import stats
from crawler.extensions.health import CHECKS, MANY, Check, Ended, judge
from crawler.scrapy_utils.stopping import RETRY_AFTER
from crawler.stats import Numbers
from tests.crawler.spider.crawling import Folder
from tests.newsroom.server import serve

OK = stats.RESPONSES_OK.of("00")
HEALTHY: dict[str, Any] = {
    stats.ARTICLE_NEW.name: 2,
    stats.PAGE_READ.name: 2,
    stats.LISTING_READ.name: 1,
    OK: 3,
}
SICK: dict[str, tuple[dict[str, Any], str, str]] = {
    "readable": (
        {
            OK: 3,
            stats.PAGE_REFUSED.name: 1,
            stats.PAGE_UNREADABLE.name: 1,
            stats.ARTICLE_REFUSED.of("no_text"): 1,
        },
        "finished",
        "Of 1 page none could be read as an article: no_text 1.",
    ),
    "reachable": (
        {stats.ARTICLE_FAILED.of("timeout"): 2, stats.ARTICLE_FAILED.of("http_503"): 1},
        "finished",
        "No URL could be fetched: http_503 1, timeout 2.",
    ),
    "welcome": (
        {OK: 1},
        RETRY_AFTER,
        "The site wants to be left alone (Retry-After) and nothing could be listed.",
    ),
    "exported": (
        {**HEALTHY, stats.EXPORT_FAILED.name: 1},
        "finished",
        "The export could not be written; the store has the articles.",
    ),
}
"""Name of a check -> the statistics and the end of a crawl that fails it, and what it says."""


@pytest.mark.parametrize("check", CHECKS, ids=[check.name for check in CHECKS])
def test_a_check_says_what_is_wrong_and_nothing_where_all_is_well(check: Check) -> None:
    numbers, reason, sentence = SICK[check.name]
    assert check.complaint(Ended(Numbers(numbers), reason)) == sentence
    assert judge(Ended(Numbers(numbers), reason)) == sentence
    assert check.complaint(Ended(Numbers(HEALTHY), "finished")) is None
    assert check.question.endswith("?")


def test_a_crawl_that_passes_all_checks_is_healthy() -> None:
    assert judge(Ended(Numbers(HEALTHY), "finished")) is None
    assert judge(Ended(Numbers({}), "finished")) is None


@pytest.mark.parametrize(("refused", "is_sick"), [(MANY - 1, False), (MANY, True)])
def test_a_few_pages_that_are_no_articles_are_new_static_pages(refused: int, is_sick: bool) -> None:
    numbers = {OK: 9, stats.PAGE_REFUSED.name: refused, stats.ARTICLE_REFUSED.of("static_page"): refused}
    assert (judge(Ended(Numbers(numbers), "finished")) is not None) == is_sick


def test_articles_outside_of_what_is_asked_for_are_read_all_the_same() -> None:
    numbers = {OK: 9, stats.ARTICLE_DROPPED.of("outside_period"): 3, stats.PAGE_REFUSED.name: MANY}
    assert judge(Ended(Numbers(numbers), "finished")) is None


def test_a_sick_crawl_ends_with_status_1_and_says_why_in_the_log_and_the_store(
    tmp_path: Path,
) -> None:
    folder = Folder(tmp_path)
    with serve(fixtures=None, generated=1) as site:
        site.trouble("nomor", 200, body=b"")
        crawled = folder.crawl(site.url, "discover=sitemap")
    sentence = re.search(r"Of 1 page none could be read as an article: .*\.", crawled.log)
    assert crawled.status == 1
    assert sentence is not None
    assert folder.sql("SELECT reason FROM run") == [(sentence[0],)]
