"""The files and folders of a store as they are created: for their owner and the owner's group, nobody else.

The umask may make it less, never more. What exists keeps its permissions.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

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
