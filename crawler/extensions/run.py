"""One run of a crawl: its store, its lock, its row in table ``run``, and whether it was healthy."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.frontier import Frontier
from crawler.rows import JSON
from crawler.scrapy_utils.exit_status import FAILED
from crawler.scrapy_utils.feeds import EXPORT_FAILED, prepare_exports
from crawler.scrapy_utils.logs import be_brief
from crawler.scrapy_utils.numbers import whole_number
from crawler.scrapy_utils.project import open_store
from crawler.scrapy_utils.stopping import ASKED_TO_LEAVE, crawl_failed
from crawler.store import StoreError
from crawler.store.lock import SiteLock

logger = logging.getLogger(__name__)

MANY = 5
"""So many pages in a row that call themselves no articles are a change of the site, not new static pages."""

OUTSIDE = "article/dropped/outside_"
"""Statistics of articles that are whole, and not what the run is for."""

ANSWERED = "downloader/response_status_count/2"
"""Statistics of Scrapy: answers with a status from 200 on."""

_LEFT_OUT = ("article/refused/", "article/dropped/", "article/failed/")
_COUNTED = ("new", "changed", "unchanged", "revived")


class Run:
    """Extension: opens the store and takes the site's lock before anything is fetched; closes both."""

    def __init__(self, crawler: Crawler, site_name: str) -> None:
        settings = crawler.settings
        max_tries = whole_number(settings["MAX_TRIES"], "MAX_TRIES", least=1)
        for name in ("FULL_LISTING_DAYS", "RECHECK_PER_DAY"):  # read later; said now
            whole_number(settings[name], name)
        self._crawler = crawler
        self.status = 0
        """Exit status so far."""
        self.failure: str | None = None
        """Why it is not 0."""
        self._reason: str | None = None
        self._store = open_store(settings)
        self._lock = SiteLock(self._store, site_name)
        try:
            self._lock.acquire()
            prepare_exports(settings)
        except BaseException:
            self._close()
            raise
        self.frontier = Frontier(self._store, site_name, max_tries=max_tries)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Begin the run. Raises StoreError, SiteLocked, UsageError; NotConfigured for other spiders."""
        be_brief()
        if not hasattr(crawler.spider, "site_name"):
            raise NotConfigured("The spider is not that of a newspaper.")
        spider: Any = crawler.spider
        run = cls(crawler, spider.site_name)
        spider.frontier = run.frontier
        crawler.signals.connect(run.fail, signal=crawl_failed)
        crawler.signals.connect(run.spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(run.engine_stopped, signal=signals.engine_stopped)
        return run

    def fail(self, sentence: str, status: int = FAILED) -> None:
        """Note that the job cannot be done; the first reason counts."""
        if self.failure is None:
            logger.error(sentence)
            self.failure, self.status = sentence, status

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Note why the crawl ends; its exports are closed meanwhile."""
        self._reason = reason

    def engine_stopped(self) -> None:
        """Write how the run ended, say so in one line, and give the lock back."""
        if self._reason is not None:
            self._end(self._reason)
        self._close()

    def _end(self, reason: str) -> None:
        self._judge(reason)
        try:
            self.frontier.end_round()
            self.frontier.end_run(self.failure or reason, self._stats())
            left = self.frontier.counts()
        except StoreError as error:
            self.fail(str(error))
            left = {}
        logger.info(self._summary(left))

    def _judge(self, reason: str) -> None:
        """Find out whether a run that reached its end did its job."""
        value = self._crawler.stats.get_value
        refused, broken = value("page/refused", 0), self._count("article/dropped/") - self._count(OUTSIDE)
        kept = sum(value(f"article/{name}", 0) for name in _COUNTED) + self._count(OUTSIDE)
        if not kept and (value("page/unreadable", 0) or broken or refused >= MANY):
            self.fail(f"Of {refused + broken} pages none could be read as an article: {self._reasons()}.")
        elif self._count("article/failed/") and not self._count(ANSWERED):
            self.fail(f"No address could be had: {self._reasons()}.")
        elif reason == ASKED_TO_LEAVE and not value("listing/read", 0):
            self.fail("The site wants to be left alone (Retry-After) and nothing could be listed.")
        elif value(EXPORT_FAILED, 0):
            self.fail("The export could not be written; the store has the articles.")

    def _count(self, prefix: str) -> int:
        stats = self._crawler.stats.get_stats().items()
        return sum(number for key, number in stats if key.startswith(prefix))

    def _reasons(self) -> str:
        """Return why pages gave no article, with the number of each."""
        stats = sorted(self._crawler.stats.get_stats().items())
        return ", ".join(
            f"{key.rpartition('/')[2]} {number}" for key, number in stats if key.startswith(_LEFT_OUT)
        )

    def _stats(self) -> dict[str, JSON]:
        return {
            key: value.isoformat() if isinstance(value, datetime) else value
            for key, value in self._crawler.stats.get_stats().items()
            if isinstance(value, str | int | float | datetime)
        }

    def _summary(self, left: dict[str, int]) -> str:
        value = self._crawler.stats.get_value
        counts = [f"{value(f'article/{name}', 0)} {name}" for name in ("new", "changed", "unchanged")]
        counts += [
            f"{number} {name}" for name in ("gone", "revived") if (number := value(f"article/{name}", 0))
        ]
        if reasons := self._reasons():
            counts.append(f"not stored: {reasons}")
        waiting = left.get("pending", 0) + left.get("failed", 0)
        if waiting:
            counts.append(f"{waiting} left for later runs")
        requests = value("downloader/request_count", 0)
        return f"{requests} requests; articles: {', '.join(counts)}."

    def _close(self) -> None:
        self._lock.release()
        self._store.close()
