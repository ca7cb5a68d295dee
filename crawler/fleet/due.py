"""Which sites of a fleet are due, as the history of their runs says: downtime loses nothing.

Nothing here remembers when something should have happened: a site is due when its last run and its period
say so, whenever that is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from crawler.fleet.holders import holders
from crawler.fleet.sites_file import FleetSite
from crawler.store.schema import fleet_site, run

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""After how long a site is tried again whose run failed, once, twice, three times; then at its period."""

BEGINNING = timedelta(minutes=2)
"""How long a run may take from its beginning until it holds its lock; after that its worker has died."""

_FUTURE = timedelta(minutes=1)
"""Clocks of machines differ by less than this; a run that began later than now has no date to rely on."""

_AT_ONCE = 100
"""Sites of one query."""


@dataclass(frozen=True, slots=True)
class LastRun:
    """The newest run of a site in the scope in which the fleet crawls it."""

    started_at: datetime
    ended_at: datetime | None
    status: int | None
    reason: str | None
    stats: Mapping[str, Any]


def database_now(conn: Connection) -> datetime:
    """Return the database's time, since the clocks of machines differ; of an SQLite store this machine's."""
    if conn.dialect.name != "postgresql":
        return datetime.now(UTC)
    now: datetime = conn.execute(select(func.clock_timestamp())).scalar_one()
    return now.astimezone(UTC)


def due_sites(conn: Connection, sites: Mapping[str, FleetSite], now: datetime) -> list[FleetSite]:
    """Return the sites that are to be crawled now: those that an operator wants, then the longest due."""
    due = [
        (not wanted, at, site)
        for site, at, wanted in _dates(conn, sites, now)
        if at is not None and at <= now
    ]
    return [site for _, _, site in sorted(due, key=lambda each: each[:2])]


def next_at(conn: Connection, sites: Mapping[str, FleetSite], now: datetime) -> dict[str, datetime | None]:
    """Return when each site is due next: ``now`` or earlier is at once; None: it runs, or it is paused."""
    return {site.name: at for site, at, _ in _dates(conn, sites, now)}


def is_due(conn: Connection, site: FleetSite, now: datetime) -> bool:
    """Say whether a site is due, for a job that has waited: another run may have come before it."""
    return bool(due_sites(conn, {site.name: site}, now))


def _dates(
    conn: Connection, sites: Mapping[str, FleetSite], now: datetime
) -> Iterator[tuple[FleetSite, datetime | None, bool]]:
    kept = {row.site: row for row in conn.execute(select(fleet_site))}
    runs = newest_runs(conn, [(site.name, site.scope) for site in sites.values()])
    held = holders(conn, sites)
    for name, site in sites.items():
        row = kept.get(name)
        own = row if row is not None and row.scope == site.scope else None
        wanted_at = None if row is None else row.wanted_at
        if name in held or (row is not None and row.paused_at is not None) or _is_beginning(row, now):
            yield site, None, False
        elif wanted_at is not None:
            yield site, min(wanted_at, now), True
        else:
            yield site, _date(site.every, own, runs.get(name), now), False


def _is_beginning(row: Any, now: datetime) -> bool:
    """Say whether a worker has begun a run that does not hold its lock yet."""
    return (
        row is not None
        and row.begun_at is not None
        and row.ended_at is None
        and now - row.begun_at < BEGINNING
    )


def _date(every: timedelta, row: Any, last: LastRun | None, now: datetime) -> datetime:
    """Return when a site is due that nobody runs, wants or has paused."""
    begun = None if row is None else row.begun_at
    started = None if last is None or last.started_at > now + _FUTURE else last.started_at
    known = [each for each in (begun, started) if each is not None]
    if not known or _is_cut_off(row, last, started):
        return now
    regular: datetime = max(known) + every
    if row is not None and row.verdict == 1 and row.ended_at is not None and 0 < row.attempts <= len(PAUSES):
        again: datetime = row.ended_at + PAUSES[row.attempts - 1]
        return min(regular, again)
    return regular


def _is_cut_off(row: Any, last: LastRun | None, started: datetime | None) -> bool:
    """Say whether the last run died: neither itself nor the worker that watched it has noted its end."""
    if row is not None and row.begun_at is not None:
        if row.ended_at is None:
            return True
        if started is None or started <= row.ended_at:
            return False
    return last is not None and last.ended_at is None


def newest_runs(
    conn: Connection, scopes: Sequence[tuple[str, str]], *conditions: ColumnElement[bool]
) -> dict[str, LastRun]:
    """Return the newest run of each site in its scope that meets the conditions, by the site."""
    found: dict[str, LastRun] = {}
    for part in _batches(scopes):
        newest = (
            select(func.max(run.c.id)).where(run.c.site == site, run.c.scope == scope, *conditions)
            for site, scope in part
        )
        ids = conn.execute(select(*(each.scalar_subquery() for each in newest))).one()
        known = run.c.id.in_([each for each in ids if each is not None])
        for row in conn.execute(select(run).where(known)):
            found[row.site] = LastRun(row.started_at, row.ended_at, row.status, row.reason, row.stats or {})
    return found


def _batches(scopes: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    for start in range(0, len(scopes), _AT_ONCE):
        yield scopes[start : start + _AT_ONCE]
