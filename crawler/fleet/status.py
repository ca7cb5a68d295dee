"""What each site of a fleet does, as the store, its locks and the queue tell together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, func, select

from crawler.fleet.due import LastRun, newest_runs, next_at
from crawler.fleet.holders import holders
from crawler.fleet.queue_look import QueueView, Waiting, look_at_queue
from crawler.fleet.sites_file import FleetSite
from crawler.store.schema import fleet_site, frontier, run

State = Literal["due", "waiting", "running", "paused", "idle"]

_HOLDER = re.compile(r"process (\d+) on (\S+)(?: since (\S+))?")
"""The note of who holds a lock; of a host with a long name its end is missing."""
_AT_ONCE = 100
_REQUESTS = "downloader/request_count"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """One site at one moment."""

    site: str
    state: State
    host: str | None
    """The machine that runs it."""
    process: int | None
    since: datetime | None
    last_run: datetime | None
    """When the last run began that is over."""
    verdict: int | None
    """The exit status of the last run that ended."""
    next: datetime | None
    """When it is due next, or has been since; None: it is paused."""
    pending: int
    """URLs that its next run requests."""
    attempts: int
    """Runs that failed, one after another."""
    sentence: str | None
    """Why the verdict is not 0, or who stopped the run."""
    every: timedelta
    newspaper_host: str
    rate: float | None
    """Requests a minute, of the run that goes on or of the last one."""
    is_paused: bool
    """It is not begun again, also while it still runs."""

    @property
    def is_sick(self) -> bool:
        """Whether its last run failed."""
        return bool(self.verdict)


@dataclass(frozen=True, slots=True)
class FleetView:
    """A fleet at one moment."""

    sites: Sequence[SiteView]
    """The sick ones first, those that failed most often before the others; then by state and name."""
    queue: QueueView
    now: datetime

    @property
    def sick(self) -> list[SiteView]:
        """The sites whose last run failed, the worst first."""
        return [site for site in self.sites if site.is_sick]


def look(conn: Connection, now: datetime) -> FleetView:
    """Return what the fleet does. Nothing is written, nobody is waited for."""
    rows = conn.execute(select(fleet_site)).all()
    sites = {row.site: _as_listed(row) for row in rows}
    scopes = [(row.site, row.scope) for row in rows]
    queue = look_at_queue(conn)
    held = holders(conn, sites)
    dates = next_at(conn, sites, now)
    newest = newest_runs(conn, scopes)
    ended = newest_runs(conn, scopes, run.c.ended_at.is_not(None))
    pending = _counts(conn, scopes, frontier.c.state == "pending")
    views = []
    for row in rows:
        name = row.site
        crawl, holder = queue.crawls.get(name), held.get(name)
        found = _Found(newest.get(name), ended.get(name), pending[name], holder, dates[name], crawl)
        views.append(_view(conn, row, found, now))
    return FleetView(sorted(views, key=_order), queue, now)


@dataclass(frozen=True, slots=True)
class _Found:
    """What other tables than its own know of a site."""

    newest: LastRun | None
    ended: LastRun | None
    pending: int
    holder: str | None
    due_at: datetime | None
    crawl: Waiting | None


def _view(conn: Connection, row: Any, found: _Found, now: datetime) -> SiteView:
    """Return one site; ``row``: of the table fleet_site."""
    host, process, since = _who(found.holder)
    every = timedelta(seconds=row.every)
    is_running, is_paused = found.holder is not None, row.paused_at is not None
    present = found.newest if is_running and _is_open(found.newest) else None
    last = found.newest if present is None else found.ended
    begun_at = row.begun_at if present is None else present.started_at
    following = found.due_at
    if is_running:
        since = since or begun_at
        following = None if is_paused else (begun_at or now) + every
    elif found.crawl is not None and found.crawl.at is not None and not is_paused:
        following = found.crawl.at
    verdict, sentence = _judged(row, found.ended)
    return SiteView(
        site=row.site,
        state=_state(found, now, is_paused=is_paused),
        host=host,
        process=process,
        since=since,
        last_run=None if last is None else last.started_at,
        verdict=verdict,
        next=following,
        pending=found.pending,
        attempts=row.attempts,
        sentence=sentence,
        every=every,
        newspaper_host=row.host,
        rate=_rate(found.ended) if present is None else _rate_so_far(conn, row, present, now),
        is_paused=is_paused,
    )


def _state(found: _Found, now: datetime, *, is_paused: bool) -> State:
    if found.holder is not None:
        return "running"
    if is_paused:
        return "paused"
    if found.crawl is not None:
        return "waiting"
    return "due" if found.due_at is not None and found.due_at <= now else "idle"


def _is_open(last: LastRun | None) -> bool:
    return last is not None and last.ended_at is None


def _who(holder: str | None) -> tuple[str | None, int | None, datetime | None]:
    """Return host, process and beginning from the note of who holds a lock, as far as it tells."""
    found = None if holder is None else _HOLDER.match(holder)
    if found is None:
        return None, None, None
    try:
        since = datetime.fromisoformat(found[3]) if found[3] else None
    except ValueError:  # cut off
        since = None
    if since is not None and since.tzinfo is None:
        since = None
    return found[2], int(found[1]), None if since is None else since.astimezone(UTC)


def _judged(row: Any, ended: LastRun | None) -> tuple[int | None, str | None]:
    """Return the verdict on the last run that ended, whoever made it, and why it is not healthy."""
    by_hand = ended is not None and (row.ended_at is None or ended.started_at > row.ended_at)
    if by_hand and ended is not None and ended.status is not None:
        return ended.status, ended.reason if ended.status else None
    if row.verdict is None and ended is not None:
        return ended.status, ended.reason if ended.status else None
    return row.verdict, row.sentence


def _rate(ended: LastRun | None) -> float | None:
    if ended is None or ended.ended_at is None:
        return None
    requests = ended.stats.get(_REQUESTS)
    if not isinstance(requests, int | float):
        return None
    return _a_minute(requests, ended.ended_at - ended.started_at)


def _rate_so_far(conn: Connection, row: Any, present: LastRun, now: datetime) -> float:
    """Return how many URLs the present run has asked for, a minute: its statistics are written at its end."""
    asked = select(func.count()).where(
        frontier.c.site == row.site,
        frontier.c.scope == row.scope,
        frontier.c.kind.in_(("article", "listing")),
        frontier.c.asked_at >= present.started_at,
    )
    return _a_minute(conn.execute(asked).scalar_one(), now - present.started_at)


def _a_minute(number: float, span: timedelta) -> float:
    return round(number * 60 / max(span.total_seconds(), 1), 1)


def _counts(
    conn: Connection, scopes: Sequence[tuple[str, str]], *conditions: ColumnElement[bool]
) -> dict[str, int]:
    """Return how many rows of the frontier each site has, in its scope, that meet the conditions."""
    found: dict[str, int] = {}
    for start in range(0, len(scopes), _AT_ONCE):
        part = scopes[start : start + _AT_ONCE]
        counts = (
            select(func.count()).where(frontier.c.site == site, frontier.c.scope == scope, *conditions)
            for site, scope in part
        )
        numbers = conn.execute(select(*(each.scalar_subquery() for each in counts))).one()
        found |= {site: number for (site, _), number in zip(part, numbers, strict=True)}
    return found


def _order(view: SiteView) -> tuple[object, ...]:
    states = ("running", "waiting", "due", "idle", "paused")
    return (not view.is_sick, -(view.verdict or 0), -view.attempts, states.index(view.state), view.site)


def _as_listed(row: Any) -> FleetSite:
    """Return a site as far as the store knows it."""
    return FleetSite(
        name=row.site,
        spider="",
        every=timedelta(seconds=row.every),
        options={},
        settings={},
        host=row.host,
        scope=row.scope,
    )


def sites_in_store(conn: Connection) -> Iterator[str]:
    """Yield the names of the sites that the fleet keeps, sorted."""
    yield from conn.execute(select(fleet_site.c.site).order_by(fleet_site.c.site)).scalars()
