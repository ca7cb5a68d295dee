"""Rounds and runs: where a discovery starts, continues after a kill, and ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, null, select, true, update

from crawler.frontier.finishing import release_articles
from crawler.frontier.reading import exists, has_pending, of_scope
from crawler.frontier.round import Round
from crawler.store.schema import frontier, run


def begin(conn: Connection, beginning: Round) -> tuple[Round, bool]:
    """Write a run: of the scope's last round if that left something (then True), else of a new round.

    ``beginning`` is the new round, except for its number and its run.
    """
    site, scope, now = beginning.site, beginning.scope, beginning.now
    last = conn.execute(
        select(run)
        .where(run.c.site == site, run.c.scope == scope, run.c.round > 0)
        .order_by(run.c.id.desc())
        .limit(1)
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
    if has_pending(conn, current):
        return False
    listings = rows & (frontier.c.kind == "listing")
    failed = (frontier.c.round == current.number) & (frontier.c.state == "failed")
    whole = not exists(conn, listings & failed, frontier.c.asked_at)
    if current.scope:
        release_articles(conn, current.site, scope=current.scope)
    else:
        moved = {"checkpoint": frontier.c.next_checkpoint} if whole else {}
        proposed = update(frontier).where(listings, frontier.c.next_checkpoint.is_not(None))
        conn.execute(proposed.values(**moved, next_checkpoint=null()))
    change_run(conn, current, round_ended_at=current.now, whole=whole)
    return True


def end_run(conn: Connection, current: Round, scope: str, values: Mapping[str, object]) -> Round:
    """Write how the present run ended; one that never began its round gets its row now, with round 0."""
    if not current.run:
        own = {"site": current.site, "scope": scope, "round": 0, "complete": False}
        begun = conn.execute(insert(run), {**own, "started_at": current.since})
        (run_id,) = begun.inserted_primary_key or (0,)
        current = replace(current, scope=scope, run=run_id)
    change_run(conn, current, ended_at=current.now, **values)
    return current


def change_run(conn: Connection, current: Round, **values: object) -> None:
    """Change columns of the present run."""
    conn.execute(update(run).where(run.c.id == current.run).values(**values))


def last_whole(conn: Connection, site: str, scope: str, *, complete: bool = False) -> datetime | None:
    """Return when a scope's last (complete) round ended whose listings all were read; None: never."""
    whole = (run.c.site == site) & (run.c.scope == scope) & (run.c.whole == true())
    wanted = whole & (run.c.complete == true()) if complete else whole
    ended: datetime | None = conn.execute(select(func.max(run.c.round_ended_at)).where(wanted)).scalar_one()
    return ended


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
