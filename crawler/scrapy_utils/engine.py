"""Scrapy's engine where it has no public name for what a crawl needs: the one place that knows its inside."""

from __future__ import annotations

from contextlib import suppress

from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro


def is_at_rest(crawler: Crawler) -> bool:
    """Say whether nothing is on its way: no request waits or is asked, no answer is being read.

    ``engine.spider_is_idle()`` cannot tell ``start()``, as long as that runs.
    """
    slot, scraper = crawler.engine._slot, crawler.engine.scraper.slot
    return (
        slot is not None
        and not slot.inprogress
        and not slot.scheduler.has_pending_requests()
        and scraper is not None
        and scraper.is_idle()
    )


def is_closing(crawler: Crawler) -> bool:
    """Say whether the crawl is being ended."""
    slot = crawler.engine._slot
    return slot is not None and slot.closing is not None


def close(crawler: Crawler, reason: str) -> None:
    """Begin to end the crawl, unless it is being ended; ``reason``: what Scrapy calls ``finish_reason``."""
    if crawler.engine is not None and not is_closing(crawler):
        deferred_from_coro(crawler.engine.close_spider_async(reason=reason))


def fail_waiting(crawler: Crawler, error: Exception) -> None:
    """End the requests that wait for the delay of their host to pass, with an error."""
    for slot in crawler.engine.downloader.slots.values():
        while slot.queue:
            _, waiting = slot.queue.popleft()
            with suppress(Exception):
                waiting.errback(error)
