"""The walk of changes: the pages of a collection, latest change first, down to the checkpoint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.discovery.listing import TryLater
from crawler.discovery.rest.by_date import Following, is_descending, page_number
from crawler.discovery.wordpress import RestRecord
from crawler.rows import JSON, Row
from crawler.urls import with_query

OVERLAP = 3
"""Records that a page of changes shares with the previous one: up to this many may be deleted meanwhile."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a page of changes says."""

    wanted: Sequence[RestRecord]
    """The records that changed after the checkpoint, or do not say when."""
    following: Following | None = None
    """The next page; None: this is the last."""
    is_in_order: bool = True
    """False: the site does not order by the time of change, so that this page does not show all edits."""


def read_changes(
    row: Row, records: Sequence[RestRecord], limit: str, *, total: int | None, left_out: int
) -> Changes:
    """Read a page of the latest changes; they end at ``limit``, in GMT as WordPress prints it.

    ``left_out``: entries of the page that are no records. Raises TryLater.
    """
    wanted = [record for record in records if (at := record.modified_gmt) is None or at > limit]
    ids = [record.id for record in records]
    tail = row.meta.get("tail")
    first = 0
    if isinstance(tail, list) and tail and ids:
        shared = [position for position, number in enumerate(ids) if number in tail]
        if not shared:
            raise TryLater("order_changed")
        if ids[-1] == tail[-1] and row.meta.get("head") in ids:  # the same page again: ``offset`` is ignored
            return Changes(wanted, _by_number(with_query(row.url, offset=None), row.meta, 2))
        first = shared[0]
    start, is_in_order = first_in_order(records[first:])
    if 2 * start > len(records):
        return Changes(wanted, is_in_order=is_in_order)
    first += start
    body = records[first:]
    oldest = next((at for each in reversed(body) if (at := each.modified_gmt)), limit)
    if len(body) <= OVERLAP or oldest <= limit:
        return Changes(wanted, is_in_order=is_in_order)
    if row.meta.get("by_number"):
        return Changes(wanted, _by_number(row.url, row.meta, page_number(row) + 1), is_in_order)
    offset = row.meta.get("offset", 0)
    # What stands on top out of order was put there beside what the page should hold, so it is not counted.
    seen = (offset if isinstance(offset, int) else 0) + len(body) + left_out
    if total is not None and total <= seen:
        return Changes(wanted, is_in_order=is_in_order)
    meta: dict[str, JSON] = {
        **row.meta,
        "limit": limit,
        "offset": seen - OVERLAP,
        "tail": list(ids[-OVERLAP:]),
        "head": ids[first],
    }
    return Changes(wanted, Following(with_query(row.url, offset=seen - OVERLAP), meta), is_in_order)


def first_in_order(records: Sequence[RestRecord]) -> tuple[int, bool]:
    """Return where the latest changes begin, behind what stands on top; False: another order is used.

    A record that says whether it is sticky (posts of WordPress 4.7 and later) decides that. Otherwise what
    stands out of order on top is taken for sticky, unless it is the greater part, or the records turn out to
    be ordered by date or by number.
    """
    dated = [(position, at) for position, each in enumerate(records) if (at := each.modified_gmt)]
    breaks = [later for (_, at), (later, next_at) in pairwise(dated) if next_at > at]
    if not breaks:
        return 0, True
    start = breaks[-1]
    if any(record.is_sticky is not None for record in records):
        return start, all(record.is_sticky for record in records[:start])
    dates = [record.date for record in records if record.date]
    ids = [record.id for record in records]
    is_by_date = bool(dates) and is_descending(dates)
    is_by_number = is_descending(ids) or is_descending(ids[::-1])
    return start, 2 * start <= len(records) and not is_by_date and not is_by_number


def _by_number(url: str, meta: Mapping[str, JSON], number: int) -> Following:
    rest = {name: value for name, value in meta.items() if name not in ("offset", "tail", "head")}
    return Following(with_query(url, page=number), {**rest, "page": number, "by_number": True})
