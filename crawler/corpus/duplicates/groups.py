"""The groups of near-duplicates in a store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, select

from crawler.store.schema import article, sketch

_AT_ONCE = 500
"""Number of rows that are read ahead."""


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a group."""

    article_id: int
    url: str
    headline: str
    published_at: str | None
    """As in :class:`crawler.article.Article`."""
    site: str


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that are near-duplicates, each of at least one of the others."""

    members: list[Member]
    """At least two, from the earliest on; those without a date come last."""


def stored_groups(conn: Connection, *, site: str | None = None) -> Iterator[Group]:
    """Yield the groups by date and URL of their earliest articles, those without a date last.

    ``site``: only those that hold an article of this newspaper, with its duplicates elsewhere. One group
    is in memory at a time.
    """
    first = sketch.alias("first")
    named = article.alias("named")
    query = (
        select(
            sketch.c.leader,
            article.c.id,
            article.c.url,
            article.c.headline,
            article.c.published_at,
            article.c.site,
        )
        .join(article, (article.c.id == sketch.c.article_id) & article.c.gone_at.is_(None))
        .join(first, first.c.article_id == sketch.c.leader)
        .join(named, named.c.id == sketch.c.leader, isouter=True)
        .where(sketch.c.leader.is_not(None))
        .order_by(
            first.c.published.is_(None),
            first.c.published,
            named.c.url,
            sketch.c.leader,
            sketch.c.article_id != sketch.c.leader,
            sketch.c.published.is_(None),
            sketch.c.published,
            article.c.url,
        )
    )
    if site is not None:
        theirs, own = sketch.alias("theirs"), article.alias("own")
        of_site = select(theirs.c.leader).join(own, own.c.id == theirs.c.article_id).where(own.c.site == site)
        query = query.where(sketch.c.leader.in_(of_site))
    with conn.execute(query.execution_options(yield_per=_AT_ONCE)) as rows:
        for _, members in groupby(rows, attrgetter("leader")):
            group = [Member(*row[1:]) for row in members]
            if len(group) > 1:  # others were deleted, and that is not compared yet
                yield Group(group)
