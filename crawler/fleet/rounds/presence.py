"""Which places have a worker: each holds a lock of the database while it lives."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress

import psycopg
from sqlalchemy import Connection, text

from crawler.fleet.connecting import connection_options, queue_url
from crawler.fleet.rounds.means import queue_of

_LOOK = 5.0
"""Seconds between two looks at the session that has the lock; a new one is made if it is lost."""

_HELD = text(
    """
    SELECT DISTINCT (classid::bigint << 32) | objid::bigint AS key FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND database = (
        SELECT oid FROM pg_database WHERE datname = current_database()
    )
    """
)

_READING = text("SELECT DISTINCT queue_name FROM fleet.procrastinate_jobs WHERE status = 'doing'")


def key_of(name: str) -> int:
    """Return the key of an advisory lock of the fleet, apart from those of sites."""
    return int.from_bytes(hashlib.sha256(f"scrapy fleet\n{name}".encode("utf-8", "replace")).digest()[:7])


def present_places(conn: Connection, places: Collection[str]) -> set[str]:
    """Return those of some places that a worker has."""
    held = set(conn.execute(_HELD).scalars())
    queues = set(conn.execute(_READING).scalars())
    return {place for place in places if key_of(f"place {place}") in held or queue_of(place) in queues}


@asynccontextmanager
async def at_places(store_url: str, places: Collection[str]) -> AsyncIterator[None]:
    """Say meanwhile that a worker has the files of these places."""
    task = asyncio.create_task(_hold(store_url, places)) if places else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


@asynccontextmanager
async def alone(store_url: str, name: str) -> AsyncIterator[bool]:
    """Hold a lock of the fleet meanwhile; False: another process holds it. Raises psycopg.Error."""
    async with await _connect(store_url) as conn:
        answer = await conn.execute("SELECT pg_try_advisory_lock(%s)", [key_of(name)])
        row = await answer.fetchone()
        yield bool(row and row[0])


async def _hold(store_url: str, places: Collection[str]) -> None:
    while True:
        with suppress(psycopg.Error, OSError):
            async with await _connect(store_url) as conn:
                for place in places:
                    await conn.execute("SELECT pg_advisory_lock_shared(%s)", [key_of(f"place {place}")])
                while True:
                    await asyncio.sleep(_LOOK)
                    await conn.execute("SELECT 1")
        await asyncio.sleep(_LOOK)


async def _connect(store_url: str) -> psycopg.AsyncConnection[tuple[object, ...]]:
    return await psycopg.AsyncConnection.connect(**connection_options(queue_url(store_url)), autocommit=True)
