"""The earlier runs of a site, as the table ``run`` tells of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from crawler.finish_reasons import FINISHED
from crawler.stats import FINISH_REASON, Numbers
from crawler.store.schema import run

DAYS = 56
"""Days of history that runs are compared with: eight of each weekday."""
MOST_RUNS = 6000
"""At most so many of the newest runs are read: 56 days of a run each quarter of an hour."""


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run that took in the whole site and ended by itself."""

    id: int
    started_at: datetime
    ended_at: datetime
    status: int
    """Its exit status; of runs that an earlier version made, which did not note it, 0 if they finished."""
    numbers: Numbers
    failed_checks: tuple[str, ...] = ()
    """The names of the checks that failed."""


def load_history(conn: Connection, site: str, now: datetime, *, but: int | None = None) -> list[PastRun]:
    """Return the ended runs of a whole site in the last :data:`DAYS` days, the newest first.

    ``but``: the ID of a run to leave out. Runs that were killed or stopped by their user are none.
    """
    query = (
        select(run.c.id, run.c.started_at, run.c.ended_at, run.c.status, run.c.stats, run.c.failed_checks)
        .where(run.c.site == site, run.c.scope == "", run.c.ended_at.is_not(None))
        .where(run.c.started_at >= now - timedelta(days=DAYS), run.c.id != (but or 0))
        .order_by(run.c.id.desc())
        .limit(MOST_RUNS)
    )
    return [each for row in conn.execute(query) if (each := _past_run(row)) is not None]


def _past_run(row: Any) -> PastRun | None:
    stats: Mapping[str, Any] = row.stats or {}
    reason = stats.get(FINISH_REASON.name)
    status = row.status if row.status is not None else int(reason != FINISHED)
    if status == 0 and reason != FINISHED:
        return None  # its user stopped it
    failed: Sequence[Mapping[str, str]] = row.failed_checks or ()
    return PastRun(
        id=row.id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        status=status,
        numbers=Numbers(stats),
        failed_checks=tuple(each["name"] for each in failed),
    )
