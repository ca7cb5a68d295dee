"""A newspaper that is no WordPress, with two layouts: its declaration is data, and a crawl needs no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crawler.extract import extract_page
from crawler.extract.body.body import read_body
from crawler.extract.parse.document import Document
from crawler.fixture import Fixture, read_fixture
from spiders.antara import ANTARA
from tests.crawler.commands.serving import Serving, serve_pages
from tests.crawler.spider.crawling import Folder

FIXTURES = Path(__file__).parents[2] / "fixtures" / "antara"
RELAUNCH = date(2018, 7, 1)
"""The day from which its pages have the present layout."""
SAVED = [read_fixture(path) for path in sorted(FIXTURES.glob("*.json"))]
ARTICLES = [fixture for fixture in SAVED if not fixture.refused]
FORMER = [fixture for fixture in ARTICLES if fixture.expected["fetched_at"] < RELAUNCH.isoformat()]
PRESENT = [fixture for fixture in ARTICLES if fixture not in FORMER]


def name(fixture: Fixture) -> str:
    return fixture.path.stem


def test_the_pages_of_both_layouts_are_saved() -> None:
    assert (len(FORMER), len(PRESENT)) == (3, 3)


def test_each_day_has_one_layout() -> None:
    for day in (date(2008, 1, 1), RELAUNCH - timedelta(days=1), RELAUNCH, date(2026, 11, 25)):
        assert [layout.holds_on(day) for layout in ANTARA.layouts].count(True) == 1
    assert ANTARA.layout_on(RELAUNCH - timedelta(days=1)) is ANTARA.layouts[1]
    assert ANTARA.layout_on(RELAUNCH) is ANTARA.layouts[0]


@pytest.mark.parametrize(
    "field", ["headline", "text", "authors", "published_at", "section", "tags", "caption"]
)
@pytest.mark.parametrize("fixture", ARTICLES, ids=name)
def test_a_page_is_read_with_the_layout_of_its_day(fixture: Fixture, field: str) -> None:
    """Not the general way by chance: without the selectors of the other days it is the same."""
    day = fixture.page.fetched_at
    assert day is not None
    layout = ANTARA.layout_on(day.date())
    assert layout is not None
    alone = replace(ANTARA, layouts=(replace(layout, since=None, until=None),))
    expected = fixture.expected[field]
    assert getattr(extract_page(fixture.page, ANTARA), field) == expected
    assert getattr(extract_page(fixture.page, alone), field) == expected


@pytest.mark.parametrize("fixture", FORMER, ids=name)
def test_the_same_bytes_fetched_today_are_not_read_with_the_former_selectors(fixture: Fixture) -> None:
    today = replace(fixture.page, fetched_at=datetime(2026, 11, 25, tzinfo=UTC))
    assert read_body(Document(fixture.page), ANTARA).how == "layout"
    assert read_body(Document(today), ANTARA).how != "layout"


def path_of(fixture: Fixture) -> str:
    return re.sub(r"^https?://[^/]+", "", fixture.page.url)


class Antara(Serving):
    """The saved pages of today, and the sitemap that names them."""

    def page(self, path: str) -> tuple[int, str]:
        served = {path_of(each): each for each in SAVED if each not in FORMER}
        if path == "/sitemap.xml":
            urls = "".join(f"<url><loc>{self.url}{path_of(each)[1:]}</loc></url>" for each in PRESENT)
            listed = f"{urls}<url><loc>{self.url}ekonomi</loc></url>"
            return 200, f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'
        if path not in served:
            return 404, "<h1>404</h1>"
        text = served[path].page.body.decode("utf-8")
        return 200, text.replace("https://www.antaranews.com/", self.url)


@pytest.fixture
def site() -> Iterator[Serving]:
    with serve_pages(Antara) as serving:
        yield serving


def test_a_crawl_of_it_keeps_its_articles(site: Serving, folder: Folder) -> None:
    crawled = folder.crawl(site.url, "discover=sitemap", spider="antara")
    assert crawled.status == 0, crawled.log
    assert {line["site"] for line in crawled.lines} == {"antara"}
    found = {
        line["headline"]: (line["text"], line["authors"], line["published_at"]) for line in crawled.lines
    }
    assert found == {
        each.expected["headline"]: (
            each.expected["text"],
            each.expected["authors"],
            each.expected["published_at"],
        )
        for each in PRESENT
    }
