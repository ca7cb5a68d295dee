"""Rounds and runs: where a discovery starts, continues after a kill, and ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, func, insert, null, or_, select, true, update

from crawler.frontier.finishing import release_articles
from crawler.frontier.reading import exists, is_unlisted, of_scope
from crawler.frontier.round import Round
from crawler.rows import REPEATS
from crawler.store.schema import frontier, run

_WAS_READ = ("stored", "unchanged")
_DAY = timedelta(days=1)


def begin(conn: Connection, beginning: Round) -> tuple[Round, bool]:
    """Write a run: of the scope's last round if that left something (then True), else of a new round.

    ``beginning`` is the new round, except for its number and its run.
    """
    site, scope, now = beginning.site, beginning.scope, beginning.now
    last = conn.execute(
        select(run).where(run.c.site == site, run.c.scope == scope).order_by(run.c.id.desc()).limit(1)
    ).one_or_none()
    number, complete, continued = 1, beginning.complete, False
    if last is not None:
        previous = replace(beginning, number=last.round, run=last.id)
        continued = last.round_ended_at is None and not end(conn, previous)
        number = last.round if continued else last.round + 1
        complete = last.complete if continued else complete
    if not continued and not scope:
        _forget(conn, beginning)
    values = {"site": site, "scope": scope, "round": number, "complete": complete, "started_at": now}
    (run_id,) = conn.execute(insert(run), values).inserted_primary_key or (0,)
    settled_at = last_whole(conn, site, scope)
    begun = replace(beginning, number=number, complete=complete, run=run_id, settled_at=settled_at)
    return begun, continued


def end(conn: Connection, current: Round) -> bool:
    """End a round if nothing is pending; otherwise do nothing and return False."""
    rows = of_scope(current)
    if exists(conn, rows & (frontier.c.state == "pending")):
        return False
    of_round = (frontier.c.kind == "listing") & (frontier.c.round == current.number)
    whole = not exists(conn, rows & (frontier.c.state == "failed") & of_round)
    if current.scope:
        release_articles(conn, current.site, scope=current.scope)
    else:
        moved = {"checkpoint": frontier.c.next_checkpoint} if whole else {}
        proposed = update(frontier).where(rows, frontier.c.next_checkpoint.is_not(None))
        conn.execute(proposed.values(**moved, next_checkpoint=null()))
    change_run(conn, current, round_ended_at=current.now, whole=whole)
    return True


def change_run(conn: Connection, current: Round, **values: object) -> None:
    """Change columns of the present run."""
    conn.execute(update(run).where(run.c.id == current.run).values(**values))


def last_whole(conn: Connection, site: str, scope: str, *, complete: bool = False) -> datetime | None:
    """Return when a scope's last (complete) round ended whose listings all were read; None: never."""
    whole = (run.c.site == site) & (run.c.scope == scope) & (run.c.whole == true())
    wanted = whole & (run.c.complete == true()) if complete else whole
    ended: datetime | None = conn.execute(select(func.max(run.c.round_ended_at)).where(wanted)).scalar_one()
    return ended


def ask_unlisted(conn: Connection, current: Round, most: int, *, but_marked: bool) -> int:
    """Make read articles pending that a complete round, whose listings all were read, did not name.

    At most this many, those first whose last request is longest ago. ``but_marked``: without those of which
    is known that the source does not name them, see :func:`ask_marked`.
    """
    is_left = frontier.c.state.in_(("pending", "failed"))
    was_ended = (frontier.c.reason == REPEATS) & (frontier.c.round == current.number)
    is_partial = (frontier.c.kind == "listing") & (is_left | was_ended)
    if current.scope or not current.complete or exists(conn, of_scope(current) & is_partial):
        return 0
    unnamed = frontier.c.round < current.number
    return _request_oldest(
        conn, current, unnamed & ~is_unlisted() if but_marked else unnamed, most, _recheck(current)
    )


def ask_marked(conn: Connection, current: Round, most: int) -> int:
    """Make the read articles pending that are marked as unlisted, and that nothing named in this round."""
    if current.scope:
        return 0
    return _request_oldest(
        conn, current, (frontier.c.round < current.number) & is_unlisted(), most, _recheck(current)
    )


def ask_again(conn: Connection, current: Round, per_day: int) -> int:
    """Make the read articles pending whose last request is longest ago, up to the number for 24 hours.

    A request in the future was made by a clock that was set back since.
    """
    if current.scope:
        return 0
    now = current.now
    rechecked = frontier.c.asked_at.between(now - _DAY, now) & (frontier.c.source == "recheck")
    lately = conn.execute(select(func.count()).where(_articles(current), rechecked)).scalar_one()
    if per_day <= lately:
        return 0
    not_since = or_(frontier.c.asked_at < current.since, frontier.c.asked_at > now)
    requested = {"state": "pending", "source": "recheck", "priority": -1}
    return _request_oldest(conn, current, not_since, per_day - lately, requested)


def _recheck(current: Round) -> dict[str, object]:
    return {"state": "pending", "source": "recheck", "round": current.number}


def _request_oldest(
    conn: Connection, current: Round, condition: ColumnElement[bool], most: int, requested: dict[str, object]
) -> int:
    """Change the read articles whose last request is longest ago; return their number."""
    was_read = (frontier.c.state == "done") & frontier.c.reason.in_(_WAS_READ)
    oldest = select(frontier.c.id).where(_articles(current) & was_read, condition)
    ids = oldest.order_by(frontier.c.asked_at).limit(most)
    return conn.execute(update(frontier).where(frontier.c.id.in_(ids)).values(requested)).rowcount


def _articles(current: Round) -> ColumnElement[bool]:
    return of_scope(current) & (frontier.c.kind == "article")


def _forget(conn: Connection, current: Round) -> None:
    """Delete rows that are never requested again: listings without memory, rests of narrowed runs."""
    release_articles(conn, current.site)
    memory = (frontier.c.etag, frontier.c.last_modified, frontier.c.lastmod, frontier.c.checkpoint)
    conn.execute(
        delete(frontier).where(
            of_scope(current),
            frontier.c.kind == "listing",
            frontier.c.state == "done",
            frontier.c.tries == 0,
            *(column.is_(None) for column in memory),
        )
    )
