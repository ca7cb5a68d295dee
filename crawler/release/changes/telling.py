"""What an edit changed, and who made it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from crawler.article import Article
from crawler.release.changes.change import Cause
from crawler.store.differences import Difference
from crawler.store.schema import article, revision

ADDRESS = "address"
"""The kind of a change of the URL, which is no revision."""


def kinds_of(found: Sequence[Difference], *, has_moved: bool) -> list[str]:
    """Return what an edit changed, each kind once, in the order of reading."""
    kinds: list[str] = [*dict.fromkeys(each.kind for each in found)]
    return [*kinds, ADDRESS] if has_moved else kinds


def causes_since(conn: Connection, earlier: dict[str, Article]) -> dict[str, Cause]:
    """Return who made the edits since the given revisions, by the keys of the articles.

    The newspaper, if it made one of the revisions that followed. Not there: no revision did, as with an
    article that was deleted and crawled anew, or one whose revisions went with a file of the archive.
    """
    query = (
        select(article.c.key, revision.c.revision, revision.c.cause)
        .join(revision, revision.c.article_id == article.c.id)
        .where(article.c.key.in_(list(earlier)))
    )
    causes: dict[str, set[str]] = {}
    for key, number, cause in conn.execute(query):
        if number > (earlier[key].revision or 0):
            causes.setdefault(key, set()).add(cause)
    return {key: "extractor" if found == {"extractor"} else "site" for key, found in causes.items()}
