"""A store whose file is deleted or replaced during a crawl: what was written is lost, and that is said."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.store.files import FileIdentity
from tests.crawler.spider.crawling import Crawled, Folder
from tests.newsroom.server import RunningNewspaper, serve

LOST = "was deleted, moved or replaced during the crawl"


def delete(store: Path) -> None:
    for path in store.parent.glob(f"{store.name}*"):
        if not path.name.endswith(".lock"):
            path.unlink()


def replace(store: Path) -> None:
    copy = store.with_name("salinan.db")
    shutil.copy(store, copy)
    copy.replace(store)


def move_folder(store: Path) -> None:
    store.parent.rename(store.parent.with_name("lama"))


def touch(store: Path) -> None:
    """Do what changes a file and not which file it is."""
    store.touch()
    store.chmod(0o600)


def crawl_meanwhile(folder: Folder, site: RunningNewspaper, act: Callable[[Path], None]) -> Crawled:
    """Crawl, and do something to the store once some articles were asked for."""

    def wait() -> None:
        while len(site.requests) < 20:
            time.sleep(0.005)
        act(folder.store)

    meanwhile = threading.Thread(target=wait)
    meanwhile.start()
    crawled = folder.crawl(site.url, "discover=sitemap")
    meanwhile.join()
    return crawled


@pytest.mark.parametrize("act", [delete, replace, move_folder])
def test_a_crawl_whose_store_is_taken_away_ends_with_status_1(
    act: Callable[[Path], None], folder: Folder
) -> None:
    folder.store = folder.path / "toko" / "articles.db"
    folder.store.parent.mkdir()
    with serve(fixtures=None, generated=60) as site:
        crawled = crawl_meanwhile(folder, site, act)
        assert crawled.status == 1, crawled.log
        assert crawled.log.count(LOST) == 1
        assert len(site.asked("nomor|berita|/")) < 60  # it does not go on in vain


def test_a_crawl_whose_store_is_only_touched_goes_on(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        crawled = crawl_meanwhile(folder, site, touch)
    assert crawled.status == 0, crawled.log
    assert len(folder.stored()) == 30


def test_a_file_is_kept_until_its_name_means_another(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_bytes(b"satu")
    identity = FileIdentity(file)
    file.write_bytes(b"dua")
    assert identity.is_kept()
    other = tmp_path / "b.db"
    other.write_bytes(b"dua")
    other.replace(file)
    assert not identity.is_kept()
    file.unlink()
    assert not identity.is_kept()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file::memory:?uri=true",
        "sqlite:///file:a?mode=memory&uri=true",
    ],
)
def test_a_store_in_memory_is_refused_before_anything_is_asked(url: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        crawled = folder.crawl(site.url, f"STORE_URL={url}")
        assert crawled.status == 2, crawled.log
        assert "has no file in it, so nothing would be kept: write sqlite:///FILE" in crawled.log
        assert not site.requests
