"""The rows of table ``run`` as the report tells of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping

from crawler import stats
from crawler.report.figures import Complaint, Run, Verdict
from crawler.stats import Numbers, Statistic

LEFT_OUT: dict[str, Statistic] = {
    "refused": stats.ARTICLE_REFUSED,
    "dropped": stats.ARTICLE_DROPPED,
    "failed": stats.ARTICLE_FAILED,
}
_UNWANTED = "outside_"
"""Dropped since the options of the run did not ask for it: no loss."""


def as_run(row: RowMapping, stored: tuple[int, int] = (0, 0)) -> Run:
    """Return the run of a row. ``stored``: articles new and changed, for a run that did not come to count."""
    numbers = Numbers(_finite(row["stats"]))
    is_counted = row["stats"] is not None
    reason = row["reason"] or ""
    verdict = _verdict(row, reason)
    return Run(
        number=row["id"],
        started=row["started_at"],
        ended=row["ended_at"],
        scope=row["scope"],
        verdict=verdict,
        reason=reason,
        complaints=tuple(_complaints(row["failed_checks"], reason)) if verdict == "failed" else (),
        new=numbers.number(stats.ARTICLE_NEW) if is_counted else stored[0],
        changed=numbers.number(stats.ARTICLE_CHANGED) if is_counted else stored[1],
        gone=numbers.number(stats.ARTICLE_GONE),
        requests=numbers.number(stats.REQUESTS),
        pace=_pace(numbers),
        left_out=dict(_left_out(numbers)),
    )


def _verdict(row: RowMapping, reason: str) -> Verdict:
    """Return how a run went: an earlier version wrote no status, but a sentence where a run failed."""
    if row["ended_at"] is None:
        return "unended"
    if row["status"] is not None:
        return "failed" if row["status"] else "healthy"
    return "failed" if " " in reason else "healthy"


def _complaints(failed_checks: Any, reason: str) -> list[Complaint]:
    told = failed_checks if isinstance(failed_checks, list) else []
    found = [
        Complaint(str(each.get("name") or ""), str(each.get("sentence") or ""))
        for each in told
        if isinstance(each, Mapping)
    ]
    if all(each.sentence != reason for each in found) and (" " in reason or not found):
        found.insert(0, Complaint("", reason))  # a crawl may break before any check is made
    return found


def _finite(counted: Any) -> dict[str, float]:
    """Return the numbers among the statistics; what else stands there cannot be summed."""
    if not isinstance(counted, Mapping):
        return {}
    return {
        name: value
        for name, value in counted.items()
        if isinstance(value, int | float) and math.isfinite(value)
    }


def _pace(numbers: Numbers) -> float | None:
    responses = numbers.number(stats.RESPONSES_TIMED)
    return numbers.amount(stats.RESPONSE_SECONDS) / responses if responses else None


def _left_out(numbers: Numbers) -> dict[tuple[str, str], int]:
    return {
        (kind, reason): int(number)
        for kind, family in LEFT_OUT.items()
        for reason, number in numbers.by_reason(family).items()
        if number and not reason.startswith(_UNWANTED)
    }
