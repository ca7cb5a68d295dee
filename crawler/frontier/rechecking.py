"""Articles that were read are requested again: which ones, and how many."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, func, or_, select, update

from crawler.frontier.reading import HAS_META, exists, is_unlisted, of_scope
from crawler.frontier.round import Round
from crawler.rows import REPEATS
from crawler.store.schema import frontier

_WAS_READ = ("stored", "unchanged")
_DAY = timedelta(days=1)


def ask_unlisted(conn: Connection, current: Round, most: int, *, but_marked: bool) -> int:
    """Make read articles pending that a complete round, whose listings all were read, did not name.

    At most this many, those first whose last request is longest ago. ``but_marked``: without those of which
    is known that the source does not name them, see :func:`ask_marked`.
    """
    is_left = frontier.c.state.in_(("pending", "failed"))
    was_ended = (frontier.c.reason == REPEATS) & (frontier.c.round == current.number)
    is_partial = (frontier.c.kind == "listing") & (is_left | was_ended)
    if (
        current.scope
        or not current.complete
        or exists(conn, of_scope(current) & is_partial, frontier.c.asked_at)
    ):
        return 0
    unnamed = frontier.c.round < current.number
    return _request_oldest(
        conn, current, unnamed & ~is_unlisted() if but_marked else unnamed, most, _recheck(current)
    )


def ask_marked(conn: Connection, current: Round, most: int) -> int:
    """Make the read articles pending that are marked as unlisted, and that nothing named in this round."""
    if current.scope:
        return 0
    marked = HAS_META & (frontier.c.round < current.number) & is_unlisted()
    return _request_oldest(conn, current, marked, most, _recheck(current))


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
