"""A response that lacks its end gives no article, and says nothing about the one that is stored."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from crawler.archive.exchange import VISIT
from tests.crawler.archive.writing import NOON, exchange, open_writer, unknown
from tests.crawler.extract.pages import STORY, paragraphs, wordpress
from tests.crawler.reextraction.test_reextract import reextract
from tests.crawler.spider.crawling import Folder

pytestmark = pytest.mark.slow("crawls and reads again for each place of a cut")

URL = "https://telegraf.co.id/jembatan/"
NEXT = '<div class="page-links"><a href="https://telegraf.co.id/jembatan/2/">2</a></div>'
PACKED = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")]
HTML = wordpress(paragraphs(*STORY)).encode()
WHOLE = gzip.compress(HTML)


def write(folder: Folder, *given: dict[str, Any]) -> Path:
    """Write an archive of exchanges; what is further belongs to the first."""
    writer = open_writer(folder.path)
    head = None
    for number, each in enumerate(given):
        fields = {"Crawl-Role": "article"} if head is None else {"Crawl-Role": "further", VISIT: head}
        usual = {"url": URL, "headers": PACKED, "body": WHOLE, "at": NOON.replace(minute=number)}
        entry = writer.write(exchange("x", **{**usual, "fields": fields, **each}), unknown)
        head = head or entry.id
    writer.close()
    return writer.path


def test_a_page_that_was_cut_off_gives_no_article_and_is_counted(folder: Folder) -> None:
    for given in ({"body": WHOLE[:-1]}, {"body": WHOLE[:-200]}, {"is_cut": True}):
        path = write(folder, given)
        done = reextract(folder, path)
        assert "0 new" in done.stdout
        assert "cut_off                 1" in done.stdout
        path.unlink()


def test_the_stored_article_of_a_page_that_was_cut_off_stays_and_is_not_called_lost(folder: Folder) -> None:
    archive = folder.path / "archive"
    archive.mkdir()
    path = write(folder, {})
    kept = path.rename(archive / "telegraf-20260301T120000Z-00001.warc.gz")
    assert "1 new" in reextract(folder).stdout
    before = folder.sql("SELECT * FROM article"), folder.sql("SELECT * FROM revision")
    cut = write(folder, {"body": WHOLE[:-200], "at": NOON.replace(hour=13)})
    cut.rename(archive / "telegraf-20260301T130000Z-00001.warc.gz")
    for _ in range(2):
        done = reextract(folder)
        assert "cut_off                 1" in done.stdout
        assert "is not an article" not in done.stdout
        assert (folder.sql("SELECT * FROM article"), folder.sql("SELECT * FROM revision")) == before
    assert kept.exists()


def test_a_page_that_was_cut_off_and_came_whole_afterwards_is_read(folder: Folder) -> None:
    again = {"fields": {"Crawl-Role": "article"}}
    assert "1 new" in reextract(folder, write(folder, {"body": WHOLE[:-200]}, again)).stdout


def test_a_further_page_that_was_cut_off_is_read_where_it_came_again(folder: Folder) -> None:
    first = {"body": HTML.replace(b"</article>", NEXT.encode() + b"</article>"), "headers": PACKED[:1]}
    second = gzip.compress(wordpress(paragraphs(*(f"{each} Lagi." for each in STORY))).encode())
    further = {"url": f"{URL}2/", "body": second}
    cut = {**further, "body": second[:-100]}
    path = write(folder, first, cut, further)
    assert "1 new" in reextract(folder, path).stdout
    (text,) = folder.sql("SELECT text FROM article")[0]
    assert STORY[0] in text
    assert f"{STORY[0]} Lagi." in text
    path.unlink()
    folder.store.unlink()
    done = reextract(folder, write(folder, first, cut))
    assert "0 new" in done.stdout
    assert "cut_off                 1" in done.stdout
