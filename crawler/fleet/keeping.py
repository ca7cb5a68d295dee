"""What the store remembers of a fleet's sites: the table ``fleet_site``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from crawler.fleet.sites_file import FleetSite
from crawler.store.schema import fleet_site
from crawler.store.upsert import upsert

_FORGOTTEN = {"begun_at": None, "ended_at": None, "verdict": None, "sentence": None, "attempts": 0}
"""What is known of runs in another scope says nothing of this one."""


def note_listing(
    conn: Connection, sites: Mapping[str, FleetSite], now: datetime, *, grace: timedelta = timedelta()
) -> None:
    """Write which sites the file has; those that are no longer in it go, with what was known of them.

    ``grace``: how long one stays that another worker has listed, whose file may be newer.
    """
    known = {row.site: row.scope for row in conn.execute(select(fleet_site.c.site, fleet_site.c.scope))}
    if gone := known.keys() - sites.keys():
        old = fleet_site.c.site.in_(gone) & (fleet_site.c.listed_at <= now - grace)
        conn.execute(delete(fleet_site).where(old))
    for name, site in sites.items():
        if known.get(name, site.scope) != site.scope:
            conn.execute(update(fleet_site).where(fleet_site.c.site == name).values(_FORGOTTEN))
    rows = [
        {
            "site": name,
            "host": site.host,
            "every": int(site.every.total_seconds()),
            "scope": site.scope,
            "listed_at": now,
        }
        for name, site in sites.items()
    ]
    if rows:
        statement = upsert(conn, fleet_site, ("site",), "host", "every", "scope", "listed_at")
        conn.execute(statement, rows)


def is_listed(conn: Connection, name: str) -> bool:
    """Say whether a worker has a site in its file."""
    return conn.execute(select(fleet_site.c.site).where(fleet_site.c.site == name)).first() is not None


def note_begun(conn: Connection, name: str, now: datetime) -> None:
    """Write that a worker begins a run of a site: what an operator wanted is being done."""
    _change(conn, name, begun_at=now, ended_at=None, wanted_at=None)


def note_ended(conn: Connection, name: str, verdict: int, sentence: str | None, now: datetime) -> None:
    """Write how a run has ended; ``verdict``: its exit status; ``sentence``: why it is not 0."""
    attempts = fleet_site.c.attempts + 1 if verdict else 0
    _change(conn, name, ended_at=now, verdict=verdict, sentence=sentence, attempts=attempts)


def pause(conn: Connection, name: str, now: datetime) -> bool:
    """Crawl a site no more until it is resumed; False: it was paused already."""
    return _change(conn, name, fleet_site.c.paused_at.is_(None), paused_at=now, wanted_at=None)


def resume(conn: Connection, name: str, now: datetime) -> bool:
    """Crawl a site again that was paused; False: it was not."""
    return _change(conn, name, fleet_site.c.paused_at.is_not(None), paused_at=None)


def want(conn: Connection, name: str, now: datetime) -> bool:
    """Crawl a site now, whatever its period; False: it is paused."""
    return _change(conn, name, fleet_site.c.paused_at.is_(None), wanted_at=now)


def calm(conn: Connection, name: str, now: datetime) -> bool:
    """Crawl a site at its period only: not because it failed, nor because an operator wanted it."""
    return _change(conn, name, wanted_at=None, attempts=0)


def put_off(conn: Connection, name: str, now: datetime) -> bool:
    """Crawl a site no sooner than a period from now; of a run that goes on the end is noted as usual."""
    calm(conn, name, now)
    over = fleet_site.c.begun_at.is_(None) | fleet_site.c.ended_at.is_not(None)
    _change(conn, name, over, ended_at=now)
    return _change(conn, name, begun_at=now)


def _change(conn: Connection, name: str, *conditions: object, **values: object) -> bool:
    changed = update(fleet_site).where(fleet_site.c.site == name)
    for each in conditions:
        changed = changed.where(each)  # type: ignore[arg-type]
    return conn.execute(changed.values(**values)).rowcount > 0
