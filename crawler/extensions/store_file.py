"""Whether the file of an SQLite store is still there: what is written to a deleted one is lost unnoticed."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.finish_reasons import STORE_LOST
from crawler.health.failures import STORE
from crawler.scrapy_utils.stopping import fail, stop
from crawler.store import sqlite_file
from crawler.store.files import FileIdentity

_LOST = (
    "The store {} was deleted, moved or replaced during the crawl: what was found since then is in no store."
    " What was fetched is in the archive, if there is one: scrapy reextract restores it."
)


class StoreFile:
    """Extension: ends the crawl with status 1 once the file of the store is not the one that it opened."""

    def __init__(self, crawler: Crawler, identity: FileIdentity, name: str) -> None:
        self._crawler = crawler
        self._identity = identity
        self._name = name

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Note which file the run opened. Raises NotConfigured: there is no run, or no file (PostgreSQL)."""
        spider: Any = crawler.spider
        frontier = getattr(spider, "frontier", None)
        path = None if frontier is None else sqlite_file(frontier.store.url)
        if path is None:
            raise NotConfigured  # without a sentence, which would be a warning in every run
        watcher = cls(crawler, FileIdentity(path), str(path))
        crawler.signals.connect(watcher.response_received, signal=signals.response_received)
        crawler.signals.connect(watcher.spider_closed, signal=signals.spider_closed)
        return watcher

    def response_received(self) -> None:
        """Look at the file, so that nothing more is fetched in vain: that costs some microseconds."""
        if not self._identity.is_kept():
            stop(self._crawler, STORE_LOST, _LOST.format(self._name))

    def spider_closed(self, spider: Spider) -> None:
        """Look at the file for the last time."""
        if not self._identity.is_kept():
            fail(self._crawler, _LOST.format(self._name), name=STORE)
