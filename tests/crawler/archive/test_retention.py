"""ARCHIVE_MAX_BYTES: what goes is what can be missed, and the log says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.reextraction.test_reextract import content, differences, rebuilt, reextract
from tests.newsroom.server import serve
from tests.spiders.crawling import Folder
from tests.spiders.test_second_crawl import now


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def files(folder: Folder) -> list[str]:
    return sorted(path.name for path in (folder.path / "archive").iterdir())


def test_a_file_goes_when_all_of_its_pages_were_captured_anew(folder: Folder) -> None:
    with serve(fixtures=None, generated=6, lastmod=True) as site:
        folder.crawl(site.url, "discover=sitemap")
        (first,) = files(folder)
        for story in site.stories:
            site.edit(story.slug, "Kepala dinas", "Juru bicara", modified=now())
        again = folder.crawl(site.url, "discover=sitemap", "FULL_LISTING_DAYS=0", "ARCHIVE_MAX_BYTES=9000")
    assert again.status == 0
    assert f"{first} (" in again.log
    assert "with 6 revisions that only it could rebuild" in again.log
    assert first not in files(folder)
    assert len(files(folder)) == 1
    before = content(folder.store)
    for rows in before:  # a rebuilt history begins with what is left of it
        for row in rows:
            row.pop("revision", None)
    after = rebuilt(folder)
    for rows in after:
        for row in rows:
            row.pop("revision", None)
    assert differences(after, before) == []


def test_what_is_needed_stays_and_the_log_says_so(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        folder.crawl(site.url, "discover=sitemap")
        before = files(folder)
        again = folder.crawl(site.url, "discover=sitemap", "FULL_LISTING_DAYS=0", "ARCHIVE_MAX_BYTES=100")
    assert set(before) <= set(files(folder))
    assert "all that is left is needed" in again.log
    assert "0 new, 0 changed" in reextract(folder).stdout


def test_nothing_goes_by_default_and_a_wrong_limit_is_the_users_mistake(folder: Folder) -> None:
    with serve(fixtures=None, generated=2) as site:
        assert folder.crawl(site.url, "discover=sitemap", "ARCHIVE_MAX_BYTES=banyak").status == 2
