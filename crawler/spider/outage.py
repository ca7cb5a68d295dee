"""Ends the crawl of a site that stopped responding: going on would take hours and use up each URL's tries."""

from __future__ import annotations

from scrapy.crawler import Crawler

from crawler.scrapy_utils.failures import is_silence, reason_of
from crawler.scrapy_utils.stopping import SITE_SILENT, stop

MOST = 20
"""This many URLs in a row without a response, after Scrapy's retries, are an outage."""


class Outage:
    """Counts the URLs without a response since the last one that had one, and ends the crawl at MOST."""

    def __init__(self, crawler: Crawler, site_url: str) -> None:
        self._crawler = crawler
        self._site_url = site_url
        self._number = 0

    def ended(self) -> None:
        """Note a response, whatever its status."""
        self._number = 0

    def lasts(self, error: BaseException) -> None:
        """Note a URL that gave no response."""
        if not is_silence(error):
            return
        self._number += 1
        if self._number == MOST:
            sentence = (
                f"{self._site_url} no longer responds: {MOST} URLs in a row gave no response"
                f" ({reason_of(error)}). What is left waits for the next run."
            )
            stop(self._crawler, SITE_SILENT, sentence)
