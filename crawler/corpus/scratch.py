"""A scratch file in which both sides stand, so that memory does not grow with the site."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from crawler.store import StoreError

_TABLES = (
    # month: "2024-03"; seen: the site names it
    "CREATE TABLE stored (id INTEGER PRIMARY KEY, month TEXT, is_sure INT, gone INT, seen INT DEFAULT 0)",
    # hash: of the key of its URL; id: of the stored article; ways: one bit each; at: ISO 8601, UTC
    "CREATE TABLE named"
    " (hash INTEGER PRIMARY KEY, id INT, elsewhere INT, month TEXT, at TEXT, ways INT, url TEXT)",
    # hash: of the key of an article that crawls have met, and that is neither stored nor named
    "CREATE TABLE met (hash INTEGER PRIMARY KEY)",
)
_AT_ONCE = 500


class Scratch:
    """A temporary SQLite database: a file without a name, gone when it is closed, or with the process.

    https://www.sqlite.org/inmemorydb.html#temp_db. It keeps 2 MB in memory, and stands in ``TMPDIR``.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        # Nothing is ever rolled back, and one transaction is never written down before it is too large.
        self.run("PRAGMA journal_mode=OFF")
        self.run("PRAGMA synchronous=OFF")
        for table in _TABLES:
            self.run(table)
        self.run("BEGIN")

    def run(self, statement: str, *given: Any) -> None:
        """Execute a statement."""
        with _translated():
            self._db.execute(statement, given)

    def run_for_each(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Execute a statement for each row of parameters."""
        with _translated():
            self._db.executemany(statement, rows)

    def ask(self, question: str, *given: Any) -> Iterator[Any]:
        """Yield the rows that answer a question."""
        with _translated():
            yield from self._db.execute(question, given)

    def batches(self, question: str, *given: Any) -> Iterator[list[Any]]:
        """Yield the rows that answer a question, as many at once as the store is asked for."""
        with _translated():
            cursor = self._db.execute(question, given)
            while rows := cursor.fetchmany(_AT_ONCE):
                yield rows

    def close(self) -> None:
        """Remove it."""
        self._db.close()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:  # the disk is full, or no folder may be written
        raise StoreError(f"The ledger has no room for its scratch file (TMPDIR): {error}.") from error
