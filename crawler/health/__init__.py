"""Whether a crawl did its job: the table of checks that are made when it has ended.

The checks of a run by itself come first, and the first that fails is the reason: a site that is down has lost
its articles as well, and that says nothing more. A run that passes them is compared with earlier ones by all
checks that can; each of these that fails is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crawler.health import access, agreement, articles, coverage, lengths, listings, refusals, rhythm
from crawler.health.check import Check, FailedCheck
from crawler.health.ended import Ended

__all__ = ["CHECKS", "Check", "Ended", "FailedCheck", "judge"]

_READABLE, *_ARTICLES = articles.CHECKS
CHECKS: tuple[Check, ...] = (
    _READABLE,
    *access.CHECKS,
    *_ARTICLES,
    *agreement.CHECKS,
    *listings.CHECKS,
    *refusals.CHECKS,
    *rhythm.CHECKS,
    *coverage.CHECKS,
    *lengths.CHECKS,
)
"""All checks, in the order in which they are made."""


def judge(
    crawl: Ended, checks: Iterable[Check] = CHECKS, thresholds: Mapping[str, float | None] | None = None
) -> tuple[FailedCheck, ...]:
    """Return what failed, the main reason first; empty: the crawl is healthy.

    ``thresholds``: name of a check -> its threshold, where that is not the check's own; None: it is off.
    """
    given = thresholds or {}
    failed: list[FailedCheck] = []
    for check in sorted(checks, key=lambda each: each.by_history):
        threshold = given.get(check.name, check.default)
        if threshold is None or (check.by_history and not crawl.history):
            continue
        if failed and not (check.by_history and failed[0].is_by_history):
            break
        if sentence := check.complaint(crawl, threshold):
            failed.append(FailedCheck(check.name, sentence, check.by_history))
    return tuple(failed)
