"""Opening a store, and its transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DBAPIError

from crawler.store import schema, upgrading
from crawler.store.address import POSTGRESQL, check_file, frozen, parse_url, sqlite_file, wal_of
from crawler.store.errors import StoreError, StoreMisnamed, store_error
from crawler.store.liveness import client_parameters
from crawler.store.secrets import shown, without_secrets
from crawler.store.session import Session

BUSY_SECONDS = 30
"""How long a transaction waits for that of another process; each of ours lasts milliseconds."""

_SCHEMA_LOCK = 0x7E1E6
"""Key of the PostgreSQL advisory lock under which tables are created: any constant number."""


class Store:
    """One SQL database, SQLite or PostgreSQL."""

    def __init__(self, url: URL, engine: Engine, *, frozen: Path | None = None) -> None:
        """``frozen``: the file of an SQLite store that is read as if nobody wrote it."""
        self.url = url
        self._engine = engine
        self._frozen = frozen
        self._session: Session | None = None
        self._open = False
        self._committed: list[Callable[[], None]] = []
        self._undone: list[Callable[[], None]] = []

    @classmethod
    def open(cls, url: str, *, create: bool = True, create_folder: bool = False) -> Store:
        """Open the store at an SQLAlchemy URL; an older one is brought to the present schema.

        ``create``: create it if it does not exist; ``create_folder``: also the folder of an SQLite file.
        Raises StoreMisnamed: no URL, another scheme, no such folder or file, a wrong option of the URL;
        StoreError: no such server, or it refuses, read-only, not a database, locked, a newer schema.
        """
        parsed = parse_url(url)
        file = sqlite_file(parsed)
        try:
            if file is not None:
                check_file(parsed, file, create=create, create_folder=create_folder)
            still = None if file is None or create else frozen(parsed, file)
            store = cls(parsed, _engine(still or parsed, create=create), frozen=file if still else None)
        except OSError as error:
            reason = f"{error.filename}: {error.strerror}"
            raise StoreError(f"The store {shown(parsed)} cannot be opened: {reason}.") from error
        except ValueError as error:  # an option of the URL that is not a number, a NUL in a file's name
            reason = without_secrets(str(error), parsed)
            raise StoreMisnamed(f"The store {shown(parsed)} cannot be opened: {reason}.") from error
        try:
            store._prepare(create=create)
        except BaseException:
            store.close()
            raise
        return store

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @property
    def is_lost(self) -> bool:
        """Whether the session that held the lock of a site is known to have ended by itself."""
        return self._session is not None and self._session.is_lost

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a transaction that writes: committed at the end, rolled back by an exception.

        There is one at a time: functions that take part in it are given its connection. Raises StoreError if
        the disk or the server fails, StoreLost if the lock of a site went with it.
        """
        if self._open:
            raise RuntimeError("a transaction is open: hand its connection on")
        if self._session is not None and self._session.is_busy:
            raise RuntimeError("a read is open on the session that has the lock: read(aside=True)")
        self._open = True
        try:
            with self._translated(), self._connected() as conn, conn.begin():
                yield conn
        except BaseException:
            self._committed.clear()
            while self._undone:
                self._undone.pop()()
            raise
        finally:
            self._open = False
        self._undone.clear()
        while self._committed:
            self._committed.pop(0)()

    @contextmanager
    def read(self, *, aside: bool = False) -> Iterator[Connection]:
        """Open a transaction that only reads one state of the store, also while another one writes.

        ``aside``: it stays open while others begin (a stream of rows), so it gets a connection of its own.
        Raises StoreError, StoreLost.
        """
        with self._translated(), self._connected(aside=aside) as conn:
            reading = conn.execution_options(reads=True)
            if self.dialect == "postgresql":
                reading = reading.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with reading.begin():
                yield reading
        if self._frozen is not None and wal_of(self._frozen).exists():
            raise StoreError(f"The store {shown(self.url)} was written while it was read: read it again.")

    def when_committed(self, action: Callable[[], None]) -> None:
        """Do something once the open transaction is committed, so that memory agrees with the disk."""
        self._committed.append(action)

    def when_undone(self, action: Callable[[], None]) -> None:
        """Do something if the open transaction is rolled back, the last of them first."""
        self._undone.append(action)

    def hold(self, site: str, key: int) -> bool:
        """Take the advisory lock of a site; False: it is taken already. PostgreSQL only.

        From then on, until :meth:`let_go`, all goes over the session that has it. If that ends, every later
        use raises StoreLost, for good: only a store that is opened anew connects again.
        """
        with self._translated():
            if self._session is None:
                fresh = self._engine.raw_connection()
                fresh.detach()
                self._session = Session(
                    self.url, cast("DBAPIConnection", fresh.dbapi_connection), self._engine.dialect
                )
                self._engine.dispose()  # what the pool keeps has nothing to do any more
            try:
                is_taken = self._session.lock(site, key)
            finally:
                self._end_idle_session()
        return is_taken

    def let_go(self, site: str) -> None:
        """Free the lock that :meth:`hold` took, also one that was lost."""
        if self._session is not None:
            with suppress(StoreError, DBAPIError):  # it is free already: its session has ended
                self._session.unlock(site)
            self._end_idle_session()

    def look_after(self) -> None:
        """Find out whether a held store still has its lock. Raises StoreLost.

        Costs one short question to the server, and waits for its answer; nothing happens where no session
        holds a lock.
        """
        if self._session is not None:
            with self._translated():
                self._session.look_after()

    def close(self) -> None:
        """Close all connections, and with them end the locks of PostgreSQL."""
        if self._session is not None:
            self._end(self._session)
        self._engine.dispose()

    @contextmanager
    def _connected(self, *, aside: bool = False) -> Iterator[Connection]:
        """Yield a connection for one transaction: that of the session that has the lock, if there is one.

        A read within another transaction gets one of its own, which is closed at once.
        """
        session = self._session
        if session is not None and not (aside or session.is_busy):
            with session.connect() as conn:
                yield conn
            return
        if session is not None:
            session.check()
        with self._engine.connect() as conn:
            try:
                yield conn
            finally:
                if session is not None:
                    conn.invalidate()  # closes it, where the pool would keep it

    def _end_idle_session(self) -> None:
        if self._session is not None and not self._session.holds_any:
            self._end(self._session)

    def _end(self, session: Session) -> None:
        session.close()
        if not session.is_lost:
            self._session = None

    def _prepare(self, *, create: bool) -> None:
        try:
            with self.begin() if create else self.read() as conn:
                if create and self.dialect == "postgresql":
                    conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SCHEMA_LOCK})
                version = upgrading.prepare(conn, create=create)
            if version < upgrading.VERSION:
                with self.begin() as conn:
                    upgrading.upgrade(conn)
        except upgrading.SchemaError as error:
            kind = StoreMisnamed if isinstance(error, upgrading.NoTables) else StoreError
            raise kind(f"The store {shown(self.url)} {error}.") from None

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn errors of the disk or the server into StoreError."""
        try:
            yield
        except DBAPIError as error:
            told = store_error(error, self.url)
            if told is None:
                raise
            raise told from error


def _engine(url: URL, *, create: bool) -> Engine:
    if url.drivername == POSTGRESQL:
        return create_engine(url, connect_args=client_parameters(url), pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    def set_up(connection: DBAPIConnection, _record: object) -> None:
        _set_up_sqlite(connection, create=create)

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: DBAPIConnection, *, create: bool) -> None:
    connection.isolation_level = None  # the driver does not begin transactions by itself; _begin_sqlite does
    cursor = connection.cursor()
    if _may_be_changed(cursor, create=create):
        cursor.execute("PRAGMA journal_mode=WAL")  # readers and the writer do not wait for each other
    # With WAL, a power cut may undo the last commits, but never breaks the file.
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _may_be_changed(cursor: DBAPICursor, *, create: bool) -> bool:
    """Say whether a database is a store, or becomes one: that of another program is left as it is."""
    cursor.execute("SELECT name = ? FROM sqlite_master ORDER BY 1 DESC LIMIT 1", (schema.schema.name,))
    first = cursor.fetchone()
    return create if first is None else bool(first[0])


def _begin_sqlite(conn: Connection) -> None:
    # Deferred, a transaction that reads before it writes fails at once if another process wrote in between.
    conn.exec_driver_sql("BEGIN" if conn.get_execution_options().get("reads") else "BEGIN IMMEDIATE")
