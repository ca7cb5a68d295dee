"""One article of each group of near-duplicates, of those that somebody selected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy import Connection, select

from crawler.article import Article
from crawler.store.schema import article

Selected = TypeVar("Selected", bound=Article)


def one_of_each(conn: Connection, articles: Iterable[Selected]) -> Iterator[Selected]:
    """Yield the first article of each group, and all that are near-duplicates of none.

    Whoever takes one newspaper, or one year, gets each of its stories once, also if another newspaper had it
    first. Holds the addresses of the earliest articles of all groups in memory.
    """
    named = article.c.near_duplicate_of
    earliest = set(conn.execute(select(named).where(named.is_not(None)).distinct()).scalars())
    taken = set()
    for each in articles:
        group = each.near_duplicate_of or each.url
        if group in earliest:
            if group in taken:
                continue
            taken.add(group)
        yield each
