"""A crawl that has ended, with what is known of those before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crawler.health.history import PastRun
from crawler.stats import Numbers


@dataclass(frozen=True, slots=True)
class Ended:
    """A crawl that reached its end."""

    numbers: Numbers
    reason: str
    """Why it ended, in Scrapy's word: ``finished``, or one of :mod:`crawler.finish_reasons`."""
    is_first: bool = False
    """Whether nothing was had before: no article of the site is stored, or the user named the URLs."""
    had_none_before: bool = False
    """Whether no article could be had when articles were last asked for."""
    history: Sequence[PastRun] = ()
    """Earlier runs, the newest first. Empty: the run is not compared with them (it is the first one,
    narrowed by its options, or did not reach its end)."""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    started_at: datetime | None = None
    """When the run began; None: it took no time."""
    timezone: str | None = None
    """IANA zone of the newspaper; None: unknown."""
    stored: int | None = None
    """Articles of the site in the store, also those that are gone; None: unknown."""
    gone: int = 0
    """Stored articles that this run found to be gone."""
    newest: datetime | None = None
    """When the newest article in the store was published; None: unknown, or there is none."""
