"""A check of a crawl that has ended, and what it found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crawler.health.ended import Ended

Complaint = Callable[[Ended, float], str | None]
"""Given the crawl and the threshold, returns the sentence that an operator reads.

None: all is well, or there is too little to judge by.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One question about a crawl. If it fails, the crawl has not done its job: exit status 1."""

    name: str
    question: str
    """What must be true, as a question that is answered with yes if all is well."""
    complaint: Complaint
    default: float
    """The threshold; the setting :attr:`setting` replaces it, and ``off`` there skips the check."""
    why: str
    """What the threshold counts, and why it is this one."""
    least: str
    """Below which sample the check says nothing."""
    is_share: bool = False
    """Whether the threshold is a share, from 0 to 1."""
    by_history: bool = False
    """Whether it compares the run with earlier ones: only whole runs that reached their end are."""

    @property
    def setting(self) -> str:
        """The setting that holds the threshold: ``HEALTH_KEPT`` of the check ``kept``."""
        return f"HEALTH_{self.name.upper()}"


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A check that failed, or what else kept a crawl from doing its job."""

    name: str
    """That of the check, or one of the words in :mod:`crawler.health.failures`."""
    sentence: str
    is_by_history: bool = False
    """Whether it is a comparison with earlier runs."""
