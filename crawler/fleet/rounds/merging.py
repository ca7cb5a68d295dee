"""The results of a site's visits, out of its shards instead of the archive."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from itertools import count
from pathlib import Path

from crawler.errors import Trouble
from crawler.fleet.rounds.shards import (
    Line,
    ShardError,
    digest,
    first_order,
    order_of,
    read_header,
    read_lines,
)
from crawler.reextraction.checking import Checker, CheckResult
from crawler.reextraction.reading import ELSEWHERE, Visit, VisitResult
from crawler.version import extraction_version

_AT_ONCE = 24


class StaleShard(Trouble):
    """A shard that does not agree with the index any more: a crawl went on. ``file``: which is read again."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"the shard of {file} {reason}")
        self.file = file


def in_order(paths: Iterable[Path]) -> Iterator[Line]:
    """Yield the lines of shards in the order of time. Raises ShardError.

    Files of a site follow each other, so that few of them are open at once.
    """
    begins = [(order, path) for path in paths if (order := first_order(path)) is not None]
    waiting = deque(sorted(begins))
    number = count()
    heap: list[tuple[tuple[int, int], int, Line, Iterator[Line]]] = []

    def push(lines: Iterator[Line]) -> None:
        line = next(lines, None)
        if line is not None:
            heappush(heap, (line.order, next(number), line, lines))

    while heap or waiting:
        while waiting and (not heap or waiting[0][0] <= heap[0][0]):
            push(read_lines(waiting.popleft()[1]))
        _, _, line, lines = heappop(heap)
        yield line
        push(lines)


class ShardedReads:
    """Gives the results of visits out of shards; see :class:`crawler.reextraction.workers.Reads`.

    ``shards``: name of the archive file -> its shard. What the index has and the shards do not, or otherwise,
    is a StaleShard: nothing is taken from half of an archive.
    """

    def __init__(self, shards: dict[str, Path], checker: Checker) -> None:
        self._shards = shards
        self._checker = checker
        for file, path in shards.items():
            header = read_header(path)
            if header.file != file:
                raise ShardError(f"{path} is the shard of another file, {header.file}")
            if header.extraction != extraction_version():
                raise ShardError(
                    f"{file} was read by the extraction {header.extraction}, and this is"
                    f" {extraction_version()}: install one release on all workers, and start again"
                )

    def read(
        self, visits: Iterable[Visit], keys: frozenset[str] | None = None
    ) -> Iterator[list[VisitResult]]:
        """Yield the results of visits in batches. Raises ShardError, StaleShard."""
        batch: list[VisitResult] = []
        for read in self._results(visits, keys):
            batch.append(read)
            if len(batch) >= _AT_ONCE:
                yield batch
                batch = []
        if batch:
            yield batch

    def check(self, visits: Iterable[Visit]) -> Iterator[CheckResult]:
        """Compare the results of visits with the store. Raises ShardError, StaleShard, StoreError."""
        for batch in self.read(visits):
            yield self._checker.check(batch)

    def _results(self, visits: Iterable[Visit], keys: frozenset[str] | None) -> Iterator[VisitResult]:
        lines = in_order(self._shards.values())
        for visit in visits:
            order = order_of(visit.head)
            line = next((each for each in lines if each.order >= order), None)
            if line is None or line.order != order or line.captures != digest(visit):
                raise StaleShard(visit.head.place.file, "does not have what was archived since it was made")
            read = line.of(visit.head)
            if ELSEWHERE in read.refused:  # an older response would pass for what was seen last
                raise ShardError(
                    f"{visit.head.site} is not read again: {visit.head.place.file} repeats responses that lie"
                    " at another place, so that no worker has both; move it to where they are, or use scrapy"
                    " reextract at each place"
                )
            if keys is not None:  # an article's own page is what was asked for; a listing carries others, too
                read.readings = [each for each in read.readings if each.listed is None or each.listed in keys]
            yield read
