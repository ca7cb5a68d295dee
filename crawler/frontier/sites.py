"""Which newspapers a store knows: those with articles, with URLs to be fetched, or with a run."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, Table, func, literal, select

from crawler.store.reading import has_rows
from crawler.store.schema import article, frontier, run

_TABLES = (run, frontier, article)


def has_site(conn: Connection, name: str) -> bool:
    """Say whether a store knows a newspaper."""
    return any(has_rows(conn, select(literal(1)).where(table.c.site == name)) for table in _TABLES)


def sites_of(conn: Connection) -> list[str]:
    """Return the names of all newspapers of a store, sorted."""
    found: set[str] = set()
    for table in _TABLES:
        found.update(conn.execute(_names(table)).scalars())
    return sorted(found)


def _names(table: Table) -> Select[Any]:
    """Return the query for the names in a table: a step in an index for each, where DISTINCT reads all."""
    first = select(func.min(table.c.site).label("site")).cte(recursive=True)
    following = select(func.min(table.c.site)).where(table.c.site > first.c.site).scalar_subquery()
    names = first.union_all(select(following).where(first.c.site.is_not(None)))
    return select(names.c.site).where(names.c.site.is_not(None))
