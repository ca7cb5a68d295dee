"""Reading WARC files of any origin: what is damaged is named, and the rest is read."""

from __future__ import annotations

import mmap
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from crawler.archive.formats import ZSTD_MAGIC, is_zstd, name_format
from crawler.archive.members import MAGIC, Bytes, Member, TruncatedMember
from crawler.archive.parsing import BLANK_LINES, LARGEST, VERSION, Parser, is_padding, too_large
from crawler.archive.plain import CHANGED, is_intact, read_plain
from crawler.archive.records import BadRecord, Damage, Record, RecordLocation
from crawler.archive.searching import Patience, begins_record, next_member
from crawler.archive.zstandard import read_zstd

_LARGEST_PLACE = LARGEST + 1024 * 1024
"""Bytes of a file in which a record may be: it is read again in one piece."""


def read_file(path: Path, start: int = 0) -> Iterator[Record | Damage]:
    """Yield the records of a file from an offset on, compressed or not, and what is damaged in between.

    A record that shares its gzip member with others has no length: it cannot be read by its place.
    """
    try:
        with path.open("rb") as file:
            if path.stat().st_size == 0:
                yield Damage(path.name, 0, "is empty")
                return
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                blank = BLANK_LINES.match(data, start)  # which end a record that was read before
                start = blank.end() if start and blank else start
                yield from _reading(data, start)(path.name, data, start)
    except OSError as error:
        yield Damage(path.name, 0, f"cannot be read: {error.strerror}")


def _reading(data: Bytes, start: int) -> Callable[[str, Bytes, int], Iterator[Record | Damage]]:
    """Return what reads a file, by what it begins with."""
    if data[start : start + len(VERSION)] == VERSION:
        return read_plain
    if is_zstd(data[: len(ZSTD_MAGIC)]):
        return read_zstd
    return _read_members


def read_record(path: Path, place: RecordLocation) -> Record:
    """Return the record at a place. Raises BadRecord, OSError."""
    with path.open("rb", buffering=0) as file:
        data = os.pread(file.fileno(), place.length, place.offset)
    return parse_record(path.name, data, place)


def parse_record(name: str, data: bytes, place: RecordLocation) -> Record:
    """Return the record that the bytes of a place hold. Raises BadRecord."""
    is_compressed = data[:2] == MAGIC[:2]
    parser = Parser(name)
    found: list[Record | Damage] = []
    try:
        for piece in _content(data) if is_compressed else (data,):
            found += parser.feed(piece, place.offset)
            if len(found) > 1:
                raise BadRecord("the record is damaged (another one is in its place)")
    except TruncatedMember:
        raise BadRecord("the record is cut off") from None
    except zlib.error as error:
        raise BadRecord(f"the record is damaged ({error})") from None
    if not found:
        raise BadRecord("the record is cut off" if parser.is_inside else "no record begins here")
    record = found[0]
    if isinstance(record, Damage):
        raise BadRecord(record.reason)
    if not is_compressed and not is_intact(record):
        raise BadRecord(CHANGED)
    return replace(record, place=place)


def _content(data: bytes) -> Iterator[bytes]:
    """Yield what members hold that follow each other: a record may continue in the next."""
    position = 0
    while position < len(data):
        member = Member(data, position)
        yield from member.pieces()
        assert member.end is not None
        position = member.end


def _read_members(name: str, data: Bytes, start: int) -> Iterator[Record | Damage]:
    """Read a file of gzip members, each with a record, or with many."""
    parser, patience = Parser(name), Patience(len(data))
    position, size = start, len(data)
    while position < size and not (position and is_padding(data, position)):
        member = Member(data, position)
        found: list[Record | Damage] = []
        reason = None
        try:
            for piece in member.pieces():
                found += parser.feed(piece, position)
                while len(found) > 1:  # compressed as a whole: its checksum comes too late to wait for
                    yield found.pop(0)
            assert member.end is not None
            reason = _fault_at_end(parser, data, member.end)
        except TruncatedMember:
            reason = "the record is cut off"
        except (zlib.error, BadRecord) as error:
            reason = f"the record is damaged ({error})" if parser.has_begun else "is not a WARC file"
        if reason is None:
            assert member.end is not None
            while found:  # which keeps none of them in memory
                yield _placed(found.pop(0), member.end)
            position = member.end
            continue
        following = next_member(data, patience.resume(position, member))
        if following is not None and reason == "the record is cut off":
            reason = "the record is damaged"
        if position == start == 0 and following is None and not parser.has_begun:
            reason = name_format(data)
        yield Damage(name, position, reason)
        parser = Parser(name, has_begun=parser.has_begun)
        position = size if following is None else following


def _placed(found: Record | Damage, end: int) -> Record | Damage:
    """Return a record with the length of its place."""
    if isinstance(found, Damage):
        return found
    length = end - found.place.offset
    if length > _LARGEST_PLACE:
        return too_large(found.place)
    return replace(found, place=found.place._replace(length=length))


def _fault_at_end(parser: Parser, data: Bytes, end: int) -> str | None:
    """Say what is wrong at the end of a member: a record may continue in the next."""
    if not parser.is_inside:
        return None
    if end == len(data):
        return "the record is cut off"
    return "the record is damaged (it is shorter than it says)" if begins_record(data, end) else None
