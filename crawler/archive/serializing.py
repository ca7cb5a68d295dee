"""Records as bytes (ISO 28500:2017, WARC 1.1); the headers of an exchange stand in them as they were sent.

They are serialized here, not by warcio: that rewrites header bytes that are not ASCII, and stops at one.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

VERSION = "WARC/1.1"
HTTP_ANSWER, HTTP_REQUEST = "application/http; msgtype=response", "application/http; msgtype=request"
FIELDS = "application/warc-fields"


def new_id() -> str:
    """Return the identifier of a new record."""
    return f"urn:uuid:{uuid.uuid4()}"


def digest_of(data: bytes) -> str:
    """Return a digest as replay tools expect it.

    >>> digest_of(b"")
    'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    digest = hashlib.sha1(data, usedforsecurity=False).digest()
    return "sha1:" + base64.b32encode(digest).decode()


def stamp(at: datetime) -> str:
    """Return an instant as WARC 1.1 prints it, to the second, or finer where it is known.

    >>> stamp(datetime(2026, 3, 1, 12, tzinfo=UTC))
    '2026-03-01T12:00:00Z'
    """
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def http_block(first_line: str, headers: Iterable[tuple[str, str]], body: bytes) -> bytes:
    """Return an HTTP message; its lines are given as latin-1 reads their bytes."""
    lines = [first_line, *(f"{name}: {_one_line(value)}" for name, value in headers), "\r\n"]
    return "\r\n".join(lines).encode("latin-1", "replace") + body


def fields_block(said: Mapping[str, str]) -> bytes:
    """Return named fields (application/warc-fields)."""
    return "".join(f"{name}: {_one_line(value)}\r\n" for name, value in said.items()).encode()


def serialize(
    kind: str, record_id: str, at: datetime, *, content_type: str, block: bytes, named: Mapping[str, str]
) -> bytes:
    """Return a record; ``record_id``: without brackets; ``named``: its further fields."""
    head = [
        VERSION,
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <{record_id}>",
        f"WARC-Date: {stamp(at)}",
        *(f"{name}: {_one_line(value)}" for name, value in named.items()),
        f"WARC-Block-Digest: {digest_of(block)}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block)}",
        "\r\n",
    ]
    return b"".join(("\r\n".join(head).encode(), block, b"\r\n\r\n"))


def _one_line(value: str) -> str:
    """Return a value without what would end its line."""
    return value if value.isprintable() else " ".join(value.split())
