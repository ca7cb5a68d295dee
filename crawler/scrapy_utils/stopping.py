"""Ending a crawl early, with the reason: the only way for spider, pipelines and middlewares."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.health.failures import BY_FINISH_REASON, OTHER
from crawler.scrapy_utils import engine
from crawler.scrapy_utils.exit_status import FAILED

crawl_failed = object()
"""Signal: the job cannot be done; with ``name`` of what failed, ``sentence`` for an operator, ``status``."""

crawl_ended = object()
"""Signal: a run is over and written to the store; with ``ending``, an Ending. Handlers may be coroutines.

The store is still open.
"""


class Stopped(IgnoreRequest):
    """A request that was still waiting when the crawl was stopped: it was not sent."""


def fail(crawler: Crawler, sentence: str, status: int = FAILED, *, name: str = OTHER) -> None:
    """Report that the job cannot be done; ``name``: one of :mod:`crawler.health.failures`."""
    crawler.signals.send_catch_log(crawl_failed, name=name, sentence=sentence, status=status)


def stop(crawler: Crawler, reason: str, sentence: str | None = None) -> None:
    """End a crawl. With a sentence it has failed; without one the rest is left for the next run."""
    if sentence is not None:
        fail(crawler, sentence, name=BY_FINISH_REASON[reason])
    engine.close(crawler, reason)
