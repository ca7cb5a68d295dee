"""What became of a crawl: its exit status, and the sentence that says why."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler.extensions.site_store import SiteStore
from crawler.health.failures import STORE
from crawler.scrapy_utils.exit_status import FAILED, INTERRUPTED, LOCKED, MISUSED
from crawler.stats import FINISH_REASON
from crawler.store import StoreError
from crawler.store.lock import SiteLocked


@dataclass(frozen=True)
class Outcome:
    """How a crawl ended."""

    status: int
    """Exit status."""
    sentence: str | None = None
    """Why it is not 0, if that is known."""
    error: BaseException | None = None
    """What was raised instead of a crawl; None: there was one, and it has told its sentence itself."""
    is_store_lost: bool = False
    """Whether the store could not be had, before or during the crawl."""

    @property
    def is_unforeseen(self) -> bool:
        """Whether the program itself has failed."""
        return self.error is not None and not isinstance(self.error, SiteLocked | StoreError | UsageError)


def outcome_of(crawler: Crawler, crawling: asyncio.Future[None]) -> Outcome:
    """Return what became of a crawl by its task; one that is not done was stopped at once."""
    if not crawling.done():
        return Outcome(INTERRUPTED, "stopped at once by a second signal; the next run continues it")
    error = None if crawling.cancelled() else crawling.exception()
    return _ended(crawler) if error is None else unbegun(error)


def unbegun(error: BaseException) -> Outcome:
    """Return what an error means that was raised instead of a crawl."""
    match error:
        case SiteLocked():
            return Outcome(LOCKED, str(error), error)
        case StoreError():
            return Outcome(MISUSED if error.is_mistake else FAILED, str(error), error, is_store_lost=True)
        case UsageError():
            return Outcome(MISUSED, str(error), error)
        case _:
            told = f"The program itself has failed: {type(error).__name__}: {error}."
            return Outcome(FAILED, told, error)


def _ended(crawler: Crawler) -> Outcome:
    held = crawler.get_extension(SiteStore)
    if held is not None and held.status:
        if not held.failed:
            return Outcome(held.status)
        first = held.failed[0]
        return Outcome(held.status, first.sentence, is_store_lost=first.name == STORE)
    is_broken = crawler.stats is not None and crawler.stats.get_value(FINISH_REASON.name) == "start_error"
    return Outcome(FAILED, "The crawl could not be begun.") if is_broken else Outcome(0)
