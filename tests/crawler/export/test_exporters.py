"""A file of articles is the same whether a crawl (-O) or ``scrapy export`` wrote it, but for one field."""

from __future__ import annotations

import csv
import gzip
import io
import os
import stat
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from scrapy.exporters import JsonLinesItemExporter
from scrapy.utils.misc import load_object

from crawler import settings
from crawler.article import Article
from crawler.export.exporters import FIELDS, ArticleCsvExporter, ArticleJsonLinesExporter
from crawler.store import Store
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.spider.crawling import Folder
from tests.crawler.storing import ARTICLE
from tests.newsroom.server import serve


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.mark.slow("several commands, each in a process of its own")
@pytest.mark.parametrize("ending", ["jsonl", "jsonl.gz", "csv", "csv.gz"])
def test_a_crawl_and_an_export_write_the_same_but_what_is_gone(ending: str, folder: Folder) -> None:
    crawled, exported = folder.path / f"crawled.{ending}", folder.path / f"exported.{ending}"
    with serve() as site:
        urls = folder.path / "urls.txt"
        urls.write_text(f"{site.url}/{site.stories[0].slug}/\n", "utf-8")  # one article: in one order
        assert folder.crawl(site.url, f"urls={urls}", export=("-O", str(crawled))).status == 0
    store = Store.open(f"sqlite:///{folder.store}")
    assert scrapy(store, "export", exported).returncode == 0
    store.close()
    unpack = gzip.decompress if ending.endswith(".gz") else bytes
    data = unpack(exported.read_bytes())
    for last, end in ((b', "gone_at": null}\n', b"}\n"), (b",gone_at\r\n", b"\r\n"), (b",\r\n", b"\r\n")):
        data = data.replace(last, end)
    assert unpack(crawled.read_bytes()) == data != unpack(exported.read_bytes()) != b""


def test_each_format_is_that_of_an_exporter() -> None:
    for path in settings.FEED_EXPORTERS.values():
        assert hasattr(load_object(path), "export_item")


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


@pytest.mark.slow("several commands, each in a process of its own")
def test_a_table_of_nothing_new_has_its_head_line_and_one_that_is_appended_to_has_one(folder: Folder) -> None:
    file = folder.path / "out.csv"
    with serve(fixtures=None, generated=2) as site:
        folder.crawl(site.url, export=("-o", str(file)))
        first = file.read_bytes()
        folder.crawl(site.url, export=("-o", str(file)))
        assert file.read_bytes() == first
        site.publish("kabar-baru", "Kabar baru", ["Isi kabar baru."], published=None)
        folder.sql("DELETE FROM frontier")
        folder.sql("DELETE FROM run WHERE id NOT IN (SELECT run_id FROM revision)")
        folder.crawl(site.url, export=("-o", str(file)))
        assert [row["revision"] for row in rows(file.read_bytes())] == ["1", "1", "1"]
        folder.crawl(site.url, export=("-O", str(file)))
    assert file.read_bytes().decode("utf-8").splitlines() == [",".join(FIELDS)]


def test_items_that_are_no_articles_name_the_columns_themselves() -> None:
    out = io.BytesIO()
    exporter = ArticleCsvExporter(out)
    exporter.start_exporting()
    exporter.export_item({"nama": "Blora", "sungai": ["Lusi", "Serang"]})
    exporter.finish_exporting()
    assert rows(out.getvalue()) == [{"nama": "Blora", "sungai": "Lusi|Serang"}]


@pytest.mark.parametrize("start", [*"=+-@＝＋－＠\t\r\n", "\0"], ids=ascii)
def test_what_a_spreadsheet_would_run_has_a_quote_before_it(start: str) -> None:
    met = replace(
        ARTICLE, headline=f"{start}1+1", tags=[f"{start}HYPERLINK(1)", "Rusia"], caption=f"a{start}1"
    )
    out = io.BytesIO()
    exporter = ArticleCsvExporter(out, fields_to_export=FIELDS)
    exporter.start_exporting()
    exporter.export_item(met)
    exporter.finish_exporting()
    (row,) = rows(out.getvalue())
    assert row["headline"] == f"'{start}1+1"
    assert row["tags"] == f"'{start}HYPERLINK(1)|Rusia"
    assert row["caption"] == f"a{start}1"
    assert (row["revision"], row["url"]) == (str(met.revision or ""), met.url)


