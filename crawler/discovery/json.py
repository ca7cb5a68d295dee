"""JSON as it is found: with byte order marks, between other output, or with a page in its place.

RFC 8259 allows UTF-8 alone and nothing around the value. PHP prints its notices before it (display_errors:
between ``<br />`` and ``<br />``, or as lines of plain text), plugins print what they are testing, and caches
add a comment behind it.
"""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Any

from crawler.discovery.listing import NotAListing

MAX_BYTES = 16 * 1024 * 1024
"""Bytes of the largest document: in memory each letter may take four."""

_LONGEST_NUMBER = 100
MAX_VALUES = 1_000_000
"""Most values in a document, by its commas and brackets: each takes up to some sixty bytes in memory.

A page of a hundred long articles with all that is embedded has some hundred thousand.
"""

MOST_BEFORE = 500_000
"""Letters of other output in which the document is looked for: some thousand notices."""
_MOST_STARTS = 100
_MOST_READ = 4
"""How often a text may be read, all in all, for finding the document, so that the time stays bounded."""

_MARKS = "\ufeff \t\r\n\0"
"""What may stand around a document: byte order marks, of which each included PHP file may print one."""

_START = re.compile(r'\[[ \t\r\n]{0,200}+(?:\{[ \t\r\n]{0,200}+["}]|\])|\{[ \t\r\n]{0,200}+["}]')
"""How our documents begin: a list of objects, an empty list, or an object."""

_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_HIDDEN = (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))
"""Elements whose content is not the document, whatever it looks like."""


def read_json(body: bytes) -> Any:
    """Decode a response body. Raises NotAListing("empty" | "html" | "invalid_json" | "too_large").

    A list or an object between other output is found if it is whole. A document inside of an HTML page, or
    inside of a call (JSONP), is none.
    """
    if len(body) > MAX_BYTES or sum(map(body.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise NotAListing("too_large")
    text = body.decode(json.detect_encoding(body[:4]).removesuffix("-sig"), "replace").strip(_MARKS)
    if not text:
        raise NotAListing("empty")
    try:
        return _decoded(text)
    except json.JSONDecodeError as error:
        raise NotAListing("invalid_json") from error
    except (ValueError, RecursionError) as error:
        raise NotAListing("html" if text.startswith("<") else "invalid_json") from error


def _decoded(text: str) -> Any:
    """Decode a document, alone or between other output.

    Raises JSONDecodeError if there is one and it is broken off, ValueError if there is none, RecursionError.
    """
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError:
        return _between_other_output(text)
    except ValueError:  # a number of thousands of digits, which Python refuses to read, is none
        return _SHORT_NUMBERS.decode(text)


def _between_other_output(text: str) -> Any:
    """Return the first list or object that stands alone; one that is empty only if there is no other.

    Raises as :func:`_decoded`.
    """
    page = _PAGE.search(text, 0, MOST_BEFORE)
    left, empty = _MOST_READ * len(text), None
    starts = (found.start() for found in _START.finditer(text, 0, page.start() if page else MOST_BEFORE))
    for start in islice((each for each in starts if _stands_alone(text, each)), _MOST_STARTS):
        if left < 0 or _is_hidden(text, start):
            continue
        try:
            value, end = _raw(text, start)
        except json.JSONDecodeError as error:
            if start == 0 or _breaks_off(error, text):
                raise
            left -= error.pos - start
            continue
        left -= end - start
        if not _may_end(text, end):
            continue
        if value:
            return value
        empty = value if empty is None else empty
    if empty is None:
        raise ValueError("no document")
    return empty


def _raw(text: str, start: int) -> tuple[Any, int]:
    try:
        return _ANY_NUMBERS.raw_decode(text, start)
    except json.JSONDecodeError:
        raise
    except ValueError:
        return _SHORT_NUMBERS.raw_decode(text, start)


def _stands_alone(text: str, start: int) -> bool:
    """Say whether what begins here is at the start, on a line of its own, or behind an element.

    Values inside of another document, of a call or of a message are not.
    """
    before = text[max(0, start - 200) : start].rstrip(" \t\ufeff\0")
    return not before or before[-1] in "\r\n>"


def _is_hidden(text: str, start: int) -> bool:
    """Say whether a place is inside of a script, a style or a comment."""
    return any(text.rfind(opened, 0, start) > text.rfind(closed, 0, start) for opened, closed in _HIDDEN)


def _may_end(text: str, end: int) -> bool:
    """Say whether what follows a document may be other output, and not the rest of a larger document."""
    return text[end : end + 200].lstrip(_MARKS)[:1] not in tuple(",;:)]}")


def _breaks_off(error: json.JSONDecodeError, text: str) -> bool:
    """Say whether a document breaks off with the text."""
    return error.pos >= len(text) or error.msg.startswith("Unterminated string")


def _parse_int(digits: str) -> int | None:
    return int(digits) if len(digits) < _LONGEST_NUMBER else None


_ANY_NUMBERS = json.JSONDecoder(strict=False)
_SHORT_NUMBERS = json.JSONDecoder(strict=False, parse_int=_parse_int)
