"""ARCHIVE_MAX_BYTES: what goes is what can be missed, and the log says so."""

from __future__ import annotations

import time

import pytest

from tests.crawler.reextraction.test_reextract import content, differences, rebuilt, reextract
from tests.crawler.spider.crawling import Crawled, Folder
from tests.crawler.spider.test_second_crawl import now
from tests.newsroom.server import RunningNewspaper, serve
from tests.services.postgresql import ON_BOTH

pytestmark = pytest.mark.slow("fills archives above their limit by crawls")

CHALLENGE = b"<html><body><h1>Just a moment</h1><p>Checking your browser</p></body></html>"
MAINTENANCE = b"<html><title>Pemeliharaan</title><body><p>Situs sedang diperbaiki.</p></body></html>"


def files(folder: Folder) -> list[str]:
    return sorted(path.name for path in (folder.path / "archive").glob("*.warc.gz"))


def crawl(folder: Folder, site: RunningNewspaper, *options: str, way: str = "sitemap") -> Crawled:
    """Crawl everything again, at least a second after what was fetched before."""
    time.sleep(1)
    return folder.crawl(site.url, f"discover={way}", "FULL_LISTING_DAYS=0", "RECHECK_PER_DAY=10000", *options)


def edit(site: RunningNewspaper, *places: int, old: str = "Kepala dinas", new: str = "Juru bicara") -> None:
    stories = site.stories
    for place in places:
        site.edit(stories[place].slug, old, new, modified=now())


def assert_rebuilt(folder: Folder) -> None:
    """Check that the archive gives the store as it is, and that nothing in it is read otherwise."""
    before = content(folder)
    assert f"{len(before[0])} articles compared: 0 new, 0 changed" in reextract(folder).stdout
    assert differences(rebuilt(folder), before) == []


@ON_BOTH
def test_a_file_goes_when_all_of_its_pages_were_captured_anew(folder: Folder) -> None:
    with serve(fixtures=None, generated=6, lastmod=True) as site:
        crawl(folder, site)
        (first,) = files(folder)
        edit(site, *range(6))
        again = crawl(folder, site, "ARCHIVE_MAX_BYTES=9000")
    assert again.status == 0
    assert f"{first} (" in again.log
    assert "with 6 revisions that only it could rebuild" in again.log
    assert first not in files(folder)
    assert len(files(folder)) == 1
    assert_rebuilt(folder)


@pytest.mark.parametrize("body", [CHALLENGE, MAINTENANCE])
def test_a_newer_answer_that_is_no_article_takes_nothing_away(body: bytes, folder: Folder) -> None:
    with serve(fixtures=None, generated=4, lastmod=True, rest=404) as site:
        crawl(folder, site)
        site.trouble(f"^/{site.stories[3].slug}", 200, body=body)
        edit(site, 0, 1, 2)
        again = crawl(folder, site, "ARCHIVE_MAX_BYTES=100")
    assert "all that is left is needed" in again.log
    assert len(files(folder)) == 2
    assert len(rebuilt(folder)[0]) == 4


@ON_BOTH
def test_a_history_is_numbered_as_it_is_rebuilt(folder: Folder) -> None:
    with serve(fixtures=None, generated=3, lastmod=True, rest=404) as site:
        crawl(folder, site)
        edit(site, 0, 1, 2)
        crawl(folder, site)
        edit(site, 0, 1, 2, old="Juru bicara", new="Sumber resmi")
        size = sum(path.stat().st_size for path in (folder.path / "archive").glob("*.warc.gz"))
        crawl(folder, site, f"ARCHIVE_MAX_BYTES={size * 5 // 4}")
    assert len(files(folder)) == 2
    assert folder.sql("SELECT revision FROM revision ORDER BY article_id, revision") == [(1,), (2,)] * 3
    assert folder.sql("SELECT DISTINCT revision FROM article") == [(2,)]
    assert_rebuilt(folder)


def test_what_belongs_to_a_page_stays_with_it(folder: Folder) -> None:
    with serve(generated=4, lastmod=True) as site:
        options = ("ARCHIVE_FILE_BYTES=6000", "READ_REST_RECORD=1")
        crawl(folder, site, *options)
        before = len(files(folder))
        for story in site.stories:
            if story.id >= 10_000:
                site.edit(story.slug, "Kepala dinas", "Juru bicara", modified=now())
        again = crawl(folder, site, *options, "ARCHIVE_MAX_BYTES=100")
        assert site.asked("/2/$")
    assert before > 5
    assert "that only it could rebuild" in again.log
    assert_rebuilt(folder)


@ON_BOTH
def test_an_edit_and_its_withdrawal_go_with_the_file_between(folder: Folder) -> None:
    with serve(fixtures=None, generated=3, lastmod=True, rest=404) as site:
        crawl(folder, site)
        edit(site, 0)
        crawl(folder, site)
        edit(site, 0, old="Juru bicara", new="Kepala dinas")
        edit(site, 1, 2)
        crawl(folder, site, "ARCHIVE_MAX_BYTES=100")
    assert len(files(folder)) == 2
    assert_rebuilt(folder)


@ON_BOTH
def test_a_body_that_another_file_repeats_stays_until_that_goes(folder: Folder) -> None:
    with serve(fixtures=None, generated=3, rest=404) as site:
        crawl(folder, site)
        crawl(folder, site)
        assert folder.sql("SELECT count(*) FROM capture WHERE type = 'revisit' AND role = 'article'") == [
            (3,)
        ]
        kept = crawl(folder, site, "ARCHIVE_MAX_BYTES=100")  # the middle one repeats what both others have
        assert len(files(folder)) == 2
        assert "all that is left is needed" in kept.log
        edit(site, 0, 1, 2)
        crawl(folder, site, "ARCHIVE_MAX_BYTES=100")
    assert len(files(folder)) == 1
    assert_rebuilt(folder)


@ON_BOTH
def test_what_brought_an_article_back_stays(folder: Folder) -> None:
    with serve(fixtures=None, generated=3, rest=404) as site:
        slug = site.stories[0].slug
        crawl(folder, site)
        site.trash(slug)
        crawl(folder, site)
        assert len(folder.gone()) == 1
        site.restore(slug)
        crawl(folder, site)
        crawl(folder, site, "ARCHIVE_MAX_BYTES=100")
    assert not folder.gone()
    assert_rebuilt(folder)


@ON_BOTH
def test_listings_stay_while_an_article_is_read_from_them(folder: Folder) -> None:
    with serve(fixtures=None, generated=5, lastmod=True) as site:
        crawl(folder, site, way="api")
        first = files(folder)[0]
        edit(site, 0, 1)
        crawl(folder, site, way="api")
        edit(site, 0, 1, old="Juru bicara", new="Sumber resmi")
        again = crawl(folder, site, "ARCHIVE_MAX_BYTES=100", way="api")
    assert first in files(folder)  # three articles were never edited
    assert len(files(folder)) == 2
    assert "with 2 revisions that only it could rebuild" in again.log
    assert_rebuilt(folder)


def test_what_is_needed_stays_and_the_log_says_so(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        crawl(folder, site)
        before = files(folder)
        again = crawl(folder, site, "ARCHIVE_MAX_BYTES=100")
    assert set(before) <= set(files(folder))
    assert "all that is left is needed" in again.log
    assert "0 new, 0 changed" in reextract(folder).stdout


def test_nothing_goes_by_default_and_a_wrong_limit_is_the_users_mistake(folder: Folder) -> None:
    with serve(fixtures=None, generated=2) as site:
        assert folder.crawl(site.url, "discover=sitemap", "ARCHIVE_MAX_BYTES=banyak").status == 2