def test_numbers_stay_numbers() -> None:
    out = io.BytesIO()
    exporter = ArticleCsvExporter(out)
    exporter.start_exporting()
    exporter.export_item({"suhu": -3, "harga": -1.5, "teks": "-3"})
    exporter.finish_exporting()
    assert rows(out.getvalue()) == [{"suhu": "-3", "harga": "-1.5", "teks": "'-3"}]


@pytest.mark.slow("several commands, each in a process of its own")
@pytest.mark.parametrize("ending", ["csv", "csv.gz"])
def test_a_formula_of_the_site_is_quoted_by_crawl_and_export(ending: str, folder: Folder) -> None:
    crawled, exported = folder.path / f"crawled.{ending}", folder.path / f"exported.{ending}"
    with serve(fixtures=None, generated=1) as site:
        site.publish("rumus", "=1+1 kata pembaca", ["@SUM(1) ditulis di sini."])
        assert folder.crawl(site.url, export=("-O", str(crawled))).status == 0
    store = Store.open(f"sqlite:///{folder.store}")
    assert scrapy(store, "export", exported).returncode == 0
    store.close()
    for file in (crawled, exported):
        data = file.read_bytes()
        table = rows(gzip.decompress(data) if ending == "csv.gz" else data)
        (row,) = (each for each in table if "rumus" in each["url"])
        assert (row["headline"], row["text"]) == ("'=1+1 kata pembaca", "'@SUM(1) ditulis di sini.")
        assert row["revision"] == "1"


@pytest.mark.slow("several commands, each in a process of its own")
@pytest.mark.parametrize("ending", ["jsonl", "csv.gz"])
def test_a_new_file_has_the_permissions_of_the_umask_and_an_old_one_keeps_its_own(
    ending: str, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / f"korpus.{ending}"
    before = os.umask(0o027)
    try:
        scrapy(store, "export", file)
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
        file.chmod(0o600)
        scrapy(store, "export", file)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    finally:
        os.umask(before)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"encoding": "utf-8", "fields_to_export": FIELDS},
        {"fields_to_export": ["headline", "tags"]},
        {"fields_to_export": {"url": "u"}},
    ],
)
@pytest.mark.parametrize("item", [ARTICLE, replace(ARTICLE, headline=""), {"judul": "Kapal", "tags": [1]}])
def test_lines_of_json_are_those_of_scrapy(options: dict[str, Any], item: object) -> None:
    ours, of_scrapy = io.BytesIO(), io.BytesIO()
    ArticleJsonLinesExporter(ours, **options).export_item(item)
    JsonLinesItemExporter(of_scrapy, **options).export_item(item)
    assert ours.getvalue() == of_scrapy.getvalue() != b""


def test_the_columns_can_be_chosen_and_named() -> None:
    out = io.BytesIO()
    exporter = ArticleCsvExporter(out, fields_to_export={"headline": "judul", "removed": "dibuang"})
    exporter.start_exporting()
    exporter.export_item(ARTICLE)
    exporter.finish_exporting()
    assert list(rows(out.getvalue())[0]) == ["judul", "dibuang"]
    assert [field.name for field in fields(Article)] == FIELDS


def test_a_compressed_table_is_one_file_of_gzip(folder: Folder) -> None:
    file = folder.path / "out.csv.gz"
    with serve(fixtures=None, generated=2) as site:
        folder.crawl(site.url, export=("-O", str(file)))
    assert len(rows(gzip.decompress(file.read_bytes()))) == 2
