"""What one archive file gives with today's extraction, as a file: a shard.

JSON lines, compressed by gzip with fixed parameters: a header, then a line a visit whose first capture
lies in the archive file, in the order of time, so that the shards of many files can be merged. It is written
beside and renamed: a shard that exists is whole, and twice the same work gives the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from io import BufferedWriter
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from crawler.archive.index import Capture
from crawler.article import Article
from crawler.errors import Trouble
from crawler.reextraction.newspapers import Newspapers
from crawler.reextraction.reach import Reach
from crawler.reextraction.reading import ReadArticle, Visit, VisitReader, VisitResult
from crawler.reextraction.visits import Tally, Visits
from crawler.store import Store
from crawler.store.schema import archive_file, capture
from crawler.version import extraction_version

FORMAT = 1
"""Version of the format of a shard; another one is not read."""
_LEVEL = 6
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ShardError(Trouble):
    """A shard that cannot be written or read: one sentence, with its file."""


class Order(NamedTuple):
    """The place of a visit in the order of time, which that of the index is."""

    at: int
    """Microseconds since 1970."""
    id: int
    """Of its first capture in the index."""


@dataclass(frozen=True)
class Header:
    """What the first line of a shard says."""

    format: int
    file: str
    """Name of the archive file."""
    size: int
    """This many bytes of it were in the index."""
    extraction: str
    """Version of the extraction that read it."""
    since: str | None
    """``--since`` of the round; all visits are here whatever it is."""


class Line(NamedTuple):
    """What one visit gave."""

    order: Order
    captures: str
    """Digest of the captures that it was read from, see :func:`digest`."""
    result: dict[str, Any]

    def of(self, head: Capture) -> VisitResult:
        """Return the result, as it was read. Raises ShardError."""
        try:
            readings = [
                ReadArticle(Article(**each.pop("article")), **each) for each in self.result["readings"]
            ]
            return VisitResult(head, readings, Counter(self.result["refused"]), self.result["damages"])
        except (TypeError, KeyError) as error:
            raise ShardError(f"a shard has a line that is not of this release: {error}") from error


def order_of(head: Capture) -> Order:
    """Return the place of a visit in the order of time."""
    return Order((head.at - _EPOCH) // timedelta(microseconds=1), head.id)


def digest(visit: Visit) -> str:
    """Return a digest of the captures of a visit: another one if more belongs to it than before.

    Where the bodies lie that they repeat is no part of it: each place reads them from its own files.
    """
    used = [
        visit.newspaper,
        visit.head.record,
        [(each.id, each.record) for each in visit.further],
        visit.record and (visit.record.id, visit.record.record),
        sorted(visit.dropped),
    ]
    return hashlib.sha256(json.dumps(used).encode()).hexdigest()[:16]


def indexed_size(index: Store, file: str) -> int | None:
    """Return how much of an archive file is in the index; None: it is not there."""
    with index.read() as conn:
        size = conn.execute(select(archive_file.c.size).where(archive_file.c.name == file)).scalar()
    return None if size is None else int(size)


def write_shard(
    index: Store,
    file: str,
    files: Mapping[str, Path],
    newspapers: Newspapers,
    into: Path,
    *,
    places: Sequence[str] | None = None,
    since: str | None = None,
    on_progress: Callable[[int], object] = lambda number: None,
) -> int:
    """Read an archive file with today's extraction, write its shard ``into`` a file, return its visits.

    ``files``: the files that are here by name: bodies and further pages may lie in others. ``places``: where
    they are, so that nothing is looked for in files of other places; None: all are here. The index is up to
    date. What cannot be read is in the shard, as damage. Raises ShardError: there is no room for the shard,
    or the index does not have the file; StoreError.
    """
    size = indexed_size(index, file)
    if size is None:
        raise ShardError(f"{file} is not in the index of the archive")
    header = Header(FORMAT, file, size, extraction_version(), since)
    reach = None if places is None else Reach(places, files)
    visits = Visits(index, newspapers, Tally(), reach=reach, within=capture.c.file == file)
    reader = VisitReader(files, newspapers.known)
    beside = into.with_name(f"{into.name}.{os.getpid()}.part")
    number = 0
    try:
        with beside.open("wb") as raw:
            with gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as packed:
                packed.write(_line(asdict(header)))
                for number, visit in enumerate(visits, 1):
                    packed.write(_line(_written(visit, reader.read(visit))))
                    on_progress(number)
            _settle(raw)
        beside.replace(into)
    except OSError as error:
        raise ShardError(f"the shard {into} cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return number


def _settle(raw: BufferedWriter) -> None:
    """Bring a file to the disk, before its new name says that it is whole."""
    raw.flush()
    os.fsync(raw.fileno())


def _written(visit: Visit, read: VisitResult) -> dict[str, Any]:
    """Return a line of a shard."""
    return {
        "order": order_of(visit.head),
        "captures": digest(visit),
        "readings": [asdict(each) for each in read.readings],
        "refused": dict(read.refused),
        "damages": read.damages,
    }


def _line(value: dict[str, Any]) -> bytes:
    return (
        json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
    )


def read_header(path: Path) -> Header:
    """Return the header of a shard. Raises ShardError."""
    for _, header in _values(path, 1):
        if header.get("format") != FORMAT:
            break
        try:
            return Header(**header)
        except TypeError:
            break
    raise ShardError(f"{path} is not a shard that this release can read: start the re-extraction again")


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the lines behind the header of a shard. Raises ShardError."""
    for number, value in _values(path):
        if number:
            try:
                yield Line(Order(*value.pop("order")), value.pop("captures"), value)
            except (TypeError, KeyError) as error:
                raise ShardError(f"{path} has a line {number + 1} that is not of a shard") from error


def first_order(path: Path) -> Order | None:
    """Return where a shard begins in the order of time; None: it holds no visit. Raises ShardError."""
    return next((line.order for line in read_lines(path)), None)


def _values(path: Path, most: int | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with gzip.open(path, "rb") as lines:
            for number, line in enumerate(_some(lines, most)):
                value = json.loads(line.decode("utf-8", "surrogatepass"))
                if not isinstance(value, dict):
                    raise ShardError(f"{path} has a line {number + 1} that is not of a shard")
                yield number, value
    except FileNotFoundError as error:
        raise ShardError(f"the shard {path} is missing") from error
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise ShardError(f"the shard {path} cannot be read: {error}") from error


def _some(lines: Iterable[bytes], most: int | None) -> Iterator[bytes]:
    for number, line in enumerate(lines):
        if most is not None and number >= most:
            return
        yield line
