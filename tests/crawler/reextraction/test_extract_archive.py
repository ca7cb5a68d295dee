"""``scrapy extract ARCHIVE.warc.gz``: the articles of any archive, a line each."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.archive.writing import exchange, open_writer, unknown, write_pages
from tests.crawler.extract.pages import STORY, paragraphs, wordpress
from tests.crawler.spider.crawling import ROOT, Folder
from tests.newsroom.server import serve

pytestmark = pytest.mark.slow("crawls, and reads archives in processes of their own")


def extract(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "extract", *map(str, args)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def foreign(folder: Path, host: str = "https://koran.test") -> Path:
    """Write an archive as others do: no named fields of ours, no word on the newspaper."""
    writer = open_writer(folder, name="CC-NEWS")
    html = wordpress(paragraphs(*STORY)).encode()
    for number in range(3):
        writer.write(exchange("x", html, url=f"{host}/berita-{number}/", fields={}), unknown)
    picture = [("Content-Type", "image/gif")]
    writer.write(exchange("x", b"GIF89a", url=f"{host}/a.gif", headers=picture, fields={}), unknown)
    writer.close()
    return writer.path


def test_every_article_of_a_foreign_archive_is_printed(tmp_path: Path) -> None:
    done = extract(foreign(tmp_path))
    assert done.returncode == 0
    assert [line["url"] for line in lines(done)] == [f"https://koran.test/berita-{n}/" for n in range(3)]
    assert {line["site"] for line in lines(done)} == {"koran.test"}
    assert {line["fetched_at"] for line in lines(done)} == {"2026-03-01T12:00:01+00:00"}


def test_a_known_host_is_read_by_its_declaration(tmp_path: Path) -> None:
    done = extract(foreign(tmp_path, "https://www.telegraf.co.id"))
    assert {line["site"] for line in lines(done)} == {"telegraf"}


def test_what_a_crawl_archived_is_printed_as_it_was_exported(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with serve(generated=3) as site:
        exported = folder.crawl(site.url, "discover=sitemap").lines
    (path,) = (folder.path / "archive").glob("*.warc.gz")
    done = extract(path)
    for line in exported:
        line["revision"] = None
    key = lambda line: line["url"]  # noqa: E731
    assert sorted(lines(done), key=key) == sorted(exported, key=key)


def test_an_archive_without_an_article_or_with_damage_ends_with_status_1(tmp_path: Path) -> None:
    writer = open_writer(tmp_path)
    writer.write(exchange("hilang", b"<p>Maaf.</p>", status_line="404 Not Found"), unknown)
    writer.close()
    done = extract(writer.path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "holds no article" in done.stderr
    (tmp_path / "lain").mkdir()
    path = foreign(tmp_path / "lain")
    path.write_bytes(path.read_bytes()[:-30])
    done = extract(path)
    assert done.returncode == 1
    assert "the record is cut off" in done.stderr
    assert len(lines(done)) == 3


def test_options_for_one_page_are_refused(tmp_path: Path) -> None:
    assert extract(write_pages(tmp_path, "satu"), "--explain").returncode == 2


def test_a_file_that_is_named_as_an_archive_is_one_however_it_begins(tmp_path: Path) -> None:
    path = foreign(tmp_path)
    data = path.read_bytes()
    for name in ("rusak.warc.gz", "RUSAK.WARC", "kosong.warc.gz"):
        damaged = tmp_path / name
        damaged.write_bytes(b"" if name.startswith("kosong") else b"\0\0\0" + data[3:])
        done = extract(damaged)
        assert done.returncode == 1
        assert "is no article" not in done.stderr
        assert "articles" in done.stderr


def test_a_page_that_comes_through_a_pipe_is_read_from_its_first_byte() -> None:
    html = wordpress(paragraphs(*STORY)).encode()
    command = [sys.executable, "-m", "scrapy", "extract", "/dev/stdin"]
    done = subprocess.run(command, cwd=ROOT, input=html, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["text"] == "\n\n".join(STORY)
