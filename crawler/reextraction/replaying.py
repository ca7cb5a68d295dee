"""Replays the archive, in chronological order, into a store beside the real one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection

from crawler.archive.index import Capture
from crawler.reextraction.checking import is_refused
from crawler.reextraction.newspapers import Newspapers
from crawler.reextraction.reach import Reach, lacks
from crawler.reextraction.reading import VisitResult
from crawler.reextraction.visits import Tally, Visits
from crawler.reextraction.workers import Reads
from crawler.store import Store, find_article, mark_gone, save_article


class Replay:
    """Reads the archive and stores it in ``shadow``, as a crawl with today's extraction would have."""

    def __init__(
        self,
        index: Store,
        real: Store,
        shadow: Store,
        newspapers: Newspapers,
        *,
        reach: Reach | None = None,
        within: ColumnElement[bool] | None = None,
    ) -> None:
        """``reach``: what of the archive is read; None: all of it. ``within``: see :class:`Visits`."""
        self._reach = reach
        self._index = index
        self._real = real
        self._shadow = shadow
        self._newspapers = newspapers
        self._within = within
        self._done = 0
        self.found = Tally()

    def run(self, workers: Reads, keys: frozenset[str] | None = None) -> Iterator[int]:
        """Read and store, and yield the number of captures done; ``keys``: only these articles."""
        visits = Visits(
            self._index, self._newspapers, self.found, keys, reach=self._reach, within=self._within
        )
        for batch in workers.read(visits, keys):
            self._store(batch, visits.gone)
            yield len(batch)
        self._store([], visits.gone)

    def _store(self, batch: list[VisitResult], gone: deque[tuple[int, Capture]]) -> None:
        """Store the results of some visits, and the decisions between them."""
        with self._shadow.begin() as conn:
            for read in batch:
                self._mark_gone(conn, gone)
                self._done += 1
                self.found.take(read)
                for reading in read.readings:
                    save_article(
                        conn,
                        reading.article,
                        requested_url=reading.requested_url,
                        permalink=reading.permalink,
                    )
            self._mark_gone(conn, gone)
        if refused := [read for read in batch if is_refused(read)]:
            self._note_lost(refused)

    def _mark_gone(self, conn: Connection, gone: deque[tuple[int, Capture]]) -> None:
        """Apply the decisions that were made before the next visit."""
        while gone and gone[0][0] <= self._done:
            _, decision = gone.popleft()
            mark_gone(conn, decision.url, decision.at)

    def _note_lost(self, refused: list[VisitResult]) -> None:
        """Find which pages that are not articles are stored as articles."""
        with self._real.read() as conn:
            for read in refused:
                row = find_article(conn, read.head.url)
                is_it = row is not None and row["key"] == read.head.key and row["source"] == "page"
                if is_it and not lacks(self._reach, conn, read.head):
                    self.found.note_lost(read.head.url, next(iter(read.refused)))
