"""Decoders of one stream each (deflate, zstd, brotli), piece by piece, and what can be wrong with one."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from typing import Any, Protocol

import brotli  # type: ignore[import-untyped]
from isal import isal_zlib

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

GZIP_MAGIC = b"\x1f\x8b\x08"
"""The first bytes of a gzip member (RFC 1952, 2.3.1), with the only compression method there is."""
GZIP, ZLIB, RAW = 31, zlib.MAX_WBITS, -zlib.MAX_WBITS
"""What zlib calls the three wrappings of a deflate stream: gzip's, its own (RFC 1950), none."""

_LARGEST_WINDOW = 23
"""8 MiB, as a power of two: no content may need a larger window (RFC 9659, 3)."""
_OUTPUT = 64 * 1024
Broken: tuple[type[Exception], ...] = (
    isal_zlib.error,
    zlib.error,
    zstd.ZstdError,
    brotli.error,
    EOFError,
)  # type: ignore[assignment]  # isal says too little about its class
"""What decoders raise for damaged bytes."""


class ContentError(ValueError):
    """A content whose encodings cannot be undone; the message is a sentence without its end."""


class CutOff(ContentError):
    """A stream that is damaged, or lacks its end."""

    def __init__(self, body: bytes) -> None:
        super().__init__("its body is cut off")
        self.body = body
        """What it holds up to there."""


class TooLarge(ContentError):
    """A content beyond the limit."""

    def __init__(self, sentence: str, body: bytes = b"") -> None:
        super().__init__(sentence)
        self.body = body
        """What it holds up to the limit."""


class NotEncoded(ContentError):
    """Bytes that are not in the encoding that their header names; callers take them as they are."""

    def __init__(self) -> None:
        super().__init__("its body is not encoded as it says")


class Decoder(Protocol):
    """Decodes one stream."""

    @property
    def has_ended(self) -> bool:
        """Say whether the stream was read to its end."""

    @property
    def unused(self) -> int:
        """Return how many bytes of the last piece follow the end of the stream."""

    def feed(self, piece: bytes | memoryview) -> Iterator[bytes]:
        """Yield what a piece decodes to, at most some 100 KB at once. Raises one of Broken."""


class _Marked:
    """A stream that marks its own end."""

    _stream: Any

    @property
    def has_ended(self) -> bool:
        """Say whether the stream was read to its end, with its checksum if it has one."""
        return bool(self._stream.eof)

    @property
    def unused(self) -> int:
        """Return how many bytes of the last piece follow the end of the stream."""
        return len(self._stream.unused_data)


class Inflater(_Marked):
    """Decodes a deflate stream (RFC 1951) in one of the three wrappings."""

    def __init__(self, wrapping: int) -> None:
        self._stream = isal_zlib.decompressobj(wrapping)

    @property
    def unread(self) -> int:
        """Return how many bytes of the last piece were not read yet."""
        return len(self._stream.unconsumed_tail)

    def feed(self, piece: bytes | memoryview) -> Iterator[bytes]:
        """Yield what a piece decodes to. Raises one of Broken."""
        while True:
            decoded = self._stream.decompress(piece, _OUTPUT)
            if decoded:
                yield decoded
            piece = self._stream.unconsumed_tail
            if self._stream.eof or not (piece or len(decoded) >= _OUTPUT):
                return


class Unzstd(_Marked):
    """Decodes one frame; with a dictionary (RFC 8878, 5), if it was compressed with one.

    ``window``: the largest one that may be asked for, as a power of two: so much memory it may take. Raises
    one of Broken for bytes that are no dictionary.
    """

    def __init__(self, dictionary: bytes | None = None, window: int = _LARGEST_WINDOW) -> None:
        self._window = window
        self._stream = zstd.ZstdDecompressor(
            zstd_dict=None if dictionary is None else zstd.ZstdDict(dictionary),
            options={zstd.DecompressionParameter.window_log_max: window},
        )

    def feed(self, piece: bytes | memoryview) -> Iterator[bytes]:
        """Yield what a piece decodes to. Raises one of Broken, TooLarge."""
        try:
            decoded = self._stream.decompress(piece, _OUTPUT)
        except zstd.ZstdError as error:
            if "too much memory" in str(error):  # nothing else tells it from damage
                raise TooLarge(
                    f"its body needs a larger window than {2 ** (self._window - 20)} MiB"
                ) from error
            raise
        while decoded or not (self._stream.eof or self._stream.needs_input):
            yield decoded
            if self._stream.eof:
                return
            decoded = self._stream.decompress(b"", _OUTPUT)


class Unbrotli:
    """Decodes brotli (RFC 7932), which does not say where it ended inside a piece: it fails there."""

    unused = 0

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    @property
    def has_ended(self) -> bool:
        """Say whether the stream was read to its end."""
        return bool(self._stream.is_finished())

    def feed(self, piece: bytes | memoryview) -> Iterator[bytes]:
        """Yield what a piece decodes to. Raises one of Broken."""
        decoded = self._stream.process(piece, output_buffer_limit=_OUTPUT)
        while decoded:
            yield decoded
            if self._stream.is_finished():
                return
            decoded = self._stream.process(b"", output_buffer_limit=_OUTPUT)
