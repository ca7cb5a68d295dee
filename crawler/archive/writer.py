"""Writing the archive: WARC 1.1, a gzip member each record, whole records only."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from crawler.archive.exchange import Capture, EarlierCapture, Exchange, IndexEntry, capture
from crawler.archive.members import compress
from crawler.archive.records import RecordLocation
from crawler.archive.serializing import FIELDS, fields_block, new_id, serialize
from crawler.store import StoreError

ENDING = ".warc.gz"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND

_FILE_MODE, _FOLDER_MODE = 0o640, 0o750
"""At most: pages and requests are for nobody else on the machine, and a stricter umask holds."""


def make_folder(folder: Path) -> None:
    """Create the folder of an archive, unless it is there. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(_FOLDER_MODE, exist_ok=True)


class ArchiveLost(StoreError):
    """An archive that can no longer be written; what was written before is kept."""


class ArchiveWriter:
    """Appends to the newest file of one run; begins another when it is full.

    Each call writes with one system call, so that a process that is killed leaves complete records with the
    operating system. A file that exists already is never written again.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        info: Mapping[str, str],
        *,
        max_file_bytes: int,
        mark: str = "",
        is_taken: Callable[[str], bool] = lambda name: False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """``mark``: part of each file's name that tells it from files of another folder.

        ``is_taken`` says whether a file that is no longer in the folder has a name.
        """
        self._folder = folder
        self._name = name
        self._mark = f"-{mark}" if mark else ""
        self._info = info
        self._max_file_bytes = max_file_bytes
        self._is_taken = is_taken
        self._clock = clock
        self._file: int | None = None
        self._path = folder
        self._size = 0
        self._number = 0

    @property
    def path(self) -> Path:
        """The newest file; the folder, before the first one is begun."""
        return self._path

    @property
    def size(self) -> int:
        """Number of bytes of the newest file."""
        return self._size

    def write(self, exchange: Exchange, earlier: Callable[[str], EarlierCapture | None]) -> IndexEntry:
        """Append an exchange: the response, then the request. Raises ArchiveLost.

        ``earlier``: see :func:`capture`.
        """
        captured = capture(exchange, earlier)
        return self.append(captured, captured.members())

    def append(self, captured: Capture, members: tuple[bytes, bytes]) -> IndexEntry:
        """Append an exchange whose records are made already. Raises ArchiveLost."""
        exchange = captured.exchange
        return IndexEntry(
            captured.kind,
            captured.id,
            exchange.url,
            exchange.at,
            self._append(*members),
            exchange.status,
            captured.digest,
            exchange.fields,
        )

    def note(self, url: str, at: datetime, said: Mapping[str, str], fields: Mapping[str, str]) -> IndexEntry:
        """Append a metadata record: what was decided about a URL. Raises ArchiveLost."""
        record_id = new_id()
        named = {"WARC-Target-URI": url, **fields}
        record = serialize(
            "metadata", record_id, at, content_type=FIELDS, block=fields_block(said), named=named
        )
        return IndexEntry("metadata", record_id, url, at, self._append(compress(record)), fields=fields)

    def close(self) -> None:
        """End the file, once it is on the disk. Raises ArchiveLost if it was removed meanwhile; OSError."""
        if self._file is not None:
            file, self._file = self._file, None
            try:
                self._must_be_there(file)
                os.fsync(file)
            finally:
                os.close(file)

    def _append(self, member: bytes, *further: bytes) -> RecordLocation:
        """Write members with one call, and return the place of the first. Raises ArchiveLost."""
        if self._file is None or self._size >= self._max_file_bytes:
            self._begin()
        assert self._file is not None
        data = member + b"".join(further)
        try:
            self._must_be_there(self._file)
            written = os.write(self._file, data)
            while written < len(data):  # the disk has room for a part only, or the call was interrupted
                written += os.write(self._file, data[written:])
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file, self._size)  # no half record: this works on a full disk, too
            raise self._lost(error) from error
        place = RecordLocation(self._path.name, self._size, len(member))
        self._size += len(data)
        return place

    def _begin(self) -> None:
        """Begin the next file with its warcinfo record, so that no file is without one."""
        try:
            self.close()
            while self._file is None:
                self._number += 1
                moment = self._clock().strftime("%Y%m%dT%H%M%SZ")
                self._path = self._folder / f"{self._name}-{moment}-{self._number:05}{self._mark}{ENDING}"
                if self._is_taken(self._path.name):  # by a run that was killed within this second
                    continue
                info = compress(self._about())  # before there is a file: a kill should not leave an empty one
                with suppress(FileExistsError):
                    self._file = os.open(self._path, _NEW, _FILE_MODE)
        except OSError as error:
            raise self._lost(error) from error
        self._size = 0
        try:
            self._append(info)
        except ArchiveLost:
            file, self._file = self._file, None
            os.close(file)
            with suppress(OSError):
                self._path.unlink()
            raise

    def _about(self) -> bytes:
        named = {"WARC-Filename": self._path.name}
        block = fields_block(self._info)
        return serialize("warcinfo", new_id(), self._clock(), content_type=FIELDS, block=block, named=named)

    def _must_be_there(self, file: int) -> None:
        """Raise ArchiveLost if the file was deleted: what is written to it could never be read."""
        if os.fstat(file).st_nlink == 0:
            raise ArchiveLost(f"The archive {self._path} was removed while it was being written.")

    def _lost(self, error: OSError) -> ArchiveLost:
        return ArchiveLost(f"The archive {self._path} cannot be written: {error.strerror}.")
