"""The one session of a held PostgreSQL store: it has the locks of its sites, reads and writes.

A run whose lock is lost (a failover, an administrator, an idle timeout) must not go on beside its successor.
So what it writes goes over the session that has its lock: the server ends both at once, and a session that
has ended is never replaced.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import URL, Connection, Dialect, Engine, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from crawler.store.errors import StoreLost, reason_of
from crawler.store.liveness import set_server_side
from crawler.store.secrets import shown, without_secrets
from crawler.store.statements import Statements

_NAME_LENGTH = 63
"""How much PostgreSQL keeps of an application's name."""


class Session:
    """One connection to a PostgreSQL server that holds advisory locks; each transaction is one on it."""

    def __init__(self, url: URL, connected: DBAPIConnection, dialect: Dialect) -> None:
        """``connected``: a connection that belongs to nobody else, made by an engine of that dialect.

        Raises StoreLost.
        """
        self._url = url
        self._connected: DBAPIConnection | None = connected
        self._sites: dict[str, int] = {}
        self._lost: StoreLost | None = None
        self.is_busy = False
        """Whether a transaction is open on it."""
        statements = Statements.of(url, dialect)
        self._engine = Engine(
            QueuePool(self._take, pool_size=1, max_overflow=0, dialect=statements.dialect),
            statements.dialect,
            url,
            execution_options={"compiled_cache": statements.compiled},
        )
        with self.connect() as conn, conn.begin():
            name = {"name": me()[:_NAME_LENGTH]}
            conn.execute(text("SELECT set_config('application_name', :name, false)"), name)
            set_server_side(conn)

    @property
    def holds_any(self) -> bool:
        """Whether it has the lock of a site."""
        return bool(self._sites)

    @property
    def is_lost(self) -> bool:
        """Whether it is known to have ended by itself."""
        return self._lost is not None

    def lock(self, site: str, key: int) -> bool:
        """Take the lock of a site; False: it is taken, maybe by this session. Raises StoreLost."""
        if site in self._sites:  # a session may take its own lock again
            return False
        with self.connect() as conn, conn.begin():
            is_taken: bool = conn.execute(
                text("SELECT pg_try_advisory_lock(:key)"), {"key": key}
            ).scalar_one()
        if is_taken:
            self._sites[site] = key
        return is_taken

    def unlock(self, site: str) -> None:
        """Free the lock of a site. Raises StoreLost.

        The end of the session frees it as well, but when the server comes to it: the next run may be earlier.
        """
        key = self._sites.pop(site)
        with self.connect() as conn, conn.begin():
            conn.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Lend its connection for one transaction. Raises StoreLost once it has ended, now or earlier."""
        self.check()
        self.is_busy = True
        try:
            with self._engine.connect() as conn:
                yield conn
        except DBAPIError as error:
            if error.connection_invalidated:
                raise self._lose(reason_of(error)) from error
            raise
        finally:
            self.is_busy = False

    def check(self) -> None:
        """Raise StoreLost if it is known to have ended."""
        if self._lost is not None:
            raise StoreLost(str(self._lost))

    def look_after(self) -> None:
        """Ask the server for a sign of life. Raises StoreLost."""
        self.check()
        if not self.is_busy:
            with self.connect() as conn:
                conn.execute(text("SELECT 1"))

    def close(self) -> None:
        """End it, and with it its locks."""
        self._engine.dispose()

    def _take(self) -> DBAPIConnection:
        """Return the connection to the pool, once: a second time means that the first one has ended."""
        connected, self._connected = self._connected, None
        if connected is None:
            raise self._lose("it was closed")
        return connected

    def _lose(self, reason: str) -> StoreLost:
        sites = " and ".join(sorted(self._sites)) or "a site"
        why = without_secrets(reason, self._url)
        self._lost = StoreLost(
            f"The store {shown(self._url)} was lost: the connection that held the lock of {sites} has ended"
            f" ({why}). Another run may have begun, so this one neither writes nor asks any more."
        )
        return self._lost


def me() -> str:
    """Return who holds a lock, for its messages."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return f"process {os.getpid()} on {socket.gethostname()} since {since}"
