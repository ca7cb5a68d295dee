"""What an earlier version wrote is read again, also when a part of it lies at another place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.crawler.reextraction.test_reextract import content, reextract
from tests.crawler.spider.crawling import Folder
from tests.newsroom.written import WRITTEN

pytestmark = pytest.mark.slow("reads an archive again in processes of its own")


def test_each_half_of_an_earlier_archive_is_read_and_takes_nothing_from_the_store(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    shutil.copy(WRITTEN / "articles.db", folder.store)
    shutil.copytree(WRITTEN / "archive", tmp_path / "archive")
    assert "11 articles compared: 0 new, 0 changed" in reextract(folder, "--jobs", "1").stdout
    before, captures = content(folder.store), folder.sql("SELECT count(*) FROM capture")
    other = tmp_path / "lain"
    other.mkdir()
    files = sorted((tmp_path / "archive").glob("*.warc.gz"))
    for path in files[len(files) // 2 :]:
        path.rename(other / path.name)
    for archive in (other, tmp_path / "archive"):
        done = reextract(folder, "--jobs", "1", "-s", f"ARCHIVE_DIR={archive}")
        assert "4 files of the archive are at place" in done.stderr
        assert "0 new, 0 changed (0 with a new revision), 0 gone" in done.stdout
        assert content(folder.store) == before
    assert folder.sql("SELECT count(*) FROM capture") == captures
