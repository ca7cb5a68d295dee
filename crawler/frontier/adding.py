"""Adding what listings name: unknown URLs, and those that changed since they were requested.

All URLs from outside that become rows pass the gate here (:mod:`crawler.urls.gate`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from crawler.dates import to_instant
from crawler.rows import Candidate, Outcome
from crawler.store.schema import frontier
from crawler.urls import MAX_LENGTH, article_key, fetchable

AT_ONCE = 500
"""URLs looked up by one query; old versions of SQLite take 999 parameters."""

MOST_BAD = 1000
"""Addresses of one listing that cannot be requested and that are written down; all are counted."""

_LONGEST_DATE = 64
_DAY = timedelta(days=1)
_ZONES = timedelta(hours=14)
"""How much later than in UTC a day may end in another zone."""

_CLOCKS = timedelta(hours=1)
"""How far the site's clock may differ from ours, or its cache be behind."""

_KNOWN = (
    *frontier.c["id", "scope", "key", "kind", "state", "reason"],
    *frontier.c["not_before", "tries", "lastmod", "round", "asked_at", "added_at"],
)
_CHANGE = update(frontier).where(frontier.c.id == bindparam("row"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One discovery of what a scope names, as seen now, in one of the runs that it may take."""

    site: str
    scope: str
    number: int
    complete: bool
    max_tries: int
    run: int
    """ID of the present run in the table ``run``; 0: there is none yet."""
    since: datetime
    """Start of the present run."""
    now: datetime
    settled_at: datetime | None = None
    """When the scope's last round ended whose listings all were read; None: never."""


@dataclass(slots=True)
class _Changes:
    """The changes of one batch of candidates to the table."""

    new: list[dict[str, Any]] = field(default_factory=list)
    again: list[dict[str, Any]] = field(default_factory=list)
    lastmods: list[dict[str, Any]] = field(default_factory=list)
    listed: list[int] = field(default_factory=list)
    """Rows that are still named and need not be requested."""


def key_of(url: str, kind: str) -> str:
    """Return the key of a frontier row; listings are requested exactly as they are spelled."""
    return article_key(url) if kind == "article" else url


def add_candidates(
    conn: Connection, current: Round, candidates: Iterable[Candidate], *, force: bool = False
) -> int:
    """Make candidates pending that are unknown or changed (``force``: all); return their number."""
    added = 0
    for batch in _batches(candidates):
        changes = _compare(batch, _known(conn, current, list(batch)), current, force=force)
        if changes.new:
            conn.execute(insert(frontier), changes.new)
        if changes.again:
            conn.execute(_CHANGE, changes.again)
        if changes.lastmods:
            conn.execute(_CHANGE, changes.lastmods)
        if changes.listed:
            still_named = update(frontier).where(frontier.c.id.in_(changes.listed))
            conn.execute(still_named.values(round=current.number))
        added += len(changes.new) + len(changes.again)
    return added


def sift(candidates: Iterable[Candidate], bad: list[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates that can be requested, as they are requested; add the others to ``bad``."""
    for each in candidates:
        url = fetchable(each.url)
        if url is None:
            bad.append(each)
            continue
        lastmod = each.lastmod if each.lastmod and _is_printed(each.lastmod) else None
        is_clean = url == each.url and lastmod == each.lastmod
        yield each if is_clean else replace(each, url=url, lastmod=lastmod)


def note_bad(conn: Connection, current: Round, bad: Iterable[Candidate]) -> None:
    """Write the addresses that cannot be requested to the table, so that they can be listed by reason.

    Of one listing only the first: a site can print any number of them.
    """
    rest = islice(bad, MOST_BAD)
    while part := list(islice(rest, AT_ONCE)):
        shown = {_shown(each.url): each for each in part}
        known = _known(conn, current, list(shown))
        rows = [
            {
                **new_row(url, replace(each, url=url, meta={}, lastmod=None), current),
                "state": "done",
                "reason": Outcome.bad_address().reason,
                "asked_at": current.now,
            }
            for url, each in shown.items()
            if (current.scope, url) not in known
        ]
        if rows:
            conn.execute(insert(frontier), rows)


def _is_printed(date: str) -> bool:
    """Say whether a text may be a date, which every database takes."""
    return len(date) <= _LONGEST_DATE and date.isascii() and date.isprintable()


def _shown(address: str) -> str:
    """Return an address as a database takes it, whatever it is: without NUL and half surrogate pairs."""
    return address[:MAX_LENGTH].encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def has_news(conn: Connection, current: Round, candidates: Iterable[Candidate]) -> bool:
    """Say whether one of the candidates is unknown, or was added since the last complete round ended."""
    for batch in _batches(candidates):
        known = _known(conn, current, list(batch))
        for key in batch:
            row = known.get((current.scope, key)) or known.get(("", key))
            if row is None or current.settled_at is None or row["added_at"] > current.settled_at:
                return True
    return False


def is_changed(listed: str | None, known: str | None, asked_at: datetime | None, now: datetime) -> bool:
    """Say whether a URL changed since it was requested, by the listing's ``lastmod`` now and then.

    A clock that was ahead of ours is not believed for ever. A date alone does not show an edit later on that
    day: what was requested before the day was over is requested once more afterwards.
    """
    if listed is None:
        return False
    changed = to_instant(listed)
    is_day = len(listed) <= len("2016-09-06")
    if known is None:
        until = changed + _DAY if changed and is_day else changed
        return asked_at is None or until is None or until > asked_at - _CLOCKS
    if is_day and known.startswith(listed):
        over = changed + _DAY + _ZONES if changed else None
        return asked_at is not None and over is not None and asked_at < over <= now
    before = to_instant(known)
    if changed is None or before is None:
        return listed != known
    return changed > before or (changed != before and before > now)


def _batches(candidates: Iterable[Candidate]) -> Iterator[dict[str, Candidate]]:
    """Split candidates into batches by key; of several with one key in a batch the first counts."""
    rest = iter(candidates)
    while part := list(islice(rest, AT_ONCE)):
        batch: dict[str, Candidate] = {}
        for each in part:
            batch.setdefault(key_of(each.url, each.kind), each)
        yield batch


def _known(conn: Connection, current: Round, keys: Sequence[str]) -> dict[tuple[str, str], RowMapping]:
    """Return rows by (scope, key): those of the scope, and those of the whole site."""
    rows = conn.execute(
        select(*_KNOWN).where(
            frontier.c.site == current.site,
            frontier.c.scope.in_({"", current.scope}),
            frontier.c.key.in_(keys),
        )
    ).mappings()
    return {(row["scope"], row["key"]): row for row in rows}


def _compare(
    batch: dict[str, Candidate],
    known: dict[tuple[str, str], RowMapping],
    current: Round,
    *,
    force: bool,
) -> _Changes:
    changes = _Changes()
    for key, each in batch.items():
        own = known.get((current.scope, key))
        if own is None:
            twin = known.get(("", key)) if each.kind == "article" else None
            if force or twin is None or twin["state"] != "done" or _is_wanted(each, twin, current):
                changes.new.append(new_row(key, each, current))
        elif _is_wanted(each, own, current) or (force and own["round"] != current.number):
            changes.again.append(_again(each, own, current))
        else:
            if own["round"] != current.number:
                changes.listed.append(own["id"])
            if (
                each.lastmod
                and own["lastmod"] != each.lastmod
                and (own["lastmod"] is None or own["state"] != "done")
            ):
                changes.lastmods.append({"row": own["id"], "lastmod": each.lastmod})
    return changes


def _is_wanted(each: Candidate, row: RowMapping, current: Round) -> bool:
    """Say whether a known URL is to be requested (again) now."""
    changed = is_changed(each.lastmod, row["lastmod"], row["asked_at"], current.now)
    if row["kind"] == "listing":
        if row["round"] == current.number:
            return False
        is_read = row["state"] == "done" and not row["reason"].startswith("given_up")
        return current.complete or changed or each.lastmod is None or not is_read
    if row["state"] == "pending":
        return False
    if (
        row["reason"] == "gone"
    ):  # it is named again: that is believed at once the first time, later it has to wait
        return changed or row["not_before"] is None or row["not_before"] <= current.now
    return changed


def new_row(key: str, each: Candidate, current: Round) -> dict[str, Any]:
    """Return the row of an unknown candidate."""
    return {
        "site": current.site,
        "scope": current.scope,
        "key": key,
        "url": each.url,
        "kind": each.kind,
        "source": each.source,
        "state": "pending",
        "priority": each.priority,
        "tries": 0,
        "lastmod": each.lastmod,
        "meta": dict(each.meta) or None,
        "round": current.number,
        "added_at": current.now,
    }


def _again(each: Candidate, row: RowMapping, current: Round) -> dict[str, Any]:
    starts_afresh = row["kind"] == "article" and row["reason"] != "gone"
    return {
        "row": row["id"],
        "state": "pending",
        "not_before": None,
        "tries": 0 if starts_afresh else row["tries"],
        "source": each.source,
        "priority": each.priority,
        "lastmod": each.lastmod or row["lastmod"],
        "meta": dict(each.meta) or None,
        "round": current.number,
    }
