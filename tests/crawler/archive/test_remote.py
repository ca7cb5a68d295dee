"""An archive at a URL: files are written in a spool and moved, and none is lost on the way."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from crawler.archive.catching_up import catch_up
from crawler.archive.copies import Copies
from crawler.archive.index import archive_files, heads, holds_file
from crawler.archive.moving import Mover
from crawler.archive.places import IDENTITY
from crawler.archive.reader import read_record
from crawler.archive.remote import ArchiveMisnamed, RemoteFolder, UrlArchive
from crawler.store import Store
from crawler.store.schema import archive_file
from tests.crawler.archive.writing import write_pages
from tests.crawler.reextraction.test_reextract import reextract
from tests.crawler.spider.crawling import ROOT, Folder
from tests.newsroom.server import serve

pytest.importorskip("fsspec")


@pytest.fixture(params=["file", "memory"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> UrlArchive:
    if request.param == "file":
        url = f"file://{tmp_path / 'jauh' / 'arsip'}"
        (tmp_path / "jauh" / "arsip").mkdir(parents=True)
    else:
        url = f"memory://{uuid4().hex}/arsip"
    (tmp_path / "spool").mkdir()
    return UrlArchive(url, tmp_path / "spool", create=True)


def move(store: Store, archive: UrlArchive) -> None:
    with ThreadPoolExecutor(1) as executor:
        mover = Mover(store, archive, "telegraf", lambda: None)
        asyncio.run(mover.move(lambda: None, executor))


def places(store: Store) -> dict[str, str | None]:
    with store.read() as conn:
        return {row.name: row.place for row in conn.execute(select(archive_file))}


def pages(store: Store, archive: UrlArchive) -> list[str]:
    """Read all pages as a re-extraction does, and return their addresses."""
    held = archive.held()
    with store.read() as conn:
        found = list(heads(conn, places=archive.places))
    return [read_record(held[each.place.file], each.place).url.split("/")[3] for each in found]


def test_what_is_finished_is_moved_and_read_at_its_place(store: Store, archive: UrlArchive) -> None:
    first = write_pages(archive.folder, "satu", "dua", max_file_bytes=10)
    other = write_pages(archive.folder, "lain", name="koran")
    assert archive.places == (archive.near.place, archive.place)
    move(store, archive)
    assert archive_files(archive.folder) == [other]  # another site's run is writing it
    assert len(archive.held()) == 3
    move(store, archive)
    assert catch_up(store, archive).damages == []
    assert places(store)[first.name] == archive.place
    assert places(store)[other.name] == archive.near.place
    assert sorted(pages(store, archive)) == ["dua", "lain", "satu"]


def test_another_machine_reads_what_is_at_the_url_and_not_the_spool(
    store: Store, archive: UrlArchive, tmp_path: Path
) -> None:
    write_pages(archive.folder, "satu")
    move(store, archive)
    write_pages(archive.folder, "dua", name="koran")
    catch_up(store, archive)
    url = archive.name
    (tmp_path / "lain").mkdir()
    other = UrlArchive(url, tmp_path / "lain", create=True)
    if archive.remote.local is not None:
        assert other.place == archive.place == (archive.remote.local / IDENTITY).read_text().strip()
    caught = catch_up(store, other)
    assert (caught.damages, dict(caught.elsewhere)) == ([], {archive.near.place: 1})
    assert pages(store, other) == ["satu"]


@pytest.mark.parametrize("killed", ["after the upload", "after the index", "while uploading"])
def test_a_move_that_was_killed_is_ended_by_the_next_run(
    killed: str, store: Store, archive: UrlArchive
) -> None:
    path = write_pages(archive.folder, "satu")
    whole = path.read_bytes()
    if killed == "while uploading":
        path.write_bytes(whole[:100])
    archive.remote.put(path)
    path.write_bytes(whole)
    if killed == "after the index":
        move(store, archive)
        path.write_bytes(whole)
    assert catch_up(store, archive).damages == []
    assert pages(store, archive) == ["satu"]
    move(store, archive)
    assert archive_files(archive.folder) == []
    assert archive.remote.sizes() == {path.name: len(whole)}
    assert catch_up(store, archive).damages == []
    assert pages(store, archive) == ["satu"]


def test_a_file_is_never_given_the_name_of_one_that_was_moved(store: Store, archive: UrlArchive) -> None:
    def is_taken(name: str) -> bool:
        with store.read() as conn:
            return holds_file(conn, name)

    first = write_pages(archive.folder, "satu", is_taken=is_taken)
    move(store, archive)
    second = write_pages(archive.folder, "dua", is_taken=is_taken)
    assert second.name == first.name.replace("-00001", "-00002")
    move(store, archive)
    assert sorted(pages(store, archive)) == ["dua", "satu"]


@pytest.mark.slow("two crawls")
def test_a_crawl_that_begins_in_the_second_of_another_leaves_its_files_alone(tmp_path: Path) -> None:
    folder = Remote(tmp_path)
    with serve(fixtures=None, generated=3) as site:
        assert folder.crawl(site.url, "discover=sitemap").status == 0
        ((name, place),) = folder.sql("SELECT name, place FROM archive_file")
        mark = name.rpartition("-")[2]
        for second in range(60):
            moment = datetime.now(UTC) + timedelta(seconds=second)
            taken = f"telegraf-{moment:%Y%m%dT%H%M%SZ}-00001-{mark}"
            folder.sql(
                "INSERT OR IGNORE INTO archive_file (name, site, place, size) VALUES (?, 'x', ?, 9)",
                taken,
                place,
            )
        assert folder.crawl(site.url, "discover=sitemap").status == 0
    written = {path.name for path in archive_files(folder.path / "jauh")} - {name}
    assert {each.split("-")[2] for each in written} == {"00002"}


def test_what_is_gone_from_the_url_is_missing(store: Store, archive: UrlArchive) -> None:
    path = write_pages(archive.folder, "satu")
    move(store, archive)
    archive.remove(path.name)
    (damage,) = catch_up(store, archive).damages
    assert str(damage).startswith(f"{path.name}: is missing")


def test_copies_make_room_for_each_other(tmp_path: Path) -> None:
    fetched: list[str] = []

    def get(name: str, path: Path) -> None:
        fetched.append(name)
        path.write_bytes(b"x" * 40)

    copies = Copies(get, most=100)
    for name in ("satu", "dua", "satu", "tiga", "satu", "dua"):
        assert copies.path(name).stat().st_size == 40
    assert fetched == ["satu", "dua", "tiga", "dua"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s4://ember/arsip", "the archive s4://ember/arsip cannot be opened: Protocol not known: s4"),
        ("dropbox://sri:geheim@ember/arsip", r"the archive dropbox://ember/arsip .*dropboxdrivefs"),
    ],
)
def test_a_url_that_cannot_be_opened_is_a_mistake_that_names_what_is_missing(url: str, said: str) -> None:
    with pytest.raises(ArchiveMisnamed, match=said):
        RemoteFolder(url)


@pytest.mark.slow("starts programs to see what they import")
def test_fsspec_is_imported_for_a_url_only() -> None:
    code = """
