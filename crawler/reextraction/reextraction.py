"""A re-extraction, from its start to what it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import ColumnElement, select

from crawler.archive.index import Capture
from crawler.reextraction.checking import CheckResult, Selection
from crawler.reextraction.comparing import Change, Comparison
from crawler.reextraction.newspapers import Newspapers
from crawler.reextraction.reach import Reach, lacks
from crawler.reextraction.replaying import Replay
from crawler.reextraction.visits import Tally, Visits
from crawler.reextraction.workers import Reads
from crawler.store import Store, find_article
from crawler.store.reading import has_rows
from crawler.store.schema import alias, article
from crawler.urls import article_key

MOST_TO_LOOK_AT = 5_000
"""From this many differing articles on everything is replayed, so that their keys do not fill the memory."""


class Reextraction:
    """Reads the archive again in two steps.

    First each capture is compared with the store, in any order, on all cores; if the extraction has not
    changed, that is all. Then what differs, or is not stored, is replayed in chronological order, as a crawl
    would have stored it, and compared closely.

    ``within``: a condition of the table ``capture`` that leaves a part of the archive, such as its site: no
    other part may hold captures of the same articles.
    """

    def __init__(
        self,
        real: Store,
        index: Store,
        newspapers: Newspapers,
        workers: Reads,
        *,
        wanted: Selection,
        reach: Reach | None = None,
        within: ColumnElement[bool] | None = None,
        on_progress: Callable[[int], object] = lambda number: None,
    ) -> None:
        """``reach``: what of the archive is read; None: all of it."""
        self._reach = reach
        self._real = real
        self._index = index
        self._newspapers = newspapers
        self._workers = workers
        self._wanted = wanted
        self._within = within
        self._told = on_progress
        self._is_whole = index is real
        self.found = Tally()
        self.compared = 0

    def changes(self, url: str | None, open_shadow: Callable[[], Store]) -> Iterator[tuple[Change, Store]]:
        """Yield the changes, each with the store that it comes from; ``url``: only of this article."""
        keys: frozenset[str] | None = None
        is_checked = False
        if url is not None:
            keys = self._with_aliases({article_key(url)})
        elif self._is_whole and self._has_articles() and (checked := self._check()) is not None:
            if not checked:
                return
            keys, is_checked = self._with_aliases(checked), True
        shadow = open_shadow()
        replay = Replay(
            self._index, self._real, shadow, self._newspapers, reach=self._reach, within=self._within
        )
        if not is_checked:
            self.found = replay.found
        for captures in replay.run(self._workers, keys):
            if not is_checked:
                self._told(captures)
        comparison = Comparison(self._real, shadow, is_whole=self._is_whole, reach=self._reach)
        for change in comparison.changes(self._wanted.holds):
            yield change, shadow
        self.compared += comparison.compared

    def _check(self) -> set[str] | None:
        """Return the keys of the articles to compare closely; None: there are too many, so all."""
        visits = Visits(self._index, self._newspapers, self.found, reach=self._reach, within=self._within)
        dirty: set[str] = set()
        for checked in self._workers.check(visits):
            self._told(checked.captures)
            self.compared += checked.confirmed
            self.found.take(checked)
            for head, reason in self._lost(checked):
                self.found.note_lost(head.url, reason)
            dirty |= checked.dirty
            if len(dirty) > MOST_TO_LOOK_AT:
                self.compared = 0
                self._told(-self.found.captures)
                return None
        return dirty | self._gone(visits)

    def _lost(self, checked: CheckResult) -> list[tuple[Capture, str]]:
        """Return the stored articles whose page is not an article today, if nothing of them is elsewhere."""
        if self._reach is None or not checked.lost:
            return checked.lost
        with self._real.read() as conn:
            return [(head, reason) for head, reason in checked.lost if not lacks(self._reach, conn, head)]

    def _gone(self, visits: Visits) -> set[str]:
        """Return the keys of articles that were found to be gone, although the store does not say so."""
        keys = list({each.key for _, each in visits.gone})
        dirty: set[str] = set()
        there = select(article.c.key).where(article.c.gone_at.is_(None))
        with self._real.read() as conn:
            for start in range(0, len(keys), 500):
                part = there.where(article.c.key.in_(keys[start : start + 500]))
                dirty |= set(conn.execute(part).scalars())
        return dirty

    def _with_aliases(self, keys: set[str]) -> frozenset[str]:
        """Return these keys and those of all other URLs of the same articles."""
        further = set(keys)
        with self._real.read() as conn:
            for key in keys:
                row = find_article(conn, f"https://{key}")
                if row is not None:
                    further.add(row["key"])
                    of_it = select(alias.c.key).where(alias.c.article_id == row["id"])
                    further |= set(conn.execute(of_it).scalars())
        return frozenset(further)

    def _has_articles(self) -> bool:
        with self._real.read() as conn:
            return has_rows(conn, select(article.c.id))
