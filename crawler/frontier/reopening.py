"""Asking again what was refused by a rule that may have changed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator

from sqlalchemy import select, update

from crawler.frontier.adding import AT_ONCE
from crawler.store import Store
from crawler.store.schema import frontier


def reopen(store: Store, site: str, reason: str, is_open: Callable[[str], bool]) -> Iterator[int]:
    """Make refused rows of a site pending whose URL is open now, those of narrowed runs as well.

    Yields how many more became pending, after every few rows: the caller may do something else meanwhile.
    Rows are read once, in the order of an index, and of those to change eight bytes each are kept: there may
    be a million.
    """
    refused = (frontier.c.site == site) & (frontier.c.state == "done") & (frontier.c.reason == reason)
    query = select(frontier.c.id, frontier.c.url).where(refused)
    opened = array("q")
    with store.read(aside=True) as conn:
        streaming = conn.execution_options(stream_results=True, yield_per=AT_ONCE)
        for rows in streaming.execute(query).partitions():
            opened.extend(row.id for row in rows if is_open(row.url))
            yield 0
    pending = {"state": "pending", "not_before": None, "tries": 0}
    for start in range(0, len(opened), AT_ONCE):
        part = opened[start : start + AT_ONCE].tolist()
        with store.begin() as conn:
            conn.execute(update(frontier).where(frontier.c.id.in_(part)).values(pending))
        yield len(part)
