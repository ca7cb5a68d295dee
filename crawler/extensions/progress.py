"""How far a crawl is, while it runs: one line on a terminal, a line a minute in a file or a pipe."""

from __future__ import annotations

import logging
import sys
import time
from contextlib import suppress
from dataclasses import replace
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings

from crawler.extensions.tally import Pace, Tally, count
from crawler.extensions.ticking import Ticker
from crawler.scrapy_utils.json_logs import FIELDS
from crawler.scrapy_utils.logs import is_logged
from crawler.scrapy_utils.stopping import crawl_ended
from crawler.scrapy_utils.terminal_line import TerminalLine, can_rewrite, give_back_stderr, take_stderr
from crawler.stats import Numbers
from crawler.store import StoreError

logger = logging.getLogger(__name__)

_REDRAWN = 0.5
"""Seconds between two drawings of the line on a terminal."""
_LEAST_PAUSE, _SHARE = 1.0, 200
"""Seconds between two counts of the frontier; they take at most one in so many seconds of a crawl."""


class Progress:
    """Extension: reads the statistics by the clock; no article and no response costs anything."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._spider: Any = crawler.spider
        self._tickers: list[Ticker] = []
        self._screen: TerminalLine | None = None
        self._pace = Pace(time.monotonic())
        self._known: int | None = None
        """How many articles there are to do, when they were last counted."""
        self._count_again_at = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it. Raises NotConfigured: there is no run of a newspaper."""
        if not hasattr(crawler.spider, "frontier"):
            raise NotConfigured  # without a sentence, which would be a warning in every run
        progress = cls(crawler)
        crawler.signals.connect(progress.engine_started, signal=signals.engine_started)
        crawler.signals.connect(progress.stop, signal=crawl_ended)
        crawler.signals.connect(progress.stop, signal=signals.engine_stopped)
        return progress

    def engine_started(self) -> None:
        """Start to tell."""
        settings = self._crawler.settings
        is_on_screen = _is_shown(settings)
        if is_on_screen:
            self._screen = take_stderr()
            self._tickers.append(Ticker(_REDRAWN, self._draw))
        interval = settings.getfloat("LOGSTATS_INTERVAL")
        if interval > 0 and is_logged(settings, logging.INFO) and (settings["LOG_FILE"] or not is_on_screen):
            self._tickers.append(Ticker(interval, self._log))
        for ticker in self._tickers:
            ticker.start()

    def stop(self) -> None:
        """Say nothing more; doing it again changes nothing."""
        for ticker in self._tickers:
            ticker.stop()
        if self._screen is not None:
            give_back_stderr()
            self._screen = None

    def _draw(self) -> None:
        if self._screen is not None:
            with suppress(OSError):  # the terminal is closed: the crawl goes on
                self._screen.show(self._tally().fitted)

    def _log(self) -> None:
        tally = self._tally()
        fields = {
            "event": "progress",
            "articles": tally.articles,
            "new": tally.new,
            "changed": tally.changed,
            "left_out": tally.left_out,
            "total": tally.total,
        }
        logger.info("%s.", tally.sentence(), extra={FIELDS: fields})

    def _tally(self) -> Tally:
        now = time.monotonic()
        tally = count(self._spider.site_name, Numbers(self._crawler.stats.get_stats()))
        if tally.total is None:
            tally = replace(tally, total=self._total(now, tally.done))
        return replace(tally, rate=self._pace.note(now, tally.done))

    def _total(self, now: float, done: int) -> int | None:
        """Return how many articles there are to do by what the frontier knows; None: nothing waits."""
        if now >= self._count_again_at:
            try:
                waiting = self._spider.frontier.waiting()
            except StoreError:  # the crawl itself says that the store is lost
                waiting = 0
            self._known = done + waiting if waiting else self._known
            self._count_again_at = now + max(_LEAST_PAUSE, _SHARE * (time.monotonic() - now))
        if self._known is None:
            self._count_again_at = 0
            return None
        return max(self._known, done)


def _is_shown(settings: BaseSettings) -> bool:
    """Say whether the line is drawn: on a terminal where nothing else prints but the log."""
    is_silent = not is_logged(settings, logging.WARNING)
    exports_there = any("stdout:" in str(uri) for uri in settings.getdict("FEEDS"))
    is_torn = exports_there and sys.stdout is not None and sys.stdout.isatty()
    is_wanted = settings.getbool("PROGRESS_LINE") and not (is_silent or is_torn)
    return is_wanted and can_rewrite(sys.stderr)
