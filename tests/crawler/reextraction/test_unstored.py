"""``scrapy reextract`` where the archive has captures that the store never had, and nothing differs."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from tests.crawler.reextraction.test_reextract import content, reextract
from tests.crawler.spider.crawling import Folder
from tests.crawler.spider.test_second_crawl import now
from tests.newsroom.server import serve

pytestmark = pytest.mark.slow("crawls, loses the store, and reads the archive again")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def forget(folder: Folder) -> None:
    """Delete the store: what was archived was not stored, as after a kill; the next second begins."""
    for path in folder.path.glob("articles.db*"):
        path.unlink()
    time.sleep(1)


def assert_nothing_differs(folder: Folder) -> None:
    before = content(folder.store)
    for options in (["--dry-run"], []):
        said = reextract(folder, *options).stdout
        assert "0 new, 0 changed" in said, said
        assert "──" not in said
    url = before[0][0]["url"]
    assert "1 article compared: 0 new, 0 changed" in reextract(folder, "--url", url).stdout
    assert content(folder.store) == before


@pytest.mark.parametrize("way", ["sitemap", "api"])
def test_what_was_fetched_again_because_it_was_not_stored_is_no_difference(way: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=5) as site:
        folder.crawl(site.url, f"discover={way}")
        forget(folder)
        folder.crawl(site.url, "discover=sitemap")
    assert_nothing_differs(folder)


def test_an_edit_that_was_fetched_again_because_it_was_not_stored_is_no_difference(folder: Folder) -> None:
    copy = folder.path / "before.db"
    with serve(fixtures=None, generated=5, lastmod=True) as site:
        folder.crawl(site.url, "discover=sitemap")
        for story in site.stories:
            site.edit(story.slug, "Kepala dinas", "Juru bicara", modified=now())
        shutil.copy(folder.store, copy)
        time.sleep(1)
        folder.crawl(site.url, "discover=sitemap", "FULL_LISTING_DAYS=0")
        forget(folder)
        shutil.copy(copy, folder.store)
        folder.crawl(site.url, "discover=sitemap", "FULL_LISTING_DAYS=0")
    assert folder.sql("SELECT DISTINCT revision FROM article") == [(2,)]
    assert_nothing_differs(folder)


def test_a_difference_that_nobody_can_judge_is_counted_and_no_sample(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        folder.crawl(site.url, "discover=sitemap")
    for table in ("article", "revision"):
        folder.sql(f"UPDATE {table} SET content_hash = 'lain'")
    said = reextract(folder, "--dry-run").stdout
    assert "3 changed" in said
    assert "content_hash            3" in said
    assert "──" not in said
