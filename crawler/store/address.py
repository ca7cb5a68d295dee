"""Where a store is: its URL, and the file of an SQLite one."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote, unquote

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from crawler.store.errors import StoreError, StoreMisnamed
from crawler.store.files import make_file, make_folder
from crawler.store.secrets import shown, shown_text

SQLITE = "sqlite"
POSTGRESQL = "postgresql+psycopg"
_DRIVERS = {"sqlite": SQLITE, "sqlite+pysqlite": SQLITE, "postgresql": POSTGRESQL, POSTGRESQL: POSTGRESQL}


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


def parse_url(url: str) -> URL:
    """Return the URL of a store, with its driver. Raises StoreMisnamed."""
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


def check_file(url: URL, file: Path, *, create: bool, create_folder: bool) -> None:
    """Find out what SQLite would only call "unable to open database file".

    Raises StoreMisnamed for what is not there, StoreError for what may not be read or written.
    """
    folder = file.parent
    if create and create_folder:
        _make_folder(url, folder)
    missing, closed = None, None
    if not folder.exists():
        if create_folder and not create:
            raise StoreMisnamed(f"There is no store at {shown(url)} yet: crawl first.")
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


def frozen(url: URL, file: Path) -> URL | None:
    """Return the URL of an SQLite file that can only be read as if nobody wrote it; None: it need not be.

    Readers of a WAL database share memory with its writer, in files beside it (https://sqlite.org/wal.html,
    8). Where neither those files are there nor this user can make them (a medium or a folder that may only be
    read), SQLite has to be told that nobody writes.
    """
    can_share = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
    if can_share or wal_of(file).exists() or str(url.database).startswith("file:"):
        return None
    return url.set(database=f"file:{quote(str(file))}", query={**url.query, "immutable": "1", "uri": "true"})


def wal_of(file: Path) -> Path:
    """Return the file that an SQLite store has beside it while it is in use."""
    return file.with_name(f"{file.name}-wal")


def _make_folder(url: URL, folder: Path) -> None:
    try:
        make_folder(folder)
    except (FileExistsError, NotADirectoryError) as error:  # a file stands in its place
        raise StoreMisnamed(_not_created(url, error)) from error
    except OSError as error:
        raise StoreError(_not_created(url, error)) from error


def _not_created(url: URL, error: OSError) -> str:
    return f"The folder of the store {shown(url)} cannot be created: {error.strerror}."
