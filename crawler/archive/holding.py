"""The archive as this machine reaches it: which places it reads, and the files that are there."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from crawler.archive.index import archive_files
from crawler.archive.places import place_of


class Held(Mapping[str, Path]):
    """The files of an archive by name; a file that lies elsewhere is fetched when its path is asked for."""

    @abstractmethod
    def size(self, name: str) -> int:
        """Return how many bytes a file has; 0 if it is gone meanwhile."""

    @abstractmethod
    def place(self, name: str) -> str | None:
        """Return the place that a file is at; None: the place has no name."""

    def close(self) -> None:
        """Delete what was fetched, before this process ends; nothing is read afterwards."""


class LocalFiles(Held):
    """Files on a disk of this machine."""

    def __init__(self, paths: Sequence[Path], place: str | None = None) -> None:
        self._paths = {path.name: path for path in paths}
        self._place = place

    def __getitem__(self, name: str) -> Path:
        return self._paths[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def size(self, name: str) -> int:
        """Return how many bytes a file has; 0 if it is gone meanwhile."""
        try:
            return self._paths[name].stat().st_size
        except FileNotFoundError:
            return 0

    def place(self, name: str) -> str | None:
        """Return the place of all of them."""
        return self._place


class Archive(Protocol):
    """Where the files of one archive are."""

    @property
    def name(self) -> str:
        """How its user calls it: the folder, or the URL."""

    @property
    def places(self) -> tuple[str, ...]:
        """The places that are read here; empty: the folder has no name, and gets none."""

    @property
    def folder(self) -> Path:
        """The folder in which files are written."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders of this machine that it needs."""

    @property
    def near(self) -> FolderArchive:
        """What of it is on a disk, and can be looked at without a request."""

    @property
    def holds_unnamed(self) -> bool:
        """Whether it may have files of which an earlier version noted no place."""

    def held(self) -> Held:
        """Look which files are there now. Raises OSError."""

    def remove(self, name: str) -> None:
        """Delete a file. Raises OSError."""


class FolderArchive:
    """An archive that is a folder, of this machine or shared by several."""

    def __init__(self, folder: Path, *, create: bool = False, holds_unnamed: bool = True) -> None:
        """``create``: give it the name of a place if it has none. Raises OSError."""
        self.folder = folder
        self.place = place_of(folder, create=create)
        self.holds_unnamed = holds_unnamed

    @property
    def name(self) -> str:
        """The folder."""
        return str(self.folder)

    @property
    def places(self) -> tuple[str, ...]:
        """The one place; empty: the folder has no name."""
        return () if self.place is None else (self.place,)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The one folder."""
        return (self.folder,)

    @property
    def near(self) -> FolderArchive:
        """What of the archive is on a disk: all of it."""
        return self

    def held(self) -> LocalFiles:
        """Look which files are in the folder now, ordered by name."""
        return LocalFiles(archive_files(self.folder), self.place)

    def remove(self, name: str) -> None:
        """Delete a file. Raises OSError."""
        (self.folder / name).unlink()
