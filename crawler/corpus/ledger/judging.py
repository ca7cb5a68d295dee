"""Why an article that the site names is not stored, as far as the store knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Row, func, select

from crawler.corpus.ledger.ledger import Kind
from crawler.store.schema import frontier, run
from crawler.urls import article_key, fetchable

STORED = ("stored", "unchanged", "moved")
"""Reasons of rows whose article was stored."""

_CACHED = timedelta(minutes=10)
"""How old a listing may be when it comes: sites and networks answer out of caches."""


class Absent(NamedTuple):
    """An article that the site names, and that is not stored as one of it."""

    url: str
    month: str | None
    at: datetime | None
    by_sitemap_only: bool
    elsewhere: bool
    """Whether it is stored as an article of another newspaper."""
    gone: bool
    """Whether it is stored, and marked as gone."""


class Judgement(NamedTuple):
    """What to think of it."""

    kind: Kind
    reason: str
    is_counted: bool = True
    """Whether REST or an archive may count it: sitemaps also list pages of other types."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Knows what the crawls of a site have done."""

    site: str
    scopes: list[str]
    """Of the rows of the frontier: the key of a row has one in each."""
    listed_at: datetime | None
    """When the crawl began to list the site whose listings were the last that all were read; None: never."""

    @classmethod
    def of(cls, conn: Connection, site: str) -> Judge:
        """Look at a store."""
        return cls(site, [*_scopes(conn, site)], _listed_at(conn, site))

    def judge(
        self, conn: Connection, absent: Sequence[Absent], whole_by_api: Collection[str] | None
    ) -> list[tuple[Absent, Judgement]]:
        """Return articles with their judgements.

        ``whole_by_api``: the months of which REST named all articles; None: it named all that there are.
        """
        rows = self._rows(conn, {article_key(each.url) for each in absent})
        return [
            (
                each,
                self._judge(
                    each,
                    rows.get(article_key(each.url)),
                    api_is_whole=whole_by_api is None or each.month in whole_by_api,
                ),
            )
            for each in absent
        ]

    def _judge(self, absent: Absent, row: tuple[str, str, str] | None, *, api_is_whole: bool) -> Judgement:
        if absent.gone:
            return Judgement("missing", "gone")
        if absent.elsewhere:
            return Judgement("missing", "other_newspaper", is_counted=not absent.by_sitemap_only)
        if row is not None:
            return _of_row(*row, by_sitemap_only=absent.by_sitemap_only)
        if fetchable(absent.url) is None:
            return Judgement("missing", "bad_address", is_counted=not absent.by_sitemap_only)
        if self._is_new(absent):
            return Judgement("missing", "new")
        if absent.by_sitemap_only and api_is_whole:
            return Judgement("missing", "sitemap_only", is_counted=False)
        if self.listed_at is None:
            return Judgement("missing", "not_crawled_yet")
        return Judgement("unexplained", "never_listed")

    def _is_new(self, absent: Absent) -> bool:
        """Say whether it appeared, or changed, after the last listing: the next crawl will find it."""
        if self.listed_at is None:
            return False
        if absent.at is not None:
            return absent.at > self.listed_at - _CACHED
        # A day later, as the month begins in the site's zone.
        return absent.month is not None and absent.month > f"{self.listed_at + timedelta(days=1):%Y-%m}"

    def may_be_new(self, absent: Absent, judgement: Judgement) -> bool:
        """Say whether the date of its publication, which no listing tells, would tell that it is new."""
        if judgement.reason != "never_listed" or absent.at is not None or self.listed_at is None:
            return False
        return absent.month is None or absent.month >= f"{self.listed_at - timedelta(days=1):%Y-%m}"

    def _rows(self, conn: Connection, keys: set[str]) -> dict[str, tuple[str, str, str]]:
        """Return state, reason and way of discovery of rows of articles; those of the whole site go first.

        The keys of listings are no keys of articles. To ask for the kind as well would lead SQLite to an
        index that has it, and to all rows of the site.
        """
        query = (
            select(frontier.c.key, frontier.c.state, frontier.c.reason, frontier.c.source)
            .where(
                frontier.c.site == self.site,
                frontier.c.scope.in_(self.scopes),
                frontier.c.key.in_(sorted(keys)),
            )
            .order_by(frontier.c.scope.desc())
        )
        return {key: (state, reason or "", way) for key, state, reason, way in conn.execute(query)}


def _of_row(state: str, reason: str, way: str, *, by_sitemap_only: bool) -> Judgement:
    if state == "pending":
        return Judgement("missing", "pending")
    if reason in STORED:
        return Judgement("unexplained", "removed_from_store")
    is_counted = not (by_sitemap_only and way == "sitemap")
    return Judgement("missing", reason.rpartition(":")[2] or state, is_counted)


def _scopes(conn: Connection, site: str) -> Iterator[str]:
    """Yield the scopes of a site's rows, by one step in the index each."""
    first = select(func.min(frontier.c.scope)).where(frontier.c.site == site)
    scope = conn.execute(first).scalar_one()
    while scope is not None:
        yield scope
        scope = conn.execute(first.where(frontier.c.scope > scope)).scalar_one()


def _listed_at(conn: Connection, site: str) -> datetime | None:
    of_site = (run.c.site == site) & (run.c.scope == "")
    last = (
        select(run.c.round)
        .where(of_site, run.c.round_ended_at.is_not(None))
        .order_by(run.c.id.desc())
        .limit(1)
    )
    found: Row[tuple[int]] | None = conn.execute(last).one_or_none()
    if found is None:
        return None
    began = select(func.min(run.c.started_at)).where(of_site, run.c.round == found[0])
    moment: datetime | None = conn.execute(began).scalar_one()
    return moment
