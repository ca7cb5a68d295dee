"""Undoing the encodings of a body: the transfer's (RFC 9112), the content's (RFC 9110).

A body that was cut off in transfer is read as far as it goes, as the crawl read it.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Mapping
from typing import Protocol

import brotli  # type: ignore[import-untyped]
from isal import isal_zlib

from crawler.archive.members import MAGIC, WINDOW, Broken

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_PIECE = 256
_ZSTD = b"\x28\xb5\x2f\xfd"
"""The first bytes of a frame (RFC 8878)."""


class _Decoder(Protocol):
    def decompress(self, data: bytes, /) -> bytes: ...
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


def decode(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return a body without its encodings.

    Some archives undo them and leave the header: a body that is not encoded as it says stays as it is.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunk(body)
    for name in reversed(headers.get("content-encoding", "").lower().replace(",", " ").split()):
        if name in ("gzip", "x-gzip"):
            body = _in_parts(body, MAGIC[:2], lambda: isal_zlib.decompressobj(WINDOW))
        elif name == "zstd":
            body = _in_parts(body, _ZSTD, zstd.ZstdDecompressor)
        elif name == "deflate":
            body = _inflate(body)
        elif name == "br":
            body = _unbrotli(body)
    return body


def _in_parts(body: bytes, magic: bytes, decoder: Callable[[], _Decoder]) -> bytes:
    """Return the content of consecutive parts (members: RFC 1952, 2.2; frames: RFC 8878, 3.1)."""
    decoded: list[bytes] = []
    rest = body
    while rest.startswith(magic):
        decoding = decoder()
        try:
            decoded.append(decoding.decompress(rest))
        except (Broken, zstd.ZstdError, EOFError):
            decoded.append(_as_far_as_it_goes(decoder(), rest))
            break
        if not decoding.eof:
            break
        rest = decoding.unused_data
    found = b"".join(decoded)
    return found if found or rest is not body else body


def _as_far_as_it_goes(decoding: _Decoder, body: bytes) -> bytes:
    decoded = bytearray()
    for start in range(0, len(body), _PIECE):
        try:
            decoded += decoding.decompress(body[start : start + _PIECE])
        except (Broken, zstd.ZstdError, EOFError):
            break
    return bytes(decoded)


def _inflate(body: bytes) -> bytes:
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # some servers omit zlib's header
        try:
            return zlib.decompressobj(window).decompress(body)
        except zlib.error:
            continue
    return body


def _unbrotli(body: bytes) -> bytes:
    try:
        return bytes(brotli.Decompressor().process(body)) or body
    except brotli.error:
        return body


def _unchunk(body: bytes) -> bytes:
    """Return the content of the chunks; a body that is not chunked is returned as it is."""
    pieces: list[bytes] = []
    position = 0
    while True:
        line_end = body.find(b"\r\n", position)
        size = body[position:line_end].partition(b";")[0].strip()
        try:
            length = int(size, 16) if line_end >= 0 else -1
        except ValueError:
            length = -1
        if length <= 0:
            return b"".join(pieces) if pieces or length == 0 else body
        pieces.append(body[line_end + 2 : line_end + 2 + length])
        position = line_end + 2 + length + 2
