"""Waiting a short while for a PostgreSQL server that is away: restarting, full, or not reachable yet.

A crawl that a timer starts with the machine, or in the minute of a failover, need not fail for that.
"""

from __future__ import annotations

import logging
from time import monotonic, sleep

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping
from sqlalchemy import URL, create_engine

from crawler.store.address import POSTGRESQL, parse_url
from crawler.store.errors import StoreError, first_line
from crawler.store.liveness import client_parameters
from crawler.store.secrets import shown, without_secrets

logger = logging.getLogger(__name__)

PAUSES = (2.0, 4.0)
"""Seconds before each further try."""
_LONGEST = 10.0
"""Seconds after which no further try begins: each may take its connect_timeout."""

_FULL = ("too many", "connection slots")
"""In what a server says that is full (SQLSTATE 53300): libpq hands on nothing but text."""


def wait_for_server(url: str) -> None:
    """Try to reach the server of a store, three times within about ten seconds, as long as it is away.

    Returns in any case, and at once for SQLite, for a server that answers and for one that refuses the user:
    opening the store says what is wrong.
    """
    try:
        parsed = parse_url(url)
    except StoreError:
        return
    if parsed.drivername != POSTGRESQL:
        return
    try:
        given = _conninfo(parsed)
    except (psycopg.Error, ValueError):  # a wrong parameter
        return
    since = monotonic()
    for pause in PAUSES:
        reason = _why_away(given)
        if reason is None or monotonic() - since > _LONGEST:
            return
        said = without_secrets(reason, parsed)
        logger.warning("The store %s is away (%s): trying again in %g s.", shown(parsed), said, pause)
        sleep(pause)


def _conninfo(url: URL) -> str:
    """Return what libpq calls a URL. Raises psycopg.ProgrammingError, ValueError."""
    _, parameters = create_engine(url).dialect.create_connect_args(url)
    parameters.pop("context", None)  # of psycopg, not of libpq
    return make_conninfo(**{**parameters, **client_parameters(url)})


def _why_away(given: str) -> str | None:
    """Return why a server cannot be reached for now; None if it answers, even with a refusal."""
    try:
        psycopg.connect(given).close()
    except psycopg.Error as error:
        said = str(error)
        is_away = PGconn.ping(given.encode()) in (Ping.REJECT, Ping.NO_RESPONSE)
        return first_line(said) if is_away or any(each in said for each in _FULL) else None
    return None
