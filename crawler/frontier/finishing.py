"""Ending rows: what is written when an address has been asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, null, select, update

from crawler.frontier.adding import AT_ONCE, Discovery, key_of
from crawler.rows import JSON, Outcome, Row
from crawler.store import mark_gone
from crawler.store.schema import frontier

_FIRST_WAIT = timedelta(minutes=10)
_LONGEST_WAIT = timedelta(days=7)
_GROWTH = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What a listing said of itself."""

    etag: str | None = None
    last_modified: str | None = None
    mark: Mapping[str, JSON] | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An article that no row of its own asked for."""

    url: str
    way: str
    outcome: Outcome
    lastmod: str | None
    published: str | None = None
    """When it came out; kept for the census where nothing was stored."""


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many failures in a row: 10 minutes, 40, ... at most a week.

    >>> str(wait_after(2))
    '0:40:00'
    """
    wait = _FIRST_WAIT
    for _ in range(tries - 1):
        wait = min(wait * _GROWTH, _LONGEST_WAIT)
    return wait


def end_row(conn: Connection, discovery: Discovery, row: Row, outcome: Outcome, answer: Answer) -> None:
    """Write what became of a row."""
    values = _state(outcome, row.tries, discovery)
    if row.kind == "listing" and outcome.state == "done":
        if outcome.reason != "unchanged":  # the answer 304 repeats no validators
            values |= {"etag": answer.etag, "last_modified": answer.last_modified}
        if answer.mark is not None:
            values["next_mark"] = dict(answer.mark)
    if row.kind == "article" and outcome.reason == "gone":
        mark_gone(conn, row.url, discovery.now)
    if (
        discovery.scope
        and row.kind == "article"
        and outcome.state == "done"
        and not outcome.is_of_this_run_only
    ):
        _promote(conn, discovery, row, values)
    else:
        conn.execute(update(frontier).where(frontier.c.id == row.id), values)


def record_article(conn: Connection, discovery: Discovery, article: Recorded) -> None:
    """Write what became of an article that was not asked by a row of its own, for the whole site."""
    if article.outcome.is_of_this_run_only:
        return
    key = key_of(article.url, "article")
    known = conn.execute(_twin(discovery, key)).one_or_none()
    values = _state(article.outcome, known.tries if known else 0, discovery)
    if article.lastmod is not None:
        values["lastmod"] = article.lastmod
    if article.outcome.reason in ("stored", "unchanged"):
        values["hint"] = null()
    elif article.published is not None:
        values["hint"] = {"published": article.published}
    if not discovery.scope:
        values["round"] = discovery.round
    if known:
        conn.execute(update(frontier).where(frontier.c.id == known.id), values)
        return
    new = {
        "site": discovery.site,
        "scope": "",
        "key": key,
        "url": article.url,
        "kind": "article",
        "way": article.way,
        "priority": 0,
        "round": 0,
        "added_at": discovery.now,
    }
    conn.execute(insert(frontier), {**new, **values})


def release_articles(conn: Connection, site: str, *, scope: str | None = None) -> None:
    """Hand the articles that narrowed runs left to the whole site, and forget the rest of their rows.

    ``scope``: of that one alone, which ended: what failed remains; null: of all, a full round takes over.
    """
    narrowed = (frontier.c.site == site) & (
        frontier.c.scope != "" if scope is None else frontier.c.scope == scope
    )
    of_the_site = select(frontier.c.key).where(frontier.c.site == site, frontier.c.scope == "")
    left = (
        select(func.min(frontier.c.id))
        .where(
            narrowed,
            frontier.c.kind == "article",
            frontier.c.state != "done",
            frontier.c.key.not_in(of_the_site),
        )
        .group_by(frontier.c.key)
    )
    ids = conn.execute(left).scalars().all()
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        conn.execute(update(frontier).where(frontier.c.id.in_(part)).values(scope=""))
    conn.execute(delete(frontier).where(narrowed))


def _promote(conn: Connection, discovery: Discovery, row: Row, values: dict[str, Any]) -> None:
    """End a narrowed run's row of an article: what it told of the article holds for the whole site."""
    twin = conn.execute(_twin(discovery, key_of(row.url, row.kind))).one_or_none()
    if twin is None:
        conn.execute(update(frontier).where(frontier.c.id == row.id), {**values, "scope": "", "round": 0})
        return
    if row.lastmod is not None:
        values["lastmod"] = row.lastmod
    conn.execute(update(frontier).where(frontier.c.id == twin.id), values)
    conn.execute(delete(frontier).where(frontier.c.id == row.id))


def _twin(discovery: Discovery, key: str) -> Select[tuple[int, int]]:
    return select(frontier.c.id, frontier.c.tries).where(
        frontier.c.site == discovery.site, frontier.c.scope == "", frontier.c.key == key
    )


def _state(outcome: Outcome, tries: int, discovery: Discovery) -> dict[str, Any]:
    state, reason, now = outcome.state, outcome.reason, discovery.now
    wait = None
    if outcome.reason == "gone":
        # Listings name what is gone for a while: the first time that is believed at once, later ones wait.
        wait = wait_after(tries) if tries else None
        tries += 1
    elif outcome.state == "failed":
        tries += 1
        wait = wait_after(tries)
        if tries >= discovery.max_tries:
            state, reason, wait = "done", f"given_up:{reason}", None
    else:
        tries = 0
    return {
        "state": state,
        "reason": reason,
        "asked_at": now,
        "tries": tries,
        "not_before": now + wait if wait else None,
    }
