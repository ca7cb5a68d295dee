"""Questions to the frontier: the next rows, their number, what was read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    bindparam,
    false,
    func,
    or_,
    select,
    text,
)

from crawler.frontier.round import Round
from crawler.rows import JSON, NEXT_RUN_ONLY, REPEATS, Row
from crawler.store.reading import has_rows
from crawler.store.schema import frontier

_ROW = [frontier.c[each.name].label(each.name) for each in fields(Row)]
"""Labelled, since some columns of the store have other names; see :mod:`crawler.store.schema`."""

_OF_STATE = (
    select(*_ROW)
    .where(frontier.c.site == bindparam("site"), frontier.c.scope == bindparam("scope"))
    .limit(bindparam("most"))
)
_BY_PRIORITY = (frontier.c.priority.desc(), frontier.c.id)
_PENDING = _OF_STATE.where(frontier.c.state == "pending").order_by(*_BY_PRIORITY)
_DUE = _OF_STATE.where(
    frontier.c.state == "failed",
    frontier.c.not_before <= bindparam("now"),
    or_(frontier.c.reason.not_in(NEXT_RUN_ONLY), frontier.c.asked_at < bindparam("since")),
).order_by(frontier.c.not_before)

HAS_META = text("kind = 'article' AND hint IS NOT NULL")
"""Spelled as in the index ``frontier_left_out``: SQLite uses it for nothing else, such as `... = 1`."""

UNLISTED = "unlisted"
"""Key of the meta of an article's row: the source whose totals are compared does not name it."""


def of_scope(current: Round) -> ColumnElement[bool]:
    """Return the condition that a row belongs to the scope of a round."""
    return (frontier.c.site == current.site) & (frontier.c.scope == current.scope)


def exists(conn: Connection, condition: ColumnElement[bool], *first: ColumnElement[Any]) -> bool:
    """Say whether there is a row that meets a condition.

    ``first``: the order of the index that knows. Without it PostgreSQL, which expects the rows that it looks
    for to be spread over the table, goes through the table from its beginning; the newest are at its end.
    """
    return has_rows(conn, select(frontier.c.id).where(condition).order_by(*first))


def has_pending(conn: Connection, current: Round) -> bool:
    """Say whether a row of a round's scope is pending."""
    return exists(conn, of_scope(current) & (frontier.c.state == "pending"), *_BY_PRIORITY)


def next_rows(conn: Connection, current: Round, *, limit: int, in_flight: Collection[int]) -> list[Row]:
    """Return the rows to request now: pending ones by priority and age, then failed ones that are due.

    In a round that lists everything again they have neither validators nor checkpoints.
    """
    told = {"site": current.site, "scope": current.scope, "now": current.now, "since": current.since}
    rows: list[RowMapping] = []
    for query in (_PENDING, _DUE):
        # Rows in flight are unchanged in the table, and so may come first.
        most = limit - len(rows) + len(in_flight)
        found = conn.execute(query, {**told, "most": most}).mappings()
        rows += [row for row in found if row["id"] not in in_flight][: limit - len(rows)]
        if len(rows) == limit:
            break
    left_out = {"etag": None, "last_modified": None, "checkpoint": None} if current.complete else {}
    return [_row({**row, **left_out}) for row in rows]


def _row(values: Mapping[str, Any]) -> Row:
    return Row(**{**values, "checkpoint": values["checkpoint"] or {}, "meta": values["meta"] or {}})


def has_read_listing(conn: Connection, current: Round, source: str) -> bool:
    """Say whether a listing of a source was read in this round."""
    listing = of_scope(current) & (frontier.c.kind == "listing") & (frontier.c.round == current.number)
    was_read = (frontier.c.state == "done") & frontier.c.reason.in_(("listed", "unchanged", REPEATS))
    return exists(conn, listing & (frontier.c.source == source) & was_read, frontier.c.asked_at)


def listings(conn: Connection, current: Round, source: str) -> dict[str, Mapping[str, JSON]]:
    """Return the listings of a source that were named in this round, requested or not: URL -> meta."""
    of_round = (frontier.c.kind == "listing") & (frontier.c.round == current.number)
    query = select(frontier.c.url, frontier.c.meta)
    rows = conn.execute(query.where(of_scope(current), of_round, frontier.c.source == source))
    return {row.url: row.meta or {} for row in rows}


def count_states(conn: Connection, current: Round) -> dict[str, int]:
    """Return the number of rows of a round's scope by state."""
    query = select(frontier.c.state, func.count().label("rows")).where(of_scope(current))
    rows = conn.execute(query.group_by(frontier.c.state))
    return {"pending": 0, "failed": 0, "done": 0} | {row.state: row.rows for row in rows}


def count_waiting(conn: Connection, current: Round) -> int:
    """Return the number of articles of a round's scope that are pending, those in flight included.

    An index has their priority, not their kind: that of articles is 0 or less, that of listings higher.
    """
    waiting = of_scope(current) & (frontier.c.state == "pending") & (frontier.c.priority <= 0)
    number: int = conn.execute(select(func.count()).select_from(frontier).where(waiting)).scalar_one()
    return number


def is_unlisted() -> ColumnElement[bool]:
    """Return the condition that a row is that of an article marked as :data:`UNLISTED`; never NULL."""
    condition: ColumnElement[bool] = func.coalesce(frontier.c.meta[UNLISTED].as_boolean(), false())
    return condition
