"""One run of a crawl: its store, its lock, its row in table ``run``, and whether it was healthy."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler import stats
from crawler.extensions.had import Ended, had, none_had
from crawler.extensions.health import LEFT_OUT, judge
from crawler.frontier import Frontier
from crawler.frontier.naming import name_after_host
from crawler.rows import JSON
from crawler.scrapy_utils.exit_status import FAILED
from crawler.scrapy_utils.feeds import prepare_exports
from crawler.scrapy_utils.logs import be_brief
from crawler.scrapy_utils.network_settings import check_network_settings
from crawler.scrapy_utils.numbers import whole_number
from crawler.scrapy_utils.stopping import crawl_failed
from crawler.scrapy_utils.store import open_store
from crawler.stats import Numbers
from crawler.store import StoreError
from crawler.store.lock import SiteLock
from crawler.text import counted

logger = logging.getLogger(__name__)

_MEMORY, _HAD_NONE = "health:articles", "had_none"
"""Under which key the store remembers that no article could be had, and how it is said."""


class Run:
    """Extension: opens the store and takes the site's lock before anything is fetched; closes both."""

    def __init__(self, crawler: Crawler, spider: Any) -> None:
        settings = crawler.settings
        max_tries = whole_number(settings["MAX_TRIES"], "MAX_TRIES", least=1)
        for name in ("FULL_LISTING_DAYS", "RECHECK_PER_DAY"):  # used later, but checked now
            whole_number(settings[name], name)
        check_network_settings(settings)
        self._crawler = crawler
        self.status = 0
        """Exit status so far."""
        self.failure: str | None = None
        """Why it is not 0."""
        self._reason: str | None = None
        self._store = open_store(settings)
        if not spider.site.name:
            spider.site_name = name_after_host(self._store, spider.site_name, spider.options.site_url)
        self._lock = SiteLock(self._store, spider.site_name)
        try:
            self._lock.acquire()
            prepare_exports(settings)
        except BaseException:
            self._close()
            raise
        self.frontier = Frontier(self._store, spider.site_name, max_tries=max_tries)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Begin the run. Raises StoreError, SiteLocked, UsageError; NotConfigured for other spiders."""
        be_brief()
        if not hasattr(crawler.spider, "site_name"):
            raise NotConfigured("The spider is not that of a newspaper.")
        spider: Any = crawler.spider
        run = cls(crawler, spider)
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
        """Write how the run ended, log it in one line, and release the lock."""
        if self._reason is not None:
            self._end(self._reason)
        self._close()

    def _end(self, reason: str) -> None:
        try:
            sentence = judge(self._ended(reason))
            if sentence is not None:
                self.fail(sentence)
            self.frontier.end_round()
            self.frontier.end_run(self.failure or reason, self._stats())
            left = self.frontier.counts()
        except StoreError as error:
            self.fail(str(error))
            left = {}
        logger.info(self._summary(left))

    def _ended(self, reason: str) -> Ended:
        """Return the crawl that has ended, compared with what the store has. Raises StoreError."""
        numbers, inventory = self._numbers, self.frontier.inventory
        before = bool(inventory.load_checkpoint(_MEMORY).get(_HAD_NONE))
        are_named = getattr(getattr(self._crawler.spider, "options", None), "urls", None) is not None
        is_first = are_named or not (had(numbers) or inventory.newest(1))
        crawl = Ended(numbers, reason, is_first=is_first, had_none_before=before)
        now = none_had(crawl) or (before and not had(numbers))
        if now != before and self.frontier.run is not None and not are_named:
            inventory.save_checkpoint(_MEMORY, "health", {_HAD_NONE: now})
        return crawl

    @property
    def _numbers(self) -> Numbers:
        return Numbers(self._crawler.stats.get_stats())

    def _stats(self) -> dict[str, JSON]:
        return {
            key: value.isoformat() if isinstance(value, datetime) else value
            for key, value in self._crawler.stats.get_stats().items()
            if isinstance(value, str | int | float | datetime)
        }

    def _summary(self, left: dict[str, int]) -> str:
        number = self._numbers.number
        counts = [f"{number(stats.STORED[name])} {name}" for name in ("new", "changed", "unchanged")]
        seldom = {"gone": stats.ARTICLE_GONE, "revived": stats.ARTICLE_REVIVED}
        counts += [f"{number(each)} {name}" for name, each in seldom.items() if number(each)]
        if reasons := self._numbers.reasons(*LEFT_OUT):
            counts.append(f"not stored: {reasons}")
        waiting = left.get("pending", 0) + left.get("failed", 0)
        if waiting:
            counts.append(f"{waiting} left for later runs")
        return f"{counted(number(stats.REQUESTS), 'request')}; articles: {', '.join(counts)}."

    def _close(self) -> None:
        self._lock.release()
        self._store.close()
