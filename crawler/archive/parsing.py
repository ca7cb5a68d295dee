"""Splitting a stream into WARC records, with no more in memory than one record may have."""

from __future__ import annotations

import re
from io import BytesIO

from crawler.archive.members import Bytes
from crawler.archive.records import BadRecord, Damage, Headers, Record, RecordLocation, named_fields
from crawler.content_encoding import LARGEST_BODY

LARGEST_HEAD = 64 * 1024
"""Bytes of the named fields of a record, and of the blank lines before it."""
LARGEST = LARGEST_BODY + 1024 * 1024
"""Bytes of a record that is read: a body that a crawl may receive, and the head of its response."""

VERSION = b"WARC/"
END_OF_HEAD = re.compile(rb"\n\r?\n")
"""The end of the named fields; lines end in CRLF, and in LF alone where a library wrote them as text."""
BLANK_LINES = re.compile(rb"(?:\r?\n)*+")

_LONGEST_END = 3
_MOST_LINES = 1000
"""Lines of a head. Writers use some twenty, and each costs as much as a kilobyte of a body."""
_ZEROS = re.compile(rb"\0*+")
_NUMBER = re.compile(r"[0-9]{1,18}")
_TOO_LARGE = f"the record is larger than {LARGEST // 1024**2} MiB"


def parse_head(head: bytes) -> tuple[Headers, int]:
    """Return the named fields of a record, and the length of its block. Raises BadRecord."""
    if head.count(b"\n") > _MOST_LINES:
        raise BadRecord(f"its header has more than {_MOST_LINES:,} lines")
    version, _, rest = head.partition(b"\n")
    headers = Headers(named_fields(rest))
    length = headers.get("Content-Length", "")
    if not version.startswith(VERSION) or not _NUMBER.fullmatch(length):
        raise BadRecord("it does not say its length")
    return headers, int(length)


def is_padding(data: Bytes, position: int) -> bool:
    """Say whether only NUL bytes follow: tapes and block devices fill up with them, and gzip ignores them."""
    return (
        data[position : position + 1] == b"\0"
        and (zeros := _ZEROS.match(data, position)) is not None
        and zeros.end() == len(data)
    )


def too_large(place: RecordLocation) -> Damage:
    """Return the damage that a record is which has more bytes than are read."""
    return Damage(place.file, place.offset, _TOO_LARGE)


class Parser:
    """Splits a stream into records, which may begin and end anywhere in it."""

    def __init__(self, name: str, *, has_begun: bool = False) -> None:
        self._name = name
        self._head = bytearray()
        self._searched = 0
        self._blank = 0
        self._headers: Headers | None = None
        self._block: BytesIO | None = None
        self._missing = 0
        self._offset = 0
        self.has_begun = has_begun
        """Whether a record was seen, so that this is a WARC file."""

    @property
    def is_inside(self) -> bool:
        """Say whether a record is not complete yet."""
        return self._headers is not None or bool(self._head and not self._head.isspace())

    def feed(self, piece: bytes, offset: int) -> list[Record | Damage]:
        """Take the next bytes of a member at this offset; return what ends in them. Raises BadRecord.

        A record that is too large is passed over without being held, and is damage if it is a response.
        """
        found: list[Record | Damage] = []
        position = 0
        while position < len(piece):
            if self._headers is None:
                position = self._read_head(piece, position, offset)
            else:
                taken = min(self._missing, len(piece) - position)
                if self._block is not None:
                    self._block.write(memoryview(piece)[position : position + taken])
                self._missing -= taken
                position += taken
            if self._headers is not None and not self._missing:
                self._end(self._headers, found)
        return found

    def _end(self, headers: Headers, found: list[Record | Damage]) -> None:
        """End a record."""
        place = RecordLocation(self._name, self._offset, 0)
        record = Record(headers, b"" if self._block is None else self._block.getvalue(), place)
        if self._block is not None:
            found.append(record)
        elif record.is_answer:
            found.append(too_large(place))
        self._headers = self._block = None

    def _read_head(self, piece: bytes, position: int, offset: int) -> int:
        """Take a part of a head, and return where the rest begins."""
        head = self._head
        taken = min(len(piece) - position, LARGEST_HEAD + _LONGEST_END - len(head))
        head += piece[position : position + taken]
        if blank := self._end_of_blank_lines():  # two of them end a record
            del head[:blank]
            self._blank += blank
            if self._blank > LARGEST_HEAD:
                raise BadRecord("no record begins here")
        if len(head) >= len(VERSION) and not head.startswith(VERSION):
            raise BadRecord("no record begins here")
        end = END_OF_HEAD.search(head, max(0, self._searched - _LONGEST_END))
        if end is None:
            self._searched = len(head)
            if len(head) > LARGEST_HEAD:
                raise BadRecord("its header has no end")
            return position + taken
        begin = end.end()
        del end  # which locks the bytes that it was found in
        self._headers, self._missing = parse_head(bytes(head[:begin]).rstrip(b"\r\n"))
        self._block = BytesIO() if self._missing <= LARGEST else None  # which gives its bytes without a copy
        self.has_begun = True
        self._offset = offset
        behind = len(head) - begin
        head.clear()
        self._searched = self._blank = 0
        return position + taken - behind

    def _end_of_blank_lines(self) -> int:
        found = BLANK_LINES.match(self._head)
        return found.end() if found else 0
