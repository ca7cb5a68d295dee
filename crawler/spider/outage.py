"""A site that stopped answering ends the crawl: its addresses would cost hours, and each one of its tries."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.scrapy_utils.response import reason_of
from crawler.scrapy_utils.stopping import SITE_SILENT, stop

MOST = 20
"""So many addresses in a row that gave no answer, however often Scrapy asked, are an outage."""


class Outage:
    """Counts the addresses that gave no answer since the last one that did, and ends the crawl at so many."""

    def __init__(self, crawler: Crawler, site_url: str) -> None:
        self._crawler = crawler
        self._site_url = site_url
        self._number = 0

    def ended(self) -> None:
        """Take note of an answer, whatever it says."""
        self._number = 0

    def lasts(self, error: BaseException) -> None:
        """Take note of an address that gave none."""
        if isinstance(error, IgnoreRequest):  # nobody asked
            return
        self._number += 1
        if self._number == MOST:
            sentence = (
                f"{self._site_url} no longer answers: {MOST} addresses in a row gave nothing"
                f" ({reason_of(error)}). What is left waits for the next run."
            )
            stop(self._crawler, SITE_SILENT, sentence)
