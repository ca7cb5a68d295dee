"""The index of the archive: the files alone give it again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from crawler.archive.catching_up import catch_up
from crawler.archive.index import archive_files, find_earlier
from crawler.store import Store, save_article
from crawler.store.schema import capture
from tests.crawler.archive.writing import SITE, exchange, open_writer, unknown, write_pages
from tests.crawler.spider.crawling import Folder
from tests.crawler.storing import ARTICLE
from tests.newsroom.server import serve


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    return folder


def slugs(store: Store) -> list[str]:
    with store.read() as conn:
        rows = conn.execute(capture.select().order_by(capture.c.file, capture.c.offset)).mappings()
        return [row["url"].split("/")[3] for row in rows]


@pytest.mark.slow("the command in a process of its own for each case")
def test_an_index_that_is_lost_is_rebuilt_as_the_crawl_had_written_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with serve(fixtures=None, generated=8) as site:
        folder.crawl(site.url, "discover=sitemap", "ARCHIVE_FILE_BYTES=5000")
        site.trash(site.stories[2].slug)
        folder.crawl(site.url, "discover=sitemap", "FULL_LISTING_DAYS=0")
    columns = "site, key, url, at, file, offset, length, digest, type, status, role, asked, visit, record"
    queries = (
        f"SELECT {columns} FROM capture ORDER BY file, offset",
        "SELECT name, site, spider, size, damage FROM archive_file ORDER BY name",
    )
    before: list[list[tuple[Any, ...]]] = [folder.sql(query) for query in queries]
    for table in ("capture", "archive_file"):
        folder.sql(f"DELETE FROM {table}")
    store = Store.open(f"sqlite:///{folder.store}")
    catch_up(store, archive_files(folder.path / "archive"))
    store.close()
    for query, rows in zip(queries, before, strict=True):
        assert set(folder.sql(query)) ^ set(rows) == set()


def test_only_what_is_new_is_read(store: Store, archive: Path) -> None:
    writer = open_writer(archive)
    writer.write(exchange("satu"), unknown)
    told: list[int] = []
    catch_up(store, archive_files(archive), on_progress=lambda path, start: told.append(start))
    first = writer.size
    writer.write(exchange("dua"), unknown)
    for _ in range(2):
        catch_up(store, archive_files(archive), on_progress=lambda path, start: told.append(start))
    writer.close()
    assert told == [0, first]
    assert slugs(store) == ["satu", "dua"]


def test_a_record_that_was_being_written_is_read_once_it_is_whole(store: Store, archive: Path) -> None:
    path = write_pages(archive, "satu", "dua")
    whole = path.read_bytes()
    os.truncate(path, len(whole) - 400)
    assert [damage.reason for damage in catch_up(store, [path]).damages] == ["the record is cut off"]
    path.write_bytes(whole)
    assert catch_up(store, [path]).damages == []
    assert slugs(store) == ["satu", "dua"]


def test_a_file_that_is_gone_or_another_one_leaves_the_index(store: Store, archive: Path) -> None:
    first, second = write_pages(archive, "satu", "dua"), write_pages(archive, "tiga", name="lain")
    catch_up(store, [first, second])
    second.unlink()
    (damage,) = catch_up(store, [first]).damages
    assert str(damage).startswith(f"{second.name}: is missing")
    assert slugs(store) == ["satu", "dua"]
    first.write_bytes(write_pages(archive, "empat", name="x").read_bytes())
    catch_up(store, [first])
    assert slugs(store) == ["empat"]


def test_the_earlier_answer_of_an_address_is_the_newest_with_the_body(store: Store, archive: Path) -> None:
    writer = open_writer(archive)
    first = writer.write(exchange("satu"), unknown)
    other = writer.write(exchange("satu", b"<p>Lain.</p>", at=first.at.replace(hour=13)), unknown)
    writer.close()
    catch_up(store, archive_files(archive))
    with store.read() as conn:
        for digest, at in ((first.digest, first.at), (other.digest, other.at), ("", other.at)):
            found = find_earlier(conn, f"{SITE}/satu/", digest or "")
            assert found is not None
            assert found.at == at
        assert find_earlier(conn, f"{SITE}/dua/", first.digest or "") is None


def test_a_store_from_before_the_archive_is_brought_up(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'articles.db'}"
    store = Store.open(url)
    with store.begin() as conn:
        save_article(conn, ARTICLE)
        for statement in (
            "DROP TABLE capture",
            "DROP TABLE archive_file",
            "ALTER TABLE article DROP COLUMN extraction",
            "ALTER TABLE revision DROP COLUMN extraction",
            "ALTER TABLE revision DROP COLUMN cause",
            "ALTER TABLE run DROP COLUMN status",
            "ALTER TABLE run DROP COLUMN failed_checks",
            "UPDATE schema_version SET version = 1",
        ):
            conn.exec_driver_sql(statement)
    store.close()
    upgraded = Store.open(url, create=False)
    with upgraded.read() as conn:
        assert conn.exec_driver_sql("SELECT cause FROM revision").all() == [("site",)]
        assert conn.exec_driver_sql("SELECT count(*) FROM capture").scalar_one() == 0
    upgraded.close()
