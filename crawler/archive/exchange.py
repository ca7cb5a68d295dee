"""An exchange with a site, and the records that stand for it in the archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler.archive.members import compress, enclose
from crawler.archive.records import RecordLocation
from crawler.archive.serializing import (
    HTTP_ANSWER,
    HTTP_REQUEST,
    digest_of,
    http_block,
    new_id,
    serialize,
    stamp,
)

SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
ROLE, ASKED, VISIT, SITE_URL = "Crawl-Role", "Crawl-Asked", "Crawl-Visit", "Crawl-Site-URL"
"""Our own named fields (WARC 1.1, 5: readers ignore those they do not know): the role of a response, the URL
before redirects, the record of the article's first page, the site's front page."""

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its response."""

    url: str
    at: datetime
    method: str = "GET"
    request_target: str
    request_headers: Headers
    request_body: bytes = b""
    status_line: str
    """Without the protocol: ``200 OK``."""
    headers: Headers
    body: bytes
    """As it was received, with its content encodings."""
    ip_address: str | None = None
    is_cut: bool = False
    """Whether the connection ended before the body did."""
    fields: Mapping[str, str]
    """Our own named fields."""

    @property
    def status(self) -> int:
        """The status as a number."""
        return int(self.status_line.partition(" ")[0])


@dataclass(frozen=True, slots=True)
class EarlierCapture:
    """A response of the same URL that the archive has already."""

    at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """The index entry of a record."""

    type: str
    id: str
    url: str
    at: datetime
    place: RecordLocation
    status: int | None = None
    digest: str | None = None
    fields: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """An exchange that is going to be archived."""

    exchange: Exchange
    id: str
    """That of the response's record."""
    digest: str
    """That of the body."""
    known: EarlierCapture | None
    """What the archive has already: then a revisit record stands for the response."""

    @property
    def kind(self) -> str:
        """The type of the response's record."""
        return "response" if self.known is None else "revisit"

    def members(self) -> tuple[bytes, bytes]:
        """Return the records of response and request, compressed; another thread may do this."""
        exchange = self.exchange
        answer = _answer(exchange, self.id, self.known, self.digest)
        is_encoded = any(name.lower() == "content-encoding" for name, _ in exchange.headers)
        member = enclose(answer) if is_encoded and self.known is None else compress(answer)
        return member, compress(_request(exchange, self.id))


def capture(exchange: Exchange, earlier: Callable[[str], EarlierCapture | None]) -> Capture:
    """Return an exchange as it is going to be archived.

    ``earlier`` is called with the digest of the body (empty for a response without one: 304) and returns
    what the archive has already.
    """
    digest = digest_of(exchange.body)
    is_not_modified = exchange.status == 304
    known = earlier("" if is_not_modified else digest) if exchange.body or is_not_modified else None
    return Capture(exchange, new_id(), digest if known is None else known.digest, known)


def _answer(exchange: Exchange, record_id: str, known: EarlierCapture | None, digest: str) -> bytes:
    """Return the record of a response; if it is ``known``, a revisit record, which has no body."""
    named = {"WARC-Target-URI": exchange.url, **exchange.fields}
    if exchange.ip_address:
        named["WARC-IP-Address"] = exchange.ip_address
    if exchange.is_cut:
        named["WARC-Truncated"] = "disconnect"
    if known is not None:
        named["WARC-Profile"] = NOT_MODIFIED if exchange.status == 304 else SAME_PAYLOAD
        named["WARC-Refers-To-Target-URI"] = exchange.url
        named["WARC-Refers-To-Date"] = stamp(known.at)
    named["WARC-Payload-Digest"] = digest
    body = exchange.body if known is None else b""
    block = http_block(f"HTTP/1.1 {exchange.status_line}", exchange.headers, body)
    kind = "response" if known is None else "revisit"
    return serialize(kind, record_id, exchange.at, content_type=HTTP_ANSWER, block=block, named=named)


def _request(exchange: Exchange, answer_id: str) -> bytes:
    line = f"{exchange.method} {exchange.request_target} HTTP/1.1"
    block = http_block(line, exchange.request_headers, exchange.request_body)
    named = {"WARC-Target-URI": exchange.url, "WARC-Concurrent-To": f"<{answer_id}>"}
    return serialize("request", new_id(), exchange.at, content_type=HTTP_REQUEST, block=block, named=named)
