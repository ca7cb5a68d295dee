"""Reading the corpus: all articles in their order, the revisions of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from crawler.article import Article, StoredArticle
from crawler.store.articles import as_article, find_article
from crawler.store.schema import article, revision

_AT_ONCE = 500
"""Number of rows that are read ahead, so that memory does not grow with the store."""

_FIELDS = tuple(each.name for each in fields(Article))


def stored_articles(
    conn: Connection,
    *,
    site: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    with_gone: bool = True,
) -> Iterator[StoredArticle]:
    """Yield the newest revision of every article by date of publication and URL, undated ones last.

    ``site``: only those of this newspaper. ``since`` and ``until``, both inclusive, compare instants; a day
    counts as its midnight in UTC. With either of them, articles without a date are left out.
    """
    at = article.c.published_instant
    wanted = [] if site is None else [article.c.site == site]
    if not with_gone:
        wanted.append(article.c.gone_at.is_(None))
    dated = select(article).where(at.is_not(None), *wanted).order_by(at, article.c.url)
    if since is not None:
        dated = dated.where(at >= since)
    if until is not None:
        dated = dated.where(at <= until)
    undated = select(article).where(at.is_(None), *wanted).order_by(article.c.url)
    for query in (dated, undated) if since is None and until is None else (dated,):
        yield from _stream(conn, query)


def stored_revisions(conn: Connection, url: str) -> list[Article]:
    """Return every revision of the article that has this URL, oldest first; empty if it is unknown."""
    newest = find_article(conn, url)
    if newest is None:
        return []
    query = select(revision).where(revision.c.article_id == newest["id"]).order_by(revision.c.revision)
    return [as_article(row) for row in conn.execute(query).mappings()]


def revision_causes(conn: Connection, url: str) -> dict[int, str]:
    """Return, by number, why each revision of an article was made: ``site``, or ``extractor``."""
    newest = find_article(conn, url)
    if newest is None:
        return {}
    query = select(revision.c.revision, revision.c.cause).where(revision.c.article_id == newest["id"])
    return {row.revision: row.cause for row in conn.execute(query)}


def gone_since(conn: Connection, url: str) -> datetime | None:
    """Return when it was confirmed that the site no longer has the article of this URL; None: it has it."""
    newest = find_article(conn, url)
    return None if newest is None else newest["gone_at"]


def has_rows(conn: Connection, query: Select[Any]) -> bool:
    """Say whether a query finds a row."""
    return conn.execute(query.limit(1)).first() is not None


def _stream(conn: Connection, query: Select[Any]) -> Iterator[StoredArticle]:
    for row in conn.execute(query.execution_options(yield_per=_AT_ONCE)).mappings():
        gone_at = None if row["gone_at"] is None else row["gone_at"].isoformat(timespec="seconds")
        yield StoredArticle(**{name: row[name] for name in _FIELDS}, gone_at=gone_at)
