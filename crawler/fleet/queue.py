"""The queue of a fleet: tables of procrastinate in the PostgreSQL database that holds the store."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import psycopg
import psycopg_pool
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from sqlalchemy import URL

from crawler.errors import Trouble
from crawler.fleet import jobs, queue_schema
from crawler.fleet.queue_schema import SCHEMA, QueueSchemaError
from crawler.fleet.waiting_jobs import WaitingJobs
from crawler.store.address import POSTGRESQL, parse_url
from crawler.store.liveness import client_parameters
from crawler.store.secrets import shown, without_secrets

_CONNECTIONS = 3
"""Connections of one process at most, beside the one that listens; each is needed for milliseconds."""
_CONNECTION_SECONDS = 10.0
"""How long a statement waits for one of them."""
_NAME_LENGTH = 63
"""How much PostgreSQL keeps of an application's name."""


class QueueError(Trouble):
    """A queue that cannot be opened, or was lost: one sentence for its user, with the URL of the store."""


class QueueMisnamed(QueueError):
    """A STORE_URL that can have no queue, or has none yet. Its user has to change something."""

    is_mistake = True


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
        await connector.open_async()
    try:
        yield app
    finally:
        await connector.close_async()


def queue_url(store_url: str) -> URL:
    """Return the URL of a store that can have a queue. Raises StoreMisnamed, QueueMisnamed."""
    url = parse_url(store_url)
    if url.drivername != POSTGRESQL:
        raise QueueMisnamed(
            f"A fleet needs a PostgreSQL store, which all its workers reach, but STORE_URL is {shown(url)}: "
            "write postgresql+psycopg://USER@HOST/DATABASE."
        )
    return url


def connection_options(url: URL) -> dict[str, Any]:
    """Return the parameters of libpq for a queue: all of the URL, and ours where it is silent."""
    _, given = url.get_dialect()().create_connect_args(url)
    path = f"-c search_path={SCHEMA}"
    name = f"scrapy fleet {os.getpid()} on {socket.gethostname()}"[:_NAME_LENGTH]
    return {
        **client_parameters(url),
        "application_name": name,
        **given,
        "options": f"{given['options']} {path}" if given.get("options") else path,
    }


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn what the server or the network does into QueueError."""
    try:
        yield
    except QueueSchemaError as error:
        kind = QueueMisnamed if error.is_mistake else QueueError
        raise kind(f"The queue in {shown(url)} {error}.") from None
    except (ConnectorException, psycopg.Error, psycopg_pool.PoolTimeout, OSError) as error:
        raise queue_error(error, url) from error


def queue_error(error: BaseException, url: URL) -> QueueError:
    """Return what an error of the server or the network means for a queue."""
    cause = error.__cause__ or error
    is_mistake = isinstance(cause, psycopg.ProgrammingError) and cause.sqlstate is None  # a wrong parameter
    lines = str(cause).strip().splitlines()
    said = without_secrets(lines[0] if lines else type(cause).__name__, url).rstrip(".")
    kind = QueueMisnamed if is_mistake else QueueError
    return kind(f"The queue in {shown(url)} cannot be used: {said}.")
