"""How a process of a fleet reaches its queue, and what is said when it cannot."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import psycopg_pool
from procrastinate.exceptions import ConnectorException
from sqlalchemy import URL

from crawler.errors import Trouble
from crawler.fleet.queue_schema import SCHEMA, QueueSchemaError
from crawler.store.address import POSTGRESQL, parse_url
from crawler.store.liveness import client_parameters
from crawler.store.secrets import shown, without_secrets

_NAME_LENGTH = 63
"""How much PostgreSQL keeps of an application's name."""


class QueueError(Trouble):
    """A queue that cannot be opened, or was lost: one sentence for its user, with the URL of the store."""


class QueueMisnamed(QueueError):
    """A STORE_URL that can have no queue, or has none yet. Its user has to change something."""

    is_mistake = True


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
