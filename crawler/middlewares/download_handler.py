"""The download handler: Scrapy's, but in turns, stoppable and bounded; it judges answers and certificates."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import cached_property, partial
from typing import Any, TypeVar

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached

from crawler import stats
from crawler.extensions.shutdown import Shutdown
from crawler.middlewares.gate import Gate
from crawler.middlewares.politeness import Politeness
from crawler.middlewares.sending import PatientFactory, is_stale
from crawler.middlewares.turns import Turns
from crawler.scrapy_utils.certificates import CertificatePolicy, explained, is_about_certificates
from crawler.scrapy_utils.failures import BadCertificate, TooLarge
from crawler.scrapy_utils.headers import has_too_many_headers
from crawler.scrapy_utils.robots import is_robots_request, limited
from crawler.scrapy_utils.stopping import Stopped

T = TypeVar("T")


class DownloadHandler(HTTP11DownloadHandler):
    """Scrapy's download handler for http and https."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._ca_file: str | None = None
        made: Any = partial(PatientFactory, lambda: self._turns)
        self._pool._factory = made
        self._pool.retryAutomatically = False  # it knows no turns; see _ask
        if crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"):
            policy = CertificatePolicy.from_crawler(crawler)
            self._ca_file = policy.ca_file
            self._contextFactory = policy  # type: ignore[assignment]  # zope's interfaces are no types

    @cached_property
    def _gate(self) -> Gate | None:
        return self._crawler.get_downloader_middleware(Gate)

    @cached_property
    def _turns(self) -> Turns:
        politeness = self._crawler.get_downloader_middleware(Politeness)
        assert politeness is not None
        return politeness.turns

    async def download_request(self, request: Request) -> Response:
        """Download. Raises NotAsked, Stopped, TooLarge, BadCertificate, and Scrapy's exceptions."""
        if not is_robots_request(request):
            return await self._download(request)
        with limited(self._crawler, request):
            return await self._download(request)

    async def _download(self, request: Request) -> Response:
        try:
            response = await self._until_stopped(self._ask(request))
        except DownloadFailedError as error:
            if has_too_many_headers(error):
                raise TooLarge(f"{request.url} sends headers without an end") from None
            if is_about_certificates(error):
                parts = urlparse_cached(request)
                looking = explained(parts.hostname or "", parts.port or 443, self._ca_file)
                raise BadCertificate(await self._until_stopped(looking)) from None
            raise
        self._count_time(request)
        if self._gate is not None:
            await self._gate.judge(request, response)
        return response

    async def _ask(self, request: Request) -> Response:
        """Ask when it is the request's turn; once more if its connection was one that the server closed."""
        for _ in range(self._pool.maxPersistentPerHost):  # so many may have been kept, and be closed by now
            await self._turns.take(request.url)
            try:
                return await super().download_request(request)
            except DownloadFailedError as error:
                if not is_stale(error):
                    raise
        await self._turns.take(request.url)
        return await super().download_request(request)

    async def close(self) -> None:
        """Close the kept connections, for a second at most.

        Scrapy's own way fires its deferred twice where the event loop is late, which is logged as an error.
        """
        closing = asyncio.ensure_future(maybe_deferred_to_future(self._pool.closeCachedConnections()))  # type: ignore[no-untyped-call]
        await asyncio.wait([closing], timeout=self._disconnect_timeout)

    def _count_time(self, request: Request) -> None:
        latency = request.meta.get("download_latency")  # Scrapy's, as AutoThrottle takes it
        if latency is not None:
            self._crawler.stats.inc_value(stats.RESPONSE_SECONDS.name, latency)
            self._crawler.stats.inc_value(stats.RESPONSES_TIMED.name)

    async def _until_stopped(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something that a stop gives up when it takes too long. Raises Stopped."""
        shutdown = self._crawler.get_extension(Shutdown)
        task = asyncio.ensure_future(work)
        if shutdown is not None:
            shutdown.watch(task)
        try:
            return await task
        except asyncio.CancelledError:
            if shutdown is None or not shutdown.is_over:
                raise
            raise Stopped("the crawl was stopped") from None
