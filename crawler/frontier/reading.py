"""What the frontier answers: the next rows, how many there are, what was read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, select

from crawler.frontier.rounds import Round
from crawler.store.schema import frontier

_ROW = (
    frontier.c.id,
    frontier.c.url,
    frontier.c.kind,
    frontier.c.way,
    frontier.c.priority,
    frontier.c.tries,
    frontier.c.etag,
    frontier.c.last_modified,
    frontier.c.lastmod,
    frontier.c.mark,
    frontier.c.hint,
)


def next_rows(
    conn: Connection, site: str, current: Round, now: datetime, *, limit: int, in_flight: Collection[int]
) -> Sequence[RowMapping]:
    """Return the rows to ask now: pending ones by priority and age, then failures whose time has come."""
    of_scope = (frontier.c.site == site) & (frontier.c.scope == current.scope)
    pending = (
        select(*_ROW)
        .where(of_scope, frontier.c.state == "pending")
        .order_by(frontier.c.priority.desc(), frontier.c.id)
    )
    due = (
        select(*_ROW)
        .where(of_scope, frontier.c.state == "failed", frontier.c.not_before <= now)
        .order_by(frontier.c.not_before)
    )
    rows: list[RowMapping] = []
    for query in (pending, due):
        # What is in flight still stands in the table as it was, and so may fill the first places.
        found = conn.execute(query.limit(limit - len(rows) + len(in_flight))).mappings()
        rows += [row for row in found if row["id"] not in in_flight][: limit - len(rows)]
        if len(rows) == limit:
            break
    return rows


def was_answered(conn: Connection, site: str, current: Round, way: str) -> bool:
    """Say whether a listing of a way of discovery was read in this round."""
    query = (
        select(frontier.c.id)
        .where(
            frontier.c.site == site,
            frontier.c.scope == current.scope,
            frontier.c.kind == "listing",
            frontier.c.way == way,
            frontier.c.round == current.number,
            frontier.c.state == "done",
            frontier.c.reason.in_(("listed", "unchanged")),
        )
        .limit(1)
    )
    return conn.execute(query).first() is not None


def count_states(conn: Connection, site: str, current: Round) -> dict[str, int]:
    """Return the number of rows of a round's scope by state."""
    query = (
        select(frontier.c.state, func.count().label("rows"))
        .where(frontier.c.site == site, frontier.c.scope == current.scope)
        .group_by(frontier.c.state)
    )
    return {"pending": 0, "failed": 0, "done": 0} | {row.state: row.rows for row in conn.execute(query)}
