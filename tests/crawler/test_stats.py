"""Each statistic has one name, in one file, and a crawl counts under no other."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from crawler import stats
from crawler.rows import Outcome
from crawler.stats import STATISTICS, Numbers, article_ended
from tests.crawler.spider.crawling import ROOT, Folder
from tests.newsroom.server import serve

BEGINNINGS = tuple({each.name.partition("/")[0] + "/" for each in STATISTICS} | {"downloader/"})


def is_listed(name: str) -> bool:
    return any(
        name.startswith(each.prefix) if each.name.endswith("REASON") else name == each.name
        for each in STATISTICS
    )


def test_no_other_module_spells_the_name_of_a_statistic() -> None:
    places = [path for room in ("crawler", "pipelines", "spiders") for path in (ROOT / room).rglob("*.py")]
    spelt = [
        (path.relative_to(ROOT).as_posix(), node.value)
        for path in places
        if path.name != "stats.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert len(places) > 100
    assert not [(place, text) for place, text in spelt if is_listed(text) or text == "article/"]


def test_a_crawl_counts_only_under_the_names_that_are_listed(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with serve(fixtures=None, generated=8) as site:
        site.trouble(site.stories[1].slug, 200, body=b"<html><body><div id='app'></div></body></html>")
        site.trouble(site.stories[2].slug, 503)
        site.trouble(site.stories[3].slug, 404)
        folder.crawl(site.url, "discover=sitemap", "RETRY_TIMES=0")
    ((counted,),) = folder.sql("SELECT stats FROM run")
    own = {name for name in json.loads(counted) if name.startswith(BEGINNINGS) and "downloader" not in name}
    assert {stats.LISTING_READ.name, stats.PAGE_READ.name, stats.ARTICLE_FAILED.of("http_503")} <= own
    assert not [name for name in own if not is_listed(name)]


@pytest.mark.parametrize(
    ("outcome", "name"),
    [
        (Outcome.gone(), "article/gone"),
        (Outcome.refused("robots"), "article/refused/robots"),
        (Outcome.dropped("outside_period"), "article/dropped/outside_period"),
        (Outcome.failed("http_503"), "article/failed/http_503"),
    ],
)
def test_what_became_of_a_url_is_counted_under_its_reason(outcome: Outcome, name: str) -> None:
    assert article_ended(outcome) == name


def test_numbers_are_found_by_what_they_mean() -> None:
    numbers = Numbers({"article/new": 3, "article/failed/timeout": 2, "article/failed/http_503": 1, "x": "y"})
    assert numbers.number(stats.ARTICLE_NEW) == 3
    assert numbers.number(stats.ARTICLE_FAILED) == 3
    assert numbers.number(stats.ARTICLE_REFUSED) == 0
    assert numbers.reasons(stats.ARTICLE_FAILED, stats.ARTICLE_REFUSED) == "http_503 1, timeout 2"


def test_each_statistic_has_a_name_of_its_own_and_a_meaning() -> None:
    assert len({each.name for each in STATISTICS}) == len(STATISTICS)
    assert all(each.meaning.endswith(".") for each in STATISTICS)
