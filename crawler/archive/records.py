"""One record of a WARC file (ISO 28500:2017, WARC 1.1), and the HTTP response in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from crawler.archive.encodings import decode
from crawler.page import Page

SCHEMES = ("http://", "https://")
_BLANK = b"\r\n\r\n"
_STATUS = re.compile(rb"[0-9]{3}")


class BadRecord(ValueError):
    """A record that lacks what every record must have; the message is the rest of a sentence."""


class Headers(Mapping[str, str]):
    """Named fields, without regard to case; several fields of one name are joined by commas."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self._fields: dict[str, str] = {}
        for name, value in lines:
            key = name.lower()
            self._fields[key] = f"{self._fields[key]}, {value}" if key in self._fields else value

    def __getitem__(self, name: str) -> str:
        return self._fields[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


class RecordLocation(NamedTuple):
    """Where a record is."""

    file: str
    """The file's name, without its folder."""
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class ArchivedResponse:
    """An HTTP response, as its record holds it."""

    status: int
    headers: Headers
    body: bytes
    """Without the encodings of its transfer."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record."""

    headers: Headers
    block: bytes
    place: RecordLocation

    @property
    def type(self) -> str:
        """``warcinfo``, ``request``, ``response``, ``revisit``, ``metadata`` or another."""
        return self.headers.get("WARC-Type", "").lower()

    @property
    def id(self) -> str:
        """Its identifier, without the angle brackets."""
        return self.headers.get("WARC-Record-ID", "").strip("<>")

    @property
    def url(self) -> str:
        """The URL it is about; empty: none."""
        return self.headers.get("WARC-Target-URI", "").strip("<>")

    @property
    def at(self) -> datetime:
        """When it was captured (UTC). Raises BadRecord."""
        try:
            at = datetime.fromisoformat(self.headers.get("WARC-Date", ""))
            return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        except (ValueError, OverflowError):
            raise BadRecord("has no date") from None

    @property
    def is_answer(self) -> bool:
        """Say whether it holds an HTTP response, or says that the response was the same as before."""
        is_http = self.headers.get("Content-Type", "").replace(" ", "").lower().startswith("application/http")
        return self.type in ("response", "revisit") and is_http and self.url.lower().startswith(SCHEMES)

    def answer(self) -> ArchivedResponse:
        """Return the response in it. Raises BadRecord."""
        head, _, body = self.block.partition(_BLANK)
        if (end := head.find(b"\n\n")) >= 0:  # lines of some servers and archives end in a line feed only
            head, body = head[:end], self.block[end + 2 :]
        first, _, rest = head.partition(b"\n")
        parts = first.split(None, 2)
        if len(parts) < 2 or not parts[0].startswith(b"HTTP/") or not _STATUS.fullmatch(parts[1]):
            raise BadRecord("does not hold an HTTP response")
        headers = Headers(named_fields(rest))
        return ArchivedResponse(int(parts[1]), headers, decode(body, headers))

    def warc_fields(self) -> Headers:
        """Return the named fields that a warcinfo or metadata record holds (application/warc-fields)."""
        return Headers(named_fields(self.block))


def to_page(record: Record, answered: ArchivedResponse) -> Page:
    """Return an archived page, as extraction sees it."""
    return Page.received(
        url=record.url,
        body=answered.body,
        content_type=answered.headers.get("content-type"),
        status=answered.status,
        fetched_at=record.at.replace(microsecond=0),
    )


def named_fields(head: bytes) -> list[tuple[str, str]]:
    """Return names and values; a line that begins with a blank continues the previous one.

    No field holds a NUL (RFC 9110, 5.5), and PostgreSQL does not accept one.
    """
    found: list[tuple[str, str]] = []
    for line in head.decode("utf-8", "replace").replace("\0", "").split("\n"):
        if line[:1] in (" ", "\t") and found and line.strip():
            name, value = found[-1]
            found[-1] = (name, f"{value} {line.strip()}")
            continue
        name, colon, value = line.partition(":")
        if colon:
            found.append((name.strip(), value.strip()))
    return found
