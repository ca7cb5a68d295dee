"""Whatever changes an article makes it due to be compared; nothing else does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.store import Store, mark_gone, save_article, upgrading
from crawler.store.triggers import create_triggers
from tests.crawler.storing import ARTICLE, NOON, URL, another, article, rows, save
from tests.services import postgresql


def due(store: Store) -> list[int]:
    """Return the articles that are due, and make none due."""
    with store.begin() as conn:
        found = [*conn.exec_driver_sql("SELECT article_id FROM due ORDER BY id").scalars()]
        conn.exec_driver_sql("DELETE FROM due")
    return found


def tell(store: Store, statement: str) -> None:
    """Say something to the database, as somebody with its shell does."""
    with store.begin() as conn:
        conn.exec_driver_sql(statement)


@pytest.fixture
def stored(store: Store) -> Store:
    """Return a store with one article, which is not due."""
    save(store, ARTICLE)
    assert due(store) == [1]
    return store


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE article SET headline = 'Lain'",
        "UPDATE article SET text = 'Lain.'",
        "UPDATE article SET published_instant = NULL",
        "UPDATE article SET gone_at = published_instant",
        "UPDATE article SET url = 'https://lain.example/'",
    ],
)
def test_plain_sql_makes_an_article_due_once(stored: Store, statement: str) -> None:
    for expected in ([1], []):  # the second time nothing differs
        tell(stored, statement)
        assert due(stored) == expected


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE article SET near_duplicate_of = 'https://lain.example/'",
        "UPDATE article SET section = 'Lain', tags = '[]', text = text, url = url, gone_at = gone_at",
        "UPDATE revision SET text = 'Lain.'",
    ],
)
def test_what_is_not_compared_makes_nothing_due(stored: Store, statement: str) -> None:
    tell(stored, statement)
    assert due(stored) == []


def test_an_article_that_is_deleted_is_due(stored: Store) -> None:
    for table, column in (("revision", "article_id"), ("alias", "article_id"), ("article", "id")):
        tell(stored, f"DELETE FROM {table} WHERE {column} = 1")
    assert due(stored) == [1]


def test_what_is_undone_makes_nothing_due(stored: Store) -> None:
    with pytest.raises(ZeroDivisionError), stored.begin() as conn:
        save_article(conn, another("lain"))
        raise ZeroDivisionError
    assert due(stored) == []


def test_storing_makes_due_what_is_new_or_has_another_text_or_address(stored: Store) -> None:
    save(stored, ARTICLE)
    save(stored, article(tags=["Rusia"], fetched_at="2016-09-08T00:00:00Z"))
    assert due(stored) == []
    save(stored, article(text="Lain.\n\nSekali."))
    assert due(stored) == [1]
    with stored.begin() as conn:
        mark_gone(conn, URL, NOON)
        mark_gone(conn, URL, NOON)
    assert due(stored) == [1]
    save(stored, another("kedua"))
    assert due(stored) == [2]


def test_each_of_many_rows_of_one_statement_is_due(stored: Store) -> None:
    for number in range(3):
        save(stored, another(f"berita-{number}"))
    due(stored)
    tell(stored, "UPDATE article SET published_instant = NULL WHERE id > 1")
    assert sorted(due(stored)) == [2, 3, 4]


def test_triggers_that_are_there_are_made_anew(stored: Store) -> None:
    with stored.begin() as conn:
        create_triggers(conn)
    tell(stored, "UPDATE article SET text = 'Lain.'")
    assert due(stored) == [1]


def of_schema_4(store: Store) -> None:
    """Make of a store what a release wrote that compared nothing."""
    with store.begin() as conn:
        on_table = " ON article" if store.dialect == "postgresql" else ""
        for name in ("article_added", "article_changed", "article_deleted"):
            conn.exec_driver_sql(f"DROP TRIGGER {name}{on_table}")
        if store.dialect == "postgresql":
            conn.exec_driver_sql("DROP TRIGGER articles_emptied ON article")
            conn.exec_driver_sql("DROP FUNCTION article_is_due, articles_are_due")
        for table in ("due", "sketch", "fingerprint", "duplicate", "comparison"):
            conn.exec_driver_sql(f"DROP TABLE {table}")
        conn.exec_driver_sql("UPDATE schema_version SET version = 4")


def test_all_articles_of_an_earlier_store_are_due_by_their_dates(store: Store) -> None:
    save(store, another("kedua", published_at="2020-01-02"))
    save(store, another("pertama", published_at="2020-01-01"))
    of_schema_4(store)
    upgraded = Store.open(store.url.render_as_string(hide_password=False), create=False)
    assert rows(upgraded, "SELECT version FROM schema_version") == [(upgrading.VERSION,)]
    assert due(upgraded) == [2, 1]
    tell(upgraded, "UPDATE article SET text = 'Lain.' WHERE id = 1")
    assert due(upgraded) == [1]
    upgraded.close()


def test_the_shell_of_sqlite_needs_to_know_nothing_of_it(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    save(store, ARTICLE)
    shell = sqlite3.connect(tmp_path / "articles.db")
    shell.execute("DELETE FROM article")
    shell.commit()
    shell.close()
    assert due(store) == [1, 1]
    store.close()


def test_tables_of_numbers_alone_lie_in_their_keys_on_sqlite(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    made = dict(rows(store, "SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    in_keys = {name for name, sql in made.items() if sql.rstrip().endswith("WITHOUT ROWID")}
    assert in_keys == {"fingerprint", "duplicate"}
    store.close()


@pytest.fixture
def on_postgresql(on_server: str) -> Iterator[Store]:
    """Yield a store on a server with one article, which is not due."""
    with postgresql.opened(on_server) as store:
        save(store, ARTICLE)
        assert due(store) == [1]
        yield store


@pytest.mark.slow("needs a PostgreSQL server")
def test_a_session_with_another_search_path_makes_articles_due_as_well(on_postgresql: Store) -> None:
    with postgresql.administrating(on_postgresql.url) as shell:
        shell.execute("CREATE SCHEMA lain CREATE TABLE due (article_id text NOT NULL)")
        shell.execute("SET search_path = lain")
        shell.execute("UPDATE public.article SET text = 'Lain.'")
        shell.execute("SET search_path = ''")
        shell.execute("UPDATE public.article SET text = 'Lain lagi.'")
    assert due(on_postgresql) == [1, 1]


@pytest.mark.slow("needs a PostgreSQL server")
def test_a_schema_may_be_renamed(on_postgresql: Store) -> None:
    with postgresql.administrating(on_postgresql.url) as shell:
        shell.execute('ALTER SCHEMA public RENAME TO "Berita lama"')
        shell.execute("UPDATE \"Berita lama\".article SET text = 'Lain.'")
        shell.execute('ALTER SCHEMA "Berita lama" RENAME TO public')
    assert due(on_postgresql) == [1]


@pytest.mark.slow("needs a PostgreSQL server")
def test_all_that_were_compared_are_due_when_a_table_is_emptied_at_once(on_postgresql: Store) -> None:
    tell(on_postgresql, "INSERT INTO sketch VALUES (1, 0, NULL, '', false, NULL)")
    tell(on_postgresql, "TRUNCATE article CASCADE")
    assert due(on_postgresql) == [1]
