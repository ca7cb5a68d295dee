"""Reading WARC files that are not compressed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from crawler.archive.members import Bytes
from crawler.archive.parsing import (
    BLANK_LINES,
    END_OF_HEAD,
    LARGEST,
    LARGEST_HEAD,
    VERSION,
    is_padding,
    parse_head,
    too_large,
)
from crawler.archive.records import BadRecord, Damage, Headers, Record, RecordLocation

CHANGED = "the record is damaged (it does not match its digest)"
_NEXT = b"\n" + VERSION


def read_plain(name: str, data: Bytes, start: int) -> Iterator[Record | Damage]:
    """Yield the records from an offset on, and what is damaged; each byte is looked at a few times only."""
    position, size = start, len(data)
    end = begin = -1
    while position < size and not is_padding(data, position):
        if end < position:
            found = END_OF_HEAD.search(data, position)
            end, begin = found.span() if found else (size, size)
        try:
            headers, length = _head(data, position, end)
        except BadRecord as error:
            # A head has no line that begins another, so the last one may be where a record begins.
            following = data.rfind(_NEXT, position + 1, end)
            if following < 0:
                following = data.find(_NEXT, max(position + 1, end - 1))
            yield Damage(name, position, str(error) if following < 0 else "the record is damaged")
            position = size if following < 0 else following + 1
            continue
        if begin + length > size:
            following = data.find(_NEXT, position + 1)
            yield Damage(
                name, position, "the record is cut off" if following < 0 else "the record is damaged"
            )
            position = size if following < 0 else following + 1
            continue
        place = RecordLocation(name, position, begin + length - position)
        if length <= LARGEST:
            yield _checked(Record(headers, data[begin : begin + length], place))
        elif Record(headers, b"", place).is_answer:
            yield too_large(place)
        blank = BLANK_LINES.match(data, begin + length)
        position = blank.end() if blank else begin + length


def is_intact(record: Record) -> bool:
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


def _head(data: Bytes, position: int, end: int) -> tuple[Headers, int]:
    """Return what the head of a record says, whose end is the next there is. Raises BadRecord."""
    if end - position > LARGEST_HEAD:
        raise BadRecord("the record is damaged (its header has no end)")
    if end == len(data):
        raise BadRecord("the record is cut off")
    if data.rfind(_NEXT, position + 1, end) >= 0:
        raise BadRecord("the record is damaged")
    return parse_head(data[position:end])


def _checked(record: Record) -> Record | Damage:
    return record if is_intact(record) else Damage(record.place.file, record.place.offset, CHANGED)
