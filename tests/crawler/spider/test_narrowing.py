"""``since``, ``until`` and ``section`` narrow every way of discovery, and end it early where they can."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.crawler.spider.crawling import Folder
from tests.newsroom.server import RunningNewspaper, serve
from tests.newsroom.story import Story

pytestmark = pytest.mark.slow("a crawl for each way to narrow it")

SOURCES = ("api", "sitemap", "feed", "archive")


@pytest.fixture
def site() -> Iterator[RunningNewspaper]:
    with serve(fixtures=None, generated=80) as running:
        yield running


def day(story: Story) -> str:
    return story.published.isoformat()[:10]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    ("since", "until"),
    [("2018-06-30", None), (None, "2018-06-28"), ("2018-06-28", "2018-06-29"), ("2018-06-29", "2018-06-29")],
)
def test_a_period_is_kept_to_the_day(
    source: str, since: str | None, until: str | None, site: RunningNewspaper, folder: Folder
) -> None:
    options = [f"{name}={value}" for name, value in (("since", since), ("until", until)) if value]
    crawled = folder.crawl(site.url, f"discover={source}", *options)
    wanted = [story for story in site.stories if (since or "") <= day(story) <= (until or "9")]
    assert crawled.status == 0
    assert crawled.urls == {f"{site.url}/{story.slug}/" for story in wanted}
    assert 0 < len(wanted) < 80


def test_an_instant_is_kept_to_the_second(site: RunningNewspaper, folder: Folder) -> None:
    newest, third = site.stories[0], site.stories[2]
    since = third.published.isoformat()
    crawled = folder.crawl(site.url, f"since={since}", f"until={newest.published.isoformat()}")
    assert len(crawled.lines) == 3


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("name", ["Ekonomi", "ekonomi", "EKONOMI"])
def test_a_section_is_found_by_name_or_slug_whatever_the_case(
    source: str, name: str, site: RunningNewspaper, folder: Folder
) -> None:
    crawled = folder.crawl(site.url, f"discover={source}", f"section={name}")
    assert crawled.status == 0
    wanted = {f"{site.url}/{story.slug}/" for story in site.stories if story.section == "Ekonomi"}
    assert crawled.urls == wanted != set()


@pytest.mark.parametrize("source", ["sitemap", "feed", "archive"])
def test_a_section_is_found_where_rest_is_closed(source: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=40, rest=404) as site:
        crawled = folder.crawl(site.url, f"discover={source}", "section=ekonomi", "since=2018-06-30")
        wanted = [
            story for story in site.stories if story.section == "Ekonomi" and day(story) >= "2018-06-30"
        ]
        assert crawled.urls == {f"{site.url}/{story.slug}/" for story in wanted}


@pytest.mark.parametrize(("source", "most"), [("api", 5), ("feed", 60), ("archive", 80)])
def test_lists_that_begin_with_the_newest_end_early(source: str, most: int, folder: Folder) -> None:
    with serve(fixtures=None, generated=300) as site:
        folder.crawl(site.url, f"discover={source}", "since=2018-06-30")
        assert len(site.requests) <= most  # a day more than was asked for: a listing may print another zone


def test_what_only_the_page_tells_is_left_out_by_name(site: RunningNewspaper, folder: Folder) -> None:
    crawled = folder.crawl(site.url, "discover=sitemap", "since=2018-06-30", "section=ekonomi")
    assert crawled.status == 0
    assert "outside_period" in crawled.log
    assert "outside_section" in crawled.log


def test_a_period_in_which_nothing_came_out_is_healthy(site: RunningNewspaper, folder: Folder) -> None:
    crawled = folder.crawl(site.url, "since=2030-01-01")
    assert (crawled.status, crawled.lines) == (0, [])
