"""Writing the archive: WARC 1.1, a gzip member each record, whole records only."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warcio.recordbuilder import RecordBuilder  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.utils import Digester  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from crawler.archive.members import compress, enclose
from crawler.archive.records import Place
from crawler.store import StoreError

WARC_VERSION = "WARC/1.1"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
ROLE, ASKED, VISIT, SITE_URL = "Crawl-Role", "Crawl-Asked", "Crawl-Visit", "Crawl-Site-URL"
"""Named fields of our own (WARC 1.1, 5: readers pass by those that they do not know): for what an answer was
asked, the address before redirects, the record of the article's first page, the site's front page."""

ENDING = ".warc.gz"
_DIGEST = "sha1"  # what replay tools expect, in base 32
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
_FIELDS = "application/warc-fields"

Headers = Sequence[tuple[str, str]]


class ArchiveLost(StoreError):
    """An archive that can no longer be written; what was written before stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and what was answered."""

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
    """As it came, content encodings and all."""
    ip_address: str | None = None
    is_cut: bool = False
    """The connection ended before the body did."""
    fields: Mapping[str, str]
    """Named fields of our own."""

    @property
    def status(self) -> int:
        """The status as a number."""
        return int(self.status_line.partition(" ")[0])


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer of the same address that the archive has already."""

    at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class Written:
    """What the index is told of a record."""

    type: str
    id: str
    url: str
    at: datetime
    place: Place
    status: int | None = None
    digest: str | None = None
    fields: Mapping[str, str] | None = None


