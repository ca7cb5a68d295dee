"""Rounds and runs: where a discovery starts, goes on after a kill, and ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, null, or_, select, true, update

from crawler.frontier.finishing import release_articles
from crawler.rows import JSON
from crawler.store.schema import frontier, run

_WAS_READ = ("stored", "unchanged")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Round:
    """One discovery of what a scope names; it may take several runs."""

    scope: str
    number: int
    complete: bool
    run: int
    since: datetime
    """Start of the present run."""
    settled_at: datetime | None = None
    """When the last round of the scope ended all of whose listings answered; null: never."""


def begin(conn: Connection, site: str, scope: str, complete: bool, now: datetime) -> tuple[Round, bool]:
    """Write a run: of the scope's last round if that left something (then True), else of a new one."""
    last = conn.execute(
        select(run).where(run.c.site == site, run.c.scope == scope).order_by(run.c.id.desc()).limit(1)
    ).one_or_none()
    number, continued = 1, False
    if last is not None:
        previous = Round(scope, last.round, last.complete, last.id, last.started_at)
        continued = last.round_ended_at is None and not end(conn, site, previous, now)
        number = last.round if continued else last.round + 1
        complete = last.complete if continued else complete
    if not continued:
        _forget(conn, site, scope)
    values = {"site": site, "scope": scope, "round": number, "complete": complete, "started_at": now}
    (run_id,) = conn.execute(insert(run), values).inserted_primary_key or (0,)
    return Round(scope, number, complete, run_id, now, _settled_at(conn, site, scope)), continued


def make_complete(conn: Connection, current: Round) -> None:
    """Note that the round of a run lists everything anew."""
    conn.execute(update(run).where(run.c.id == current.run).values(complete=True))


def end(conn: Connection, site: str, current: Round, now: datetime) -> bool:
    """End a round in which nothing is pending; False, with nothing done, if something is."""
    of_scope = and_(frontier.c.site == site, frontier.c.scope == current.scope)
    if _exists(conn, of_scope & (frontier.c.state == "pending")):
        return False
    whole = not _exists(conn, of_scope & (frontier.c.state == "failed") & _listing_of(current))
    if current.scope:
        release_articles(conn, site, scope=current.scope)
    else:
        proposed = of_scope & frontier.c.next_mark.is_not(None)
        moved = {"mark": frontier.c.next_mark} if whole else {}
        conn.execute(update(frontier).where(proposed).values(**moved, next_mark=null()))
    conn.execute(update(run).where(run.c.id == current.run).values(round_ended_at=now, whole=whole))
    return True


def end_run(conn: Connection, run_id: int, now: datetime, reason: str, stats: Mapping[str, JSON]) -> None:
    """Write why a run ended."""
    conn.execute(update(run).where(run.c.id == run_id).values(ended_at=now, reason=reason, stats=dict(stats)))


def last_complete(conn: Connection, site: str) -> datetime | None:
    """Return the end of the last complete round all of whose listings answered."""
    ended: datetime | None = conn.execute(
        select(func.max(run.c.round_ended_at)).where(
            run.c.site == site, run.c.scope == "", run.c.complete == true(), run.c.whole == true()
        )
    ).scalar_one()
    return ended


def ask_unlisted(conn: Connection, site: str, current: Round, most: int) -> int:
    """Make the read articles pending that a complete round, all of whose listings answered, did not name.

    At most so many, those that were not asked for longest.
    """
    of_site = and_(frontier.c.site == site, frontier.c.scope == "")
    left = of_site & frontier.c.state.in_(("pending", "failed")) & (frontier.c.kind == "listing")
    if current.scope or not current.complete or _exists(conn, left):
        return 0
    unlisted = (
        select(frontier.c.id)
        .where(_read_articles(site), frontier.c.round < current.number)
        .order_by(frontier.c.asked_at)
        .limit(most)
    )
    asked = {"state": "pending", "way": "recheck", "round": current.number}
    return conn.execute(update(frontier).where(frontier.c.id.in_(unlisted)).values(asked)).rowcount


def ask_again(conn: Connection, site: str, current: Round, per_day: int, now: datetime) -> int:
    """Make the read articles pending that were not asked for longest, within the number for 24 hours.

    What was asked in the future was asked by a clock that went back since.
    """
    lately = conn.execute(
        select(func.count()).where(
            _articles(site), frontier.c.asked_at.between(now - _DAY, now), frontier.c.way == "recheck"
        )
    ).scalar_one()
    if current.scope or per_day <= lately:
        return 0
    oldest = (
        select(frontier.c.id)
        .where(_read_articles(site), or_(frontier.c.asked_at < current.since, frontier.c.asked_at > now))
        .order_by(frontier.c.asked_at)
        .limit(per_day - lately)
    )
    asked = {"state": "pending", "way": "recheck", "priority": -1}
    return conn.execute(update(frontier).where(frontier.c.id.in_(oldest)).values(asked)).rowcount


def _settled_at(conn: Connection, site: str, scope: str) -> datetime | None:
    ended: datetime | None = conn.execute(
        select(func.max(run.c.round_ended_at)).where(
            run.c.site == site, run.c.scope == scope, run.c.whole == true()
        )
    ).scalar_one()
    return ended


def _forget(conn: Connection, site: str, scope: str) -> None:
    """Delete rows that nothing will ask for again: listings without memory, what narrowed runs left."""
    if scope:
        return
    release_articles(conn, site)
    memory = (frontier.c.etag, frontier.c.last_modified, frontier.c.lastmod, frontier.c.mark)
    conn.execute(
        delete(frontier).where(
            frontier.c.site == site,
            frontier.c.scope == "",
            frontier.c.kind == "listing",
            frontier.c.state == "done",
            frontier.c.tries == 0,
            *(column.is_(None) for column in memory),
        )
    )


def _exists(conn: Connection, condition: ColumnElement[bool]) -> bool:
    return conn.execute(select(frontier.c.id).where(condition).limit(1)).first() is not None


def _listing_of(current: Round) -> ColumnElement[bool]:
    return and_(frontier.c.kind == "listing", frontier.c.round == current.number)


def _articles(site: str) -> ColumnElement[bool]:
    return and_(frontier.c.site == site, frontier.c.scope == "", frontier.c.kind == "article")


def _read_articles(site: str) -> ColumnElement[bool]:
    return _articles(site) & (frontier.c.state == "done") & frontier.c.reason.in_(_WAS_READ)
