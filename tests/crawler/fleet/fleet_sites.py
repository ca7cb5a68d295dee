"""Sites of a fleet, runs of theirs, and the time, for the tests of what is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select

from crawler.fleet.due import due_sites, next_at
from crawler.fleet.keeping import note_listing
from crawler.fleet.sites_file import FleetSite
from crawler.store import Store
from crawler.store.schema import fleet_site, run

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def fleet(*names: str, every: timedelta = HOUR, scope: str = "") -> dict[str, FleetSite]:
    return {
        name: FleetSite(
            name=name, spider=name, every=every, options={}, settings={}, host=f"{name}.example", scope=scope
        )
        for name in names
    }


def listed(store: Store, *names: str, every: timedelta = HOUR, scope: str = "") -> dict[str, FleetSite]:
    """Return sites that a worker has seen in its file."""
    sites = fleet(*names, every=every, scope=scope)
    with store.begin() as conn:
        note_listing(conn, sites, NOON)
    return sites


def has_run(
    store: Store, site: str, started_at: datetime, *, scope: str = "", ended: bool = True, status: int = 0
) -> None:
    """Write a run as a crawl does."""
    with store.begin() as conn:
        conn.execute(
            insert(run).values(
                site=site,
                scope=scope,
                round=1,
                complete=False,
                started_at=started_at,
                ended_at=started_at + MINUTE if ended else None,
                status=status if ended else None,
                reason="finished" if ended else None,
            )
        )


def due(store: Store, sites: dict[str, FleetSite], now: datetime) -> list[str]:
    with store.read() as conn:
        return [site.name for site in due_sites(conn, sites, now)]


def due_at(store: Store, sites: dict[str, FleetSite], now: datetime) -> datetime | None:
    """Return when the only site is due."""
    with store.read() as conn:
        (at,) = next_at(conn, sites, now).values()
    return at


def kept(store: Store, site: str) -> dict[str, object]:
    """Return what is remembered of a site."""
    with store.read() as conn:
        return dict(conn.execute(select(fleet_site).where(fleet_site.c.site == site)).mappings().one())
