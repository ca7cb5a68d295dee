"""Opening a store, and its transactions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
    SQLAlchemyError,
)

from crawler.errors import Trouble
from crawler.store import schema
from crawler.store.files import make_file, make_folder
from crawler.store.secrets import shown, shown_text, without_secrets

SQLITE = "sqlite"
POSTGRESQL = "postgresql+psycopg"
_DRIVERS = {"sqlite": SQLITE, "sqlite+pysqlite": SQLITE, "postgresql": POSTGRESQL, POSTGRESQL: POSTGRESQL}

BUSY_SECONDS = 30
"""How long a transaction waits for that of another process; each of ours lasts milliseconds."""

CONNECT_SECONDS = 10
"""How long to wait for a PostgreSQL server that does not respond."""

_SCHEMA_LOCK = 0x7E1E6
"""Key of the PostgreSQL advisory lock under which tables are created: any constant number."""

_MISTAKES_OF_OURS = (IntegrityError, DataError, ProgrammingError, NotSupportedError)
"""Errors that another disk or server would not mend."""

_DEADLOCK = "40P01"
"""SQLSTATE of PostgreSQL: two transactions wait for each other, and this one was given up."""
_NOT_ALLOWED = "42501"
"""SQLSTATE of PostgreSQL: the user of the URL lacks a privilege (a ProgrammingError to its driver)."""


class StoreError(Trouble):
    """A store that cannot be opened, or was lost: one sentence for its user, with its URL."""


class StoreMisnamed(StoreError):
    """A STORE_URL that names no store: no URL, an unknown kind, what is not there. Its user has to change it.

    What is there and cannot be used (a server that refuses, a file that is no database, read-only, damaged or
    locked) is not the user's mistake.
    """

    is_mistake = True


class StoreContended(StoreError):
    """Another process wrote the same rows in another order: this transaction may be tried again."""


class Store:
    """One SQL database, SQLite or PostgreSQL."""

    def __init__(self, url: URL, engine: Engine) -> None:
        self.url = url
        self._engine = engine
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
        parsed = _parse(url)
        file = sqlite_file(parsed)
        try:
            if file is not None:
                _check_file(parsed, file, create=create, create_folder=create_folder)
            store = cls(parsed, _engine(parsed, create=create))
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

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a transaction that writes: committed at the end, rolled back by an exception.

        There is one at a time: functions that take part in it are given its connection. Raises StoreError if
        the disk or the server fails.
        """
        if self._open:
            raise RuntimeError("a transaction is open: hand its connection on")
        self._open = True
        try:
            with self._translated(), self._engine.begin() as conn:
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
    def read(self) -> Iterator[Connection]:
        """Open a transaction that only reads one state of the store, also while another one writes."""
        with self._translated(), self._engine.connect() as conn:
            reading = conn.execution_options(reads=True)
            if self.dialect == "postgresql":
                reading = reading.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with reading.begin():
                yield reading

    def when_committed(self, action: Callable[[], None]) -> None:
        """Do something once the open transaction is committed, so that memory agrees with the disk."""
        self._committed.append(action)

    def when_undone(self, action: Callable[[], None]) -> None:
        """Do something if the open transaction is rolled back, the last of them first."""
        self._undone.append(action)

    def connect(self) -> Connection:
        """Return a connection that outlives transactions (for a lock); the caller closes it."""
        with self._translated():
            return self._engine.connect()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _prepare(self, *, create: bool) -> None:
        try:
            with self.begin() if create else self.read() as conn:
                if create and self.dialect == "postgresql":
                    conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SCHEMA_LOCK})
                version = schema.prepare(conn, create=create)
            if version < schema.VERSION:
                with self.begin() as conn:
                    schema.upgrade(conn)
        except schema.SchemaError as error:
            kind = StoreMisnamed if isinstance(error, schema.NoTables) else StoreError
            raise kind(f"The store {shown(self.url)} {error}.") from None

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn errors of the disk or the server into StoreError."""
        try:
            yield
        except DBAPIError as error:
            is_mistake = isinstance(error, _MISTAKES_OF_OURS) and not _is_forbidden(error)
            if is_mistake and error.statement is not None:
                raise  # without a statement it is the user's: a wrong parameter of the connection
            reason = without_secrets(_reason(error), self.url)
            is_deadlock = getattr(error.orig, "sqlstate", None) == _DEADLOCK
            kind = StoreMisnamed if is_mistake else StoreContended if is_deadlock else StoreError
            raise kind(f"The store {shown(self.url)} cannot be used: {reason}.") from error


def sqlite_file(url: URL) -> Path | None:
    """Return the file of an SQLite store; None for PostgreSQL and for a store in memory."""
    if not url.drivername.startswith(SQLITE) or url.database in (None, "", ":memory:"):
        return None
    name = str(url.database)
    if name.startswith("file:"):  # SQLite's own URI syntax, with its options behind "?"
        name = unquote(name.removeprefix("file:").partition("?")[0])
    return Path(name)


def located(url: str, folder: Path) -> str:
    """Return the URL of a store, with a relative file name made relative to a folder.

    >>> located("sqlite:///data/articles.db", Path("/srv/telegraf"))
    'sqlite:////srv/telegraf/data/articles.db'
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return url  # opening it will say what is wrong
    file = sqlite_file(parsed)
    if file is None or file.is_absolute() or str(parsed.database).startswith("file:"):
        return url
    return parsed.set(database=str(folder / file)).render_as_string(hide_password=False)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is not a number
        raise StoreMisnamed(
            f"The store {shown_text(url)!r} is not a URL: write sqlite:///FILE or postgresql+psycopg://USER@HOST/DATABASE."
        ) from None
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise StoreMisnamed(
            f"The store {shown(parsed)} is of a kind that is not supported ({parsed.drivername}): "
            "sqlite:/// and postgresql+psycopg:// are."
        )
    return parsed.set(drivername=driver)


