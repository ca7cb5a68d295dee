"""What an operator may ask of a fleet from any machine: run, retry, stop, pause, resume a site.

The store remembers what was asked, so that it holds whatever becomes of workers and queue; the queue makes it
quick. Each function says in a sentence what it did.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, LiteralString

from sqlalchemy import Connection

from crawler.fleet import keeping
from crawler.fleet.due import database_now
from crawler.fleet.every import brief
from crawler.fleet.queue_look import has_queue
from crawler.fleet.sites_file import FleetSite
from crawler.fleet.status import FleetView, SiteView, look
from crawler.store import Store

if TYPE_CHECKING:
    from procrastinate import App

_NOW: LiteralString = """
UPDATE procrastinate_jobs SET scheduled_at = NULL
WHERE queue_name = 'sites' AND status = 'todo' AND queueing_lock = %(lock)s AND scheduled_at > now()
"""

Said = tuple[str, bool]
"""A sentence, and whether what was asked could be done."""


class Operator:
    """The requests of one operator."""

    def __init__(self, store: Store, store_url: str) -> None:
        self._store = store
        self._url = store_url

    def look(self) -> FleetView:
        """Return what the fleet does now. Raises StoreError."""
        with self._store.read() as conn:
            return look(conn, database_now(conn))

    async def run(self, sites: Sequence[SiteView]) -> list[Said]:
        """Crawl sites now, whatever their periods."""
        said = []
        async with self._queue() as app:
            for site in sites:
                if not self._note(keeping.want, site.site):
                    said.append((f"{site.site} is paused: scrapy fleet resume {site.site} first.", False))
                    continue
                await _begin(app, site)
                again = " once more, when its present run has ended" if site.state == "running" else " now"
                said.append((f"{site.site} is crawled{again}.", True))
        return said

    async def retry(self, sites: Sequence[SiteView]) -> list[Said]:
        """Crawl those of these sites now that failed, or wait for a pause."""
        now = self.look().now
        wanted = [site for site in sites if _is_put_back(site, now)]
        said = await self.run(wanted)
        others = [site for site in sites if site not in wanted]
        return said + [(f"{site.site} is left as it is: {_no_retry(site)}.", True) for site in others]

    async def retry_all(self) -> list[Said]:
        """Crawl all sites now that failed, or wait for a pause."""
        view = self.look()
        said = await self.retry([site for site in view.sites if _is_put_back(site, view.now)])
        return said or [("No site failed or waits for a pause.", True)]

    async def stop(self, sites: Sequence[SiteView]) -> list[Said]:
        """End the crawls of sites, and begin none before their periods."""
        said = []
        async with self._queue() as app:
            for site in sites:
                is_asked = site.state in ("running", "waiting", "due")
                self._note(keeping.put_off if is_asked else keeping.calm, site.site)
                taken, stopped = await _take_out(app, site.site, abort=True)
                said.append(_stopped(site, taken=taken, is_stopped=stopped))
        return said

    async def pause(self, sites: Sequence[SiteView]) -> list[Said]:
        """Begin no crawl of these sites until they are resumed; one that goes on is left alone."""
        said = []
        async with self._queue() as app:
            for site in sites:
                name = site.site
                if not self._note(keeping.pause, name):
                    said.append((f"{name} is paused already.", True))
                    continue
                await _take_out(app, name, abort=False)
                goes_on = f"; its present run goes on (scrapy fleet stop {name} ends it)"
                said.append((f"{name} is paused{goes_on if site.state == 'running' else ''}.", True))
        return said

    async def resume(self, sites: Sequence[SiteView]) -> list[Said]:
        """Crawl sites again that were paused."""
        said = []
        for site in sites:
            name = site.site
            was = self._note(keeping.resume, name)
            said.append((f"{name} is resumed." if was else f"{name} is not paused.", True))
        return said

    def _note(self, write: Callable[[Connection, str, datetime], bool], name: str) -> bool:
        with self._store.begin() as conn:
            return write(conn, name, database_now(conn))

    @asynccontextmanager
    async def _queue(self) -> AsyncIterator[App | None]:
        """Open the queue; None: there is none yet, as no worker ever ran. Raises QueueError."""
        with self._store.read() as conn:
            is_there = has_queue(conn)
        if not is_there:
            yield None
            return
        from crawler.fleet.queue import open_queue  # noqa: PLC0415 - half a second, only where it is needed

        async with open_queue(self._url, migrate=False) as app:
            yield app


def _is_put_back(site: SiteView, now: datetime) -> bool:
    """Say whether a site failed or waits for a pause."""
    if site.state in ("running", "paused"):
        return False
    return site.is_sick or (site.state == "waiting" and site.next is not None and site.next > now)


async def _begin(app: App | None, site: SiteView) -> None:
    """Put a crawl into the queue, or let the one that waits there for its time begin."""
    if app is None:
        return
    from crawler.fleet.jobs import crawl_lock, defer_crawl  # noqa: PLC0415

    if site.state != "running" and not await defer_crawl(app, _as_listed(site)):
        await app.connector.execute_query_async(_NOW, lock=crawl_lock(site.site))


async def _take_out(app: App | None, name: str, *, abort: bool) -> tuple[int, bool]:
    """Take waiting crawls of a site out of the queue; ``abort``: end the one that runs.

    Returns how many waited, and whether one runs that was asked to end.
    """
    if app is None:
        return 0, False
    from procrastinate.exceptions import ConnectorException  # noqa: PLC0415

    from crawler.fleet.jobs import SITES, unfinished  # noqa: PLC0415

    taken, is_running = 0, False
    for job in await unfinished(app):
        if job.id is None or job.queue != SITES or not _is_of(job.task_kwargs, name):
            continue
        with suppress(ConnectorException):  # it has ended meanwhile
            done = await app.job_manager.cancel_job_by_id_async(job.id, abort=abort)
            is_running |= done and job.status == "doing"
            taken += done and job.status != "doing"
    return taken, is_running


def _is_of(arguments: object, name: str) -> bool:
    return isinstance(arguments, dict) and arguments.get("site") == name


def _stopped(site: SiteView, *, taken: int, is_stopped: bool) -> Said:
    name, later = site.site, f"not crawled again before {brief(site.every)} from now"
    if is_stopped:
        where = f" (process {site.process} on {site.host})" if site.process else ""
        return f"{name} is being stopped{where}, and {later}.", True
    if site.state == "running":
        by = f"process {site.process} on {site.host}" if site.process else "another process"
        return f"{name} is worked on by {by}, which is no crawl of the fleet: stop it there.", False
    if taken or site.state in ("waiting", "due"):
        return f"{name} does not wait any more, and is {later}.", True
    return f"{name} neither runs nor waits.", True


def _no_retry(site: SiteView) -> str:
    if site.state == "running":
        return "it runs"
    if site.state == "paused":
        return "it is paused"
    return "its last run did not fail" if site.verdict == 0 else "it waits for no pause"


def _as_listed(site: SiteView) -> FleetSite:
    """Return a site as far as the queue has to know it."""
    return FleetSite(
        name=site.site,
        spider="",
        every=timedelta(seconds=site.every.total_seconds()),
        options={},
        settings={},
        host=site.newspaper_host,
        scope="",
    )
