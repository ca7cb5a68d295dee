"""The store of a run and the lock of its site: opened before anything is fetched, watched, closed."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.extensions.ticking import Ticker
from crawler.finish_reasons import STORE_LOST
from crawler.frontier import Frontier
from crawler.frontier.naming import name_after_host
from crawler.health import FailedCheck
from crawler.scrapy_utils.exit_status import FAILED
from crawler.scrapy_utils.logs import be_brief
from crawler.scrapy_utils.network_settings import check_network_settings
from crawler.scrapy_utils.numbers import whole_number
from crawler.scrapy_utils.stopping import crawl_failed, stop
from crawler.scrapy_utils.store import open_store
from crawler.store import StoreError
from crawler.store.lock import SiteLock

_LOOK_SECONDS = 5.0
"""Seconds between two looks at a held store: a run that lost it ends in ten, with the grace of Shutdown."""


class SiteStore:
    """Extension: opens the store and takes the site's lock before anything is fetched; closes both.

    By itself for what only asks a site and compares: a run that keeps its articles is :class:`Run`.
    """

    creates: ClassVar[bool] = False
    """Whether a store that is not there yet is made."""

    def __init__(self, crawler: Crawler, spider: Any) -> None:
        settings = crawler.settings
        max_tries = whole_number(settings["MAX_TRIES"], "MAX_TRIES", least=1)
        check_network_settings(settings)
        self._crawler = crawler
        self._spider = spider
        self.status = 0
        """Exit status so far."""
        self.failed: tuple[FailedCheck, ...] = ()
        """Why it is not 0, the main reason first."""
        self._looking = Ticker(_LOOK_SECONDS, self._look_after_store)
        self._store = open_store(settings, create=self.creates)
        if not spider.site.name:
            host, url = spider.site_name, spider.options.site_url
            spider.site_name = settings.get("FLEET_SITE") or name_after_host(self._store, host, url)
        self._lock = SiteLock(self._store, spider.site_name)
        try:
            self._lock.acquire()
            self._prepare()
        except BaseException:
            self._close()
            raise
        self.frontier = Frontier(self._store, spider.site_name, max_tries=max_tries)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open and lock it. Raises StoreError, SiteLocked, UsageError; NotConfigured for other spiders."""
        be_brief()
        if not hasattr(crawler.spider, "site_name"):
            raise NotConfigured("The spider is not that of a newspaper.")
        spider: Any = crawler.spider
        held = cls(crawler, spider)
        spider.frontier = held.frontier
        crawler.signals.connect(held.fail, signal=crawl_failed)
        crawler.signals.connect(held.engine_started, signal=signals.engine_started)
        crawler.signals.connect(held.engine_stopped, signal=signals.engine_stopped)
        return held

    def fail(self, name: str, sentence: str, status: int = FAILED) -> None:
        """Note that the job cannot be done; the first reason counts."""
        if not self.failed:
            self.failed, self.status = (FailedCheck(name, sentence),), status

    def engine_started(self) -> None:
        """Look from now on whether the store still has the lock: a run that only waits would not notice."""
        self._looking.start()

    async def engine_stopped(self) -> None:
        """Release the lock, and close the store."""
        self._close()

    def _prepare(self) -> None:
        """Do what needs the lock before anything is fetched."""

    def _look_after_store(self) -> None:
        try:
            self._store.look_after()
        except StoreError as lost:
            self._looking.stop()
            stop(self._crawler, STORE_LOST, str(lost))

    def _close(self) -> None:
        self._looking.stop()
        self._lock.release()
        self._store.close()
