"""Finding the next record behind damage, in a time that grows with the size of the file only."""

from __future__ import annotations

import re

from crawler.archive.members import MAGIC, Bytes, Member
from crawler.archive.parsing import VERSION
from crawler.content_encoding import RAW, Broken, Inflater

_MEMBER = re.compile(re.escape(MAGIC) + rb"[\x00-\x1f]")
"""The beginning of a member: three bits of its flags are zero (RFC 1952, 2.3.1.2)."""
_HAS_CHECKSUM, _HAS_EXTRA, _HAS_NAME, _HAS_COMMENT = 2, 4, 8, 16
_FIXED = 10
"""Bytes of a member's header without its optional fields."""
_LONGEST_NAME = 4096
_ENOUGH = 1024
"""Compressed bytes in which the first ones of a record are: the tables of a block need some 600."""

_AGAIN = 4
_FREE = 1024 * 1024
_INFLATED = 64
"""To read a byte costs as much as to inflate this many."""


class Patience:
    """How much of a file may be read in vain.

    Behind damage the next record is looked for in what was read already. Members may be made so that each
    leads through all that follow: after reading the file some times over, one looks behind it only.
    """

    def __init__(self, size: int) -> None:
        self._left = _AGAIN * size + _FREE

    def resume(self, position: int, member: Member) -> int:
        """Return from where on the next member is to be looked for, after one that is damaged."""
        if member.end is not None:
            return member.end
        self._left -= member.reached - position + member.size // _INFLATED
        return position + 1 if self._left > 0 else max(position + 1, member.reached)


def next_member(data: Bytes, start: int) -> int | None:
    """Return where the next record begins that has its own member; None: nowhere."""
    found = _MEMBER.search(data, start)
    while found:
        if begins_record(data, found.start()):
            return found.start()
        found = _MEMBER.search(data, found.start() + 1)
    return None


def begins_record(data: Bytes, position: int) -> bool:
    """Say whether a member begins here, and a record in it."""
    start = _begin_of_content(data, position)
    if start is None:
        return False
    try:
        first = next(Inflater(RAW).feed(data[start : start + _ENOUGH]), b"")
    except Broken:
        return False
    return first.startswith(VERSION)


def _begin_of_content(data: Bytes, position: int) -> int | None:
    """Return where the compressed content of a member begins, behind its header (RFC 1952, 2.3)."""
    header = data[position : position + _FIXED + 2]
    if not _MEMBER.match(header) or len(header) <= _FIXED:
        return None
    flags = header[3]
    start = position + _FIXED
    if flags & _HAS_EXTRA:
        start += 2 + int.from_bytes(header[_FIXED:], "little")
    for each in (_HAS_NAME, _HAS_COMMENT):
        if flags & each:
            end = data.find(b"\0", start, start + _LONGEST_NAME)
            if end < 0:
                return None
            start = end + 1
    return start + 2 if flags & _HAS_CHECKSUM else start
