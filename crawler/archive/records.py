"""One record of a WARC file (ISO 28500:2017, WARC 1.1), and the HTTP response in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from crawler.archive.encodings import undo
from crawler.content_encoding import TooLarge
from crawler.page import Page

SCHEMES = ("http://", "https://")
HTML_TYPES = ("text/html", "application/xhtml+xml")
"""Media types of pages."""
_BLANK = b"\r\n\r\n"
_LARGEST_HEAD = 256 * 1024
"""Bytes of a response's head; browsers read no larger one (Chrome: 256 KiB)."""
_MOST_LINES = 5000
_STATUS = re.compile(rb"[0-9]{3}")
_YEAR_OR_MONTH = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")


class BadRecord(ValueError):
    """A record that lacks what every record must have; the message is the rest of a sentence."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in a file that cannot be read."""

    file: str
    offset: int
    reason: str
    """The rest of a sentence that begins with the place."""

    def __str__(self) -> str:
        """Name file, place and reason."""
        where = f" at byte {self.offset}" if self.offset else ""
        return f"{self.file}{where}: {self.reason}"


class Headers(Mapping[str, str]):
    """Named fields, without regard to case; several fields of one name are joined by commas."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        values: dict[str, list[str]] = {}
        for name, value in lines:
            values.setdefault(name.lower(), []).append(value)
        self._fields = {name: ", ".join(each) for name, each in values.items()}

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
    is_cut: bool = False
    """Whether the body's end is missing."""


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
        """When it was captured (UTC); WARC 1.1 may say the day, the month or the year only.

        Raises BadRecord.
        """
        said = self.headers.get("WARC-Date", "")
        if _YEAR_OR_MONTH.fullmatch(said):
            said = f"{said}-01" if "-" in said else f"{said}-01-01"
        try:
            at = datetime.fromisoformat(said)
            return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        except (ValueError, OverflowError):
            raise BadRecord("has no date") from None

    @property
    def is_answer(self) -> bool:
        """Say whether it holds an HTTP response or a bare page, or says that the response was as before."""
        if not self.is_of_web:
            return False
        if self.type == "resource":
            return self.media_type in HTML_TYPES
        # The media type of a block "should" be there (WARC 1.1, Content-Type), and may be wrong.
        is_http = self.media_type == "application/http" or self.block.startswith(b"HTTP/")
        return self.type in ("response", "revisit") and is_http

    @property
    def is_of_web(self) -> bool:
        """Say whether it is about an http(s) URL."""
        return self.url.lower().startswith(SCHEMES)

    @property
    def media_type(self) -> str:
        """The media type of its block, in lower case and without parameters; empty: it says none."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def is_segment(self) -> bool:
        """Say whether the record was split, and this is its first part (WARC 1.1, record segmentation)."""
        return "WARC-Segment-Number" in self.headers and self.type != "continuation"

    def answer(self) -> ArchivedResponse:
        """Return the response in it; a bare page (``resource``) is one with status 200. Raises BadRecord."""
        is_cut = bool(self.headers.get("WARC-Truncated"))
        if self.type == "resource":
            named = Headers([("Content-Type", self.headers.get("Content-Type", ""))])
            return ArchivedResponse(200, named, self.block, is_cut)
        begin = self._begin_of_body()
        first, _, rest = self.block[:begin].partition(b"\n")
        parts = first.split(None, 2)
        if len(parts) < 2 or not parts[0].startswith(b"HTTP/") or not _STATUS.fullmatch(parts[1]):
            raise BadRecord("does not hold an HTTP response")
        headers = Headers(named_fields(rest))
        try:
            body, lacks_end = undo(memoryview(self.block)[begin:], headers)
        except TooLarge as error:
            raise BadRecord(str(error)) from None
        return ArchivedResponse(int(parts[1]), headers, body, is_cut or lacks_end)

    def _begin_of_body(self) -> int:
        """Return where the body begins behind the head of a response. Raises BadRecord."""
        head = self.block[: _LARGEST_HEAD + len(_BLANK)]
        ends = [place + len(end) for end in (_BLANK, b"\n\n") if (place := head.find(end)) >= 0]
        if ends:  # lines of some servers and archives end in a line feed only
            begin = min(ends)
        elif len(self.block) <= _LARGEST_HEAD:
            begin = len(self.block)
        else:
            raise BadRecord(f"the head of its response is larger than {_LARGEST_HEAD // 1024} KiB")
        if head.count(b"\n", 0, begin) > _MOST_LINES:
            raise BadRecord(f"the head of its response has more than {_MOST_LINES:,} lines")
        return begin

    def warc_fields(self) -> Headers:
        """Return the named fields that a warcinfo or metadata record holds (application/warc-fields).

        What nobody writes by hand ends there: so many bytes of them as a head may have.
        """
        return Headers(named_fields(self.block[:_LARGEST_HEAD]))


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
    found: list[tuple[str, list[str]]] = []
    for line in head.decode("utf-8", "replace").replace("\0", "").split("\n"):
        if line[:1] in (" ", "\t") and found and line.strip():
            found[-1][1].append(line.strip())
            continue
        name, colon, value = line.partition(":")
        if colon:
            found.append((name.strip(), [value.strip()]))
    return [(name, " ".join(values)) for name, values in found]
