"""The checks that decide whether a crawl did its job."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from crawler import stats
from crawler.finish_reasons import FINISHED, RETRY_AFTER
from crawler.health import CHECKS, Check, Ended, FailedCheck
from crawler.health import judge as judge_all
from crawler.stats import Numbers
from tests.crawler.spider.crawling import Folder
from tests.newsroom.server import serve

MANY = 5
"""Pages that are not articles, from which on the check `readable` says that the site has changed."""
OK = stats.RESPONSES_OK.of("00")
HEALTHY: dict[str, Any] = {
    stats.ARTICLE_NEW.name: 2,
    stats.PAGE_READ.name: 2,
    stats.LISTING_READ.name: 1,
    OK: 3,
}


def ended(numbers: dict[str, Any], reason: str = FINISHED, **known: Any) -> Ended:
    return Ended(Numbers(numbers), reason, **known)


def judge(crawl: Ended) -> str | None:
    """Return the first sentence of what failed; None: the crawl is healthy."""
    return next((each.sentence for each in judge_all(crawl)), None)


def failed(**reasons: int) -> dict[str, int]:
    return {stats.ARTICLE_FAILED.of(reason): number for reason, number in reasons.items()}


def again(**reasons: int) -> dict[str, int]:
    """Return the numbers of articles that fail as they did in an earlier run."""
    known = {stats.ARTICLE_FAILED_AGAIN.of(reason): number for reason, number in reasons.items()}
    return {**failed(**reasons), **known}


SICK: dict[str, tuple[Ended, str]] = {
    "readable": (
        ended(
            {
                OK: 3,
                stats.PAGE_REFUSED.name: 1,
                stats.PAGE_UNREADABLE.name: 1,
                stats.ARTICLE_REFUSED.of("no_text"): 1,
            }
        ),
        "Of 1 page none could be read as an article: no_text 1.",
    ),
    "reachable": (
        ended(failed(timeout=2, http_503=1)),
        "No URL could be fetched: http_503 1, timeout 2.",
    ),
    "various": (
        ended({OK: 5, stats.ARTICLE_NEW.name: 1, **failed(same_text=3)}),
        "Instead of 3 articles the site shows one and the same text, which is not stored: perhaps it is in"
        " maintenance, or asks for a login or a consent.",
    ),
    "welcome": (
        ended({OK: 1}, RETRY_AFTER),
        "The site wants to be left alone (Retry-After) and nothing could be listed.",
    ),
    "allowed": (
        ended({OK: 2, stats.ARTICLE_REFUSED.of("robots"): 4}, is_first=True),
        "robots.txt forbids what the site names (4 articles): nothing may be read.",
    ),
    "had": (
        ended({OK: 3, **failed(http_403=3)}),
        "Of 3 articles none could be had: http_403 3.",
    ),
    "kept": (
        ended({OK: 9, stats.ARTICLE_NEW.name: 4, **failed(http_403=5, http_451=1)}),
        "Of 10 articles 6 were lost: http_403 5, http_451 1.",
    ),
    "exported": (
        ended({**HEALTHY, stats.EXPORT_FAILED.name: 1}),
        "The export could not be written; the store has the articles.",
    ),
    "from_record": (
        ended(
            HEALTHY
            | {
                stats.ARTICLE_FROM_RECORD.name: 2,
                stats.ARTICLE_FROM_RECORD_URL.name: "https://koran.test/kapal/",
            }
        ),
        "Of 2 pages 2 hide their text, which was taken from their REST records: the layout has changed."
        " `scrapy extract https://koran.test/kapal/ --explain` shows what is read of such a page; once that"
        " is mended, `scrapy reextract` reads the archived pages again.",
    ),
    "agreement": (
        ended(
            HEALTHY
            | {
                stats.AGREEMENT_COMPARED.name: 2,
                stats.AGREEMENT_DIFFERS.of("headline"): 2,
                stats.AGREEMENT_EXAMPLE.of("headline"): '"a" on the page, "b" in its REST record (URL)',
            }
        ),
        'Of 2 articles read from both page and REST, 2 disagree about the headline: "a" on the page, "b" in'
        " its REST record (URL). Compare `scrapy extract URL --explain` with the page in a browser.",
    ),
}
"""Name of a check -> a crawl that fails it, and what it says.

