"""Ending a crawl early, with the reason: the only way for spider, pipelines and middlewares."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.scrapy_utils import engine
from crawler.scrapy_utils.exit_status import FAILED

FINISHED = "finished"
"""Finish reason: nothing is left to do (Scrapy's word)."""
STORE_LOST = "store_lost"
"""Finish reason: the store can no longer be written; what was stored before is kept."""
ARCHIVE_LOST = "archive_lost"
"""Finish reason: the archive can no longer be written."""
EXPORT_LOST = "export_lost"
"""Finish reason: the export can no longer be written; the store has what was found."""
SITE_SILENT = "site_silent"
"""Finish reason: the site no longer responds."""
TURNED_AWAY = "turned_away"
"""Finish reason: the site responds, and gives no article any more."""
RETRY_AFTER = "retry_after"
"""Finish reason: the site asks for a longer pause than a run waits."""
CRAWL_DELAY = "crawl_delay"
"""Finish reason: robots.txt asks for a longer pause between two requests than a run waits."""
SITE_CLOSED = "robots_unreachable"
"""Finish reason: the site's robots.txt cannot be had, so nothing may be requested (RFC 9309)."""

crawl_failed = object()
"""Signal: the job cannot be done; with ``sentence``, for an operator, and the exit ``status``."""


class Stopped(IgnoreRequest):
    """A request that was still waiting when the crawl was stopped: it was not sent."""


def fail(crawler: Crawler, sentence: str, status: int = FAILED) -> None:
    """Report that the job cannot be done; the first sentence counts."""
    crawler.signals.send_catch_log(crawl_failed, sentence=sentence, status=status)


def stop(crawler: Crawler, reason: str, sentence: str | None = None) -> None:
    """End a crawl. With a sentence it has failed; without one the rest is left for the next run."""
    if sentence is not None:
        fail(crawler, sentence)
    engine.close(crawler, reason)
