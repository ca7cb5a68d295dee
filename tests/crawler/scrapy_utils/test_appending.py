"""What ``-o`` appends to: whole rows under one head, and no file that has other columns."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler.export.exporters import FIELDS
from crawler.scrapy_utils.feeds import gzip_options, prepare_exports
from tests.crawler.spider.crawling import Folder
from tests.newsroom.server import serve

HEAD = ",".join(FIELDS).encode() + b"\r\n"
ROW = b'https://telegraf.co.id/a/,"satu ""dua""\r\ntiga"' + b"," * (len(FIELDS) - 2) + b"\r\n"
EXPORTERS = {"csv": "crawler.export.exporters.ArticleCsvExporter"}


def prepared(file: Path, content: bytes, **options: object) -> bytes:
    """Return what a table holds when a crawl begins to append to it."""
    is_compressed = file.name.endswith(".gz")
    file.write_bytes(gzip.compress(content) if is_compressed else content)
    feed = gzip_options("csv", overwrite=False) if is_compressed else {"format": "csv"}
    prepare_exports(Settings({"FEEDS": {str(file): {**feed, **options}}, "FEED_EXPORTERS": EXPORTERS}))
    return gzip.decompress(file.read_bytes()) if is_compressed else file.read_bytes()


def rows(file: Path) -> list[dict[str, str]]:
    content = file.read_bytes()
    text = (gzip.decompress(content) if file.name.endswith(".gz") else content).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", ["out.csv", "out.csv.gz"])
@pytest.mark.parametrize(
    "half", [b"", b"https://telegraf.co.id/b/", b'https://telegraf.co.id/b/,"satu\r\ndua\r\n', ROW[:-1]]
)
def test_a_half_row_goes_even_if_it_has_whole_lines(half: bytes, name: str, tmp_path: Path) -> None:
    assert prepared(tmp_path / name, HEAD + ROW + half) == HEAD + ROW


@pytest.mark.parametrize("name", ["out.csv", "out.csv.gz"])
def test_a_large_table_stays_as_it_is(name: str, tmp_path: Path) -> None:
    content = HEAD + ROW * 2000
    assert prepared(tmp_path / name, content) == content


@pytest.mark.parametrize("name", ["out.csv", "out.csv.gz"])
@pytest.mark.parametrize(
    ("head", "how"),
    [
        (b"url,judul\r\n", "'site', 'headline'"),
        (HEAD.replace(b",removed", b""), "differ in 'removed'"),
        (HEAD.replace(b"url,canonical_url", b"canonical_url,url"), "their order differs"),
        (HEAD.replace(b",", b";"), "and "),
    ],
)
def test_a_table_with_other_columns_is_refused_and_stays(
    head: bytes, how: str, name: str, tmp_path: Path
) -> None:
    content = head + b"x,y\r\nhalf"
    with pytest.raises(UsageError, match=r"has other columns than this run writes") as refused:
        prepared(tmp_path / name, content)
    assert how in str(refused.value)
    kept = (tmp_path / name).read_bytes()
    assert (gzip.decompress(kept) if name.endswith(".gz") else kept) == content


def test_the_same_columns_in_other_words_are_the_same(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    quoted = b"\xef\xbb\xbf" + b",".join(b'"%s"' % each.encode() for each in FIELDS) + b"\n"
    assert prepared(file, quoted) == quoted
    assert prepared(file, b"url,headline\r\n", fields=["url", "headline"]) == b"url,headline\r\n"
    told = {"fields": ["url", "headline"], "item_export_kwargs": {"delimiter": ";"}}
    assert prepared(file, b"url;headline\r\n", **told) == b"url;headline\r\n"


def test_a_file_that_is_not_compressed_is_not_taken_for_one_that_was_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl.gz"
    file.write_bytes(b'{"url": "a"}\n')
    with pytest.raises(UsageError, match="is not compressed"):
        prepare_exports(Settings({"FEEDS": {str(file): gzip_options("jsonl", overwrite=False)}}))
    assert file.read_bytes() == b'{"url": "a"}\n'


@pytest.mark.slow("commands in processes of their own")
@pytest.mark.parametrize("name", ["out.csv", "out.csv.gz"])
def test_a_table_that_a_crawl_appends_to_has_one_head(name: str, folder: Folder) -> None:
    file = folder.path / name
    with serve(fixtures=None, generated=3) as site:
        assert folder.crawl(site.url, export=("-o", str(file))).status == 0
        folder.store.unlink()
        assert folder.crawl(site.url, export=("-o", str(file))).status == 0
        urls = [each["url"] for each in rows(file)]
        assert len(urls) == 6
        assert len(set(urls)) == 3
        file.write_bytes(gzip.compress(b"a,b\r\n") if name.endswith(".gz") else b"a,b\r\n")
        asked = len(site.requests)
        refused = folder.crawl(site.url, export=("-o", str(file)))
    assert refused.status == 2
    assert "has other columns than this run writes" in refused.log
    assert len(site.requests) == asked
