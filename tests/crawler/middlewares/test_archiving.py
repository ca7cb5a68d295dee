"""A crawl archives every answer before anything is made of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crawler.archive import Damage, Record, read_file
from tests.crawler.spider.crawling import ROOT, Folder
from tests.newsroom.server import serve

pytestmark = pytest.mark.slow("a crawl for each thing that an archive has to keep")

TELLING = """
import sys, threading
from scrapy.cmdline import execute
from crawler.archive import exchange
compress = exchange.compress

def told(data):
    print(f"compressed {len(data)} bytes in {threading.current_thread().name}", file=sys.stderr)
    return compress(data)

exchange.compress = told
execute()
"""
"""A crawl that says in which thread it compresses each record."""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def records(folder: Folder) -> list[Record]:
    found = [each for path in sorted((folder.path / "archive").glob("*.warc.gz")) for each in read_file(path)]
    return [each for each in found if isinstance(each, Record)]


def answered(folder: Folder) -> list[Record]:
    return [each for each in records(folder) if each.is_answer]


@pytest.mark.parametrize("way", ["api", "sitemap", "feed", "archive"])
def test_every_request_of_a_crawl_has_its_record(way: str, folder: Folder) -> None:
    with serve(generated=12) as site:
        assert folder.crawl(site.url, f"discover={way}").status == 0
        asked = [f"{site.origin}{path}" for path in site.asked()]
    assert sorted(each.url for each in answered(folder)) == sorted(asked)
    requests = [each for each in records(folder) if each.type == "request"]
    assert sorted(each.url for each in requests) == sorted(asked)
    assert all(b"User-Agent: telegraf-corpus" in each.block for each in requests)
    info = records(folder)[0].warc_fields()
    assert (info["spider"], info["site"], info["robots"]) == ("telegraf", "telegraf", "obey")
    assert "DOWNLOAD_DELAY=0" in info["settings"]


def test_the_index_names_every_answer(folder: Folder) -> None:
    with serve(generated=12) as site:
        folder.crawl(site.url, "discover=sitemap")
    rows = folder.sql("SELECT url, file, offset, length FROM capture ORDER BY id")
    places = [(each.url, each.place.file, each.place.offset, each.place.length) for each in answered(folder)]
    assert sorted(rows) == sorted(places)


def test_what_is_fetched_again_unchanged_is_a_revisit(folder: Folder) -> None:
    with serve(fixtures=None, generated=5) as site:
        folder.crawl(site.url, "discover=sitemap")
        folder.crawl(site.url, "discover=sitemap", "FULL_LISTING_DAYS=0")
    second = max(each.place.file for each in answered(folder))
    again = [each for each in answered(folder) if each.place.file == second]
    assert {each.type for each in again if each.url.endswith(("/robots.txt", ".xml"))} == {"revisit"}


def test_the_times_of_archive_and_store_are_the_same(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        for way in ("sitemap", "api"):
            folder.crawl(site.url, f"discover={way}")
    stored = {at for (at,) in folder.sql("SELECT fetched_at FROM article")}
    assert stored <= {each.at.replace(microsecond=0).isoformat() for each in answered(folder)}


def test_what_is_fetched_again_is_archived_whole_where_the_files_of_before_are_missing(
    folder: Folder, tmp_path: Path
) -> None:
    with serve(fixtures=None, generated=5) as site:
        folder.crawl(site.url, "discover=sitemap")
        (folder.path / "archive").rename(tmp_path / "cellar")
        log = folder.crawl(site.url, "discover=sitemap", "RECHECK_PER_DAY=1000").log
    assert "1 file of the archive is missing in" in log
    assert {each.type for each in answered(folder)} == {"response"}
    pages = [each for each in answered(folder) if each.headers.get("Crawl-Role") == "article"]
    assert len(pages) == 5


def test_that_an_article_is_gone_stands_in_the_archive(folder: Folder) -> None:
    with serve(fixtures=None, generated=8) as site:
        folder.crawl(site.url, "discover=sitemap")
        slug = site.stories[3].slug
        site.trash(slug)
        folder.crawl(site.url, "discover=sitemap", "FULL_LISTING_DAYS=0")
        assert folder.gone() == {f"{site.url}/{slug}/"}
    (note,) = (each for each in records(folder) if each.type == "metadata")
    assert (note.url, note.warc_fields()["decision"]) == (f"{site.url}/{slug}/", "gone")
    (confirmed,) = (
        each for each in answered(folder) if each.id == note.headers["WARC-Refers-To"].strip("<>")
    )
    assert confirmed.answer().status == 404
    ((gone_at,),) = folder.sql("SELECT gone_at FROM article WHERE gone_at IS NOT NULL")
    assert str(gone_at) == note.at.replace(tzinfo=None).isoformat(" ")


def test_without_a_folder_nothing_is_archived(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        assert len(folder.crawl(site.url, "ARCHIVE_DIR=").lines) == 3
    assert not (folder.path / "archive").exists()


def test_files_are_rotated_by_size(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        assert folder.crawl(site.url, "discover=sitemap", "ARCHIVE_FILE_BYTES=20000").status == 0
    sizes = [path.stat().st_size for path in sorted((folder.path / "archive").glob("*.warc.gz"))]
    assert len(sizes) > 2
    assert max(sizes) < 30_000
    assert dict(folder.sql("SELECT name, size FROM archive_file")) == {
        path.name: path.stat().st_size for path in (folder.path / "archive").glob("*.warc.gz")
    }


def test_a_folder_that_cannot_be_made_is_the_users_mistake(folder: Folder) -> None:
    (folder.path / "berkas").write_text("")
    with serve(fixtures=None, generated=3) as site:
        crawled = folder.crawl(site.url, f"ARCHIVE_DIR={folder.path / 'berkas'}")
    assert crawled.status == 2
    assert "the archive" in crawled.log


def test_no_article_is_stored_whose_page_the_archive_lacks_however_often_the_crawl_is_killed(
    folder: Folder,
) -> None:
    with serve(fixtures=None, generated=120) as site:
        for number in range(6):
            command = folder.command(site.url, "discover=sitemap")
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=folder.environment(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            before = len(site.requests)
            deadline = time.monotonic() + 30
            while len(site.requests) < before + 8 + 3 * number and time.monotonic() < deadline:
                time.sleep(0.002)
            process.kill()
            process.wait()
            archived = {each.url for each in answered(folder)}
            assert folder.stored() <= archived
        assert folder.stored()
        assert folder.crawl(site.url, "discover=sitemap").status == 0
        assert len(folder.stored()) == 120
    damages = [
        each
        for path in (folder.path / "archive").glob("*.warc.gz")
        for each in read_file(path)
        if isinstance(each, Damage)
    ]
    assert all(each.reason in ("the record is cut off", "is empty") for each in damages)
    assert len(list((folder.path / "archive").glob("*.warc.gz"))) == 7


def test_what_is_large_is_compressed_outside_of_the_event_loop_and_what_is_small_is_not(
    folder: Folder,
) -> None:
    with serve(fixtures=None, generated=3, page_bytes=400_000) as site:
        command = [sys.executable, "-c", TELLING, *folder.command(site.url, "discover=sitemap")[3:]]
        done = subprocess.run(
            command, cwd=ROOT, env=folder.environment(), capture_output=True, text=True, check=True
        )
    told = re.findall(r"compressed (\d+) bytes in (\w+)", done.stderr)
    assert {thread for size, thread in told if int(size) > 400_000} == {"archive_0"}
    assert {thread for size, thread in told if 2_000 < int(size) < 200_000} == {"MainThread"}
    assert len(folder.stored()) == 3


def test_an_archive_that_is_lost_ends_the_crawl_with_the_reason_and_loses_nothing(folder: Folder) -> None:
    archive, away = folder.path / "archive", folder.path / "away"
    with serve(fixtures=None, generated=60) as site:
        command = folder.command(site.url, "discover=sitemap", "ARCHIVE_FILE_BYTES=4000")
        crawling = subprocess.Popen(
            command, cwd=ROOT, env=folder.environment(), stderr=subprocess.PIPE, text=True
        )
        while len(site.requests) < 20 and crawling.poll() is None:
            time.sleep(0.002)
        archive.rename(away)
        _, log = crawling.communicate(timeout=60)
        assert crawling.returncode == 1
        assert "Traceback" not in log
        assert f"The archive {archive}" in log
        assert "cannot be written: No such file or directory." in log
        stored = len(folder.stored())
        assert 0 < stored < 60
        away.rename(archive)
        assert folder.crawl(site.url, "discover=sitemap").status == 0
        assert len(folder.stored()) == 60
        assert folder.stored() <= {each.url for each in answered(folder)}


@pytest.mark.parametrize("is_folder", [True, False], ids=["folder", "file"])
def test_an_archive_that_is_removed_ends_the_crawl_and_nothing_is_stored_that_it_did_not_get(
    is_folder: bool, folder: Folder, tmp_path: Path
) -> None:
    archive = folder.path / "archive"
    with serve(fixtures=None, generated=60) as site:
        site.trouble("^/[a-z]", None, delay=0.05)
        crawling = subprocess.Popen(
            folder.command(site.url, "discover=sitemap"),
            cwd=ROOT,
            env=folder.environment(),
            stderr=subprocess.PIPE,
            text=True,
        )
        while len(site.requests) < 20 and crawling.poll() is None:
            time.sleep(0.002)
        (path,) = archive.glob("*.warc.gz")
        with path.open("rb") as held:  # what was written before can still be read
            if is_folder:
                shutil.rmtree(archive)
            else:
                path.unlink()
            size = os.fstat(held.fileno()).st_size
            _, log = crawling.communicate(timeout=60)
            left = tmp_path / "left.warc.gz"
            left.write_bytes(held.read())
    assert crawling.returncode == 1
    assert "Traceback" not in log
    assert f"The archive {path} was removed while it was being written." in log
    assert left.stat().st_size == size
    archived = {each.url for each in read_file(left) if isinstance(each, Record) and each.is_answer}
    assert 0 < len(folder.stored()) < 60
    assert folder.stored() <= archived
