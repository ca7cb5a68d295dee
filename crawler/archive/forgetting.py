"""What is deleted from the store with a file of the archive: revisions that only this file could rebuild."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from crawler.archive.index import ARTICLE, CARRYING, has_role
from crawler.store import find_article
from crawler.store.articles import as_article, columns_of, values_of
from crawler.store.revising import revise
from crawler.store.schema import article, capture, revision


def fetched_at(at: datetime) -> str:
    """Return the instant of a capture as articles print it, to the second."""
    return at.replace(microsecond=0).isoformat()


def forget_readings(conn: Connection, file: str) -> int:
    """Delete the revisions that were read from a file, except the newest ones; return how many.

    The rest of a history is numbered from one, as in a store that is rebuilt from the archive.
    """
    query = select(capture).where(
        capture.c.file == file,
        capture.c.status.between(200, 299),
        has_role(ARTICLE, *CARRYING),
    )
    read: dict[int, Counter[tuple[bool, str]]] = {}
    for each in conn.execute(query).mappings().all():
        is_listing, at = each["role"] in CARRYING, fetched_at(each["at"])
        if is_listing:
            read_from_it = _listed(conn, at)
        else:
            row = find_article(conn, each["url"])
            read_from_it = [] if row is None else [row["id"]]
        for article_id in read_from_it:
            read.setdefault(article_id, Counter())[is_listing, at] += 1
    return sum(_forget(conn, article_id, of_it) for article_id, of_it in read.items())


def _listed(conn: Connection, at: str) -> list[int]:
    """Return the articles that have a revision that was read from a listing."""
    query = select(revision.c.article_id).where(revision.c.source == "api", revision.c.fetched_at == at)
    return list(conn.execute(query.distinct()).scalars())


def _forget(conn: Connection, article_id: int, read: Counter[tuple[bool, str]]) -> int:
    """Delete what was read of an article; ``read``: number of readings by (from a listing, when)."""
    of_article = select(revision).where(revision.c.article_id == article_id).order_by(revision.c.revision)
    history = conn.execute(of_article).mappings().all()
    left: list[RowMapping] = []
    went = None
    for each in history[:-1]:
        source = each["source"] == "api", each["fetched_at"]
        if each["cause"] != "site":  # read again from the same capture as the one before
            goes = source == went
        else:
            goes = read[source] > 0
            read[source] -= goes
            went = source if goes else None
        if not goes:
            left.append(each)
    if len(left) == len(history) - 1:
        return 0
    first, *later = (*left, history[-1])
    edits = [(first, as_article(first))]
    for row in later:
        met = as_article(row)
        revised = revise(edits[-1][1], met)
        if revised.edited or row["cause"] != "site":
            edits.append((row, met))
        else:  # edited, and edited back: what was in between is deleted
            edits[-1] = (edits[-1][0], revised.article)
    conn.execute(delete(revision).where(revision.c.article_id == article_id))
    for number, (row, known) in enumerate(edits, 1):
        kept = {"revision": number, "extraction": row["extraction"]}
        conn.execute(insert(revision), {**row, **values_of(known), **kept})
    newest = {**columns_of(known), **kept}
    del newest["url"]
    conn.execute(update(article).where(article.c.id == article_id).values(newest))
    return len(history) - len(edits)
