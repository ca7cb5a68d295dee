"""Ending rows: what is written after a URL was requested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, null, select, update

from crawler.frontier.adding import key_of, new_row
from crawler.frontier.comparing import CLAIM
from crawler.frontier.round import Round
from crawler.rows import JSON, Candidate, Outcome, Row
from crawler.store import mark_gone
from crawler.store.schema import frontier
from crawler.store.upsert import upsert

# Built once: a statement costs more time to build than to execute.
_END = update(frontier).where(frontier.c.id == bindparam("row"))
_TWIN = select(frontier.c.id, frontier.c.tries).where(
    frontier.c.site == bindparam("site"), frontier.c.scope == "", frontier.c.key == bindparam("key")
)

_FIRST_WAIT = timedelta(minutes=10)
_LONGEST_WAIT = timedelta(days=7)
_GROWTH = 4


class _Twin(NamedTuple):
    """The row of an article that is the whole site's."""

    id: int
    tries: int


@dataclass(frozen=True, slots=True)
class ListingState:
    """What a listing says about itself, for the next request."""

    etag: str | None = None
    last_modified: str | None = None
    checkpoint: Mapping[str, JSON] | None = None


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after this many failures in a row: 10 minutes, 40, ... at most a week.

    >>> str(wait_after(2))
    '0:40:00'
    """
    wait = _FIRST_WAIT
    for _ in range(tries - 1):
        wait = min(wait * _GROWTH, _LONGEST_WAIT)
    return wait


def end_row(conn: Connection, current: Round, row: Row, outcome: Outcome, answer: ListingState) -> None:
    """Write the outcome of a row."""
    values = _state(outcome, row.tries, current, is_article=row.kind == "article")
    if row.kind == "listing" and outcome.state == "done":
        if outcome.reason != "unchanged":  # a 304 response does not repeat the validators
            values |= {"etag": answer.etag, "last_modified": answer.last_modified}
        if answer.checkpoint is not None:
            values["next_checkpoint"] = dict(answer.checkpoint)
    is_done_article = row.kind == "article" and outcome.state == "done"
    claim = row.meta.get(CLAIM)
    if is_done_article and isinstance(claim, dict):
        rest = {name: value for name, value in row.meta.items() if name != CLAIM}
        values |= {"lastmod": claim["lastmod"], "meta": rest or null()}
    if is_done_article and outcome.reason == "gone":
        mark_gone(conn, row.url, current.now)
    if current.scope and is_done_article and not outcome.is_of_this_run_only:
        _promote(conn, current, row, values)
    else:
        conn.execute(_END, {"row": row.id, **values})


def record_article(
    conn: Connection,
    current: Round,
    url: str,
    source: str,
    outcome: Outcome,
    *,
    lastmod: str | None,
    published: str | None,
) -> None:
    """Write the outcome of an article that had no row of its own, for the whole site.

    ``published``: its date; kept for the inventory if nothing was stored.
    """
    if outcome.is_of_this_run_only:
        return
    key = key_of(url, "article")
    known = _twin(conn, current, key) if _counts_tries(outcome) else None
    values = _state(outcome, known.tries if known else 0, current)
    if lastmod is not None:
        values["lastmod"] = lastmod
    if outcome.reason in ("stored", "unchanged"):
        values["meta"] = null()
    elif published is not None:
        values["meta"] = {"published": published}
    if not current.scope:
        values["round"] = current.number
    new = {**new_row(key, Candidate(url, "article", source), current), "scope": "", "round": 0}
    conn.execute(upsert(conn, frontier, ("site", "scope", "key"), *values), {**new, **values})


def release_articles(conn: Connection, site: str, *, scope: str | None = None) -> None:
    """Hand the articles of narrowed runs over to the whole site, and delete the rest of their rows.

    ``scope``: only of this one, which has ended: failed rows remain; None: of all; a full round takes over.
    """
    # Greater than empty is not empty, but for an index that has an order.
    of_scope = frontier.c.scope > "" if scope is None else frontier.c.scope == scope
    narrowed = (frontier.c.site == site) & of_scope
    is_open = (frontier.c.kind == "article") & (frontier.c.state != "done")
    twin = frontier.alias()
    of_the_site = select(twin.c.id).where(
        twin.c.site == site, twin.c.scope == "", twin.c.key == frontier.c.key
    )
    left = (
        select(func.min(frontier.c.id))
        .where(narrowed, is_open, ~of_the_site.exists())
        .group_by(frontier.c.key)
    )
    conn.execute(update(frontier).where(frontier.c.id.in_(left)).values(scope=""))
    conn.execute(delete(frontier).where(narrowed))


def _promote(conn: Connection, current: Round, row: Row, values: dict[str, Any]) -> None:
    """End a narrowed run's row of an article: its outcome holds for the whole site."""
    twin = _twin(conn, current, key_of(row.url, row.kind))
    if twin is None:
        conn.execute(_END, {"row": row.id, **values, "scope": "", "round": 0})
        return
    if row.lastmod is not None:
        values["lastmod"] = row.lastmod
    conn.execute(_END, {"row": twin.id, **values})
    conn.execute(delete(frontier).where(frontier.c.id == row.id))


def _twin(conn: Connection, current: Round, key: str) -> _Twin | None:
    """Return the whole site's row with a key; None: there is none."""
    found = conn.execute(_TWIN, {"site": current.site, "key": key}).one_or_none()
    return None if found is None else _Twin(*found)


def _counts_tries(outcome: Outcome) -> bool:
    """Say whether how often an article was tried before matters to its new state."""
    return outcome.state == "failed" or outcome.reason == "gone" or outcome.may_pass


def _state(outcome: Outcome, tries: int, current: Round, *, is_article: bool = True) -> dict[str, Any]:
    state, reason, now = outcome.state, outcome.reason, current.now
    wait = None
    if outcome.reason == "gone":
        # Listings name gone articles for a while: the first time counts at once, later ones wait.
        wait = wait_after(tries) if tries else None
        tries += 1
    elif outcome.state == "failed" and not outcome.was_asked:
        wait = wait_after(max(tries, 1))
    elif outcome.state == "failed":
        tries += 1
        wait = wait_after(tries)
        if tries >= current.max_tries:
            state, reason, wait = "done", f"given_up:{reason}", None
    else:
        tries = tries + 1 if is_article and outcome.may_pass else 0
    return {
        "state": state,
        "reason": reason,
        "asked_at": now,
        "tries": tries,
        "not_before": now + wait if wait else None,
    }