class ArchiveWriter:
    """Appends to the newest file of one run; begins another when it is full.

    Each call writes with one system call: killed after it, the process has left whole records, and the
    operating system has them. A file that is there already is never written again.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        info: Mapping[str, str],
        *,
        max_file_bytes: int,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._folder = folder
        self._name = name
        self._info = info
        self._max_file_bytes = max_file_bytes
        self._clock = clock
        self._builder = RecordBuilder(warc_version=WARC_VERSION)
        self._warc = WARCWriter(None, gzip=False, warc_version=WARC_VERSION)
        self._file: int | None = None
        self._path = folder
        self._size = 0
        self._number = 0

    @property
    def path(self) -> Path:
        """The newest file; the folder, before the first was begun."""
        return self._path

    @property
    def size(self) -> int:
        """How many bytes the newest file has."""
        return self._size

    def write(self, exchange: Exchange, earlier: Callable[[str], Earlier | None]) -> Written:
        """Append an exchange: the answer, then the request. Raises ArchiveLost.

        ``earlier`` is asked with the digest of the body (empty for an answer without one: 304) for what the
        archive has already; then a revisit record stands for the answer.
        """
        digester = Digester(_DIGEST)
        digester.update(exchange.body)
        digest = str(digester)
        is_not_modified = exchange.status == 304
        known = earlier("" if is_not_modified else digest) if exchange.body or is_not_modified else None
        answer = self._answer(exchange, known, digest)
        request = self._request(exchange, answer)
        is_encoded = any(name.lower() == "content-encoding" for name, _ in exchange.headers)
        member = self._member(answer, enclose if is_encoded and known is None else compress)
        place = self._append(member, self._member(request))
        return Written(
            str(answer.rec_type),
            _id_of(answer),
            exchange.url,
            exchange.at,
            place,
            exchange.status,
            known.digest if known else digest,
            exchange.fields,
        )

    def note(self, url: str, at: datetime, said: Mapping[str, str], fields: Mapping[str, str]) -> Written:
        """Append a metadata record: what was decided of an address. Raises ArchiveLost."""
        extra = {"WARC-Date": _stamp(at), **fields}
        block = _warc_fields(said)
        record = self._builder.create_warc_record(
            url, "metadata", io.BytesIO(block), len(block), _FIELDS, warc_headers_dict=extra
        )
        return Written("metadata", _id_of(record), url, at, self._append(self._member(record)), fields=fields)

    def close(self) -> None:
        """End the file, once it is on the disk. Raises ArchiveLost if it was removed meanwhile, OSError."""
        if self._file is not None:
            file, self._file = self._file, None
            try:
                self._must_be_there(file)
                os.fsync(file)
            finally:
                os.close(file)

    def _answer(self, exchange: Exchange, known: Earlier | None, digest: str) -> Any:
        http = StatusAndHeaders(exchange.status_line, list(exchange.headers), protocol="HTTP/1.1")
        extra = {"WARC-Date": _stamp(exchange.at), **exchange.fields}
        if exchange.ip_address:
            extra["WARC-IP-Address"] = exchange.ip_address
        if exchange.is_cut:
            extra["WARC-Truncated"] = "disconnect"
        if known is not None:
            record = self._builder.create_revisit_record(
                exchange.url,
                known.digest,
                exchange.url,
                _stamp(known.at),
                http_headers=http,
                warc_headers_dict=extra,
            )
            if exchange.status == 304:
                record.rec_headers.replace_header("WARC-Profile", NOT_MODIFIED)
            return record
        extra["WARC-Payload-Digest"] = digest
        return self._builder.create_warc_record(
            exchange.url,
            "response",
            io.BytesIO(exchange.body),
            len(exchange.body),
            http_headers=http,
            warc_headers_dict=extra,
        )

    def _request(self, exchange: Exchange, answer: Any) -> Any:
        line = f"{exchange.method} {exchange.request_target} HTTP/1.1"
        http = StatusAndHeaders(line, list(exchange.request_headers), is_http_request=True)
        extra = {"WARC-Date": _stamp(exchange.at), "WARC-Concurrent-To": f"<{_id_of(answer)}>"}
        return self._builder.create_warc_record(
            exchange.url,
            "request",
            io.BytesIO(exchange.request_body),
            len(exchange.request_body),
            http_headers=http,
            warc_headers_dict=extra,
        )

    def _member(self, record: Any, enclosed: Callable[[bytes], bytes] = compress) -> bytes:
        out = self._warc.out = io.BytesIO()
        self._warc.write_record(record)
        return enclosed(out.getvalue())

    def _append(self, member: bytes, *further: bytes) -> Place:
        """Write members with one call, and return the place of the first. Raises ArchiveLost."""
        if self._file is None or self._size >= self._max_file_bytes:
            self._begin()
        assert self._file is not None
        data = member + b"".join(further)
        try:
            self._must_be_there(self._file)
            written = os.write(self._file, data)
            while written < len(data):  # the disk has room for a part only, or the call was interrupted
                written += os.write(self._file, data[written:])
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file, self._size)  # no half record: that works on a full disk too
            raise self._lost(error) from error
        place = Place(self._path.name, self._size, len(member))
        self._size += len(data)
        return place

    def _begin(self) -> None:
        """Begin the next file, with its warcinfo record: no file is left without it."""
        try:
            self.close()
            while self._file is None:
                self._number += 1
                moment = self._clock().strftime("%Y%m%dT%H%M%SZ")
                self._path = self._folder / f"{self._name}-{moment}-{self._number:05}{ENDING}"
                record = self._builder.create_warcinfo_record(self._path.name, dict(self._info))
                info = self._member(record)  # before the file is there: a kill should find none that is empty
                with suppress(FileExistsError):
                    self._file = os.open(self._path, _NEW, 0o644)
        except OSError as error:
            raise self._lost(error) from error
        self._size = 0
        try:
            self._append(info)
        except ArchiveLost:
            file, self._file = self._file, None
            os.close(file)
            with suppress(OSError):
                self._path.unlink()
            raise

    def _must_be_there(self, file: int) -> None:
        """Raise ArchiveLost if the file has no name any more: writing on would fill what nobody can read."""
        if os.fstat(file).st_nlink == 0:
            raise ArchiveLost(f"The archive {self._path} was removed while it was being written.")

    def _lost(self, error: OSError) -> ArchiveLost:
        return ArchiveLost(f"The archive {self._path} cannot be written: {error.strerror}.")


def _id_of(record: Any) -> str:
    headers = record.rec_headers
    return str(headers.get_header("WARC-Record-ID")).strip("<>")


def _warc_fields(said: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in said.items()).encode()


def _stamp(at: datetime) -> str:
    """Return an instant as WARC 1.1 prints it, to the second, or finer where it is known.

    >>> _stamp(datetime(2026, 3, 1, 12, tzinfo=UTC))
    '2026-03-01T12:00:00Z'
    """
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
