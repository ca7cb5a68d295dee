"""Which newspapers a store knows: those with articles, with URLs to be fetched, or with a run."""

from __future__ import annotations

from sqlalchemy import Connection, literal, select, union

from crawler.store.reading import has_rows
from crawler.store.schema import article, frontier, run

_TABLES = (run, frontier, article)


def has_site(conn: Connection, name: str) -> bool:
    """Say whether a store knows a newspaper."""
    return any(has_rows(conn, select(literal(1)).where(table.c.site == name)) for table in _TABLES)


def sites_of(conn: Connection) -> list[str]:
    """Return the names of all newspapers of a store, sorted."""
    names = union(*(select(table.c.site) for table in _TABLES))
    return sorted(conn.execute(names).scalars())
