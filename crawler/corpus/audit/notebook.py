"""What all articles of an audit show together, in a file that is deleted with it: memory stays flat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from errno import EIO
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

_TABLES = """
CREATE TABLE article (number INTEGER PRIMARY KEY, url TEXT, headline TEXT, opening TEXT, words INTEGER,
    published TEXT, language TEXT, beaten TEXT, shares TEXT, known INTEGER);
CREATE TABLE line (exact INTEGER, skeleton INTEGER, story INTEGER, article INTEGER, above INTEGER,
    below INTEGER);
CREATE TABLE candidate (line INTEGER PRIMARY KEY, text TEXT, story INTEGER,
    article INTEGER, above INTEGER, below INTEGER);
CREATE TABLE frame (kind INTEGER, key INTEGER, story INTEGER, line INTEGER);
CREATE TABLE framed (exact INTEGER PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE title (hash INTEGER, article INTEGER); CREATE TABLE maybe_title (hash INTEGER,
article INTEGER); CREATE TABLE found (kind TEXT, detail TEXT, article INTEGER, example TEXT);
"""
_AT_ONCE = 5_000
"""Rows that wait to be written together."""
_CACHE_KIB = 8 * 1024


class Notebook:
    """A temporary SQLite database; close it, or use it as a context."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="audit-", ignore_cleanup_errors=True)
        self._conn = sqlite3.connect(Path(self._folder.name) / "notes.db", isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "temp_store=FILE", f"cache_size=-{_CACHE_KIB}"):
            self._conn.execute(f"PRAGMA {pragma}")
        self._conn.executescript(_TABLES)
        self._waiting: dict[str, list[Sequence[Any]]] = {}

    def __enter__(self) -> Notebook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def note(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows to a table."""
        waiting = self._waiting.setdefault(table, [])
        waiting.extend(rows)
        if len(waiting) >= _AT_ONCE:
            self._write(table)

    def found(self, kind: str, article: int, example: str, detail: str = "") -> None:
        """Note that an article has a finding of a kind."""
        self.note("found", [(kind, detail, article, example)])

    def ask(self, query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, with all that was noted before."""
        self.flush()
        with self._named():
            yield from self._conn.execute(query, values)

    def run(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Execute a statement, with all that was noted before."""
        self.flush()
        with self._named():
            self._conn.execute(statement, values)

    def flush(self) -> None:
        """Write what waits."""
        for table in self._waiting:
            self._write(table)

    def close(self) -> None:
        """Close and delete it."""
        self._conn.close()
        self._folder.cleanup()

    def _write(self, table: str) -> None:
        rows = self._waiting[table]
        if rows:
            with self._named():
                self._conn.execute("BEGIN")
                self._conn.executemany(
                    f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows
                )
                self._conn.execute("COMMIT")
            rows.clear()

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Turn a full disk into the error of a file that cannot be written."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise OSError(EIO, str(error), self._folder.name) from error


def hashed(text: str) -> int:
    """Return a number of 63 bits for a text; two different texts of a corpus do not share one.

    >>> hashed("a") == hashed("a"), hashed("a") == hashed("b")
    (True, False)
    """
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()) >> 1
