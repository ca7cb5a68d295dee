"""Gzip members: a record each (WARC 1.1, annex D), so that every record can be read by its offset alone.

Intel's ISA-L at level 1 compresses a page in a twelfth of the time that zlib takes at level 6, and at level 3
in a quarter; the results are larger by 14 and by 10 per cent. At level 9 of zlib, which warcio uses, a page
would cost more than the rest of its crawl.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from mmap import mmap

from isal import igzip_lib

from crawler.content_encoding import GZIP, GZIP_MAGIC, Broken, Inflater

MAGIC = GZIP_MAGIC
"""The first bytes of a member."""

Bytes = bytes | mmap
"""What is read: bytes, or a file in memory."""

_LEVEL = 1
_FIRST_PIECE, _PIECE = 1024, 64 * 1024
"""Bytes that are read of a member at first, and at most at once: one that is wrong costs little."""


class TruncatedMember(Exception):
    """A member whose end is missing."""


def compress(data: bytes) -> bytes:
    """Return one gzip member."""
    return bytes(igzip_lib.compress(data, _LEVEL, igzip_lib.COMP_GZIP))


def enclose(data: bytes) -> bytes:
    """Return one gzip member that stores data as it is, for data that is compressed already."""
    return zlib.compress(data, 0, GZIP)


class Member:
    """One member of a file while it is decompressed; :attr:`end` is known once it was read completely."""

    def __init__(self, data: Bytes, start: int) -> None:
        self._data = data
        self._start = start
        self.end: int | None = None
        """Where the next member begins."""
        self.reached = start
        """Up to where the file was read."""
        self.size = 0
        """How many bytes it held up to there."""

    def pieces(self) -> Iterator[bytes]:
        """Yield its content, little at once. Raises zlib.error for damaged bytes, TruncatedMember."""
        inflating = Inflater(GZIP)
        position, length = self._start, _FIRST_PIECE
        while not inflating.has_ended:
            piece = self._data[position : position + length]
            if not piece:
                raise TruncatedMember
            position += len(piece)
            self.reached = position
            try:
                for inflated in inflating.feed(piece):
                    self.reached = position - inflating.unread
                    self.size += len(inflated)
                    yield inflated
            except Broken as error:
                raise zlib.error(str(error)) from None
            length = min(2 * length, _PIECE)
        self.end = position - inflating.unused
