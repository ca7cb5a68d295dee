"""Adding what listings name: unknown URLs, and those that changed since they were requested.

All URLs from outside that become rows pass the gate here (:mod:`crawler.urls.gate`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from crawler.frontier.comparing import (
    CLAIM,
    claim_of,
    is_changed,
    is_newly_claimed,
    may_be_whole_now,
    need_of,
    noted_claim,
)
from crawler.frontier.round import Round
from crawler.rows import Candidate, Outcome
from crawler.store.schema import frontier
from crawler.urls import MAX_LENGTH, article_key, fetchable

AT_ONCE = 500
"""URLs looked up by one query; old versions of SQLite take 999 parameters."""

MOST_BAD = 1000
"""Addresses of one listing that cannot be requested and that are written down; all are counted."""

_LONGEST_DATE = 64
_KNOWN = (
    *frontier.c["id", "scope", "key", "kind", "state", "reason"],
    *frontier.c["not_before", "tries", "lastmod", "meta", "round", "asked_at", "added_at"],
)
_CHANGE = update(frontier).where(frontier.c.id == bindparam("row"))


@dataclass(slots=True)
class _Changes:
    """The changes of one batch of candidates to the table."""

    new: list[dict[str, Any]] = field(default_factory=list)
    new_claims: list[dict[str, Any]] = field(default_factory=list)
    """Rows of a narrowed run for articles that the site has read, and that are listed as changed."""
    again: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    unclaimed: list[dict[str, Any]] = field(default_factory=list)
    lastmods: list[dict[str, Any]] = field(default_factory=list)
    listed: list[int] = field(default_factory=list)
    """Rows that are still named and need not be requested."""


def key_of(url: str, kind: str) -> str:
    """Return the key of a frontier row; listings are requested exactly as they are spelled."""
    return article_key(url) if kind == "article" else url


@dataclass(frozen=True, slots=True)
class Added:
    """What became of candidates."""

    pending: int
    """How many are pending now that were not."""
    claimed: int
    """How many others are listed as changed since the last round, see :mod:`crawler.frontier.claims`."""


def add_candidates(
    conn: Connection, current: Round, candidates: Iterable[Candidate], *, force: bool = False
) -> Added:
    """Make candidates pending that are unknown or not read yet (``force``: all), note which changed."""
    pending = claimed = 0
    for batch in _batches(candidates, current.now):
        changes = _compare(batch, _known(conn, current, list(batch)), current, force=force)
        for rows in (changes.new, changes.new_claims):
            if rows:
                conn.execute(insert(frontier), rows)
        for values in (changes.again, changes.claims, changes.unclaimed, changes.lastmods):
            if values:
                conn.execute(_CHANGE, values)
        if changes.listed:
            still_named = update(frontier).where(frontier.c.id.in_(changes.listed))
            conn.execute(still_named.values(round=current.number))
        pending += len(changes.new) + len(changes.again)
        claimed += len(changes.new_claims) + len(changes.claims)
    return Added(pending, claimed)


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
    for batch in _batches(candidates, current.now):
        known = _known(conn, current, list(batch))
        for key in batch:
            row = known.get((current.scope, key)) or known.get(("", key))
            if row is None or current.settled_at is None or row["added_at"] > current.settled_at:
                return True
    return False


def without_gone(conn: Connection, current: Round, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates that are not known to be gone."""
    for batch in _batches(candidates, current.now):
        known = _known(conn, current, list(batch))
        for key, each in batch.items():
            row = known.get((current.scope, key)) or known.get(("", key))
            if row is None or row["reason"] != "gone":
                yield each


def _batches(candidates: Iterable[Candidate], now: datetime) -> Iterator[dict[str, Candidate]]:
    """Split candidates into batches by key; of several with one key in a batch the first counts.

    Its ``lastmod`` is the latest of them.
    """
    rest = iter(candidates)
    while part := list(islice(rest, AT_ONCE)):
        batch: dict[str, Candidate] = {}
        for each in part:
            first = batch.setdefault(key := key_of(each.url, each.kind), each)
            if first is not each and is_changed(each.lastmod, first.lastmod, None, now):
                batch[key] = replace(first, lastmod=each.lastmod)
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
        twin = known.get(("", key)) if own is None and each.kind == "article" else None
        row = own or twin
        if row is None or (own is None and (force or row["state"] != "done")):
            changes.new.append(new_row(key, each, current))
            continue
        need = need_of(each, row, current)
        if force and row["round"] != current.number:
            need = "now"
        if own is None:  # a narrowed run, and an article that the site has read
            if need == "now":
                changes.new.append({**new_row(key, each, current), "tries": _tries(row, current)})
            elif need == "claim":
                changes.new_claims.append(_claimed_row(key, each, row, current))
        elif need == "now":
            changes.again.append(_again(each, own, current))
        elif need == "claim" and is_newly_claimed(each, own, current):
            meta = claim_of(each, own, current)
            changes.claims.append({"row": own["id"], "meta": meta, "round": current.number})
        else:
            _note_listed(changes, each, own, current, is_claimed=need == "claim")
    return changes


def _note_listed(
    changes: _Changes, each: Candidate, own: RowMapping, current: Round, *, is_claimed: bool
) -> None:
    """Note that a listing names a row of which nothing is needed."""
    if own["round"] != current.number:
        changes.listed.append(own["id"])
    if is_claimed:
        return
    claim = noted_claim(own)
    if claim is not None and own["state"] == "done" and claim["round"] != current.number:
        meta = {name: value for name, value in own["meta"].items() if name != CLAIM}
        changes.unclaimed.append({"row": own["id"], "meta": meta or None})
    is_told = own["lastmod"] is None or (
        own["state"] != "done" and is_changed(each.lastmod, own["lastmod"], own["asked_at"], current.now)
    )
    if each.lastmod and own["lastmod"] != each.lastmod and is_told:
        changes.lastmods.append({"row": own["id"], "lastmod": each.lastmod})


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


def _claimed_row(key: str, each: Candidate, twin: RowMapping, current: Round) -> dict[str, Any]:
    kept = {name: twin[name] for name in ("state", "reason", "asked_at", "lastmod", "tries")}
    return {**new_row(key, each, current), **kept, "meta": claim_of(each, twin, current)}


def _tries(row: RowMapping, current: Round) -> int:
    """Return how many tries a row that is asked again has used up."""
    tries = int(row["tries"])
    if may_be_whole_now(row, current):
        return max(1, tries)  # that it was refused once counts, also in the store of an earlier release
    return tries if row["kind"] != "article" or row["reason"] == "gone" else 0


def _again(each: Candidate, row: RowMapping, current: Round) -> dict[str, Any]:
    return {
        "row": row["id"],
        "state": "pending",
        "not_before": None,
        "tries": _tries(row, current),
        "source": each.source,
        "priority": each.priority,
        "lastmod": each.lastmod or row["lastmod"],
        "meta": dict(each.meta) or None,
        "round": current.number,
    }
