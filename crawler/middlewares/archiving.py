"""Archiving during a crawl: every response is written before it is processed."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response

from crawler.archive import ArchiveWriter, Exchange
from crawler.archive.claiming import forget_missing
from crawler.archive.exchange import ASKED, ROLE, SITE_URL, VISIT, capture
from crawler.archive.holding import Archive
from crawler.archive.index import DROPPED, FURTHER, GONE, RECORD, holds_file
from crawler.archive.moving import Mover
from crawler.archive.pending import Pending
from crawler.archive.places import mark_of
from crawler.archive.remote import UrlArchive
from crawler.archive.retention import keep_below
from crawler.extensions.run import Run
from crawler.finish_reasons import ARCHIVE_LOST
from crawler.health.failures import ARCHIVE
from crawler.middlewares.warcinfo import warcinfo_of
from crawler.rows import Outcome, Row
from crawler.scrapy_utils.archive import make_archive
from crawler.scrapy_utils.numbers import whole_number
from crawler.scrapy_utils.purpose import Purpose, purpose_of
from crawler.scrapy_utils.response import FETCHED_AT
from crawler.scrapy_utils.stopping import Stopped, fail, stop
from crawler.store import StoreError
from crawler.text import counted

logger = logging.getLogger(__name__)

OTHER = "other"
"""Role of responses that no article is read from: robots.txt, the front page, pages of the soft-404 check."""

_REMEMBERED = 10_000
"""Number of rows whose last response is remembered, for what belongs to it."""
_HANDED_OVER = 256 * 1024
"""Bytes from which a body is compressed outside of the event loop: a millisecond.

What is smaller costs more to hand over than to compress: a fifth of a crawl, with the pages of newspapers.
"""
_CUT = {"dataloss", "download_stopped"}
"""Scrapy's flags of a body that is not whole: cut off on its way, or by us (robots.txt without an end)."""
_REASONS = {each.value: each.phrase for each in HTTPStatus}


