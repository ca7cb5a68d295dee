"""Opening a store: where it is made, and what its user is told where it cannot be."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import inspect

from crawler.store import Store, StoreError, schema, upgrading
from tests.crawler.storing import ARTICLE, another, rows, save

ROOT = Path(__file__).parents[3]


def refused(url: str, *, create: bool = True, create_folder: bool = False) -> str:
    """Return what is said of a store that cannot be opened."""
    with pytest.raises(StoreError) as caught:
        Store.open(url, create=create, create_folder=create_folder)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_a_store_is_made_where_there_is_none_and_kept(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'articles.db'}"
    store = Store.open(url)
    save(store, ARTICLE)
    store.close()
    again = Store.open(url)
    assert rows(again, "SELECT headline FROM article") == [(ARTICLE.headline,)]
    again.close()


def test_readers_and_the_writer_of_a_store_do_not_wait_for_each_other(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    with store.begin() as conn:
        assert conn.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert rows(store, "SELECT * FROM article") == []
    store.close()


def test_the_folder_is_made_only_where_that_was_asked_for(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'data' / 'telegraf' / 'articles.db'}"
    assert refused(url) == (
        f"The store {url} cannot be opened: the folder {tmp_path}/data/telegraf does not exist."
    )
    Store.open(url, create_folder=True).close()
    assert (tmp_path / "data" / "telegraf" / "articles.db").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    url = f"sqlite:///{tmp_path / 'data' / 'articles.db'}"
    assert url in refused(url, create_folder=True)
    assert "is not a folder" in refused(url)


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}"
    assert refused(url) == f"The store {url} cannot be opened: it is a folder, not a file."


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "articles.db"
    file.write_bytes(b"PDF, perhaps " * 100)
    assert (
        refused(f"sqlite:///{file}") == f"The store sqlite:///{file} cannot be used: file is not a database."
    )
    assert file.read_bytes() == b"PDF, perhaps " * 100


def test_a_store_opened_read_only_is_refused_for_a_crawl(tmp_path: Path) -> None:
    file = tmp_path / "articles.db"
    Store.open(f"sqlite:///{file}").close()
    assert "readonly" in refused(f"sqlite:///file:{file}?mode=ro&uri=true")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a user who may not write")
def test_a_file_that_may_not_be_written_is_named() -> None:
    script = """
import os, sys
from crawler.store import Store, StoreError

Store.open("sqlite://").close()  # loads, as root, what another user may not be able to load
os.setuid(65534)
try:
    Store.open(sys.argv[1])
except StoreError as error:
    print(error)
