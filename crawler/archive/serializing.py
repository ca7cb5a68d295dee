"""Records as bytes (ISO 28500:2017, WARC 1.1); the headers of an exchange are kept as they were sent.

They are not serialized by warcio, since it rewrites header bytes that are not ASCII, or fails at them.
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
    """Return an instant as WARC 1.1 writes it, to the second, or finer if it is known.

    >>> stamp(datetime(2026, 3, 1, 12, tzinfo=UTC))
    '2026-03-01T12:00:00Z'
    """
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def http_block(first_line: str, headers: Iterable[tuple[str, str]], body: bytes) -> bytes:
    """Return an HTTP message; its lines are given as their bytes decoded as Latin-1."""
    lines = [first_line, *(f"{name}: {_one_line(value)}" for name, value in headers), "\r\n"]
    return "\r\n".join(lines).encode("latin-1", "replace") + body


def fields_block(said: Mapping[str, str]) -> bytes:
    """Return named fields (application/warc-fields)."""
    return "".join(f"{name}: {_one_line(value)}\r\n" for name, value in said.items()).encode()


def serialize(
    kind: str, record_id: str, at: datetime, *, content_type: str, block: bytes, named: Mapping[str, str]
) -> bytes:
    """Return a record; ``record_id``: without brackets; ``named``: its other fields."""
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
    """Return a value without line breaks."""
    return value if value.isprintable() else " ".join(value.split())
