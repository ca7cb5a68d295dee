"""Gzip members: a record each (WARC 1.1, annex D), so that every record can be read by its offset alone.

Intel's ISA-L compresses a page at level 3 in a fifth of the time of zlib's level 6, and makes it some per
cent larger; at zlib's level 9, which warcio takes, a page would cost more than all the rest of its crawl.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

from isal import igzip_lib, isal_zlib

MAGIC = b"\x1f\x8b\x08"
"""How a gzip member begins (RFC 1952), with the one method of compression that there is."""

Broken: type[Exception] = isal_zlib.error  # type: ignore[assignment]
"""What is raised for bytes that are no gzip."""

_LEVEL = 3
WINDOW = 31
"""zlib's way to say: a gzip header, and the greatest window."""
_PIECE = 256 * 1024


class TruncatedMember(Exception):
    """A member whose end is missing."""


class Bytes(Protocol):
    """What can be cut into pieces: ``bytes``, or a file in memory (``mmap``)."""

    def __getitem__(self, part: slice, /) -> bytes:
        """Return a piece."""

    def __len__(self) -> int:
        """Return how many bytes there are."""


def compress(data: bytes) -> bytes:
    """Return one gzip member."""
    return bytes(igzip_lib.compress(data, _LEVEL, igzip_lib.COMP_GZIP))


def enclose(data: bytes) -> bytes:
    """Return one gzip member that holds data as they are, for what is compressed already."""
    return zlib.compress(data, 0, WINDOW)


def inflate(data: bytes) -> bytes:
    """Return what one member holds. Raises zlib.error for damaged bytes."""
    try:
        return bytes(igzip_lib.decompress(data, igzip_lib.DECOMP_GZIP))
    except (Broken, EOFError, ValueError) as error:
        raise zlib.error(str(error)) from None


class Member:
    """One member of a file while it is inflated; :attr:`end` is known once it was read to its end."""

    def __init__(self, data: Bytes, start: int) -> None:
        self._data = data
        self._start = start
        self.end: int | None = None
        """Where the next one begins."""

    def pieces(self) -> Iterator[bytes]:
        """Yield what it holds. Raises zlib.error for damaged bytes or a wrong checksum, Cut."""
        inflating = isal_zlib.decompressobj(WINDOW)
        position = self._start
        while not inflating.eof:
            piece = self._data[position : position + _PIECE]
            if not piece:
                raise TruncatedMember
            position += len(piece)
            try:
                inflated = inflating.decompress(piece)
            except Broken as error:
                raise zlib.error(str(error)) from None
            if inflated:
                yield inflated
        self.end = position - len(inflating.unused_data)
