"""What today's extraction changes in the store, and how that is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, insert, select, update

from crawler.archive.index import CARRYING, lies_at
from crawler.article import Article
from crawler.reextraction.reach import Reach
from crawler.store import Store, find_article
from crawler.store.articles import as_article, columns_of, values_of
from crawler.store.reading import has_rows
from crawler.store.revising import EDITABLE, Revised, revise
from crawler.store.schema import alias, article, capture, revision

Cause = Literal["site", "extractor"]

_AT_ONCE = 200
_A_SECOND = timedelta(seconds=1)
"""Articles have the time of their capture to the second."""
_OWN = ("revision", "near_duplicate_of", "url", "fetched_at")
"""Fields that belong to the store, not to the page.

The capture that an article was read from is not a difference: if a page was archived, not stored (the crawl
was killed) and fetched again, the store has the second capture, and the archive has both.
"""
FIELDS = tuple(each.name for each in fields(Article) if each.name not in _OWN)


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in one article."""

    before: Article | None
    """As it is stored; None: the store does not have it."""
    after: Article
    appended: tuple[tuple[Cause, Article], ...] = ()
    """The revisions that follow."""
    gone_at: datetime | None = None
    """When the site removed it, if the store does not know that."""

    @property
    def fields(self) -> list[str]:
        """The fields that differ; empty if the article is new."""
        return differing(self.before, self.after) if self.before is not None else []


def differing(before: Article, after: Article) -> list[str]:
    """Return the names of the fields in which two readings of an article differ."""
    return [
        name
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
        and not (name == "tags" and set(before.tags) == set(after.tags))
    ]


class Comparison:
    """Compares the store with one that today's extraction makes of the archive.

    ``is_whole``: the archive was read, not single files. Then an older capture may correct what the store has
    from a later one, if the archive holds that one as well. ``reach``: what of the archive was read; of an
    article of which more lies elsewhere, what is not seen here stays as it is stored.
    """

    def __init__(self, real: Store, shadow: Store, *, is_whole: bool, reach: Reach | None = None) -> None:
        self._real = real
        self._shadow = shadow
        self._is_whole = is_whole
        self._reach = reach
        self.compared = 0
        """Number of articles that were compared."""

    def changes(self, wanted: Callable[[Article], bool]) -> Iterator[Change]:
        """Yield the changes of the selected articles."""
        with self._shadow.read() as shadow:
            last = 0
            some = select(article).order_by(article.c.id).limit(_AT_ONCE)
            while rows := shadow.execute(some.where(article.c.id > last)).mappings().all():
                last = rows[-1]["id"]
                found: list[Change] = []
                with self._real.read() as real:
                    same = select(article).where(article.c.key.in_([row["key"] for row in rows]))
                    known = {row["key"]: row for row in real.execute(same).mappings()}
                    for row in rows:
                        if wanted(as_article(row)):
                            self.compared += 1
                            change = self._change(real, shadow, row, known.get(row["key"]))
                            if change is not None:
                                found.append(change)
                yield from found

    def _change(
        self, real: Connection, shadow: Connection, row: RowMapping, known: RowMapping | None
    ) -> Change | None:
        known = known or find_article(real, row["url"])
        today = as_article(row)
        if known is None:
            return Change(None, today, gone_at=row["gone_at"])
        before = as_article(known)
        gone_at = row["gone_at"] if known["gone_at"] is None else None
        if gone_at is not None and self._lacks(real, known, since=gone_at):  # it may have come back there
            gone_at = None
        is_partial = self._lacks(real, known)
        if before.fetched_at == today.fetched_at and not differing(before, today):
            return Change(before, before, gone_at=gone_at) if gone_at else None
        of_article = select(revision).where(revision.c.article_id == row["id"]).order_by(revision.c.revision)
        history = [as_article(each) for each in shadow.execute(of_article).mappings()]
        appended: list[tuple[Cause, Article]] = []
        seen = _instant(before)
        base = next((each for each in reversed(history) if _instant(each) <= seen), None)
        after = before
        kept: dict[str, Any] = {"url": before.url, "near_duplicate_of": before.near_duplicate_of}
        if base is not None and self._is_comparable(real, known, before, base):
            if is_partial:
                base = replace(revise(before, base).article, fetched_at=base.fetched_at)
            after = replace(base, **kept, fetched_at=before.fetched_at)
            if any(name in EDITABLE for name in differing(before, after)):
                appended.append(("extractor", after))
            elif (
                base.fetched_at != before.fetched_at
            ):  # how another capture was read says nothing about this one
                after = replace(after, source=before.source, removed=before.removed)
        for later in history:
            if _instant(later) > seen:
                revised = revise(after, later) if is_partial else Revised(later, edited=True)
                if not revised.edited:  # what it changed is stored already, from elsewhere
                    continue
                after = replace(revised.article, **kept)
                appended.append(("site", after))
        after = replace(after, revision=(before.revision or 0) + len(appended))
        if not appended and not differing(before, after) and not gone_at:
            return None
        return Change(before, after, tuple(appended), gone_at)

    def _is_comparable(self, real: Connection, known: RowMapping, before: Article, base: Article) -> bool:
        """Say whether a reading corresponds to the stored article: of the same capture, or of an earlier one.

        The latter means that today's extraction sees no change where there was one. But if the archive lacks
        the capture that was stored, the reading is merely old.
        """
        if base.fetched_at == before.fetched_at:
            return True
        if not self._is_whole or before.fetched_at is None:
            return False
        at = datetime.fromisoformat(before.fetched_at)
        of_it = (capture.c.key == known["key"]) | capture.c.role.in_(CARRYING)
        here = lies_at(None if self._reach is None else self._reach.places)
        return has_rows(
            real, select(capture.c.id).where(capture.c.at.between(at, at + _A_SECOND), of_it, here)
        )

    def _lacks(self, real: Connection, known: RowMapping, *, since: datetime | None = None) -> bool:
        """Say whether a part of the archive that was not read may have told of an article."""
        if self._reach is None:
            return False
        return self._reach.lacks(real, known["key"], known["site"], since=since)


