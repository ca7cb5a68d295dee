"""The folder of a release: it is there as a whole, or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crawler.errors import Trouble

_PART = ".part"


class BadFolder(Trouble):
    """A folder into which no release can be written."""

    is_mistake = True


def check_folder(name: str) -> Path:
    """Find out early whether a release can be written to a folder. Raises BadFolder, which says why not."""
    path = Path(name)
    try:
        if path.is_symlink():
            raise BadFolder(f"{name!r} is a link: name the folder itself, or a new one")
        if path.exists() and not path.is_dir():
            raise BadFolder(f"{name!r} is a file: a release is a folder")
        if path.is_dir() and any(path.iterdir()):
            raise BadFolder(f"{name!r} is not empty: a release gets a folder of its own, so name a new one")
        if Path.cwd().is_relative_to(path.resolve()):
            raise BadFolder(
                f"{name!r}: is the folder in which you are, and would be replaced: name a new one"
            )
        above = path.resolve().parent
        if not above.is_dir():
            raise BadFolder(f"{name!r}: the folder in which it would be does not exist")
        if not os.access(above, os.W_OK | os.X_OK):
            raise BadFolder(f"{name!r}: cannot be written: permission denied in the folder above")
    except OSError as error:
        raise BadFolder(f"{name!r}: {error.strerror}") from error
    return path


@contextmanager
def written_aside(folder: Path) -> Iterator[Path]:
    """Yield an empty folder beside the one that is wanted; at the end it takes its name, all at once.

    After an exception it is deleted, and so is what an earlier process, which was killed, left of the same
    release. Raises OSError; BadFolder: meanwhile something came into the wanted folder.
    """
    folder = folder.resolve()
    prefix = f".{folder.name}."
    _delete_left(folder.parent, prefix)
    aside = Path(tempfile.mkdtemp(prefix=prefix, suffix=_PART, dir=folder.parent))
    lock = os.open(aside, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the kernel frees it with the process, however that ends
        yield aside
        _sync(aside)
        aside.chmod(0o777 & ~_umask())  # as mkdir makes it; a temporary one is for its owner alone
        try:
            aside.rename(folder)  # onto an empty folder as well (POSIX, rename)
        except OSError as error:
            if not (folder.is_dir() and any(folder.iterdir())):
                raise
            raise BadFolder(f"{str(folder)!r} is not empty any more: nothing was written to it") from error
        _sync_folder(folder.parent)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        os.close(lock)


def _delete_left(above: Path, prefix: str) -> None:
    """Delete what killed processes left; that of one that is still going has a lock."""
    for left in above.iterdir():
        if left.name.startswith(prefix) and left.name.endswith(_PART) and left.is_dir():
            with suppress(OSError):  # it is going on, or ends this moment
                lock = os.open(left, os.O_RDONLY)
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(left, ignore_errors=True)
                finally:
                    os.close(lock)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync(folder: Path) -> None:
    """Write files and folders to the disk, so that a power failure leaves no name without its content."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            _sync_folder(path)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
