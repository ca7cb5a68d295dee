"""Parquet: the fields of an article with their types, as pandas, DuckDB and ``datasets`` read them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import asdict, fields
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest
from pyarrow import parquet

from crawler.article import Article, StoredArticle
from crawler.export.columns import COLUMNS, STORED_COLUMNS
from crawler.export.exporters import ArticleParquetExporter
from crawler.export.parquet import MOST_CHARACTERS
from crawler.store import Store
from tests.crawler.commands.scrapy_cli import ROOT, scrapy
from tests.crawler.spider.crawling import Folder
from tests.crawler.storing import ARTICLE, another, article, save
from tests.newsroom.server import serve


def written(*articles: Article, **options: Any) -> bytes:
    file = BytesIO()
    exporter = ArticleParquetExporter(file, **options)
    exporter.start_exporting()
    for each in articles:
        exporter.export_item(each)
    exporter.finish_exporting()
    return file.getvalue()


def groups(data: bytes) -> list[int]:
    """Return the numbers of rows of the row groups."""
    file = parquet.ParquetFile(BytesIO(data))
    return [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]


def test_the_columns_are_the_fields_of_an_article_in_their_order() -> None:
    assert [each.name for each in COLUMNS] == [each.name for each in fields(Article)]
    assert [each.name for each in STORED_COLUMNS] == [each.name for each in fields(StoredArticle)]


def test_a_row_has_what_the_article_has_and_removed_as_pairs() -> None:
    cleaned = article(removed={"caption": 1, "related_link": 2}, signoff=None, tags=[])
    (row,) = parquet.read_table(BytesIO(written(cleaned))).to_pylist()
    pairs = [{"rule": "caption", "times": 1}, {"rule": "related_link", "times": 2}]
    assert row == {**asdict(cleaned), "removed": pairs}


def test_without_articles_the_file_has_its_columns() -> None:
    table = parquet.read_table(BytesIO(written()))
    assert (table.num_rows, table.column_names) == (0, [each.name for each in COLUMNS])


def test_a_later_month_begins_a_row_group_and_so_does_what_has_no_date() -> None:
    days = ["2020-01-02", "2020-01-31T23:00:00+07:00", "2020-02-01", "2020-01-31", "2021-02-01", None, None]
    articles = [another(f"a-{number}", published_at=day) for number, day in enumerate(days)]
    assert groups(written(*articles)) == [2, 2, 1, 2]


def test_a_crawl_from_the_newest_article_on_does_not_make_a_row_group_of_each_month() -> None:
    assert groups(written(*(another(f"a-{n}", published_at=f"2020-{12 - n:02}-01") for n in range(12)))) == [
        12
    ]


def test_a_month_that_is_too_much_to_hold_is_several_row_groups() -> None:
    long = "kata " * (MOST_CHARACTERS // 8)
    assert groups(written(*(another(f"a-{number}", text=long) for number in range(4)))) == [2, 2]


def test_the_same_articles_give_the_same_bytes() -> None:
    articles = [another(f"a-{number}", published_at=f"2020-{number + 1:02}-01") for number in range(9)]
    assert written(*articles) == written(*articles)


def test_columns_may_be_chosen_but_not_renamed() -> None:
    table = parquet.read_table(BytesIO(written(ARTICLE, fields_to_export=["headline", "url"])))
    assert table.to_pylist() == [{"headline": ARTICLE.headline, "url": ARTICLE.url}]
    for wrong in (["judul"], {"headline": "judul"}):
        with pytest.raises(ValueError, match="fields of an article"):
            written(ARTICLE, fields_to_export=wrong)


@pytest.fixture
def file(store: Store, tmp_path: Path) -> Path:
    """A corpus of two articles, exported by the command."""
    save(store, ARTICLE)
    save(store, another("banjir", removed={"caption": 3}, published_at="2026-01-05", authors=[]))
    file = tmp_path / "korpus.parquet"
    done = scrapy(store, "export", file)
    assert (done.returncode, done.stderr) == (0, "2 articles\n")
    return file


def test_pandas_and_duckdb_read_lists_as_lists(file: Path) -> None:
    frame = pandas.read_parquet(file)
    assert list(frame["tags"][0]) == ["Rusia", "Amerika Serikat"]
    assert frame["revision"].dtype == "int64"
    question = "SELECT unnest(removed).times, gone_at, published_at[:10] FROM read_parquet(?)"
    assert duckdb.execute(question, [str(file)]).fetchall() == [(3, None, "2026-01-05")]


@pytest.mark.slow("the library datasets takes seconds to load")
@pytest.mark.filterwarnings("ignore")  # those of the library and what it loads
def test_datasets_reads_it(file: Path, tmp_path: Path) -> None:
    import datasets  # noqa: PLC0415

    read = datasets.load_dataset(
        "parquet", data_files=str(file), split="train", cache_dir=str(tmp_path / "cache")
    )
    assert read[1]["removed"] == [{"rule": "caption", "times": 3}]
    assert read[0]["authors"] == ["Ayu Lestari"]


@pytest.mark.slow("several commands, each in a process of its own")
def test_a_crawl_writes_it_as_well_and_refuses_to_append_or_to_compress_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    out = tmp_path / "out.parquet"
    with serve(fixtures=None, generated=3) as site:
        assert folder.crawl(site.url, export=("-O", str(out))).status == 0
        assert sorted(parquet.read_table(out)["revision"].to_pylist()) == [1, 1, 1]
        appended = folder.crawl(site.url, export=("-o", str(out)))
        packed = folder.crawl(site.url, export=("-O", f"{out}.gz"))
        narrowed = folder.crawl(site.url, "FEED_EXPORT_FIELDS=url,judul", export=("-O", str(out)))
    assert (appended.status, packed.status, narrowed.status) == (2, 2, 2)
    assert f"the export {out}: nothing can be appended to Parquet; use -O, or .jsonl" in appended.log
    assert f"Parquet is compressed already: write '{out}'" in packed.log
    assert "the columns of Parquet are fields of an article: 'judul' is none" in narrowed.log


@pytest.mark.slow("the command in a process of its own")
def test_an_export_that_is_compressed_once_more_is_refused(store: Store, tmp_path: Path) -> None:
    done = scrapy(store, "export", tmp_path / "korpus.parquet.gz")
    assert done.returncode == 2
    assert "Parquet is compressed already: write" in done.stderr
    assert not list(tmp_path.glob("korpus*"))


@pytest.mark.slow("the command in a process of its own")
def test_without_the_library_the_command_says_how_to_install_it(store: Store, tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError\n")
    file = tmp_path / "korpus.parquet"
    url = store.url.render_as_string(hide_password=False)
    paths = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "export", file],
        cwd=ROOT,
        env=os.environ | {"STORE_URL": url, "PYTHONPATH": paths},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert 'pip install "telegraf-corpus[parquet]"' in done.stderr
    assert not file.exists()
