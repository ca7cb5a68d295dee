"""The files and folders of a store as they are created: for their owner and the owner's group, nobody else.

The umask may make it less, never more. What exists keeps its permissions.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

FILE_MODE = 0o640
FOLDER_MODE = 0o750


def make_file(path: Path) -> None:
    """Create an empty file, unless there is one. Raises OSError.

    SQLite takes it for an empty database, and gives its permissions to the files beside it: -wal, -shm
    (https://sqlite.org/src/file/src/os_unix.c, findCreateFileMode). A file that exists is not even opened:
    closing it again would drop the locks that SQLite has on it (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE))


def make_folder(path: Path) -> None:
    """Create a folder, and those above it that are missing. Raises OSError."""
    for folder in (*reversed(path.parents), path):
        if not folder.exists():
            folder.mkdir(FOLDER_MODE, exist_ok=True)
    path.mkdir(exist_ok=True)


def is_in_memory(url: str) -> bool:
    """Say whether the store at an SQLAlchemy URL is an SQLite database that ends with its process.

    SQLite takes no name for a temporary database (https://sqlite.org/inmemorydb.html).

    >>> is_in_memory("sqlite:///"), is_in_memory("sqlite:///data/articles.db")
    (True, False)
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # opening it will say what is wrong
        return False
    if not parsed.drivername.startswith("sqlite"):
        return False
    name = (parsed.database or "").removeprefix("file:").partition("?")[0]
    return name in ("", ":memory:") or parsed.query.get("mode") == "memory"


class FileIdentity:
    """Which file of the disk a store has open, since its name may come to mean another, or none."""

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        self._path = path
        self._known = _identity(path)

    def is_kept(self) -> bool:
        """Say whether the name still means that file; what is written to a deleted one is lost."""
        try:
            return _identity(self._path) == self._known
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:  # the folder cannot be looked into now, which says nothing about the file
            return True


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