def _apply(conn: Connection, shadow: Connection, change: Change) -> None:
    """Write a change into the store."""
    if change.before is None:
        _restore(conn, shadow, change.after)
        return
    row = find_article(conn, change.before.url or "")
    if row is None:
        return
    for number, (cause, each) in enumerate(change.appended, row["revision"] + 1):
        values = {**values_of(each), "revision": number, "cause": cause}
        conn.execute(insert(revision), {"article_id": row["id"], **values})
    now = replace(change.after, revision=row["revision"] + len(change.appended))
    values = columns_of(now)
    if change.fields and not change.appended:
        newest = (revision.c.article_id == row["id"]) & (revision.c.revision == row["revision"])
        conn.execute(update(revision).where(newest).values(values_of(now)))
    if change.gone_at is not None:
        values["gone_at"] = change.gone_at
    conn.execute(update(article).where(article.c.id == row["id"]).values(values))


def _restore(conn: Connection, shadow: Connection, restored: Article) -> None:
    """Copy an article that the store does not have, with its history and its URLs."""
    row = find_article(shadow, restored.url or "")
    assert row is not None
    result = conn.execute(insert(article), {name: value for name, value in row.items() if name != "id"})
    (new_id,) = result.inserted_primary_key or (0,)
    revisions = shadow.execute(select(revision).where(revision.c.article_id == row["id"])).mappings()
    conn.execute(insert(revision), [{**each, "article_id": new_id, "run_id": None} for each in revisions])
    keys = shadow.execute(select(alias.c.key).where(alias.c.article_id == row["id"])).scalars().all()
    if keys:
        taken = set(conn.execute(select(alias.c.key).where(alias.c.key.in_(keys))).scalars())
        taken |= set(conn.execute(select(article.c.key).where(article.c.key.in_(keys))).scalars())
        if further := [{"key": key, "article_id": new_id} for key in keys if key not in taken]:
            conn.execute(insert(alias), further)


def _instant(each: Article) -> float:
    return datetime.fromisoformat(each.fetched_at).timestamp() if each.fetched_at else float("-inf")


def in_batches(changes: Iterator[tuple[Change, Store]]) -> Iterator[list[tuple[Change, Store]]]:
    """Yield changes in batches, each written in one transaction."""
    while batch := list(islice(changes, _AT_ONCE)):
        yield batch


def write(real: Store, changes: Sequence[tuple[Change, Store]]) -> None:
    """Write changes, each with the store that it comes from, in one transaction. Raises StoreError."""
    with real.begin() as conn:
        for change, shadow in changes:
            with shadow.read() as source:
                _apply(conn, source, change)
