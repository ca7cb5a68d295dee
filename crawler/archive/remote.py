"""An archive at a URL that fsspec opens, and the folder in which files wait that are not there yet.

Object stores cannot append, and a response is archived before it is processed. So a run writes its files into
a spool, a folder that is a place of its own, and moves each to the URL once it is finished. Files of the URL
are read through copies, one after another.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from crawler.archive.copies import Copies
from crawler.archive.holding import FolderArchive, Held, LocalFiles
from crawler.archive.index import PATTERNS
from crawler.archive.places import place_of
from crawler.errors import Trouble

_WHOLE = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "oci", "r2", "memory"}
"""Protocols by which a file is there once all of it is, or not at all, and which cannot rename."""
_LOCAL = {"file", "local"}
_ENDINGS = tuple(pattern.lstrip("*") for pattern in PATTERNS)


class ArchiveMisnamed(Trouble):
    """An ARCHIVE_DIR with a URL that cannot be opened: one sentence for its user, who has to change it."""

    is_mistake: ClassVar[bool] = True


class RemoteFolder:
    """The folder that a URL names. Its file system is opened when it is used, by each process for itself."""

    def __init__(self, url: str) -> None:
        """Raises ArchiveMisnamed: fsspec does not know it, or a package is not installed."""
        self._url = url.rstrip("/")
        self.name = re.sub(r"//[^/@]*@", "//", self._url)
        """The URL without user and password."""
        self._protocol = url.partition("://")[0].rpartition("::")[2]
        self._opened: tuple[int, Any, str] | None = None
        self._open()

    @property
    def local(self) -> Path | None:
        """The folder of this machine that the URL names; None: it names none."""
        return Path(self._open()[1]) if self._protocol in _LOCAL else None

    def sizes(self) -> dict[str, int]:
        """Return the files there with their sizes. Raises OSError."""
        fs, root = self._open()
        fs.invalidate_cache()
        with suppress(FileNotFoundError):
            named = {each["name"].rpartition("/")[2]: each for each in self._ask(fs.ls, root, detail=True)}
            return {
                name: int(each["size"])
                for name, each in sorted(named.items())
                if name.endswith(_ENDINGS) and each["type"] == "file"
            }
        return {}

    def put(self, path: Path) -> None:
        """Copy a file there, whole or not at all. Raises OSError."""
        fs, root = self._open()
        target = f"{root}/{path.name}"
        if self._protocol in _WHOLE:
            self._ask(fs.put_file, str(path), target)
        else:
            draft = f"{root}/.{path.name}.part"
            self._ask(fs.makedirs, root, exist_ok=True)
            self._ask(fs.put_file, str(path), draft)
            self._check(draft, path)
            self._ask(fs.mv, draft, target)
        self._check(target, path)

    def get(self, name: str, path: Path) -> None:
        """Copy a file from there. Raises OSError."""
        fs, root = self._open()
        self._ask(fs.get_file, f"{root}/{name}", str(path))

    def remove(self, name: str) -> None:
        """Delete a file there. Raises OSError."""
        fs, root = self._open()
        self._ask(fs.rm_file, f"{root}/{name}")

    def _check(self, target: str, path: Path) -> None:
        fs = self._open()[0]
        fs.invalidate_cache()
        there, wanted = int(self._ask(fs.info, target)["size"]), path.stat().st_size
        if there != wanted:
            raise OSError(errno.EIO, f"{there} bytes of {wanted} arrived", f"{self.name}/{path.name}")

    def _open(self) -> tuple[Any, str]:
        """Return the file system, and the folder's path in it. Raises ArchiveMisnamed."""
        if self._opened is None or self._opened[0] != os.getpid():  # its threads do not survive a fork
            try:
                core = import_module("fsspec.core")  # which only who has a URL needs
            except ImportError as error:
                raise ArchiveMisnamed(f"the archive {self.name} needs fsspec: pip install fsspec") from error
            try:
                fs, root = core.url_to_fs(self._url, skip_instance_cache=True)
            except (ImportError, ValueError) as error:  # fsspec names the package
                raise ArchiveMisnamed(f"the archive {self.name} cannot be opened: {error}") from error
            self._opened = (os.getpid(), fs, str(root).rstrip("/"))
        return self._opened[1:]

    def _ask(self, action: Any, *args: Any, **options: Any) -> Any:
        """Call the file system. Raises OSError, whatever its library raises."""
        try:
            return action(*args, **options)
        except FileNotFoundError:
            raise
        except Exception as error:
            reason = (isinstance(error, OSError) and error.strerror) or f"{type(error).__name__}: {error}"
            raise OSError(errno.EIO, reason, self.name) from error


class RemoteFiles(Held):
    """The files of a URL, and before them those of the spool, which are not there yet."""

    def __init__(self, spooled: LocalFiles, remote: RemoteFolder, place: str | None) -> None:
        self._spooled = spooled
        self._remote = remote
        self._place = place
        self._sizes = (
            remote.sizes()
        )  # after the look into the spool: what is moved now is seen in one of them
        self._copies = Copies(remote.get)

    def __getitem__(self, name: str) -> Path:
        if name in self._spooled and self._spooled[name].exists():
            return self._spooled[name]
        if name not in self._sizes and name not in self._spooled:
            raise KeyError(name)
        return self._copies.path(name)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._sizes, *self._spooled}))

    def __len__(self) -> int:
        return len({*self._sizes, *self._spooled})

    def __contains__(self, name: object) -> bool:
        return name in self._sizes or name in self._spooled

    def size(self, name: str) -> int:
        """Return how many bytes a file has."""
        return (self._spooled.size(name) if name in self._spooled else 0) or self._sizes.get(name, 0)

    def place(self, name: str) -> str | None:
        """Return the spool, or the URL."""
        return self._spooled.place(name) if name in self._spooled else self._place

    def close(self) -> None:
        """Delete the copies."""
        self._copies.close()


class UrlArchive:
    """An archive at a URL, with the spool of this machine."""

    holds_unnamed = False

    def __init__(self, url: str, spool: Path, *, create: bool = False) -> None:
        """``create``: name the places that can be written. Raises ArchiveMisnamed, OSError."""
        self.remote = RemoteFolder(url)
        self.near = FolderArchive(spool, create=create, holds_unnamed=False)
        local = self.remote.local
        self.place = self.remote.name if local is None else place_of(local, create=create)

    @property
    def name(self) -> str:
        """The URL."""
        return self.remote.name

    @property
    def folder(self) -> Path:
        """The spool, in which files are written."""
        return self.near.folder

    @property
    def folders(self) -> tuple[Path, ...]:
        """The spool, and the folder that the URL names, if it does."""
        local = self.remote.local
        return (self.folder,) if local is None else (self.folder, local)

    @property
    def places(self) -> tuple[str, ...]:
        """The spool, if there is one, and the URL."""
        return tuple(each for each in (self.near.place, self.place) if each is not None)

    def held(self) -> RemoteFiles:
        """Look which files are there now. Raises OSError."""
        return RemoteFiles(self.near.held(), self.remote, self.place)

    def remove(self, name: str) -> None:
        """Delete a file, wherever it is. Raises OSError."""
        with suppress(FileNotFoundError):
            self.near.remove(name)
        with suppress(FileNotFoundError):
            self.remote.remove(name)