In the order of the checks.
"""


@pytest.mark.parametrize("check", [each for each in CHECKS if each.name in SICK], ids=list(SICK))
def test_a_check_says_what_is_wrong_and_nothing_where_all_is_well(check: Check) -> None:
    crawl, sentence = SICK[check.name]
    assert check.complaint(crawl, check.default) == sentence
    assert judge_all(crawl) == (FailedCheck(check.name, sentence),)
    assert check.complaint(ended(HEALTHY), check.default) is None
    assert check.question.endswith("?")


def test_a_crawl_that_passes_all_checks_is_healthy() -> None:
    assert judge(ended(HEALTHY)) is None
    assert judge(ended({})) is None


@pytest.mark.parametrize(("refused", "is_sick"), [(MANY - 1, False), (MANY, True)])
def test_a_few_pages_that_are_no_articles_are_new_static_pages(refused: int, is_sick: bool) -> None:
    numbers = {OK: 9, stats.PAGE_REFUSED.name: refused, stats.ARTICLE_REFUSED.of("static_page"): refused}
    assert (judge(ended(numbers)) is not None) == is_sick


def test_articles_outside_of_what_is_asked_for_are_read_all_the_same() -> None:
    numbers = {OK: 9, stats.ARTICLE_DROPPED.of("outside_period"): 3, stats.PAGE_REFUSED.name: MANY}
    assert judge(ended(numbers)) is None


def test_a_first_run_that_reads_no_page_as_an_article_has_done_nothing() -> None:
    numbers = {OK: 9, stats.PAGE_REFUSED.name: 1, stats.ARTICLE_REFUSED.of("static_page"): 1}
    assert judge(ended(numbers, is_first=True)) is not None
    assert judge(ended({**numbers, stats.LISTING_OUTSIDE.name: 7}, is_first=True)) is None
    assert judge(ended(numbers)) is None


def test_pages_that_were_no_articles_before_are_no_news_but_nothing_else_is_none_either() -> None:
    numbers = {OK: 9, stats.PAGE_REFUSED.name: 7, stats.ARTICLE_REFUSED.of("static_page"): 7}
    known = {**numbers, stats.PAGE_REFUSED_AGAIN.name: 7}
    assert judge(ended(known)) is None
    assert judge(ended({**known, stats.PAGE_REFUSED.name: 7 + MANY})) is not None
    assert judge(ended(known, is_first=True)) is not None


@pytest.mark.parametrize(
    ("crawl", "is_sick"),
    [
        (ended({OK: 2, **failed(http_403=1)}, is_first=True), True),
        (ended({OK: 2, stats.ARTICLE_REFUSED.of("other_site"): 1}, is_first=True), True),
        (ended({OK: 2, **failed(http_403=1)}, "shutdown", is_first=True), False),  # cut short
        (ended({OK: 2, **failed(http_403=3)}, "shutdown", is_first=True), True),
        (ended({OK: 2, **failed(http_451=2)}), False),
        (ended({OK: 2, **again(http_451=12)}), False),  # no news
        (ended({OK: 2, **again(http_403=2), **failed(http_429=1)}), True),
        (ended({OK: 2, **again(http_403=1)}, had_none_before=True), True),  # and no recovery
        (ended({OK: 2}, had_none_before=True), True),  # none was due: that is no recovery
        (ended({OK: 2}, "shutdown", had_none_before=True), False),
        (ended({OK: 2, **again(http_403=12), stats.ARTICLE_NEW.name: 1}, had_none_before=True), False),
        (ended({OK: 2, **failed(http_429=1), stats.LISTING_READ.name: 1}, RETRY_AFTER), True),
        (ended({OK: 2, **failed(http_404=3), stats.ARTICLE_GONE.name: 1}), False),
        (ended({OK: 2, stats.ARTICLE_REFUSED.of("robots"): 9}), False),  # a section that is new
        (ended({OK: 2, stats.ARTICLE_REFUSED.of("bad_address"): 9}), False),
    ],
)
def test_a_run_that_asks_and_has_none_is_sick_where_that_says_something(crawl: Ended, is_sick: bool) -> None:
    assert (judge(crawl) is not None) == is_sick


@pytest.mark.parametrize(
    ("numbers", "is_sick"),
    [
        ({stats.ARTICLE_NEW.name: 4, **failed(http_403=5)}, False),  # too few to judge
        ({stats.ARTICLE_NEW.name: 5, **failed(http_403=5)}, False),
        ({stats.ARTICLE_NEW.name: 5, **failed(http_403=6)}, True),
        ({stats.ARTICLE_NEW.name: 3, **again(http_403=12)}, False),
        ({stats.ARTICLE_UNCHANGED.name: 90, **failed(challenge=89)}, False),
        ({stats.ARTICLE_NEW.name: 1, **failed(too_large=3, redirects=3, timeout=4)}, True),
    ],
)
def test_a_run_that_loses_more_than_half_is_sick(numbers: dict[str, int], is_sick: bool) -> None:
    assert (judge(ended({OK: 9, **numbers})) is not None) == is_sick


def test_a_price_that_the_site_asks_is_named() -> None:
    numbers = {OK: 2, **failed(payment_required=3), stats.ARTICLE_PRICE.name: "crawler-price: USD 0.01"}
    assert judge(ended(numbers)) == (
        "Of 3 articles none could be had: payment_required 3"
        " (the site asks for payment: crawler-price: USD 0.01)."
    )


def test_a_sick_crawl_ends_with_status_1_and_says_why_in_the_log_and_the_store(
    tmp_path: Path,
) -> None:
    folder = Folder(tmp_path)
    with serve(fixtures=None, generated=1) as site:
        site.trouble("nomor", 200, body=b"<html><body><h1>Kosong</h1></body></html>")
        crawled = folder.crawl(site.url, "discover=sitemap")
    sentence = re.search(r"Of 1 page none could be read as an article: .*\.", crawled.log)
    assert crawled.status == 1
    assert sentence is not None
    ((reason, status, checks),) = folder.sql("SELECT reason, status, failed_checks FROM run")
    assert (reason, status) == (sentence[0], 1)
    assert json.loads(checks) == [{"name": "readable", "sentence": sentence[0]}]
