"""What the stored articles tell: which extraction read them, how they were compared, how new they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from crawler.dates import to_instant
from crawler.release.provenance.facts import NearDuplicates
from crawler.store.schema import article, comparison, due

UNKNOWN = "unknown"
_NEWEST = 100


def read_extraction_versions(conn: Connection, sites: Sequence[str]) -> dict[str, int]:
    """Return how many articles of newspapers that are not gone each version of the extraction read."""
    query = (
        select(article.c.extraction, func.count())
        .where(article.c.site.in_(sites), article.c.gone_at.is_(None))
        .group_by(article.c.extraction)
    )
    return dict(sorted((version or UNKNOWN, int(number)) for version, number in conn.execute(query)))


def read_near_duplicates(conn: Connection) -> NearDuplicates | None:
    """Return how the store was compared; None: it was not."""
    row = conn.execute(select(comparison)).mappings().first()
    if row is None:
        return None
    left = conn.execute(select(func.count()).select_from(due)).scalar_one()
    return NearDuplicates(scheme=row["scheme"], window_days=row["window_days"], due=int(left))


def fetched_last(conn: Connection, sites: Sequence[str]) -> Iterator[datetime]:
    """Yield the newest times at which articles of newspapers were fetched.

    As texts they are in the order of time: all are in UTC (``Article.fetched_at``); some are looked at, as
    one may have come from elsewhere.
    """
    times = select(article.c.fetched_at).where(article.c.site.in_(sites), article.c.fetched_at.is_not(None))
    for text in conn.execute(times.order_by(article.c.fetched_at.desc()).limit(_NEWEST)).scalars():
        if at := to_instant(text):
            yield at
