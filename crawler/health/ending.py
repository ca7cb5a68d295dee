"""What is told of a run once it is over: to the log, to operators, to monitoring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from crawler.health.check import FailedCheck
from crawler.stats import Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A run that is over."""

    site: str
    run: int | None
    """Its ID in the table ``run``; None: it could not be written."""
    scope: str
    """The options that narrowed it, as text; empty: the whole site."""
    started_at: datetime
    ended_at: datetime
    status: int
    """Exit status."""
    reason: str
    """Scrapy's finish reason."""
    failed_checks: tuple[FailedCheck, ...]
    """What is wrong, the first reason first; empty: the run is healthy."""
    numbers: Numbers
    stored: int | None
    """Articles of the site in the store; None: it cannot be read."""
    left: Mapping[str, int]
    """State -> number of the URLs that later runs fetch; empty: none, or unknown."""
    store: str
    """URL of the store, without passwords."""
    archive: str | None
    """Folder of the archive; None: there is none."""

    @property
    def sentence(self) -> str | None:
        """Why the status is not 0; None: it is."""
        return self.failed_checks[0].sentence if self.failed_checks else None

    @property
    def seconds(self) -> float:
        """How long it took."""
        return (self.ended_at - self.started_at).total_seconds()
