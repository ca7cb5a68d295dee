"""The queue of a fleet: tables of procrastinate in the PostgreSQL database that holds the store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from procrastinate import App, PsycopgConnector

from crawler.fleet import jobs, queue_schema
from crawler.fleet.connecting import connection_options, queue_url, told
from crawler.fleet.rounds import tasks
from crawler.fleet.waiting_jobs import WaitingJobs

_CONNECTIONS = 3
"""Connections of one process at most, beside the one that listens; each is needed for milliseconds."""
_CONNECTION_SECONDS = 10.0
"""How long a statement waits for one of them."""


@asynccontextmanager
async def open_queue(store_url: str, *, migrate: bool = True) -> AsyncIterator[App]:
    """Open the queue beside the store at an SQLAlchemy URL, with the tasks of :mod:`crawler.fleet.jobs`.

    ``migrate``: make its tables if there are none, and bring older ones to the present version.
    Raises StoreMisnamed: no URL; QueueMisnamed: no PostgreSQL, no tables (without ``migrate``);
    QueueError: no such server, or it refuses, tables of a newer version.
    """
    url = queue_url(store_url)
    with told(url):
        await asyncio.to_thread(queue_schema.prepare, connection_options(url), migrate=migrate)
        connector = PsycopgConnector(
            kwargs=connection_options(url), min_size=1, max_size=_CONNECTIONS, timeout=_CONNECTION_SECONDS
        )
        app = App(connector=connector)
        app.job_manager = WaitingJobs(connector)
        jobs.add_tasks(app)
        tasks.add_tasks(app)
        await connector.open_async()
    try:
        yield app
    finally:
        await connector.close_async()
