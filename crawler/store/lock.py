"""One process per site and store: a lock that the operating system or the database frees with the process."""

from __future__ import annotations

import fcntl
import hashlib
import os
import random
import re
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType

from sqlalchemy import text

from crawler.store import Store, StoreError, sqlite_file
from crawler.store.files import FILE_MODE
from crawler.store.session import me

_LOOK_SECONDS = 1.0
"""How long those are waited for that only look who has a lock; each takes microseconds."""
_LOOK_PAUSE = 0.005
"""Seconds between two tries at least; twice as long at most, so that two processes do not stay in step."""

_HOLDER = text(
    """
    SELECT activity.application_name FROM pg_locks JOIN pg_stat_activity AS activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND pg_locks.database = (
        SELECT oid FROM pg_database WHERE datname = current_database()
    ) AND ((classid::bigint << 32) | objid::bigint) = :key
    """
)


class SiteLocked(Exception):
    """Another process works on the same site in the same store; the message says which, where, since when."""


class SiteLock:
    """The right to crawl one site on one store; also a context manager.

    SQLite: ``flock`` on a file beside the store. PostgreSQL: an advisory lock of the session over
    which the store is read and written from then on, so that whoever lost it cannot write any more. Both end
    with the process, however it ends; a file that is left behind means nothing. A store in memory needs no
    lock, since no other process can see it.
    """

    def __init__(self, store: Store, site: str) -> None:
        self._store = store
        self._site = site
        self._file: int | None = None
        self._is_held = False

    def acquire(self) -> None:
        """Take the lock, or raise SiteLocked at once: it never waits for its holder."""
        if self._store.dialect == "postgresql":
            self._acquire_session()
        elif (store_file := sqlite_file(self._store.url)) is not None:
            self._acquire_file(_lock_file(store_file, self._site))

    def release(self) -> None:
        """Release it; nothing happens if it is not held."""
        if self._file is not None:
            with suppress(OSError):  # only a note
                os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None
        if self._is_held:
            self._store.let_go(self._site)
            self._is_held = False

    def holder(self) -> str | None:
        """Return who has the lock, as its note says it; empty: nobody knows who; None: it is free.

        Takes nothing that another process would fail for. Raises StoreError if that cannot be found out.
        """
        if self._store.dialect == "postgresql":
            with self._store.read() as conn:
                found = conn.execute(_HOLDER, {"key": _key(self._site)}).one_or_none()
            return None if found is None else found.application_name or ""
        store_file = sqlite_file(self._store.url)
        return None if store_file is None else _holder_of(_lock_file(store_file, self._site))

    def __enter__(self) -> SiteLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _acquire_file(self, path: Path) -> None:
        """Lock a file, and note in it who has it; on a full disk the lock holds without the note."""
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
        except OSError as error:
            raise StoreError(f"The lock file {path} cannot be opened: {error.strerror}.") from error
        try:
            is_taken = _take(file)
        except OSError as error:
            os.close(file)
            raise StoreError(f"The lock file {path} cannot be locked: {error.strerror}.") from error
        if not is_taken:
            holder = _note_in(file)
            os.close(file)
            raise self._locked(holder)
        self._file = file
        with suppress(OSError):
            os.ftruncate(file, 0)
            os.write(file, me().encode())

    def _acquire_session(self) -> None:
        if not self._store.hold(self._site, _key(self._site)):
            raise self._locked(self.holder() or "")
        self._is_held = True

    def _locked(self, holder: str) -> SiteLocked:
        who = f": {holder}" if holder else ""
        return SiteLocked(f"Another run or ledger of {self._site} on this store is still going{who}.")


def _lock_file(store_file: Path, site: str) -> Path:
    name = re.sub(r"[^\w.-]+", "_", site)
    return store_file.with_name(f"{store_file.name}.{name}.lock")


def _key(site: str) -> int:
    """Return the key of a site's advisory lock."""
    return int.from_bytes(hashlib.sha256(site.encode()).digest()[:7])


def _take(file: int) -> bool:
    """Take the lock of a file; False: another process has it. Raises OSError.

    The system cannot be asked who has a lock (flock(2)): whoever looks takes it for a moment, shared with all
    others who look. That moment is waited for, the process that has it for itself is not.
    """
    until = monotonic() + _LOOK_SECONDS
    while not _flock(file, fcntl.LOCK_EX):
        if not _flock(file, fcntl.LOCK_SH) or monotonic() > until:
            return False
        fcntl.flock(file, fcntl.LOCK_UN)
        sleep(_LOOK_PAUSE * random.uniform(1, 2))
    return True


def _flock(file: int, kind: int) -> bool:
    """Take a lock of a kind, if that is possible at once. Raises OSError."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder_of(path: Path) -> str | None:
    """Return what the note of a lock file says of who has it now; None: nobody has. Raises StoreError."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"The lock file {path} cannot be opened: {error.strerror}.") from error
    try:
        return None if _flock(file, fcntl.LOCK_SH) else _note_in(file)
    except OSError as error:
        raise StoreError(f"The lock file {path} cannot be locked: {error.strerror}.") from error
    finally:
        os.close(file)  # and with it, what was taken of the lock


def _note_in(file: int) -> str:
    """Return what a lock file says about its holder; empty: nothing."""
    try:
        return os.read(file, 200).decode("utf-8", "replace")
    except OSError:
        return ""
