"""Taking back what a run stored: the site showed something else in the place of an article."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, update

from crawler.store.articles import as_article, columns_of
from crawler.store.schema import alias, article, revision
from crawler.urls import article_key


def take_back(conn: Connection, url: str, content_hash: str, run: int | None) -> bool:
    """Remove what this run stored of an article, if it is this text; False: it stored nothing of the kind.

    A known article is again as it was before the run; one that the run found is unknown again.
    """
    known = select(article).where(article.c.key == article_key(url), article.c.content_hash == content_hash)
    row = conn.execute(known).mappings().one_or_none()
    if row is None:
        return False
    of_article = revision.c.article_id == row["id"]
    history = conn.execute(select(revision).where(of_article).order_by(revision.c.revision.desc()).limit(2))
    newest, *before = history.mappings().all()
    if newest["run_id"] != run or newest["content_hash"] != content_hash:
        return False
    conn.execute(delete(revision).where(of_article, revision.c.revision == newest["revision"]))
    if before:
        values = columns_of(as_article(before[0])) | {"extraction": before[0]["extraction"]}
        conn.execute(update(article).where(article.c.id == row["id"]).values(values))
    else:
        conn.execute(delete(alias).where(alias.c.article_id == row["id"]))
        conn.execute(delete(article).where(article.c.id == row["id"]))
    return True
