"""A stop (SIGINT, SIGTERM, CLOSESPIDER_*) ends a crawl within seconds, however slow its site is."""

from __future__ import annotations

import asyncio
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.scrapy_utils.engine import fail_waiting, is_closing
from crawler.scrapy_utils.stopping import Stopped

GRACE = 3.0
"""Seconds that requests in flight are given, so that the process has ended after five.

The next run repeats those without a response.
"""

_A_MOMENT = 0.25
"""Seconds between checks whether the crawl is being stopped."""


class Shutdown:
    """Extension: once a crawl is being stopped, waiting requests are no longer sent."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._downloads: set[asyncio.Future[Any]] = set()
        self._watching: asyncio.Task[None] | None = None
        self.is_over = False
        """Whether the time of grace has passed."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, and connect it to the engine."""
        shutdown = cls(crawler)
        crawler.signals.connect(shutdown.engine_started, signal=signals.engine_started)
        crawler.signals.connect(shutdown.engine_stopped, signal=signals.engine_stopped)
        return shutdown

    def engine_started(self) -> None:
        """Start to watch."""
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    def engine_stopped(self) -> None:
        """Stop watching."""
        if self._watching is not None:
            self._watching.cancel()

    def watch(self, download: asyncio.Future[Any]) -> None:
        """Cancel a download at the end of the time of grace."""
        self._downloads.add(download)
        download.add_done_callback(self._downloads.discard)

    async def _watch(self) -> None:
        engine = self._crawler.engine
        while not engine.running and engine.spider is not None:  # it is being started
            await asyncio.sleep(_A_MOMENT)
        while engine.running and not is_closing(self._crawler):
            await asyncio.sleep(_A_MOMENT)
        loop = asyncio.get_running_loop()
        ends = loop.time() + GRACE
        while engine.spider is not None:
            fail_waiting(self._crawler, Stopped("the crawl was stopped"))
            if loop.time() >= ends:
                self.is_over = True
                for download in list(self._downloads):
                    download.cancel()
            await asyncio.sleep(_A_MOMENT)
