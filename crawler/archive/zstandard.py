"""Reading WARC files that are compressed by Zstandard, with or without a dictionary.

The dictionary is in the first frame of the file
(https://iipc.github.io/warc-specifications/specifications/warc-zstd/).
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.archive.formats import ZSTD_MAGIC, is_skippable
from crawler.archive.members import Bytes
from crawler.archive.parsing import VERSION, Parser, is_padding
from crawler.archive.records import BadRecord, Damage, Record
from crawler.content_encoding import Broken, TooLarge, Unzstd, unpack

_DICTIONARY = b"\x5d\x2a\x4d\x18"
"""The first bytes of the frame with the dictionary."""
_LARGEST_DICTIONARY = 16 * 1024 * 1024
_WINDOW = 27
"""128 MiB, as a power of two: what the program zstd takes unless it is told otherwise."""
_HEAD = 8
"""Bytes of a frame without data before what it holds: four of its kind, four of its length."""
_FIRST_PIECE, _PIECE = 1024, 64 * 1024
_BLOCK = 128 * 1024 + 32
"""Bytes of a frame in which its first block is (RFC 8878, 3.1.1.2.4), which decodes at once."""
_MOST_FALSE = 200
"""Places that may look like the next record behind damage without being one: each costs a block."""


_NOT_DECODED: tuple[type[Exception], ...] = (*Broken, ValueError)
_DAMAGED: tuple[type[Exception], ...] = (*Broken, BadRecord)


class _Truncated(Exception):
    """A frame whose end is missing."""


class _NoDictionary(Exception):
    """A dictionary that cannot be used."""


def read_zstd(name: str, data: Bytes, start: int) -> Iterator[Record | Damage]:
    """Yield the records, which have no length, and what is damaged in between."""
    reading = _Reading(name, data)
    position = start
    while position < len(data) and not is_padding(data, position):
        beginning = data[position : position + _HEAD]
        try:
            if is_skippable(beginning):
                position = reading.skip(position, beginning)
            else:
                yield from reading.records(position)
                position = reading.end
            continue
        except _NoDictionary:
            yield Damage(name, position, "its dictionary is damaged, without which nothing can be read")
            return
        except _Truncated:
            reason = "the record is cut off"
        except TooLarge:
            reason = f"the record is compressed with a larger window than {2 ** (_WINDOW - 20)} MiB"
        except _DAMAGED as error:
            is_warc = reading.parser.has_begun or position > start
            reason = f"the record is damaged ({error})" if is_warc else "is not a WARC file"
        following = reading.resume(position + 1)
        if following < len(data) and reason == "the record is cut off":
            reason = "the record is damaged"
        yield Damage(name, position, reason)
        position = following


class _Reading:
    """One file while it is read; :attr:`end`: where the frame ends that was read last."""

    def __init__(self, name: str, data: Bytes) -> None:
        self._name = name
        self._data = data
        self._dictionary: bytes | None = None
        self._false = 0
        self.parser = Parser(name)
        self.end = 0

    def skip(self, position: int, beginning: bytes) -> int:
        """Return where a frame without data ends, and take the dictionary in it. Raises _NoDictionary."""
        begin = position + _HEAD
        end = begin + int.from_bytes(beginning[4:], "little")
        if beginning.startswith(_DICTIONARY):
            self._take_dictionary(self._data[begin : min(end, begin + _LARGEST_DICTIONARY)])
        return end

    def _take_dictionary(self, dictionary: bytes) -> None:
        try:
            if dictionary.startswith(ZSTD_MAGIC):
                dictionary = unpack(dictionary, ["zstd"], _LARGEST_DICTIONARY)
            Unzstd(dictionary)  # fails now if it is none
        except _NOT_DECODED as error:
            raise _NoDictionary from error
        self._dictionary = dictionary

    def records(self, start: int) -> Iterator[Record | Damage]:
        """Yield what ends in the frame that begins here.

        Raises one of Broken, TooLarge, BadRecord, _Truncated.
        """
        stream = Unzstd(self._dictionary, _WINDOW)
        position, length = start, _FIRST_PIECE
        while not stream.has_ended:
            piece = self._data[position : position + length]
            if not piece:
                raise _Truncated
            position += len(piece)
            for decoded in stream.feed(piece):
                yield from self.parser.feed(decoded, start)
            length = min(2 * length, _PIECE)
        self.end = position - stream.unused
        if self.parser.is_inside:  # a record may continue in the next frame
            if self.end == len(self._data):
                raise _Truncated
            if self._begins_record(self.end):
                raise BadRecord("it is shorter than it says")

    def resume(self, start: int) -> int:
        """Return where the next record begins behind damage; the end of the file: nowhere."""
        self.parser = Parser(self._name, has_begun=self.parser.has_begun)
        found = self._data.find(ZSTD_MAGIC, start)
        while found >= 0 and self._false < _MOST_FALSE:
            if self._begins_record(found):
                return found
            self._false += 1
            found = self._data.find(ZSTD_MAGIC, found + 1)
        return len(self._data)

    def _begins_record(self, position: int) -> bool:
        try:
            decoded = Unzstd(self._dictionary, _WINDOW).feed(self._data[position : position + _BLOCK])
            return next(decoded, b"").startswith(VERSION)
        except _NOT_DECODED:
            return False
