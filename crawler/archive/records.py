"""One record of a WARC file (ISO 28500:2017, WARC 1.1), and the answer of a server in it."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar, overload

import brotli  # type: ignore[import-untyped]
from isal import isal_zlib

from crawler.archive.members import Broken
from crawler.page import Page

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

T = TypeVar("T")

SCHEMES = ("http://", "https://")
_BLANK = b"\r\n\r\n"


class BadRecord(ValueError):
    """A record that does not say what every record has to; the message completes a sentence."""


class Headers(Mapping[str, str]):
    """Named fields, whatever the case of their names; several of one name are joined by commas."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self._fields: dict[str, str] = {}
        for name, value in lines:
            key = name.lower()
            self._fields[key] = f"{self._fields[key]}, {value}" if key in self._fields else value

    def __getitem__(self, name: str) -> str:
        return self._fields[name.lower()]

    @overload
    def get(self, name: str, /) -> str | None: ...
    @overload
    def get(self, name: str, /, default: str) -> str: ...
    @overload
    def get(self, name: str, /, default: T) -> str | T: ...
    def get(self, name: str, /, default: Any = None) -> Any:
        """Return a field, or the default."""
        return self._fields.get(name.lower(), default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


class Place(NamedTuple):
    """Where a record stands."""

    file: str
    """Name, without its folder."""
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of a server, as its record holds it."""

    status: int
    headers: Headers
    body: bytes
    """Without the encodings of its way here."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record."""

    headers: Headers
    block: bytes
    place: Place = field(default=Place("", 0, 0))

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
        """The address it is about; empty: none."""
        return self.headers.get("WARC-Target-URI", "").strip("<>")

    @property
    def at(self) -> datetime:
        """When it was captured (UTC). Raises BadRecord."""
        try:
            at = datetime.fromisoformat(self.headers.get("WARC-Date", ""))
        except ValueError:
            raise BadRecord("has no date") from None
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)

    @property
    def is_answer(self) -> bool:
        """Say whether it holds what a web server answered, or says that it was as before."""
        is_http = self.headers.get("Content-Type", "").replace(" ", "").startswith("application/http")
        return self.type in ("response", "revisit") and is_http and self.url.startswith(SCHEMES)

    def answer(self) -> Answered:
        """Return the answer in it. Raises BadRecord."""
        head, _, body = self.block.partition(_BLANK)
        first, _, rest = head.partition(b"\r\n")
        parts = first.split(None, 2)
        if len(parts) < 2 or not parts[0].startswith(b"HTTP/") or not parts[1].isdigit():
            raise BadRecord("holds no answer of a web server")
        headers = Headers(named_fields(rest))
        return Answered(int(parts[1]), headers, decode(body, headers))

    def warc_fields(self) -> Headers:
        """Return the named fields that a warcinfo or metadata record holds (application/warc-fields)."""
        return Headers(named_fields(self.block))


def to_page(record: Record, answered: Answered) -> Page:
    """Return an archived page, as extraction sees it."""
    return Page.received(
        url=record.url,
        body=answered.body,
        content_type=answered.headers.get("content-type"),
        status=answered.status,
        fetched_at=record.at.replace(microsecond=0),
    )


def named_fields(head: bytes) -> list[tuple[str, str]]:
    """Return names and values; lines that begin with a blank continue the one before."""
    found: list[tuple[str, str]] = []
    for line in head.decode("utf-8", "replace").split("\n"):
        if line[:1] in (" ", "\t") and found and line.strip():
            name, value = found[-1]
            found[-1] = (name, f"{value} {line.strip()}")
            continue
        name, colon, value = line.partition(":")
        if colon:
            found.append((name.strip(), value.strip()))
    return found


def decode(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Undo the encodings of a body, the transfer's (RFC 9112) and the content's (RFC 9110).

    Some archives undo them and leave the header as it was: what is not so encoded stays as it is.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunk(body)
    for name in reversed(headers.get("content-encoding", "").lower().replace(",", " ").split()):
        try:
            if name in ("gzip", "x-gzip"):
                body = isal_zlib.decompress(body, 31)
            elif name == "deflate":
                body = _inflate(body)
            elif name == "br":
                body = brotli.decompress(body)
            elif name == "zstd":
                body = _unzstd(body)
        except (Broken, zlib.error, brotli.error, EOFError, ValueError):
            return body
    return body


def _inflate(body: bytes) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error:
        return zlib.decompress(body, -zlib.MAX_WBITS)  # some servers leave zlib's header out


def _unzstd(body: bytes) -> bytes:
    try:
        return zstd.decompress(body)
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from None


def _unchunk(body: bytes) -> bytes:
    """Return the chunks' content; a body that is not chunked as it is."""
    pieces: list[bytes] = []
    position = 0
    while True:
        line_end = body.find(b"\r\n", position)
        size = body[position:line_end].partition(b";")[0].strip()
        try:
            length = int(size, 16) if line_end >= 0 else -1
        except ValueError:
            length = -1
        if length < 0:
            return b"".join(pieces) if pieces else body
        if length == 0:
            return b"".join(pieces)
        pieces.append(body[line_end + 2 : line_end + 2 + length])
        position = line_end + 2 + length + 2
