"""Later crawls: only what is new or changed, for few requests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.server import RunningNewspaper, serve

SOURCES = ("auto", "sitemap", "feed", "archive")
TEXT = [
    "JAKARTA, TELEGRAF – Kabar ini baru saja ditulis oleh redaksi.",
    "Kabar itu akan dilengkapi nanti malam.",
]


@pytest.fixture
def site() -> Iterator[RunningNewspaper]:
    with serve(fixtures=None, generated=40) as running:
        yield running


def now() -> datetime:
    return datetime.now(UTC).astimezone()


def change(site: RunningNewspaper) -> str:
    """Edit an old article, publish two, let a scheduled one come out; return the edited one's address."""
    edited = site.stories[30]
    site.edit(edited.slug, "buka", "tutup", modified=now())
    for number in (1, 2):
        site.publish(f"kabar-baru-{number}", f"Kabar baru {number}", TEXT, published=now(), modified=now())
    written = now() - timedelta(days=3)
    site.publish("kabar-terjadwal", "Kabar terjadwal", TEXT, published=now(), modified=written)
    return f"{site.url}/{edited.slug}/"


@pytest.mark.slow("several crawls, in processes of their own")
@pytest.mark.parametrize("source", SOURCES)
def test_a_site_as_it_was_gives_no_line_for_at_most_ten_requests(
    source: str, site: RunningNewspaper, folder: Folder
) -> None:
    assert len(folder.crawl(site.url, f"discover={source}").lines) == 40
    site.requests.clear()
    again = folder.crawl(site.url, f"discover={source}")
    assert (again.status, again.lines) == (0, [])
    assert len(site.requests) <= 10


@pytest.mark.parametrize(
    ("source", "options"),
    [("auto", {}), ("sitemap", {"lastmod": True}), ("sitemap", {"sitemap": "plugin"})],
)
def test_an_edit_and_three_new_articles_give_four_lines(
    source: str, options: dict[str, Any], folder: Folder
) -> None:
    with serve(fixtures=None, generated=40, **options) as site:
        folder.crawl(site.url, f"discover={source}")
        edited = change(site)
        site.requests.clear()
        again = folder.crawl(site.url, f"discover={source}")
        assert again.revisions == [1, 1, 1, 2]
        assert [line["url"] for line in again.lines if line["revision"] == 2] == [edited]
        assert len(site.requests) <= 16
        assert folder.crawl(site.url, f"discover={source}").lines == []


@pytest.mark.slow("several crawls, in processes of their own")
@pytest.mark.parametrize("source", ["sitemap", "feed", "archive"])
def test_what_no_listing_tells_the_recheck_finds(source: str, site: RunningNewspaper, folder: Folder) -> None:
    folder.crawl(site.url, f"discover={source}")
    edited = change(site)
    assert folder.crawl(site.url, f"discover={source}").revisions == [1, 1, 1]
    rechecked = folder.crawl(site.url, f"discover={source}", "RECHECK_PER_DAY=1000")
    assert [(line["url"], line["revision"]) for line in rechecked.lines] == [(edited, 2)]


@pytest.mark.slow("several crawls, in processes of their own")
def test_the_recheck_asks_so_many_a_day_the_longest_unseen_first(
    site: RunningNewspaper, folder: Folder
) -> None:
    folder.crawl(site.url, "discover=sitemap")
    asked: list[str] = []
    for most in ("RECHECK_PER_DAY=7", "RECHECK_PER_DAY=7", "RECHECK_PER_DAY=10"):
        site.requests.clear()
        folder.crawl(site.url, "discover=sitemap", most)
        asked.append(" ".join(site.asked("nomor")))
    assert [len(paths.split()) for paths in asked] == [7, 0, 3]
    assert not set(asked[0].split()) & set(asked[2].split())


def test_a_scheduled_article_is_found_although_it_was_changed_before_the_mark(folder: Folder) -> None:
    with serve(fixtures=None, generated=150) as site:
        folder.crawl(site.url)
        site.publish(
            "terjadwal", "Kabar terjadwal", TEXT, published=now(), modified=now() - timedelta(days=400)
        )
        assert folder.crawl(site.url).urls == {f"{site.url}/terjadwal/"}


def test_more_changes_than_a_page_holds_are_all_read(folder: Folder) -> None:
    with serve(fixtures=None, generated=150) as site:
        folder.crawl(site.url)
        for story in site.stories[:130]:
            site.edit(story.slug, "buka", "tutup", modified=now())
        assert len(folder.crawl(site.url).lines) == 130


def test_an_old_wordpress_that_knows_no_modified_after_is_read_as_well(folder: Folder) -> None:
    with serve(fixtures=None, generated=40, modified_after=False) as site:
        folder.crawl(site.url)
        change(site)
        assert folder.crawl(site.url).revisions == [1, 1, 1, 2]


def test_an_hour_with_another_way_of_discovery_makes_no_revision(
    site: RunningNewspaper, folder: Folder
) -> None:
    folder.crawl(site.url)
    trouble = site.trouble("wp-json", 503)
    new = site.publish("kabar-baru", "Kabar baru", TEXT, published=now(), modified=now())
    hour = folder.crawl(site.url, "RETRY_TIMES=0")
    assert hour.urls == {f"{site.url}/{new.slug}/"}
    trouble.times = 0
    assert folder.crawl(site.url).lines == []
    assert folder.stored() == articles(site)


@pytest.mark.slow("several crawls, in processes of their own")
def test_runs_without_news_leave_no_listings_behind(folder: Folder) -> None:
    with serve(fixtures=None, generated=5) as site:
        left = []
        for _ in range(4):
            assert folder.crawl(site.url).status == 0
            left += folder.sql("SELECT count(*), count(etag) FROM frontier WHERE kind = 'listing'")
        assert left[1:] == [left[1]] * 3
        assert {etags for _, etags in left} == {0}
