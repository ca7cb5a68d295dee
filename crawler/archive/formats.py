"""What the first bytes of a file say about its format."""

from __future__ import annotations

from crawler.archive.members import MAGIC, Bytes
from crawler.archive.parsing import VERSION
from crawler.content_encoding import GZIP, Broken, Inflater

ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
"""The first bytes of a Zstandard frame (RFC 8878, 3.1.1)."""
_SKIPPABLE = b"\x2a\x4d\x18"
"""The last three of the first four bytes of a frame that holds no data (RFC 8878, 3.1.2)."""

_ARC = b"filedesc:"
"""The first bytes of an ARC file (https://archive.org/web/researcher/ArcFileFormat.php)."""
_FORMATS = {
    _ARC: "is an ARC file, which is older than WARC and not read: warcio recompress makes a WARC file of it",
    b"PK\x03\x04": "is a ZIP file, as WACZ is, which is not read: unzip it and name a WARC file in it",
    b"\xfd7zXZ\x00": "is compressed by xz, which is not read: decompress it first",
    b"BZh": "is compressed by bzip2, which is not read: decompress it first",
}
"""First bytes of a file that is not read -> the rest of a sentence about it."""
_BEGINNINGS = (VERSION, MAGIC[:2], ZSTD_MAGIC, *_FORMATS)
LONGEST_BEGINNING = max(map(len, _BEGINNINGS))
"""Bytes of a file that tell its format."""
_ENOUGH = 64


def begins_archive(beginning: bytes) -> bool:
    """Say whether a file with this beginning may be an archive, of whatever format; a page is none."""
    return beginning.startswith(_BEGINNINGS) or is_zstd(beginning)


def is_zstd(beginning: bytes) -> bool:
    """Say whether a frame of Zstandard begins here, with data or without.

    >>> is_zstd(bytes.fromhex("5d2a4d18"))
    True
    """
    return beginning.startswith(ZSTD_MAGIC) or is_skippable(beginning)


def is_skippable(beginning: bytes) -> bool:
    """Say whether a frame of Zstandard begins here that holds no data."""
    return beginning[:1] != b"" and beginning[0] >> 4 == 5 and beginning[1:4] == _SKIPPABLE


def name_format(data: Bytes) -> str:
    """Return the rest of a sentence about a file in which there is no WARC record."""
    beginning = data[:_ENOUGH]
    if beginning.startswith(MAGIC):
        try:
            beginning = next(Inflater(GZIP).feed(data[: 16 * _ENOUGH]), b"")
        except Broken:
            beginning = b""
    named = (said for first, said in _FORMATS.items() if beginning.startswith(first))
    return next(named, "is not a WARC file")
