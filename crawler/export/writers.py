"""Files of articles: one writer for each ending. A new format is a function and a line in :data:`WRITERS`."""

from __future__ import annotations

import csv
import gzip
import json
from codecs import getwriter
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from typing import IO, TYPE_CHECKING

from crawler.article import Article

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

Writer = Callable[[Iterable[Article], IO[bytes]], int]
"""Writes articles to a file that is open, and says how many."""


def write_json_lines(articles: Iterable[Article], out: SupportsWrite[bytes]) -> int:
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


def write_csv(articles: Iterable[Article], out: IO[bytes]) -> int:
    """Write a table with a head line, in UTF-8; say how many articles."""
    table = csv.writer(getwriter("utf-8")(out))
    table.writerow([field.name for field in fields(Article)])
    number = 0
    for article in articles:
        table.writerow([_cell(value) for value in asdict(article).values()])
        number += 1
    return number


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