def _check_file(url: URL, file: Path, *, create: bool, create_folder: bool) -> None:
    """Find out what SQLite would only call "unable to open database file".

    Raises StoreMisnamed for what is not there, StoreError for what may not be read or written.
    """
    folder = file.parent
    if create and create_folder:
        _make_folder(url, folder)
    missing, closed = None, None
    if not folder.exists():
        missing = f"the folder {folder} does not exist"
    elif not folder.is_dir():
        missing = f"{folder} is not a folder"
    elif file.is_dir():
        missing = "it is a folder, not a file"
    elif not file.exists() and not create:
        raise StoreMisnamed(f"There is no store at {shown(url)} yet: crawl first.")
    elif file.exists() and not os.access(file, os.R_OK):
        closed = "the file may not be read"
    elif create and not os.access(file if file.exists() else folder, os.W_OK):
        closed = f"{'the file' if file.exists() else f'the folder {folder}'} may not be written"
    if trouble := missing or closed:
        kind = StoreMisnamed if missing else StoreError
        raise kind(f"The store {shown(url)} cannot be opened: {trouble}.")
    # The modes of SQLite's own URI: ro, rw and memory create no file.
    if create and url.query.get("mode", "rwc") == "rwc":
        make_file(file)


def _make_folder(url: URL, folder: Path) -> None:
    try:
        make_folder(folder)
    except (FileExistsError, NotADirectoryError) as error:  # a file stands in its place
        raise StoreMisnamed(_not_created(url, error)) from error
    except OSError as error:
        raise StoreError(_not_created(url, error)) from error


def _not_created(url: URL, error: OSError) -> str:
    return f"The folder of the store {shown(url)} cannot be created: {error.strerror}."


def _engine(url: URL, *, create: bool) -> Engine:
    if url.drivername == POSTGRESQL:
        timeout = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
        return create_engine(url, connect_args=timeout, pool_pre_ping=True)
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


def _reason(error: SQLAlchemyError) -> str:
    """Return the first line of what the database said, fit for the middle of a sentence."""
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    return (said[0] if said else type(error).__name__).rstrip(".")


def _is_forbidden(error: DBAPIError) -> bool:
    """Say whether a PostgreSQL server refuses because of a privilege that its user lacks."""
    return getattr(error.orig, "sqlstate", None) == _NOT_ALLOWED
