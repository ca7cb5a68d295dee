"""Copies of files that lie elsewhere, as many as fit: read one after another, by several processes."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path

MOST_BYTES = 4 * 1024**3
"""Bytes of copies that are kept, so that files which are read in turns are not fetched again each time."""
_LOCK = ".lock"


class Copies:
    """A temporary folder of copies; ``get`` fetches a file (its name) to a path, and raises OSError."""

    def __init__(self, get: Callable[[str, Path], None], *, most: int = MOST_BYTES) -> None:
        self._get = get
        self._most = most
        self._folder = Path(tempfile.mkdtemp(prefix="archive-"))  # made now, so that processes share it
        self._delete = weakref.finalize(self, _delete, self._folder, os.getpid())

    def path(self, name: str) -> Path:
        """Return the copy of a file, which is fetched unless it is there. Raises OSError."""
        folder = self._folder
        copy = folder / name
        with (folder / f"{name}{_LOCK}").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # another process may be fetching it
            try:
                os.utime(copy)
            except FileNotFoundError:
                draft = folder / f"{name}.part"
                self._get(name, draft)
                self._make_room(folder, draft.stat().st_size)
                draft.replace(copy)
        return copy

    def close(self) -> None:
        """Delete the folder, unless this is a process that was given it."""
        self._delete()

    def _make_room(self, folder: Path, size: int) -> None:
        """Delete copies that were not asked for longest; who has one open reads on."""
        copies = []
        for path in folder.iterdir():
            if path.suffix not in (_LOCK, ".part"):
                found = path.stat()
                copies.append((found.st_mtime_ns, found.st_size, path))
        room = self._most - size - sum(each[1] for each in copies)
        for _, freed, path in sorted(copies):
            if room >= 0:
                break
            path.unlink(missing_ok=True)
            room += freed


def _delete(folder: Path, owner: int) -> None:
    """Delete the folder, unless this is a process that was given it."""
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