class Archiving:
    """Downloader middleware, the nearest to the network: archives responses as they were received."""

    def __init__(self, crawler: Crawler, run: Run, archive: Archive) -> None:
        settings, spider = crawler.settings, crawler.spider
        assert spider is not None
        self._crawler = crawler
        self._run = run
        self._archive = archive
        limit = str(settings["ARCHIVE_MAX_BYTES"] or "")
        self._most = whole_number(limit, "ARCHIVE_MAX_BYTES", least=1) if limit else None
        self._site: str = getattr(spider, "site_name", spider.name)
        self._spider = spider.name
        name = spider.name if self._site == spider.name else f"{spider.name}-{_fit_for_a_file(self._site)}"
        most = whole_number(settings["ARCHIVE_FILE_BYTES"], "ARCHIVE_FILE_BYTES", least=1)
        self._writer = ArchiveWriter(
            archive.folder,
            name,
            warcinfo_of(crawler, self._site),
            max_file_bytes=most,
            mark=mark_of(archive.places[0]),
            is_taken=self._is_indexed,
        )
        self._forget_missing()
        self._moving: asyncio.Future[None] | None = None
        self._uploading = ThreadPoolExecutor(1, thread_name_prefix="upload")
        self._index = Pending(run.frontier.store, self._site, self._spider, self._writer, archive.places)
        self._mover = (
            Mover(run.frontier.store, archive, name, self._index.save)
            if isinstance(archive, UrlArchive)
            else None
        )
        self._compressing = ThreadPoolExecutor(1, thread_name_prefix="archive")
        self._last: OrderedDict[int, str] = OrderedDict()
        self._is_lost = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it. Raises UsageError for a folder that cannot be written, NotConfigured if it is off."""
        run = crawler.get_extension(Run)
        archive = None if run is None else make_archive(crawler.settings)
        if archive is None or run is None:
            raise NotConfigured
        archiving = cls(crawler, run, archive)
        run.frontier.decided = archiving.decided
        crawler.signals.connect(archiving.spider_closed, signal=signals.spider_closed)
        return archiving

    async def process_response(self, request: Request, response: Response) -> Response:
        """Archive a response. Raises Stopped if that is not possible, so that it is not processed."""
        if urlsplit(response.url).scheme not in ("http", "https"):
            return response
        at = datetime.now(UTC)  # to the microsecond: the order within a second matters
        request.meta[FETCHED_AT] = at
        purpose = purpose_of(request)
        fields = self._fields(purpose, response)
        try:
            if self._is_lost:
                raise Stopped("the archive is lost")
            await self._write(self._exchange(request, response, at, fields), purpose)
        except StoreError as lost:
            self._lose(lost)
            raise Stopped("the archive is lost") from lost
        return response

    def decided(self, row: Row, url: str, outcome: Outcome, at: datetime) -> None:
        """Record a decision about an article, with the response that led to it. Raises ArchiveLost."""
        role = GONE if outcome.reason == "gone" else DROPPED
        fields = {ROLE: role}
        if row.id in self._last:
            fields |= {VISIT: self._last[row.id], "WARC-Refers-To": f"<{self._last[row.id]}>"}
        self._index.add(self._writer.note(url, at, {"decision": outcome.reason}, fields))

    def _is_indexed(self, name: str) -> bool:
        """Say whether the index knows a file, which may have been moved to the URL of the archive."""
        with self._run.frontier.store.read() as conn:
            return holds_file(conn, name)

    def _forget_missing(self) -> None:
        missing = forget_missing(self._run.frontier.store, self._archive.near, self._site)
        if missing:
            logger.warning(
                "%s in %s: %s. Their pages are archived again when they are fetched again.",
                counted(len(missing), "file of the archive is missing", "files of the archive are missing"),
                self._archive.folder,
                ", ".join(missing[:3]) + (" ..." if len(missing) > 3 else ""),
            )

    async def spider_closed(self, spider: Spider) -> None:
        """End the file, and move it to the URL of the archive, if it has one."""
        self._compressing.shutdown()
        try:
            self._writer.close()
            self._index.save()
            await self._move_rest()
            if self._most is not None:
                self._keep_below(self._most)
        except (OSError, StoreError) as error:
            fail(self._crawler, str(error), name=ARCHIVE)

    def _move_full(self) -> None:
        """Begin to move files that are full, while the crawl goes on; what fails is tried at its end."""
        if self._mover is not None and (self._moving is None or self._moving.done()):
            moving = self._mover.move(lambda: self._writer.path, self._uploading)
            self._moving = asyncio.ensure_future(moving)

    async def _move_rest(self) -> None:
        """Move all files of the site to the URL. Raises StoreError."""
        if self._mover is None:
            return
        try:
            if self._moving is not None:
                await asyncio.wait([self._moving])
                self._moving.exception()
            await self._mover.move(lambda: None, self._uploading)
        except OSError as error:
            sentence = (
                f"The archive {self._archive.name} cannot be written: {error.strerror}. Its files wait in"
                f" {self._archive.folder}, and the next run of this site on this machine moves them."
            )
            fail(self._crawler, sentence, name=ARCHIVE)
        finally:
            self._uploading.shutdown()

    def _keep_below(self, most: int) -> None:
        """Delete the files that are least needed, and log them."""
        removed, left = keep_below(self._run.frontier.store, self._archive, self._site, most)
        for each in removed:
            logger.info(
                "The archive has more than %d bytes (ARCHIVE_MAX_BYTES): %s (%d bytes) was deleted, with"
                " %s that only it could rebuild.",
                most,
                each.name,
                each.size,
                counted(each.revisions, "revision"),
            )
        if left > most:
            logger.warning(
                "The archive has %d bytes, more than %d (ARCHIVE_MAX_BYTES): all that is left is needed.",
                left,
                most,
            )

    async def _write(self, exchange: Exchange, purpose: Purpose | None) -> None:
        captured = capture(exchange, lambda digest: self._index.earlier(exchange.url, digest))
        if len(exchange.body) < _HANDED_OVER:
            members = captured.members()
        else:
            loop = asyncio.get_running_loop()
            members = await loop.run_in_executor(self._compressing, captured.members)
            if self._is_lost:
                raise Stopped("the archive is lost")
        before = self._writer.path
        written = self._writer.append(captured, members)
        self._index.add(written)
        if self._writer.path != before:
            self._move_full()
        if purpose is not None and VISIT not in exchange.fields:
            self._last[purpose.row.id] = written.id
            self._last.move_to_end(purpose.row.id)
            if len(self._last) > _REMEMBERED:
                self._last.popitem(last=False)
        if self._index.is_full:
            self._index.save()

    def _fields(self, purpose: Purpose | None, response: Response) -> dict[str, str]:
        """Return the fields that say what a response was requested for, so that it is read again alike."""
        if purpose is None:
            return {ROLE: OTHER}
        row = purpose.row
        fields = {ROLE: purpose.role}
        if row.url != response.url:
            fields[ASKED] = row.url
        if purpose.role in (FURTHER, RECORD) and row.id in self._last:
            fields[VISIT] = self._last[row.id]
        if purpose.site_url:
            fields[SITE_URL] = purpose.site_url
        return fields

    def _exchange(
        self, request: Request, response: Response, at: datetime, fields: Mapping[str, str]
    ) -> Exchange:
        parts = urlsplit(request.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        host = [] if "Host" in request.headers else [("Host", parts.netloc.rpartition("@")[2])]
        return Exchange(
            url=response.url,
            at=at,
            method=request.method,
            request_target=target,
            request_headers=[*host, *_lines(request.headers)],
            request_body=request.body,
            status_line=f"{response.status} {_REASONS.get(response.status, '')}".rstrip(),
            headers=[each for each in _lines(response.headers) if each[0].lower() != "transfer-encoding"],
            body=response.body,
            ip_address=str(response.ip_address) if response.ip_address else None,
            is_cut=not _CUT.isdisjoint(response.flags),
            fields=fields,
        )

    def _lose(self, error: StoreError) -> None:
        """End the crawl: an article must not be stored if its page is not archived."""
        self._is_lost = True
        stop(self._crawler, ARCHIVE_LOST, str(error))


def _lines(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    ]


def _fit_for_a_file(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in ".-" else "_" for letter in name)
