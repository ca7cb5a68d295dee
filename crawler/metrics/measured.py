"""The numbers of one crawl, as they are at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.stats import Numbers


@dataclass(frozen=True, slots=True)
class LastRun:
    """How the last run that ended went; while a run goes on, its verdict stands."""

    status: int | None = None
    """Its exit status; None: there was no run, or its version did not note it."""
    failed_checks: tuple[str, ...] = ()
    """The names of the checks that failed."""
    succeeded_at: datetime | None = None
    """When a run last ended healthy; None: never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A crawl that goes on, or has ended."""

    site: str
    numbers: Numbers
    started_at: datetime
    seconds: float
    is_running: bool
    stored: int | None
    """Articles of the site in the store; None: it cannot be read."""
    left: int | None
    """URLs that later runs fetch; None: the run has not ended."""
    last: LastRun
    """The last run that ended; this one, if it has."""
