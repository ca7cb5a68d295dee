"""Undoing the encodings of a content (RFC 9110, 8.4.1), whole, and within a limit of its size."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO

from crawler.content_encoding.streams import (
    GZIP,
    GZIP_MAGIC,
    RAW,
    ZLIB,
    Broken,
    CutOff,
    Decoder,
    Inflater,
    NotEncoded,
    TooLarge,
    Unbrotli,
    Unzstd,
)

_RESERVED_FLAGS = 0xE0
"""Bits of a member's flags that must be zero (RFC 1952, 2.3.1.2)."""
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
"""The first bytes of a frame (RFC 8878, 3.1.1)."""
_SKIPPABLE = b"\x2a\x4d\x18"
"""The first bytes of a skippable frame (RFC 8878, 3.1.2), behind one from 0x50 to 0x5f."""
_MOST_LAYERS = 5
"""Encodings upon each other that are undone; curl has the same limit, and servers use one."""
_PIECE = 4096
_MIB = 1024 * 1024
_LONG_TEXT = 64
LARGEST_BODY = 64 * 1024 * 1024
"""Bytes of a body, as it is sent and without its encodings; a sitemap, the largest, has at most 50 MB."""


class _Sink:
    """Takes what is decoded, up to the limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._buffer = BytesIO()  # which returns its bytes without a copy

    @property
    def size(self) -> int:
        return self._buffer.tell()

    def write(self, decoded: bytes) -> None:
        """Take some bytes. Raises TooLarge."""
        if self._buffer.tell() + len(decoded) > self._limit:
            raise TooLarge(_beyond(self._limit), self.content())
        self._buffer.write(decoded)

    def shorten(self, size: int) -> None:
        self._buffer.seek(size)
        self._buffer.truncate()

    def content(self) -> bytes:
        return self._buffer.getvalue()


def unpack(body: bytes | memoryview, encodings: Sequence[str], limit: int = LARGEST_BODY) -> bytes:
    """Return a content without its encodings, which are named in the order in which they were applied.

    An unknown encoding stays, and so does one that is not there: some proxies and archives undo an encoding
    and leave its name. Raises NotEncoded if none of those named is there, TooLarge, CutOff with what came.
    """
    names = [
        name for each in encodings for name in each.lower().replace(",", " ").split() if name in _UNDOING
    ]
    if len(names) > _MOST_LAYERS:
        raise TooLarge(f"its body is encoded {len(names):,} times, more than {_MOST_LAYERS}")
    undone, is_cut, content = 0, False, body
    for name in reversed(names):
        if not content:
            break
        sink = _Sink(limit)
        try:
            is_whole = _UNDOING[name](memoryview(content), sink)
        except NotEncoded:
            continue
        content, undone, is_cut = sink.content(), undone + 1, is_cut or not is_whole
    if len(content) > limit:
        raise TooLarge(_beyond(limit))
    if is_cut:
        raise CutOff(bytes(content))
    if names and body and not undone:
        raise NotEncoded
    return bytes(content)


def _gunzip(body: memoryview, sink: _Sink) -> bool:
    return _read_streams(body, sink, GZIP_MAGIC, _begins_member, lambda: Inflater(GZIP))


def _decode_zstd(body: memoryview, sink: _Sink) -> bool:
    return _read_streams(body, sink, _ZSTD_MAGIC, _begins_frame, Unzstd)


def _inflate(body: memoryview, sink: _Sink) -> bool:
    """Decode zlib's format, which "deflate" means, or a bare stream, which some servers send instead.

    (RFC 9110, 8.4.1.2.)
    """
    header = int.from_bytes(body[:2], "big")
    if len(body) > 1 and header % 31 == 0 and header >> 8 & 0x0F == zlib.DEFLATED:
        end, is_broken = _read_stream(lambda: Inflater(ZLIB), body, sink)
        if end is not None or (not _looks_like_text(body) and (sink.size or not is_broken)):
            return end is not None
        sink.shorten(0)
    return _read_headless(lambda: Inflater(RAW), body, sink)


def _unbrotli(body: memoryview, sink: _Sink) -> bool:
    return _read_headless(Unbrotli, body, sink)


_UNDOING: dict[str, Callable[[memoryview, _Sink], bool]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,  # the same (RFC 9110, 8.4.1.3)
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _decode_zstd,
}
"""Encoding -> what writes the content into a sink, and says whether it was whole.

It raises NotEncoded and TooLarge.
"""


def _begins_member(head: bytes) -> bool:
    return head.startswith(GZIP_MAGIC) and not (len(head) > 3 and head[3] & _RESERVED_FLAGS)


def _begins_frame(head: bytes) -> bool:
    return head == _ZSTD_MAGIC or (head[1:] == _SKIPPABLE and head[0] >> 4 == 5)


def _read_streams(
    body: memoryview,
    sink: _Sink,
    magic: bytes,
    begins: Callable[[bytes], bool],
    decoder: Callable[[], Decoder],
) -> bool:
    """Decode streams that follow each other (members: RFC 1952, 2.2; frames: RFC 8878, 3.1).

    What follows them and is none, such as zeros, is ignored.
    """
    if magic.startswith(body[: len(magic)]) and len(body) < len(magic):
        return False
    if not begins(bytes(body[:4])):
        raise NotEncoded
    position = 0
    while begins(bytes(body[position : position + 4])):
        end, _ = _read_stream(decoder, body[position:], sink)
        if end is None:
            return False
        position += end
    return True


def _read_headless(decoder: Callable[[], Decoder], body: memoryview, sink: _Sink) -> bool:
    """Decode a stream that has no beginning by which it is known, unless the bytes are none."""
    end, is_broken = _read_stream(decoder, body, sink)
    if end == len(body):
        return True
    if _looks_like_text(body) or (is_broken and not sink.size):
        raise NotEncoded
    return end is not None


def _looks_like_text(body: memoryview) -> bool:
    """Say whether bytes are text. What is compressed has a control character among every nine bytes."""
    head = bytes(body[:256])
    if any(byte < 0x20 and byte not in b"\t\n\f\r\x1b" for byte in head):
        return False
    if len(head) >= _LONG_TEXT:
        return True
    try:
        head.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_stream(decoder: Callable[[], Decoder], body: memoryview, sink: _Sink) -> tuple[int | None, bool]:
    """Decode one stream up to its end or to what is damaged.

    Return where it ends (None: nowhere), and whether it is damaged. A decoder that fails returns nothing of
    the piece that it failed in, so that piece is read once more, byte by byte.
    """
    start = sink.size
    end, failed_at = _attempt(decoder(), body, sink, finely_from=len(body))
    if failed_at is not None:
        sink.shorten(start)
        end, failed_at = _attempt(decoder(), body, sink, finely_from=failed_at)
    return end, failed_at is not None


def _attempt(
    decoding: Decoder, body: memoryview, sink: _Sink, *, finely_from: int
) -> tuple[int | None, int | None]:
    """Return where a stream ends, and the beginning of the piece in which decoding it failed."""
    position = 0
    while position < len(body):
        piece = body[position : position + (_PIECE if position < finely_from else 1)]
        try:
            for decoded in decoding.feed(piece):
                sink.write(decoded)
        except Broken:
            return None, position
        position += len(piece)
        if decoding.has_ended:
            return position - decoding.unused, None
    return None, None


def _beyond(limit: int) -> str:
    size = f"{limit // _MIB} MiB" if limit % _MIB == 0 else f"{limit:,} bytes"
    return f"its body is larger than {size}"
