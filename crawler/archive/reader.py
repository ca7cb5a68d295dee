"""Reading WARC files of any origin: what is damaged is named, and the rest is read."""

from __future__ import annotations

import base64
import hashlib
import mmap
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.archive.members import MAGIC, Bytes, Member, TruncatedMember, inflate
from crawler.archive.records import BadRecord, Headers, Record, RecordLocation, named_fields

LARGEST = 128 * 1024 * 1024
"""A record with more bytes is skipped: a film, not a page."""

_VERSION = b"WARC/"
_END_OF_HEAD = b"\r\n\r\n"
_LARGEST_HEAD = 64 * 1024
_NUMBER = re.compile(r"[0-9]{1,18}")
_CHANGED = "the record is damaged (it does not match its digest)"


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in a file that cannot be read."""

    file: str
    offset: int
    reason: str
    """The rest of a sentence that begins with the place."""

    def __str__(self) -> str:
        """Name file, place and reason."""
        where = f" at byte {self.offset}" if self.offset else ""
        return f"{self.file}{where}: {self.reason}"


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
                yield from _read(path.name, data, start)
    except OSError as error:
        yield Damage(path.name, 0, f"cannot be read: {error.strerror}")


def read_record(path: Path, place: RecordLocation) -> Record:
    """Return the record at a place. Raises BadRecord, OSError."""
    with path.open("rb", buffering=0) as file:
        data = os.pread(file.fileno(), place.length, place.offset)
    return parse_record(path.name, data, place)


def parse_record(name: str, data: bytes, place: RecordLocation) -> Record:
    """Return the record that the bytes of a place hold. Raises BadRecord."""
    is_compressed = data[:2] == MAGIC[:2]
    try:
        head, blank, rest = (inflate(data) if is_compressed else data).partition(_END_OF_HEAD)
    except zlib.error as error:
        raise BadRecord(f"the record is damaged ({error})") from None
    if not blank:
        raise BadRecord("the record is cut off" if head.startswith(_VERSION) else "no record begins here")
    headers, length = _head(head)
    if len(rest) < length:
        raise BadRecord("the record is cut off")
    record = Record(headers, rest[:length], place)
    if not is_compressed and not _is_intact(record):
        raise BadRecord(_CHANGED)
    return record


def _read(name: str, data: Bytes, start: int) -> Iterator[Record | Damage]:
    if data[start : start + 2] != MAGIC[:2] and data[start : start + len(_VERSION)] == _VERSION:
        yield from _read_plain(name, data, start)
        return
    parser = _Parser(name)
    position, size = start, len(data)
    while position < size:
        member = Member(data, position)
        found: list[Record] = []
        reason = None
        try:
            for piece in member.pieces():
                found += parser.feed(piece, position)
                if len(found) > 1:  # compressed as a whole: its checksum comes too late to wait for
                    yield from found
                    found.clear()
            assert member.end is not None
            reason = _fault_at_end(parser, data, member.end)
        except TruncatedMember:
            reason = "the record is cut off"
        except (zlib.error, BadRecord) as error:
            reason = f"the record is damaged ({error})" if parser.has_begun else "is not a WARC file"
        if reason is None:
            assert member.end is not None
            for record in found:
                length = member.end - record.place.offset
                yield replace(record, place=record.place._replace(length=length))
            position = member.end
            continue
        following = _next_member(data, member.end or position + 1)
        if following is not None and reason == "the record is cut off":
            reason = "the record is damaged"
        if position == start == 0 and following is None and not parser.has_begun:
            reason = "is not a WARC file"
        yield Damage(name, position, reason)
        parser = _Parser(name, has_begun=parser.has_begun)
        position = size if following is None else following


def _fault_at_end(parser: _Parser, data: Bytes, end: int) -> str | None:
    """Say what is wrong at the end of a member: a record may continue in the next."""
    if not parser.is_inside:
        return None
    if end == len(data):
        return "the record is cut off"
    return "the record is damaged (it is shorter than it says)" if _begins_record(data, end) else None


def _next_member(data: Bytes, start: int) -> int | None:
    """Return where the next record begins that has its own member; None: nowhere."""
    find = data.find  # type: ignore[attr-defined]  # bytes and mmap have it
    position = find(MAGIC, start)
    while position >= 0:
        if _begins_record(data, position):
            return int(position)
        position = find(MAGIC, position + 1)
    return None


def _begins_record(data: Bytes, position: int) -> bool:
    """Say whether a member begins here, and a record in it."""
    try:
        return next(Member(data, position).pieces(), b"").startswith(_VERSION)
    except (zlib.error, TruncatedMember):
        return False


def _is_intact(record: Record) -> bool:
    """Say whether a block matches its digest. Gzip has its own checksum, plain files have only this one.

    A digest with an unknown algorithm or form is not checked.
    """
    algorithm, _, said = record.headers.get("WARC-Block-Digest", "").partition(":")
    if not said or algorithm.lower() not in hashlib.algorithms_guaranteed - {"shake_128", "shake_256"}:
        return True
    digest = hashlib.new(algorithm.lower(), record.block, usedforsecurity=False).digest()
    base32 = base64.b32encode(digest).decode()
    forms = {base32, base32.rstrip("="), digest.hex().upper(), base64.b64encode(digest).decode()}
    return len(said) not in map(len, forms) or said in forms or said.upper() in forms


def _read_plain(name: str, data: Bytes, start: int) -> Iterator[Record | Damage]:
    """Read a file that is not compressed."""
    find = data.find  # type: ignore[attr-defined]
    position, size = start, len(data)
    while position < size:
        end = find(_END_OF_HEAD, position, position + _LARGEST_HEAD)
        reason = None
        try:
            if end < 0:
                raise BadRecord("the record is cut off" if size - position < _LARGEST_HEAD else "damaged")
            headers, length = _head(data[position:end])
        except BadRecord as error:
            reason = str(error)
        else:
            begin = end + len(_END_OF_HEAD)
            if begin + length > size:
                reason = "the record is cut off"
            else:
                if length <= LARGEST:
                    place = RecordLocation(name, position, begin + length - position)
                    record = Record(headers, data[begin : begin + length], place)
                    yield record if _is_intact(record) else Damage(name, position, _CHANGED)
                position = begin + length
                while data[position : position + 2] == b"\r\n":
                    position += 2
                continue
        following = find(b"\r\n" + _VERSION, position + 1)
        is_last = following < 0
        yield Damage(name, position, reason if is_last else "the record is damaged")
        position = size if is_last else following + 2


class _Parser:
    """Splits a stream into records, which may begin and end anywhere in it."""

    def __init__(self, name: str, *, has_begun: bool = False) -> None:
        self._name = name
        self._buffer = bytearray()
        self._headers: Headers | None = None
        self._length = 0
        self._offset = 0
        self._passed_by = 0
        self.has_begun = has_begun
        """Whether a record was seen, so that this is a WARC file."""

    @property
    def is_inside(self) -> bool:
        """Say whether a record is not complete yet."""
        return self._headers is not None or bool(self._buffer.strip())

    def feed(self, piece: bytes, offset: int) -> list[Record]:
        """Take the next bytes of a member at this offset; return the records that end in them."""
        records: list[Record] = []
        self._buffer += piece
        while self._step(records, offset):
            pass
        return records

    def _step(self, records: list[Record], offset: int) -> bool:
        """Read one part, if it is complete."""
        if self._headers is None:
            return self._read_head(offset)
        if self._length > LARGEST:  # skipped without being held in memory
            taken = min(len(self._buffer), self._length - self._passed_by)
            del self._buffer[:taken]
            self._passed_by += taken
            if self._passed_by < self._length:
                return False
        elif len(self._buffer) < self._length:
            return False
        else:
            block = bytes(self._buffer[: self._length])
            records.append(Record(self._headers, block, RecordLocation(self._name, self._offset, 0)))
            del self._buffer[: self._length]
        self._headers = None
        self._passed_by = 0
        return True

    def _read_head(self, offset: int) -> bool:
        while self._buffer[:2] == b"\r\n":  # two of them end a record
            del self._buffer[:2]
        if len(self._buffer) >= len(_VERSION) and not self._buffer.startswith(_VERSION):
            raise BadRecord("no record begins here")
        end = self._buffer.find(_END_OF_HEAD)
        if end < 0:
            if len(self._buffer) > _LARGEST_HEAD:
                raise BadRecord("its header has no end")
            return False
        self._headers, self._length = _head(bytes(self._buffer[:end]))
        self.has_begun = True
        self._offset = offset
        del self._buffer[: end + len(_END_OF_HEAD)]
        return True


def _head(head: bytes) -> tuple[Headers, int]:
    """Return the named fields of a record, and the length of its block. Raises BadRecord."""
    version, _, rest = head.partition(b"\r\n")
    headers = Headers(named_fields(rest))
    length = headers.get("Content-Length", "")
    if not version.startswith(_VERSION) or not _NUMBER.fullmatch(length):
        raise BadRecord("it does not say its length")
    return headers, int(length)
