"""Access to Scrapy's engine that has no public name: the only module that uses its private attributes."""

from __future__ import annotations

from contextlib import suppress

from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro


def is_idle(crawler: Crawler) -> bool:
    """Say whether nothing is in progress: no request waits or is in flight, no response is being read.

    ``start()`` cannot use ``engine.spider_is_idle()``, which is False as long as it runs.
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
    """Say whether the crawl is being closed."""
    slot = crawler.engine._slot
    return slot is not None and slot.closing is not None


def close(crawler: Crawler, reason: str) -> None:
    """Start to close the crawl, unless it is being closed; ``reason``: Scrapy's ``finish_reason``."""
    if crawler.engine is not None and not is_closing(crawler):
        deferred_from_coro(crawler.engine.close_spider_async(reason=reason))


def fail_waiting(crawler: Crawler, error: Exception) -> None:
    """Fail the requests that wait for the delay of their host."""
    for slot in crawler.engine.downloader.slots.values():
        while slot.queue:
            _, waiting = slot.queue.popleft()
            with suppress(Exception):
                waiting.errback(error)


def is_running(crawler: Crawler) -> bool:
    """Say whether a crawl has begun and can be stopped; told earlier to stop, it would begin all the same."""
    engine = crawler._engine
    return engine is not None and engine.running
