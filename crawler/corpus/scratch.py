"""A scratch file for what must not be held in memory, since it grows with the corpus or the site."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

from crawler.store import StoreError

_AT_ONCE = 500


class Scratch:
    """A temporary SQLite database: a file without a name, gone when it is closed, or with the process.

    https://www.sqlite.org/inmemorydb.html#temp_db. It stands in ``TMPDIR``. Close it, or use it as a context.
    """

    def __init__(self, tables: Iterable[str], *, cache_kib: int = 2000) -> None:
        """``tables``: the statements that create them; ``cache_kib``: what it keeps in memory."""
        self._db = sqlite3.connect("", isolation_level=None)
        # Nothing is ever rolled back, and one transaction is never written down before it is too large.
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "temp_store=FILE", f"cache_size=-{cache_kib}"):
            self._db.execute(f"PRAGMA {pragma}")
        with _translated():
            for table in tables:
                self._db.execute(table)
            self._db.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def run(self, statement: str, *given: Any) -> None:
        """Execute a statement. Raises StoreError: there is no room for the file; so do all others."""
        with _translated():
            self._db.execute(statement, given)

    def run_for_each(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
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
        raise StoreError(f"There is no room for a scratch file (TMPDIR): {error}.") from error
