"""What comes within a moment is written in one transaction, and each item is told what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import groupby
from operator import itemgetter

import pytest
from sqlalchemy import Connection

from crawler.store import Store, StoreError
from pipelines.together import MOST_ROWS, Together

MOST = 20
"""Items that Scrapy hands on at once."""

_transactions: list[Connection] = []
"""Those that were met, so that none gets the address in memory of an earlier one."""


@pytest.fixture
def store(store: Store) -> Store:
    with store.begin() as conn:
        conn.exec_driver_sql("CREATE TABLE noted (item INTEGER PRIMARY KEY, together BIGINT)")
    return store


def note(conn: Connection, item: int) -> int:
    """Write a number, with the transaction that it stands in; 13 is written and then fails."""
    if not any(each is conn for each in _transactions):
        _transactions.append(conn)
    conn.exec_driver_sql(f"INSERT INTO noted VALUES ({item}, {len(_transactions)})")
    if item == 13:
        raise ZeroDivisionError
    return item


def write(
    store: Store,
    *items: int,
    by: Callable[[Connection, int], int] = note,
    row_of: Callable[[int], int] = lambda item: 1,
) -> list[int | BaseException]:
    async def all_of_them() -> list[int | BaseException]:
        together = Together(lambda: store, by, row_of=row_of, most=MOST)
        return await asyncio.gather(*map(together.write, items), return_exceptions=True)

    return asyncio.run(all_of_them())


def noted(store: Store) -> list[tuple[int, int]]:
    with store.read() as conn:
        rows = conn.exec_driver_sql("SELECT item, together FROM noted ORDER BY item")
        return [(item, together) for item, together in rows]


def test_what_comes_within_a_moment_stands_in_one_transaction(store: Store) -> None:
    assert write(store, 1, 2, 3) == [1, 2, 3]
    assert [item for item, _ in noted(store)] == [1, 2, 3]
    assert len({together for _, together in noted(store)}) == 1


def test_no_transaction_grows_without_a_bound(store: Store) -> None:
    at_once: list[int] = []

    def count(conn: Connection, item: int) -> int:
        if item % MOST == 0:
            at_once.append(len(noted(store)))
        return note(conn, item)

    write(store, *range(MOST, 3 * MOST + 1), by=count)
    assert at_once == [0, MOST, 2 * MOST]


def test_no_more_pages_wait_than_a_kill_may_cost(store: Store) -> None:
    write(store, *range(100, 100 + 2 * MOST_ROWS), row_of=lambda item: item)
    assert [len(list(group)) for _, group in groupby(noted(store), itemgetter(1))] == [MOST_ROWS] * 2


def test_one_that_fails_is_undone_alone_and_told_its_own_error(store: Store) -> None:
    first, failed, last = write(store, 1, 13, 2)
    assert (first, last) == (1, 2)
    assert isinstance(failed, ZeroDivisionError)
    assert [item for item, _ in noted(store)] == [1, 2]


def test_one_that_the_database_refuses_is_undone_alone(store: Store) -> None:
    first, failed, last = write(store, 1, 1, 2)
    assert (first, last) == (1, 2)
    assert "UNIQUE" in str(failed).upper()
    assert [item for item, _ in noted(store)] == [1, 2]


def test_all_are_told_that_the_store_is_lost_and_none_is_written(store: Store) -> None:
    def lose(conn: Connection, item: int) -> int:
        if item == 2:
            conn.exec_driver_sql("DROP TABLE noted")
            conn.exec_driver_sql("SELECT * FROM noted")
        return note(conn, item)

    assert all(isinstance(told, StoreError) for told in write(store, 1, 2, 3, by=lose))
    assert noted(store) == []


def test_what_memory_notes_of_one_that_is_undone_is_undone(store: Store) -> None:
    done: list[str] = []

    def remember(conn: Connection, item: int) -> int:
        store.when_committed(lambda: done.append(f"{item} is stored"))
        store.when_undone(lambda: done.append(f"{item} is not"))
        return note(conn, item)

    write(store, 1, 13, 2, by=remember)
    together, alone = ["13 is not", "1 is not"], ["1 is stored", "13 is not", "2 is stored"]
    assert done == together + alone
