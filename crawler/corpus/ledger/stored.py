"""The side of the store: its articles by month."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import MAXYEAR, MINYEAR, datetime, timedelta

from sqlalchemy import func, select

from crawler.corpus.scratch import Scratch
from crawler.store import Store
from crawler.store.schema import article
from crawler.urls import is_inside

MONTH = len("2024-03")
_BEHIND, _AHEAD = timedelta(hours=12), timedelta(hours=14)
"""How far the clocks of the world are from UTC, at most."""
_AT_ONCE = 500
_LOOKED_AT = 50
"""Articles, the newest and as many of the oldest, that tell where a site is."""

_ADD = "INSERT INTO stored (id, month, is_sure, gone) VALUES (?, ?, ?, ?)"
_CORRECT = "UPDATE stored SET month = ?, is_sure = 1 WHERE id = ?"


def take_stored(store: Store, site: str, scratch: Scratch) -> None:
    """Write the articles of a site into the scratch file, each with the month that it prints.

    An index has all that is needed of most of them: a look at the articles themselves would read the corpus.
    """
    columns = (article.c.id, article.c.published_instant, article.c.gone_at)
    query = select(*columns).where(article.c.site == site).execution_options(yield_per=_AT_ONCE)
    with store.read() as conn:
        for rows in conn.execute(query).partitions():
            scratch.run_for_each(_ADD, [(row.id, *_month(row[1]), row[2] is not None) for row in rows])
        for ids in scratch.batches("SELECT id FROM stored WHERE NOT is_sure ORDER BY id"):
            of_these = article.c.id.in_([each for (each,) in ids])
            printed = select(func.substr(article.c.published_at, 1, MONTH), article.c.id).where(of_these)
            scratch.run_for_each(_CORRECT, [tuple(row) for row in conn.execute(printed)])


def stored_elsewhere(store: Store, site: str, site_url: str) -> str | None:
    """Return the newest article of a site if none of the newest and the oldest ones is at this address."""
    query = select(article.c.url).where(article.c.site == site).limit(_LOOKED_AT)
    date = article.c.published_instant
    with store.read() as conn:
        urls = [url for order in (date.desc(), date) for url in conn.execute(query.order_by(order)).scalars()]
    return None if not urls or any(is_inside(url, site_url) for url in urls) else urls[0]


def stored_urls(store: Store, ids: Sequence[int]) -> dict[int, str]:
    """Return the URLs of articles by their numbers."""
    with store.read() as conn:
        found = conn.execute(select(article.c.id, article.c.url).where(article.c.id.in_(ids)))
        return {row.id: row.url for row in found}


def unseen_batches(
    scratch: Scratch, months: Collection[str] | None, *, most: int = -1
) -> Iterator[list[int]]:
    """Yield the numbers of stored articles that nobody named, the newest months first.

    ``months``: of these; None: of all, also those without a month. ``most``: so many; -1: all.
    """
    wanted = "" if months is None else f"AND month IN ({', '.join('?' * len(months))})"
    query = f"SELECT id FROM stored WHERE NOT gone AND NOT seen {wanted} ORDER BY month DESC, id DESC LIMIT ?"
    for rows in scratch.batches(query, *(months or ()), most):
        yield [each for (each,) in rows]


def _month(instant: datetime | None) -> tuple[str | None, bool]:
    """Return the month of an instant, and whether it is that of any zone."""
    if instant is None:
        return None, True
    is_sure = 1 < instant.day < 28 or (
        MINYEAR < instant.year < MAXYEAR and (instant - _BEHIND).month == (instant + _AHEAD).month
    )
    return f"{instant.year:04}-{instant.month:02}", is_sure
