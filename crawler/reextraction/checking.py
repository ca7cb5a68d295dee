"""Finding out, on all cores, which stored articles today's extraction would read differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from crawler.archive.index import ARTICLE, Capture
from crawler.article import Article
from crawler.period import Period
from crawler.reextraction.comparing import differing
from crawler.reextraction.reading import BROKEN_OFF, VisitResult
from crawler.store import Store
from crawler.store.articles import as_article
from crawler.store.revising import revise
from crawler.store.schema import article, revision
from crawler.text import is_called
from crawler.urls import article_key


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles are read again."""

    period: Period = field(default_factory=Period)
    section: str | None = None

    def holds(self, each: Article) -> bool:
        """Say whether an article is one of them."""
        if not self.period.holds(each.published_at):
            return False
        return self.section is None or is_called(each.section or "", self.section)


@dataclass(slots=True)
class CheckResult:
    """What some captures show about the store."""

    captures: int = 0
    confirmed: int = 0
    """Articles whose newest revision is read today as it is stored."""
    dirty: set[str] = field(default_factory=set)
    """Keys of articles that are read differently or are not stored: they have to be compared closely."""
    refused: Counter[str] = field(default_factory=Counter)
    lost: list[tuple[Capture, str]] = field(default_factory=list)
    """Stored articles whose page is not an article today, with the reason."""
    damages: list[str] = field(default_factory=list)


class Checker:
    """Compares what is read with the store. What confirms the store needs no further look."""

    def __init__(self, store: Store, wanted: Selection) -> None:
        self._store = store
        self._wanted = wanted

    def check(self, reads: Sequence[VisitResult]) -> CheckResult:
        """Compare the results of some visits."""
        checked = CheckResult(captures=len(reads))
        keys = {article_key(each.article.url or "") for read in reads for each in read.readings}
        lost = {read.head.key for read in reads if is_refused(read)}
        with self._store.read() as conn:
            known = self._known(conn, keys | lost)
        for read in reads:
            checked.refused += read.refused
            checked.damages += read.damages
            if is_refused(read) and (history := known.get(read.head.key)) and history[0].source == "page":
                checked.lost.append((read.head, next(iter(read.refused))))
            for reading in read.readings:
                key = article_key(reading.article.url or "")
                if self._wanted.holds(reading.article):
                    self._compare(key, reading.article, known.get(key), checked)
        return checked

    def close(self) -> None:
        """Close the connections to the store."""
        self._store.close()

    def _compare(self, key: str, today: Article, history: list[Article] | None, checked: CheckResult) -> None:
        if history is None or today.fetched_at is None:
            checked.dirty.add(key)
            return
        newest = history[0]
        stored = next((each for each in history if each.fetched_at == today.fetched_at), None)
        if stored is not None:
            is_newest = stored is newest
            if is_newest and (differing(stored, today) or stored.url != today.url):
                checked.dirty.add(key)
            else:  # older revisions are history
                checked.confirmed += is_newest
            return
        before = next((each for each in history if (each.fetched_at or "") < today.fetched_at), None)
        revised = revise(before, today) if before is not None else None
        merged = revised.article if revised is not None else today
        if revised is not None and not revised.edited:
            if before is newest and differing(newest, merged):
                checked.dirty.add(key)
            return
        # Archived, but not stored: the crawl was killed, or had another store. What was fetched next may be
        # the same.
        after = next((each for each in reversed(history) if (each.fetched_at or "") > today.fetched_at), None)
        if after is None or differing(after, merged) or (before is None and after.url != today.url):
            checked.dirty.add(key)

    def _known(self, conn: Connection, keys: set[str]) -> dict[str, list[Article]]:
        """Return the revisions of each stored article by its key, newest first."""
        rows = list(conn.execute(select(article).where(article.c.key.in_(keys))).mappings()) if keys else []
        known = {row["key"]: [as_article(row)] for row in rows}
        several = {row["id"]: known[row["key"]] for row in rows if row["revision"] > 1}
        if several:
            of_them = select(revision).where(revision.c.article_id.in_(several))
            for row in conn.execute(of_them.order_by(revision.c.revision)).mappings():
                history = several[row["article_id"]]
                if row["revision"] < history[0].revision:
                    history.insert(1, as_article(row))
        return known


def is_refused(read: VisitResult) -> bool:
    """Say whether a visit's page is not an article; one that was broken off may be one."""
    return read.head.role == ARTICLE and not read.readings and bool(read.refused.keys() - BROKEN_OFF)
