"""The known articles of a site, counted, for comparing with what the site says it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, select, update

from crawler.dates import to_instant
from crawler.frontier.adding import AT_ONCE
from crawler.frontier.reading import HAS_META, UNLISTED, is_unlisted
from crawler.rows import JSON
from crawler.store import Store
from crawler.store.schema import article, frontier
from crawler.urls import article_key


class Inventory:
    """Counts the articles that a site should name: stored and not gone, or left out for a reason.

    A period is given by UTC instants, the first inclusive, the last exclusive; None: open. Articles that are
    marked as unlisted do not count: the site's totals are those of a source that does not show them.
    """

    def __init__(self, store: Store, site: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._site = site
        self._clock = clock

    def count(self, since: datetime | None = None, until: datetime | None = None) -> int:
        """Return the number of known articles of a period."""
        with self._store.read() as conn:
            stored: int = conn.execute(select(func.count()).where(self._listed(since, until))).scalar_one()
            left_out = self._left_out(conn)
        return stored + sum(1 for each in left_out if _lies_in(each, since, until))

    def middle(self, since: datetime | None, until: datetime | None) -> datetime | None:
        """Return the instant of publication that halves the stored articles of a period.

        It is later than that of the first one; None if there is none.
        """
        at = article.c.published_instant
        dated = select(at).where(self._listed(since, until), at.is_not(None)).order_by(at)
        with self._store.read() as conn:
            number = conn.execute(select(func.count()).select_from(dated.subquery())).scalar_one()
            first = conn.execute(dated.limit(1)).scalar_one_or_none()
            middle = conn.execute(dated.offset(number // 2).limit(1)).scalar_one_or_none()
            if middle == first and first is not None:
                middle = conn.execute(dated.where(at > first).limit(1)).scalar_one_or_none()
        return middle

    def addresses(self, since: datetime | None, until: datetime | None) -> list[str]:
        """Return the URLs of the stored articles of a period."""
        with self._store.read() as conn:
            return list(conn.execute(select(article.c.url).where(self._listed(since, until))).scalars())

    def newest(self, number: int, *, but: Iterable[str] = ()) -> list[str]:
        """Return the URLs of the newest stored articles, except some.

        The position of articles without a date is left to the database.
        """
        left_out = {article_key(url) for url in but}
        query = (
            select(article.c.url, article.c.key)
            .where(self._there(None, None))
            .order_by(article.c.published_instant.desc())
            .limit(number + len(left_out))
        )
        with self._store.read() as conn:
            found = conn.execute(query).all()
        return list(islice((row.url for row in found if row.key not in left_out), number))

    def newest_instant(self) -> datetime | None:
        """Return when the newest stored article was published; None: none has a date."""
        query = select(func.max(article.c.published_instant)).where(self._there(None, None))
        with self._store.read() as conn:
            newest: datetime | None = conn.execute(query).scalar_one()
        return newest

    def gone_since(self, since: datetime) -> int:
        """Return the number of stored articles that are known to be gone since then."""
        query = select(func.count()).where(article.c.site == self._site, article.c.gone_at >= since)
        with self._store.read() as conn:
            return int(conn.execute(query).scalar_one())

    def stored(self) -> int:
        """Return the number of stored articles, also of those that are gone."""
        with self._store.read() as conn:
            return int(conn.execute(select(func.count()).where(article.c.site == self._site)).scalar_one())

    def unlisted(self) -> int:
        """Return the number of stored articles that are marked as unlisted."""
        query = select(func.count()).where(self._there(None, None), article.c.key.in_(self._unlisted()))
        with self._store.read() as conn:
            number: int = conn.execute(query).scalar_one()
        return number

    def mark_unlisted(self, urls: Iterable[str]) -> None:
        """Mark articles as unlisted that were read, and are not gone."""
        keys = [article_key(url) for url in urls]
        with self._store.begin() as conn:
            for start in range(0, len(keys), AT_ONCE):
                there = (
                    (frontier.c.site == self._site)
                    & (frontier.c.scope == "")
                    & frontier.c.key.in_(keys[start : start + AT_ONCE])
                    & (frontier.c.state == "done")
                    & frontier.c.reason.in_(("stored", "unchanged"))
                )
                for row in conn.execute(select(frontier.c.id, frontier.c.meta).where(there)).all():
                    marked = {**(row.meta or {}), UNLISTED: True}
                    conn.execute(update(frontier).where(frontier.c.id == row.id).values(meta=marked))

    def knows(self, urls: Sequence[str]) -> set[str]:
        """Return those of the URLs that are known and not marked as unlisted, with any outcome but gone."""
        keys: dict[str, list[str]] = {}
        for url in urls:
            keys.setdefault(article_key(url), []).append(url)
        known: set[str] = set()
        wanted = list(keys)
        with self._store.read() as conn:
            for start in range(0, len(wanted), AT_ONCE):
                query = select(frontier.c.key, frontier.c.reason, frontier.c.meta).where(
                    frontier.c.site == self._site,
                    frontier.c.scope == "",
                    frontier.c.key.in_(wanted[start : start + AT_ONCE]),
                )
                for row in conn.execute(query):
                    if row.reason != "gone" and UNLISTED not in (row.meta or {}):
                        known.update(keys[row.key])
        return known

    def save_checkpoint(self, url: str, source: str, checkpoint: Mapping[str, JSON]) -> None:
        """Keep a checkpoint in a frontier row whose URL is never requested."""
        values = {"checkpoint": dict(checkpoint), "state": "done", "reason": "listed", "source": source}
        new = {"kind": "listing", "priority": 0, "tries": 0, "round": 0, "added_at": self._clock()}
        with self._store.begin() as conn:
            if not conn.execute(update(frontier).where(self._row(url)).values(values)).rowcount:
                own = {"site": self._site, "scope": "", "key": url, "url": url}
                conn.execute(insert(frontier).values({**own, **new, **values}))

    def load_checkpoint(self, url: str) -> Mapping[str, JSON]:
        """Return the checkpoint that was kept; empty: none."""
        with self._store.read() as conn:
            found = conn.execute(select(frontier.c.checkpoint).where(self._row(url))).scalar_one_or_none()
        checkpoint: Mapping[str, JSON] = found or {}
        return checkpoint

    def _row(self, url: str) -> ColumnElement[bool]:
        return and_(frontier.c.site == self._site, frontier.c.scope == "", frontier.c.key == url)

    def _listed(self, since: datetime | None, until: datetime | None) -> ColumnElement[bool]:
        return and_(self._there(since, until), article.c.key.not_in(self._unlisted()))

    def _unlisted(self) -> Select[tuple[str]]:
        return select(frontier.c.key).where(
            frontier.c.site == self._site,
            frontier.c.scope == "",
            HAS_META,
            is_unlisted(),
        )

    def _there(self, since: datetime | None, until: datetime | None) -> ColumnElement[bool]:
        conditions: list[ColumnElement[bool]] = [article.c.site == self._site, article.c.gone_at.is_(None)]
        if since is not None:
            conditions.append(article.c.published_instant >= since)
        if until is not None:
            conditions.append(article.c.published_instant < until)
        return and_(*conditions)

    def _left_out(self, conn: Connection) -> list[datetime | None]:
        """Return the dates of articles that a listing carried and that were not stored."""
        query = select(frontier.c.meta).where(
            frontier.c.site == self._site,
            frontier.c.scope == "",
            HAS_META,
            frontier.c.reason.not_in(("gone", "stored", "unchanged", "moved")),
        )
        metas: Iterable[dict[str, JSON]] = conn.execute(query).scalars()
        return [to_instant(str(meta["published"])) for meta in metas if "published" in meta]


def _lies_in(instant: datetime | None, since: datetime | None, until: datetime | None) -> bool:
    if instant is None:
        return since is None and until is None
    return (since is None or instant >= since) and (until is None or instant < until)