import sys
import time
import crawler.middlewares.archiving, crawler.performing.reextract
assert "fsspec" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.slow("crawls with a kill, and reads the archive again in processes of its own")
def test_a_crawl_that_is_killed_leaves_its_file_to_the_next_run(tmp_path: Path) -> None:
    folder = Remote(tmp_path)
    with serve(fixtures=None, generated=60) as site:
        crawling = subprocess.Popen(
            folder.command(site.url, "discover=sitemap", "ARCHIVE_FILE_BYTES=20000"),
            cwd=ROOT,
            env=folder.environment(),
            stderr=subprocess.DEVNULL,
        )
        while len(site.requests) < 30 and crawling.poll() is None:
            time.sleep(0.002)
        crawling.kill()
        assert crawling.wait() < 0
        assert archive_files(folder.spool)
        assert folder.crawl(site.url, "discover=sitemap", "ARCHIVE_FILE_BYTES=20000").status == 0
        assert len(folder.stored()) == 60
    assert archive_files(folder.spool) == []
    assert {row for (row,) in folder.sql("SELECT DISTINCT place FROM archive_file")} == {
        (folder.path / "jauh" / IDENTITY).read_text().strip()
    }
    before = folder.stored()
    again = reextract(folder, "--jobs", "2").stdout
    # Articles that waited for the store when the run was killed were fetched twice.
    assert re.search(r" (6\d|7\d|8[0-2]) articles compared: 0 new, 0 changed ", again), again
    for path in folder.path.glob("articles.db*"):
        path.unlink()
    reextract(folder)
    assert folder.stored() == before


@pytest.mark.slow("a crawl")
def test_a_url_that_takes_nothing_fails_the_run_and_keeps_the_spool(tmp_path: Path) -> None:
    folder = Remote(tmp_path)
    with serve(fixtures=None, generated=3) as site:
        assert folder.crawl(site.url, "discover=sitemap").status == 0
        lost = folder.crawl(site.url, "discover=sitemap", "ARCHIVE_DIR=sftp2://ember/arsip")
        assert lost.status == 2
        assert "Protocol not known: sftp2" in lost.log
        (folder.path / "jauh").rename(folder.path / "dekat")
        (folder.path / "jauh").write_text("")
        lost = folder.crawl(site.url, "discover=sitemap")
        assert lost.status == 2


class Remote(Folder):
    """A folder whose archive has a URL."""

    @property
    def spool(self) -> Path:
        return self.path / "spool"

    def environment(self) -> dict[str, str]:
        given = {"ARCHIVE_DIR": f"file://{self.path / 'jauh'}", "ARCHIVE_SPOOL": str(self.spool)}
        return super().environment() | given
