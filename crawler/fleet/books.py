"""What a worker reads and writes in the store beside its crawls: in a thread, so that none waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import Connection, text

from crawler.fleet.due import database_now, due_sites
from crawler.fleet.keeping import is_listed, note_begun, note_ended, note_listing
from crawler.fleet.queue_look import other_workers
from crawler.fleet.sites_file import FleetSite
from crawler.store import Store, StoreError

_TICK = text("SELECT pg_try_advisory_xact_lock(:key)")
_TICK_LOCK = 0x7E1E8
"""Key of the advisory lock that lets one worker at a time look what is due: any constant number."""
_GRACE = timedelta(seconds=50)
"""Less than the time between two ticks of a worker: what it lists stays, whatever files others have."""

_Result = TypeVar("_Result")


class Books:
    """The table of a fleet's sites, for one worker. Each method raises StoreError."""

    def __init__(self, store_url: str) -> None:
        self._url = store_url
        self._store: Store | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="books")

    async def due(self, sites: Mapping[str, FleetSite]) -> list[FleetSite] | None:
        """Note which sites there are, and return those that are due; None: another worker does it now."""

        def look(conn: Connection) -> list[FleetSite] | None:
            if not conn.execute(_TICK, {"key": _TICK_LOCK}).scalar_one():
                return None
            now = database_now(conn)
            note_listing(conn, sites, now, grace=_GRACE if other_workers(conn) else timedelta())
            return due_sites(conn, sites, now)

        return await self._do(look)

    async def is_listed(self, name: str) -> bool:
        """Say whether a worker has a site in its file."""
        return await self._do(lambda conn: is_listed(conn, name))

    async def begun(self, name: str) -> None:
        """Note that a site is being crawled."""
        await self._do(lambda conn: note_begun(conn, name, database_now(conn)))

    async def ended(self, name: str, verdict: int, sentence: str | None) -> None:
        """Note how its crawl ended: an exit status, and why it is not 0."""
        await self._do(lambda conn: note_ended(conn, name, verdict, sentence, database_now(conn)))

    async def close(self) -> None:
        """Close the store."""
        if self._store is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=False)

    async def _do(self, write: Callable[[Connection], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._in_thread, write)

    def _in_thread(self, write: Callable[[Connection], _Result]) -> _Result:
        if self._store is None:
            self._store = Store.open(self._url)
        try:
            with self._store.begin() as conn:
                return write(conn)
        except StoreError:
            self._close()  # the next one opens it anew
            raise

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
