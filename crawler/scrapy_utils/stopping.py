"""Ending a crawl before its time, and saying why: the one way for spider, pipelines and middlewares."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.scrapy_utils import engine
from crawler.scrapy_utils.exit_status import FAILED

STORE_LOST = "store_lost"
"""Why a crawl ends whose store can no longer be written; what it had stored stands."""
ARCHIVE_LOST = "archive_lost"
"""Why a crawl ends whose archive can no longer be written."""
EXPORT_LOST = "export_lost"
"""Why a crawl ends whose export can no longer be written; the store has what was found."""
SITE_SILENT = "site_silent"
"""Why a crawl ends whose site no longer answers."""
ASKED_TO_LEAVE = "retry_after"
"""Why a crawl ends whose site asks for a longer pause than a run waits."""

crawl_failed = object()
"""Signal: the job cannot be done; with ``sentence``, for an operator, and the exit ``status``."""


class Stopped(IgnoreRequest):
    """A request that waited for its turn when the crawl was stopped: nothing became of it."""


def fail(crawler: Crawler, sentence: str, status: int = FAILED) -> None:
    """Say that the job cannot be done; the first sentence counts."""
    crawler.signals.send_catch_log(crawl_failed, sentence=sentence, status=status)


def stop(crawler: Crawler, reason: str, sentence: str | None = None) -> None:
    """End a crawl. With a sentence its job is failed; without one the rest waits for the next run."""
    if sentence is not None:
        fail(crawler, sentence)
    engine.close(crawler, reason)
