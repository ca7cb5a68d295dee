"""Files of articles: one writer for each ending. A new format is a function and a line in :data:`WRITERS`."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from typing import IO, Protocol

from crawler.article import Article

Writer = Callable[[Iterable[Article], IO[bytes]], int]
"""Writes articles to a file that is open, and says how many."""


class _Out(Protocol):
    """What can be written to."""

    def write(self, data: bytes, /) -> int:
        """Write all of it."""


def write_json_lines(articles: Iterable[Article], out: _Out) -> int:
    """Write one JSON object a line, in UTF-8; say how many."""
    number = 0
    for article in articles:
        out.write(json.dumps(asdict(article), ensure_ascii=False).encode() + b"\n")
        number += 1
    return number


def write_gzip(articles: Iterable[Article], out: IO[bytes]) -> int:
    """Write JSON lines, compressed; the same articles give the same bytes."""
    with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=out, mtime=0) as compressed:
        return write_json_lines(articles, compressed)


def write_csv(articles: Iterable[Article], out: _Out) -> int:
    """Write a table with a head line, in UTF-8; say how many articles."""
    lines = _Lines(out)
    table = csv.writer(lines)
    table.writerow([field.name for field in fields(Article)])
    number = 0
    for article in articles:
        table.writerow([_cell(value) for value in asdict(article).values()])
        number += 1
    return number


class _Lines:
    """What csv writes to: a file of bytes that takes text."""

    def __init__(self, out: _Out) -> None:
        self._out = out

    def write(self, line: str) -> int:
        return self._out.write(line.encode())


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "|".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


WRITERS: dict[str, Writer] = {
    ".jsonl": write_json_lines,
    ".jsonl.gz": write_gzip,
    ".csv": write_csv,
}
"""Ending of a file's name -> who writes it."""
