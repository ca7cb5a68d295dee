"""What all articles of an audit show together, in a scratch file: memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from crawler.corpus.scratch import Scratch

_TABLES = (
    "CREATE TABLE article (number INTEGER PRIMARY KEY, url TEXT, headline TEXT, opening TEXT, words INTEGER,"
    " published TEXT, language TEXT, beaten TEXT, shares TEXT, known INTEGER)",
    "CREATE TABLE line"
    " (exact INTEGER, skeleton INTEGER, story INTEGER, article INTEGER, above INTEGER, below INTEGER)",
    "CREATE TABLE candidate (line INTEGER PRIMARY KEY, text TEXT, story INTEGER, article INTEGER,"
    " above INTEGER, below INTEGER)",
    "CREATE TABLE frame (kind INTEGER, key INTEGER, story INTEGER, line INTEGER)",
    "CREATE TABLE framed (exact INTEGER PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE title (hash INTEGER, article INTEGER)",
    "CREATE TABLE maybe_title (hash INTEGER, article INTEGER)",
    "CREATE TABLE found (kind TEXT, detail TEXT, article INTEGER, example TEXT)",
)
_AT_ONCE = 5_000
"""Rows that wait to be written together."""
_CACHE_KIB = 8 * 1024


class Notebook(Scratch):
    """A scratch file to which rows are added one by one, and asked for at the end."""

    def __init__(self) -> None:
        super().__init__(_TABLES, cache_kib=_CACHE_KIB)
        self._waiting: dict[str, list[Sequence[Any]]] = {}

    def note(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows to a table."""
        waiting = self._waiting.setdefault(table, [])
        waiting.extend(rows)
        if len(waiting) >= _AT_ONCE:
            self._write(table)

    def found(self, kind: str, article: int, example: str, detail: str = "") -> None:
        """Note that an article has a finding of a kind."""
        self.note("found", [(kind, detail, article, example)])

    def ask(self, question: str, *given: Any) -> Iterator[Any]:
        """Yield the rows that answer a question, with all that was noted before."""
        self._flush()
        yield from super().ask(question, *given)

    def run(self, statement: str, *given: Any) -> None:
        """Execute a statement, with all that was noted before."""
        self._flush()
        super().run(statement, *given)

    def _flush(self) -> None:
        for table in self._waiting:
            self._write(table)

    def _write(self, table: str) -> None:
        rows = self._waiting[table]
        if rows:
            marks = ",".join("?" * len(rows[0]))
            self.run_for_each(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)
            rows.clear()


def hashed(text: str) -> int:
    """Return a number of 63 bits for a text; two different texts of a corpus do not share one.

    >>> hashed("a") == hashed("a"), hashed("a") == hashed("b")
    (True, False)
    """
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()) >> 1
