"""A stop (SIGINT, SIGTERM, CLOSESPIDER_*) ends a crawl within seconds, whatever its site is busy with."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Self

from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.middlewares.politeness import Stopped

GRACE = 5.0
"""Seconds that requests on their way are given; what has no answer then is asked again in the next run."""

_A_MOMENT = 0.25
"""Seconds between two looks at whether the crawl is being stopped."""


class StoppableHandler(HTTP11DownloadHandler):
    """Scrapy's own download handler, which gives up a request when the stop takes too long."""

    async def download_request(self, request: Request) -> Response:
        """Download. Raises Stopped."""
        stops = self._crawler.get_extension(Stops)
        download = asyncio.ensure_future(super().download_request(request))
        if stops is not None:
            stops.watch(download)
        try:
            return await download
        except asyncio.CancelledError:
            if stops is None or not stops.is_over:
                raise
            raise Stopped("the crawl was stopped") from None


class Stops:
    """Extension: once a crawl is being stopped nothing that waits for its turn is asked any more."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._downloads: set[asyncio.Future[Response]] = set()
        self._watching: asyncio.Task[None] | None = None
        self.is_over = False
        """The time of grace has passed."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, and let it watch the engine."""
        stops = cls(crawler)
        crawler.signals.connect(stops.engine_started, signal=signals.engine_started)
        crawler.signals.connect(stops.engine_stopped, signal=signals.engine_stopped)
        return stops

    def engine_started(self) -> None:
        """Begin to watch."""
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    def engine_stopped(self) -> None:
        """End."""
        if self._watching is not None:
            self._watching.cancel()

    def watch(self, download: asyncio.Future[Response]) -> None:
        """Let a download end with the time of grace."""
        self._downloads.add(download)
        download.add_done_callback(self._downloads.discard)

    async def _watch(self) -> None:
        engine = self._crawler.engine
        while not engine.running and engine.spider is not None:  # it is just being started
            await asyncio.sleep(_A_MOMENT)
        while engine.running and not self._is_closing():
            await asyncio.sleep(_A_MOMENT)
        loop = asyncio.get_running_loop()
        ends = loop.time() + GRACE
        while engine.spider is not None:
            self._drop_waiting()
            if loop.time() >= ends:
                self.is_over = True
                for download in list(self._downloads):
                    download.cancel()
            await asyncio.sleep(_A_MOMENT)

    def _is_closing(self) -> bool:
        slot = self._crawler.engine._slot
        return slot is not None and slot.closing is not None

    def _drop_waiting(self) -> None:
        """End the requests that wait for the delay of their host to pass."""
        for slot in self._crawler.engine.downloader.slots.values():
            while slot.queue:
                _, waiting = slot.queue.popleft()
                with contextlib.suppress(Exception):
                    waiting.errback(Stopped("the crawl was stopped"))
