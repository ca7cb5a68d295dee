"""The articles that are examined, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from crawler.store.schema import article

_AT_ONCE = 500
"""Articles that are read together."""
_COLUMNS = (
    article.c.id,
    article.c.url,
    article.c.headline,
    article.c.text,
    article.c.section,
    article.c.authors,
    article.c.dateline,
    article.c.published_at,
    article.c.modified_at,
    article.c.fetched_at,
    article.c.near_duplicate_of,
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What an audit looks at of one article."""

    number: int
    """Its key in the store."""
    url: str
    headline: str
    text: str
    paragraphs: list[str]
    section: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    fetched_at: str | None = None
    story: str = ""
    """The URL of the earliest version of its story."""


def examined(conn: Connection, site: str) -> Iterator[Examined]:
    """Yield the articles of a site that are not gone, in the order in which they came.

    Their numbers come first: a database that is asked for the articles in that order would sort their texts.
    """
    wanted = select(article.c.id).where(article.c.site == site, article.c.gone_at.is_(None))
    numbers = conn.execute(wanted.order_by(article.c.id).execution_options(yield_per=_AT_ONCE)).scalars()
    for some in numbers.partitions():
        rows = conn.execute(select(*_COLUMNS).where(article.c.id.in_(some)).order_by(article.c.id))
        for row in rows.mappings():
            yield _of(row)


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of a stored text."""
    return [each for part in text.split("\n") if (each := part.strip())]


def _of(row: RowMapping) -> Examined:
    return Examined(
        number=row["id"],
        url=row["url"],
        headline=row["headline"] or "",
        text=row["text"] or "",
        paragraphs=paragraphs_of(row["text"] or ""),
        section=row["section"],
        authors=tuple(row["authors"] or ()),
        dateline=row["dateline"],
        published_at=row["published_at"],
        modified_at=row["modified_at"],
        fetched_at=row["fetched_at"],
        story=row["near_duplicate_of"] or row["url"],
    )