"""
    with TemporaryDirectory() as folder:  # not tmp_path, into which only root may look
        Path(folder).chmod(0o755)
        url = f"sqlite:///{folder}/articles.db"
        Store.open(url).close()
        command = [sys.executable, "-c", script, url]
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said == f"The store {url} cannot be opened: the file may not be written.\n"


@pytest.mark.parametrize(
    "url", ["mysql://localhost/berita", "postgresql+asyncpg://localhost/berita", "redis://x"]
)
def test_another_kind_of_database_is_refused_by_name(url: str) -> None:
    assert url in refused(url)
    assert "not supported" in refused(url)


@pytest.mark.parametrize("text", ["data/articles.db", "", "sqlite:/"])
def test_what_is_no_address_is_refused_with_the_way_to_write_one(text: str) -> None:
    assert "sqlite:///FILE" in refused(text)


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        sentence = refused(f"postgresql+psycopg://redaksi:geheim@127.0.0.1:{port}/berita")
    assert f"127.0.0.1:{port}/berita" in sentence
    assert "refused" in sentence
    assert "geheim" not in sentence


def test_a_command_that_only_looks_makes_no_store(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'articles.db'}"
    assert refused(url, create=False) == f"There is no store at {url} yet: crawl first."
    assert not (tmp_path / "articles.db").exists()


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE article (title TEXT)")
    other.close()
    before = file.read_bytes()
    assert "another program" in refused(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_an_empty_file_stays_empty_for_a_command_that_only_looks(tmp_path: Path) -> None:
    file = _empty(tmp_path)
    assert "crawl first" in refused(f"sqlite:///{file}", create=False)
    assert file.read_bytes() == b""


def _empty(folder: Path) -> Path:
    file = folder / "empty.db"
    sqlite3.connect(file).close()
    file.touch()
    return file


def test_a_store_of_a_newer_version_is_refused_and_untouched(tmp_path: Path) -> None:
    file = tmp_path / "articles.db"
    Store.open(f"sqlite:///{file}").close()
    with sqlite3.connect(file) as newer:
        newer.execute("UPDATE schema_version SET version = ?", (upgrading.VERSION + 1,))
    newer.close()
    before = file.read_bytes()
    assert "newer version" in refused(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_store_of_an_older_version_is_brought_up_step_by_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'articles.db'}"
    store = Store.open(url)
    save(store, ARTICLE)
    store.close()
    monkeypatch.setattr(upgrading, "VERSION", upgrading.VERSION + 2)
    steps = {
        upgrading.VERSION - 2: ("ALTER TABLE article ADD COLUMN words INTEGER",),
        upgrading.VERSION - 1: ("UPDATE article SET words = 12", "CREATE INDEX by_words ON article (words)"),
    }
    monkeypatch.setattr(upgrading, "UPGRADES", {**upgrading.UPGRADES, **steps})
    upgraded = Store.open(url, create=False)
    assert rows(upgraded, "SELECT words, headline FROM article") == [(12, ARTICLE.headline)]
    assert rows(upgraded, "SELECT version FROM schema_version") == [(upgrading.VERSION,)]
    upgraded.close()


def test_every_earlier_version_has_its_step() -> None:
    assert set(upgrading.UPGRADES) == set(range(1, upgrading.VERSION))


def test_a_store_lost_while_it_is_used_says_so(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    with pytest.raises(StoreError, match="readonly"), store.begin() as conn:
        conn.exec_driver_sql("PRAGMA query_only=ON")
        conn.exec_driver_sql("DELETE FROM article")
    store.close()


def test_a_full_disk_loses_nothing_that_was_reported_as_stored(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'articles.db'}"
    store = Store.open(url)
    with store.begin() as conn:
        pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
        conn.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
    stored = 0
    with pytest.raises(StoreError, match="database or disk is full"):
        while save(store, another(f"berita-{stored}")).result == "new":
            stored += 1
    store.close()
    again = Store.open(url)
    assert stored > 0
    assert (
        rows(again, "SELECT count(*) FROM article")
        == rows(again, "SELECT count(*) FROM revision")
        == [(stored,)]
    )
    assert save(again, another(f"berita-{stored}")).result == "new"
    again.close()


def test_a_store_that_another_process_writes_is_waited_for(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    other = sqlite3.connect(tmp_path / "articles.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    leaves = threading.Timer(0.5, other.execute, ["COMMIT"])
    leaves.start()
    before = time.monotonic()
    assert save(store, ARTICLE).result == "new"
    assert time.monotonic() - before > 0.3
    leaves.join()
    other.close()
    store.close()


def test_a_transaction_within_a_transaction_is_a_mistake(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    with store.begin(), pytest.raises(RuntimeError, match="hand its connection on"), store.begin():
        pass
    store.close()


def test_what_waits_for_a_commit_happens_after_it_or_never(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    done: list[str] = []
    with store.begin():
        store.when_committed(lambda: done.append("kept"))
        assert done == []
    with pytest.raises(ZeroDivisionError), store.begin():
        store.when_committed(lambda: done.append("lost"))
        raise ZeroDivisionError
    with store.begin():
        pass
    assert done == ["kept"]
    store.close()


def test_a_store_in_memory_works(tmp_path: Path) -> None:
    store = Store.open("sqlite://")
    with store.begin() as conn:
        assert set(schema.metadata.tables) <= set(inspect(conn).get_table_names())
    store.close()
