"""A request to the newspaper, and the response to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

HOST = "http://telegraf.test"
"""The newspaper's origin in the fixtures and in everything it prints; responses get the real one instead."""

HTML = "text/html; charset=UTF-8"
XML = "application/xml; charset=UTF-8"
JSON = "application/json; charset=UTF-8"
GZIP = "application/x-gzip"
"""XML that is compressed before it is sent."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request, its path without the folder that the newspaper is in."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


def page_number(request: Request) -> int:
    """Return the number in ``paged``; like WordPress, take anything that is not a number as page 1."""
    text = request.query.get("paged", "")
    return int(text) if text.isdigit() and int(text) else 1


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body and headers."""

    body: bytes
    status: int = 200
    content_type: str = HTML
    headers: tuple[tuple[str, str], ...] = ()


def json_answer(data: Any, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Print JSON as PHP does: ASCII, slashes escaped."""
    return Answer(json.dumps(data).replace("/", "\\/").encode(), status, JSON, headers)


def redirect(url: str) -> Answer:
    """Return a permanent redirect."""
    return Answer(b"", 301, HTML, (("Location", url),))


def conditional(answer: Answer, changed: datetime, request: Request) -> Answer:
    """Add validators to a response, and leave out the body if the client already has it."""
    etag = f'"{hashlib.md5(answer.body).hexdigest()}"'
    validators = (("ETag", etag), ("Last-Modified", format_datetime(changed.astimezone(UTC), usegmt=True)))
    known = request.headers.get("If-None-Match") or request.headers.get("If-Modified-Since")
    if known in {etag, validators[1][1]}:
        return Answer(b"", 304, answer.content_type, validators)
    return replace(answer, headers=answer.headers + validators)
