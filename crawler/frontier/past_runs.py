"""The last runs of a site, as the table ``run`` tells of them, whatever became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from crawler.store.schema import article, frontier, run


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A row of the table ``run``."""

    id: int
    scope: str
    """The options that narrow it; empty: everything."""
    started_at: datetime
    ended_at: datetime | None
    """None: it was killed, or is still going."""
    status: int | None
    """Its exit status; None: it has none yet, or an earlier version made the run, which did not note it."""
    reason: str | None
    """Why it ended: a word, or the sentence of what failed."""
    stats: Mapping[str, Any]
    """Its statistics; empty: it was killed, or is still going."""
    failed_checks: Sequence[Mapping[str, str]]
    """``name`` and ``sentence`` of each, the main one first."""


def last_runs(conn: Connection, site: str, most: int) -> list[RunRecord]:
    """Return at most so many of a site's runs, the newest first."""
    rows = conn.execute(select(run).where(run.c.site == site).order_by(run.c.id.desc()).limit(most))
    return [
        RunRecord(
            id=row.id,
            scope=row.scope,
            started_at=row.started_at,
            ended_at=row.ended_at,
            status=row.status,
            reason=row.reason,
            stats=row.stats or {},
            failed_checks=row.failed_checks or (),
        )
        for row in rows
    ]


def has_run_since(conn: Connection, site: str, since: datetime) -> bool:
    """Say whether a run of a site began after an instant."""
    later = select(run.c.id).where(run.c.site == site, run.c.started_at > since).limit(1)
    return conn.execute(later).one_or_none() is not None


def decided_since(conn: Connection, site: str, since: datetime) -> Counter[str]:
    """Return how many articles became ``new``, ``changed`` or ``gone`` since an instant.

    Of those that were requested several times, the last counts. What a run that is still going has done is
    nowhere else: its statistics are written when it ends.
    """
    query = (
        select(frontier.c.reason, article.c.revision, func.count().label("rows"))
        .select_from(frontier.outerjoin(article, article.c.key == frontier.c.key))
        .where(
            frontier.c.site == site,
            frontier.c.scope == "",
            frontier.c.kind == "article",
            frontier.c.asked_at >= since,
            frontier.c.state == "done",
            frontier.c.reason.in_(("stored", "gone")),
        )
        .group_by(frontier.c.reason, article.c.revision)
    )
    decided = Counter({"new": 0, "changed": 0, "gone": 0})
    for row in conn.execute(query):
        what = "gone" if row.reason == "gone" else "new" if row.revision == 1 else "changed"
        decided[what] += row.rows
    return decided
