"""Undoing the encodings of an archived body: the transfer's (RFC 9112), the content's (RFC 9110).

A body that was cut off in transfer is read as far as it goes, and known to be cut off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple

from crawler.content_encoding import LARGEST_BODY, CutOff, NotEncoded, unpack

_CHUNK = re.compile(rb"([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]*)?\r\n")
"""A chunk's size, and its extensions (RFC 9112, 7.1)."""


class Decoded(NamedTuple):
    """A body without its encodings."""

    body: bytes
    is_cut: bool
    """Whether its end is missing, so that it is read as far as it goes."""


def decode(body: bytes | memoryview, headers: Mapping[str, str]) -> bytes:
    """Return a body without its encodings, as far as it goes. Raises TooLarge."""
    return undo(body, headers).body


def undo(body: bytes | memoryview, headers: Mapping[str, str], limit: int = LARGEST_BODY) -> Decoded:
    """Return a body without its encodings, and whether it was cut off. Raises TooLarge.

    Some archives undo them and leave the header: a body that is not encoded as it says stays as it is.
    """
    is_cut = False
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body, is_cut = _unchunk(memoryview(body))
    try:
        return Decoded(unpack(body, [headers.get("content-encoding", "")], limit), is_cut)
    except NotEncoded:
        return Decoded(bytes(body), is_cut)
    except CutOff as cut:
        return Decoded(cut.body, True)


def _unchunk(body: memoryview) -> tuple[bytes | memoryview, bool]:
    """Return the content of the chunks, and whether the last one is missing, which has no size (RFC 9112, 8).

    A body that is not chunked is returned as it is.
    """
    content = BytesIO()
    position = 0
    while line := _CHUNK.match(body, position):
        start, length = line.end(), int(line[1], 16)
        if length == 0:
            return content.getvalue(), False
        position = start + length
        if bytes(body[position : position + 2]) not in (b"\r\n", b"\r", b""):
            break
        content.write(body[start:position])
        position += 2
    return (content.getvalue(), True) if content.tell() else (body, False)
