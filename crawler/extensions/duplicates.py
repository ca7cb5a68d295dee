"""Near-duplicates are found while a crawl goes on, shortly after the articles are stored."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import timedelta
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.corpus.duplicates import Duplicates, Outdated
from crawler.finish_reasons import STORE_LOST
from crawler.health.failures import PROGRAM, STORE
from crawler.scrapy_utils.duplicates_settings import duplicates_window
from crawler.scrapy_utils.engine import is_closing
from crawler.scrapy_utils.stopping import fail, stop
from crawler.store import Store, StoreContended, StoreError
from crawler.text import counted

logger = logging.getLogger(__name__)

_MOMENT = 10.0
"""Seconds that the first article waits for others: a transaction costs more than what is compared in it."""
_ENOUGH = 32
"""Articles that are compared without waiting for more."""
_AT_ONCE = 64
"""Most articles of a batch, some 0.1 s: so those of another run, or of before an upgrade, come to an end."""
_AT_END = 2.0
"""Seconds at the end of a run for what is left. A run that is stopped compares one batch only."""
_A_MOMENT = 0.05

_FAULT = (
    "No more near-duplicates are looked for: {}: {}. That is a fault of the program; please report it."
    " The articles are stored."
)
_KEPT = "What was stored before is kept."
_STOPPED = "shutdown"
"""Scrapy's finish reason of a run that its user has stopped."""


class NearDuplicates:
    """Extension: compares what is stored, in batches. What it does not come to, a later run compares."""

    def __init__(self, crawler: Crawler, store: Store, window: timedelta) -> None:
        self._crawler = crawler
        self._duplicates = Duplicates(store, window)
        self._stored = 0
        """Articles since the last batch."""
        self._timer: asyncio.TimerHandle | None = None
        self._is_over = False
        """Whether nothing more can be compared in this run."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it. Raises NotConfigured: nothing is compared, or there is no run; UsageError."""
        window = duplicates_window(crawler.settings)
        spider: Any = crawler.spider
        if window is None or not hasattr(spider, "frontier"):
            raise NotConfigured  # without a sentence, which would be a warning in every run
        near_duplicates = cls(crawler, spider.frontier.store, window)
        crawler.signals.connect(near_duplicates.item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(near_duplicates.spider_closed, signal=signals.spider_closed)
        return near_duplicates

    def item_scraped(self) -> None:
        """Compare soon: an article was stored that is new or changed."""
        self._stored += 1
        if self._stored >= _ENOUGH:
            self._compare()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_MOMENT, self._compare)

    async def spider_closed(self, spider: Spider, reason: str) -> None:
        """Compare what is left, for a while, and say how much is left then."""
        ends = time.monotonic() + (0 if reason == _STOPPED else _AT_END)
        number = self._compare()
        while number != 0 and time.monotonic() < ends:
            await asyncio.sleep(0 if number else _A_MOMENT)  # other crawls of this process go on meanwhile
            number = self._compare()
        if number != 0:
            self._tell_left()

    def _compare(self) -> int | None:
        """Compare a batch; return the number of its articles. None: another process was in the way."""
        self._stored = 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._is_over:
            return 0
        try:
            return self._duplicates.catch_up(_AT_ONCE)
        except Outdated as outdated:
            self._is_over = True
            logger.warning("%s", outdated)
        except StoreContended:
            return None
        except StoreError as lost:
            self._lose(lost)
        except Exception as error:  # ours: it costs the comparing, and no article
            self._is_over = True
            logger.debug("Where it happened:", exc_info=error)
            fail(self._crawler, _FAULT.format(type(error).__name__, error), name=PROGRAM)
        return 0

    def _tell_left(self) -> None:
        try:
            left = self._duplicates.state().due
        except StoreError as lost:
            self._lose(lost)
            return
        if left > _AT_ONCE:  # fewer are what other runs have just stored
            sentence = "%s not compared for near-duplicates yet: scrapy duplicates does it, or later runs do."
            logger.info(sentence, counted(left, "stored article is", "stored articles are"))

    def _lose(self, lost: StoreError) -> None:
        self._is_over = True
        sentence = f"{lost} {_KEPT}"
        if is_closing(self._crawler):
            fail(self._crawler, sentence, name=STORE)
        else:
            stop(self._crawler, STORE_LOST, sentence)
