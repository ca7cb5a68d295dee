"""Ends the crawl of a site that gives nothing any more: going on would take hours, and each URL's tries."""

from __future__ import annotations

from collections import Counter

from scrapy.crawler import Crawler

from crawler.finish_reasons import SITE_SILENT, TURNED_AWAY
from crawler.scrapy_utils.failures import is_silence, reason_of
from crawler.scrapy_utils.stopping import stop

MOST_SILENT = 20
"""This many URLs in a row without a response, after Scrapy's retries, are an outage."""

MOST_LOST = 100
"""This many articles in a row that fail with a response (403, 402, challenges ...) are a closed door.

More than the paid articles that a newspaper prints in a row; what failed in an earlier run does not count.
"""


class Outage:
    """Counts what the site did not give since it last gave something, and ends the crawl at a limit."""

    def __init__(self, crawler: Crawler, site_url: str) -> None:
        self._crawler = crawler
        self._site_url = site_url
        self._silent = 0
        self._lost: Counter[str] = Counter()

    def ended(self) -> None:
        """Note a response, whatever its status."""
        self._silent = 0

    def lasts(self, error: BaseException) -> None:
        """Note a URL that gave no response."""
        if not is_silence(error):
            return
        self._silent += 1
        if self._silent == MOST_SILENT:
            sentence = (
                f"{self._site_url} no longer responds: {MOST_SILENT} URLs in a row gave no response"
                f" ({reason_of(error)}). What is left waits for the next run."
            )
            stop(self._crawler, SITE_SILENT, sentence)

    def had_article(self) -> None:
        """Note an article that the site gave, or that it said is gone or none."""
        self._lost.clear()

    def lost_article(self, reason: str) -> None:
        """Note an article that failed for the first time; ``reason``: the word for statistics."""
        self._lost[reason] += 1
        if self._lost.total() == MOST_LOST:
            reasons = ", ".join(f"{each} {number}" for each, number in self._lost.most_common())
            sentence = (
                f"{self._site_url} turns the crawl away: {MOST_LOST} articles in a row could not be had"
                f" ({reasons}). What is left waits for the next run."
            )
            stop(self._crawler, TURNED_AWAY, sentence)
