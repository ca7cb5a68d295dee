"""An extension that keeps the event loop busy again and again, as a slow database does."""

from __future__ import annotations

import asyncio
import time
from itertools import cycle
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler


class Busy:
    """Blocks the loop in each of its iterations, so that what is written leaves later; not always as late."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, and connect it to the engine."""
        busy = cls()
        crawler.signals.connect(busy.engine_started, signal=signals.engine_started)
        crawler.signals.connect(busy.engine_stopped, signal=signals.engine_stopped)
        return busy

    def engine_started(self) -> None:
        """Begin."""
        self._task = asyncio.get_running_loop().create_task(self._block())

    def engine_stopped(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()

    async def _block(self) -> None:
        for seconds in cycle((0.15, 0.0, 0.0, 0.05, 0.1, 0.0)):
            time.sleep(seconds)
            await asyncio.sleep(0)
