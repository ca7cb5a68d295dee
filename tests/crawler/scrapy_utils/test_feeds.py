"""Exports of a crawl: compressed, appended to, on a disk that is full."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler.scrapy_utils.feeds import gzip_options, prepare_exports, split_format
from tests.crawler.spider.crawling import Folder
from tests.newsroom.server import serve

WHOLE = b'{"url": "a"}\n{"url": "b"}\n'


def prepared(file: Path, *, overwrite: bool = False, compressed: bool = False) -> bytes:
    """Return what a file holds when a crawl begins to write it."""
    options = gzip_options("jsonl", overwrite=overwrite) if compressed else {"format": "jsonlines"}
    prepare_exports(Settings({"FEEDS": {str(file): {**options, "overwrite": overwrite}}}))
    return file.read_bytes()


def test_a_half_line_at_the_end_goes_before_the_file_is_appended_to(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_bytes(WHOLE + b'{"url": "c", "headli')
    assert prepared(file) == WHOLE


def test_a_half_line_that_is_longer_than_a_piece_goes_as_well(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_bytes(WHOLE + b"x" * 200_000)
    assert prepared(file) == WHOLE
    file.write_bytes(b"x" * 200_000)
    assert prepared(file) == b""


def test_a_file_of_whole_lines_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_bytes(WHOLE)
    assert prepared(file) == WHOLE
    file.write_bytes(b"")
    assert prepared(file) == b""


def test_a_compressed_file_that_was_cut_off_is_mended(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl.gz"
    lines = b"".join(
        json.dumps({"url": f"https://telegraf.co.id/{n}/"}).encode() + b"\n" for n in range(5000)
    )
    whole = gzip.compress(lines)
    file.write_bytes(whole[: len(whole) // 2])
    file.chmod(0o600)
    prepared(file, compressed=True)
    kept = gzip.decompress(file.read_bytes())
    assert lines.startswith(kept)
    assert kept.endswith(b"\n")
    assert file.stat().st_mode & 0o777 == 0o600  # for its owner alone, as before
    file.write_bytes(whole)
    assert prepared(file, compressed=True) == whole


def test_a_missing_folder_is_made_and_one_that_cannot_be_is_said(tmp_path: Path) -> None:
    prepared(tmp_path / "baru" / "out.jsonl")
    (tmp_path / "berkas").touch()
    with pytest.raises(UsageError, match=r"berkas/out\.jsonl cannot be written: "):
        prepared(tmp_path / "berkas" / "out.jsonl")


def test_what_is_no_file_here_is_left_alone() -> None:
    feeds = {"stdout:": {"format": "jsonl"}, "s3://bucket/out.jsonl": {}, "out-%(time)s.jsonl": {}}
    settings = Settings({"FEEDS": feeds})
    prepare_exports(settings)
    assert settings.getdict("FEEDS") == feeds


def test_only_gz_is_compressed() -> None:
    assert split_format("data/out.csv.gz") == ("data/out.csv.gz", "csv")
    assert split_format("data/out.jsonl") is None


def test_a_crawl_writes_compressed_lines_and_appends_to_them(folder: Folder) -> None:
    file = folder.path / "out.jsonl.gz"
    with serve(fixtures=None, generated=3) as site:
        assert folder.crawl(site.url, export=("-O", str(file))).status == 0
        site.publish("kabar-baru", "Kabar baru", ["Isi kabar baru."], published=None)
        folder.sql("DELETE FROM frontier")
        folder.sql("DELETE FROM run WHERE id NOT IN (SELECT run_id FROM revision)")
        assert folder.crawl(site.url, export=("-o", str(file))).status == 0
    lines = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]
    assert len(lines) == 4
    assert list(lines[0])[:4] == ["url", "canonical_url", "site", "headline"]


def test_a_crawl_without_news_leaves_an_empty_file(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        folder.crawl(site.url)
        folder.crawl(site.url)
    assert folder.out.read_bytes() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_ends_the_crawl_with_status_1_and_the_store_has_what_was_found(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        crawled = folder.crawl(site.url, export=("-O", "/dev/full:jsonl"))
        assert crawled.status == 1
        assert crawled.log.count("The export /dev/full cannot be written: No space left on device.") == 1
        assert folder.stored()
