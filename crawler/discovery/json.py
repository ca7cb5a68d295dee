"""JSON as it is found on the web: with a byte order mark, or with an HTML page in its place."""

from __future__ import annotations

import json
from typing import Any

from crawler.discovery.listing import NotAListing

MAX_BYTES = 16 * 1024 * 1024
"""Bytes of the largest document: in memory each letter may take four."""

_LONGEST_NUMBER = 100
MAX_VALUES = 1_000_000
"""Most values in a document, by its commas and brackets: each takes up to some sixty bytes in memory.

A page of a hundred long articles with all that is embedded has some hundred thousand.
"""


def read_json(body: bytes) -> Any:
    """Decode a response body. Raises NotAListing("empty" | "html" | "invalid_json" | "too_large")."""
    if len(body) > MAX_BYTES or sum(map(body.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise NotAListing("too_large")
    text = body.strip().decode("utf-8-sig", "replace")
    if not text:
        raise NotAListing("empty")
    try:
        return _loaded(text)
    except (ValueError, RecursionError) as error:
        raise NotAListing("html" if text.startswith("<") else "invalid_json") from error


def _loaded(text: str) -> Any:
    """Decode JSON; a number of thousands of digits, which Python refuses to read, is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError:
        return json.loads(
            text, parse_int=lambda digits: int(digits) if len(digits) < _LONGEST_NUMBER else None
        )
