"""What a file of ``-o`` must be before a run appends to it: whole lines, and the same columns."""

from __future__ import annotations

import csv
import gzip
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, cast

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

LINES = frozenset({"jsonl", "jsonlines", "jl"})
"""Formats of which each line is an item."""
TABLE = "csv"
"""The format of which each row is an item: a row may have several lines, inside of quotes (RFC 4180, 2.6)."""
COMPRESSED = ".gz"

_GZIP = b"\x1f\x8b"
_PIECE = 64 * 1024
_LARGEST_HEAD = 64 * 1024
_MOST_NAMED = 5


def prepare_appending(path: Path, options: Mapping[str, Any], settings: BaseSettings) -> None:
    """Cut off the half line or row that a killed run left, and check that the columns are those of this run.

    ``options``: the feed's. Raises UsageError: other columns, or no gzip file; OSError.
    """
    format_name = options.get("format")
    if format_name not in LINES and format_name != TABLE:
        return
    is_table = format_name == TABLE
    is_compressed = path.name.endswith(COMPRESSED) and bool(options.get("postprocessing"))
    if is_table:  # before anything is changed in a file that may be another's
        _check_columns(path, options, settings, is_compressed=is_compressed)
    if is_compressed:
        _mend_gzip(path, is_table=is_table)
    elif is_table:
        _cut_off_half_row(path)
    else:
        _cut_off_half_line(path)


def _check_columns(
    path: Path, options: Mapping[str, Any], settings: BaseSettings, *, is_compressed: bool
) -> None:
    """Compare the head of a table with the columns of this run. Raises UsageError, OSError."""
    wanted = _columns(options, settings)
    there = _head(path, options, is_compressed=is_compressed)
    if wanted is None or not there or there == wanted:
        return
    if differing := [each for each in (*wanted, *there) if (each in wanted) != (each in there)]:
        more = f" and {len(differing) - _MOST_NAMED} more" if len(differing) > _MOST_NAMED else ""
        how = f"they differ in {', '.join(map(repr, differing[:_MOST_NAMED]))}{more}"
    else:
        how = "their order differs"
    raise UsageError(
        f"the export {path} has other columns than this run writes ({how}): name a new file, or overwrite it"
        " by -O"
    )


def _columns(options: Mapping[str, Any], settings: BaseSettings) -> list[str] | None:
    """Return the columns of this run; None: its first item will name them."""
    fields = options.get("fields") or settings.getdictorlist("FEED_EXPORT_FIELDS")
    if not fields:
        exporter = settings.getwithbase("FEED_EXPORTERS").get(TABLE)
        fields = getattr(load_object(exporter), "COLUMNS", None) if exporter else None
    if not fields:
        return None
    return [str(each) for each in (fields.values() if isinstance(fields, Mapping) else fields)]


def _head(path: Path, options: Mapping[str, Any], *, is_compressed: bool) -> list[str]:
    """Return the first row of a table; empty: there is none yet. Raises UsageError, OSError."""
    beginning = b""
    with _open(path, is_compressed=is_compressed) as file:
        try:
            beginning = file.read(_LARGEST_HEAD)
        except (EOFError, zlib.error, gzip.BadGzipFile):  # it was cut off: mending it keeps what is whole
            return []
    text = beginning.decode("utf-8-sig", "replace")
    if "\n" not in text:  # a head that was cut off goes with the half row
        return []
    told = options.get("item_export_kwargs") or {}
    known: dict[str, Any] = {name: told[name] for name in ("delimiter", "quotechar") if name in told}
    return next(csv.reader(text.splitlines(keepends=True), **known), [])


def _open(path: Path, *, is_compressed: bool) -> IO[bytes]:
    """Open a file to read what it holds. Raises UsageError, OSError."""
    with path.open("rb") as file:
        beginning = file.read(len(_GZIP))
    if is_compressed and beginning and not _GZIP.startswith(beginning):
        raise UsageError(f"the export {path} is not compressed, so that nothing can be appended: rename it")
    return cast(IO[bytes], gzip.open(path)) if is_compressed else path.open("rb")


def _cut_off_half_line(path: Path) -> None:
    with path.open("r+b") as file:
        end = file.seek(0, os.SEEK_END)
        while end > 0:
            start = max(0, end - _PIECE)
            file.seek(start)
            newline = file.read(end - start).rfind(b"\n")
            if newline >= 0:
                end = start + newline + 1
                break
            end = start
        file.truncate(end)


def _cut_off_half_row(path: Path) -> None:
    """Cut off a half row: whether a line end is inside of quotes, only the quotes before it tell."""
    with path.open("r+b") as file:
        end = sum(len(whole) for whole in _whole(file, is_table=True))
        file.truncate(end)


def _mend_gzip(path: Path, *, is_table: bool) -> None:
    """Rewrite a compressed file up to its last complete line or row, if it was cut off.

    One that holds nothing becomes empty, so that a table gets its head.
    """
    mended = path.with_name(f"{path.name}.mending")
    is_whole, size, written = True, 0, 0
    with ExitStack() as stack:
        old = stack.enter_context(_open(path, is_compressed=True))
        new = stack.enter_context(gzip.open(mended, "wb"))
        try:
            for whole in _whole(old, is_table=is_table):
                written += new.write(whole)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            is_whole = False
        size = old.tell()
    if is_whole and size == written > 0:
        mended.unlink()
        return
    if not written:
        os.truncate(mended, 0)
    shutil.copymode(path, mended)
    mended.replace(path)


def _whole(file: IO[bytes], *, is_table: bool) -> Iterator[bytes]:
    """Yield what a file holds up to the end of its last complete line or row. Raises what reading raises."""
    rest, is_quoted = bytearray(), False
    while piece := file.read(_PIECE):
        end, is_quoted = _last_end(piece, is_quoted) if is_table else (piece.rfind(b"\n") + 1, False)
        if end:
            yield bytes(rest) + piece[:end]
            rest.clear()
        rest += piece[end:]


def _last_end(piece: bytes, is_quoted: bool) -> tuple[int, bool]:
    """Return where the last row of a piece ends (0: none does), and whether a quote is open behind it."""
    end = position = 0
    parts: Sequence[bytes] = piece.split(b'"')
    for number, part in enumerate(parts):
        if number:
            is_quoted = not is_quoted
            position += 1
        if not is_quoted and (newline := part.rfind(b"\n")) >= 0:
            end = position + newline + 1
        position += len(part)
    return end, is_quoted
