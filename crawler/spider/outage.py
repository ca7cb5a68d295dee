"""A site that stopped answering ends the crawl: its addresses would cost hours, and each one of its tries."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest

from crawler.extensions.run import Run
from crawler.spider.probe import reason_of

if TYPE_CHECKING:
    from crawler.spider.base import NewsSpider

SITE_SILENT = "site_silent"
"""Why a crawl ends whose site no longer answers."""

MOST = 20
"""So many addresses in a row that gave no answer, however often Scrapy asked, are the site's silence."""


class Silence:
    """Counts the addresses that gave no answer since the last one that did, and ends the crawl at so many."""

    def __init__(self, spider: NewsSpider) -> None:
        self._spider = spider
        self._number = 0

    def broken(self) -> None:
        """Take note of an answer, whatever it says."""
        self._number = 0

    def lasts(self, error: BaseException) -> None:
        """Take note of an address that gave none."""
        if isinstance(error, IgnoreRequest):  # nobody asked
            return
        self._number += 1
        if self._number == MOST:
            run = self._spider.crawler.get_extension(Run)
            assert run is not None
            run.fail(
                f"{self._spider.options.site_url} no longer answers: {MOST} addresses in a row gave nothing"
                f" ({reason_of(error)}). What is left waits for the next run."
            )
            close = self._spider.crawler.engine.close_spider_async(reason=SITE_SILENT)
            asyncio.get_running_loop().create_task(close)
