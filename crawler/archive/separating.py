"""Copies of files whose records have no place of their own: each record becomes a gzip member.

Some programs compress a file as a whole, or by Zstandard. A copy takes about as much room as the file, since
it is compressed again; no more than one record is in memory.
"""

from __future__ import annotations

from pathlib import Path

from crawler.archive.members import compress
from crawler.archive.reader import read_file
from crawler.archive.records import Damage, Record
from crawler.archive.serializing import VERSION


def separate(path: Path, copy: Path) -> list[Damage]:
    """Write the records of a file into a copy, and return what is damaged. Raises OSError."""
    damages: list[Damage] = []
    with copy.open("wb") as file:
        for found in read_file(path):
            if isinstance(found, Damage):
                damages.append(found)
            else:
                file.write(compress(_as_bytes(found)))
            del found  # a record may be large: not two of them at once
    return damages


def _as_bytes(record: Record) -> bytes:
    """Return a record as it is written to a file; the names of its fields are in lower case."""
    head = "".join(f"{name}: {value}\r\n" for name, value in record.headers.items())
    return b"".join((f"{VERSION}\r\n{head}\r\n".encode(), record.block, b"\r\n\r\n"))
