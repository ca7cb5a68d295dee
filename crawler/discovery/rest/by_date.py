"""The walk by date of publication: which page of a collection comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from crawler.discovery.wordpress import RestRecord
from crawler.rows import JSON, Row
from crawler.urls import with_query

Ordered = TypeVar("Ordered", datetime, str, int)


@dataclass(frozen=True, slots=True)
class Following:
    """The page that comes next."""

    url: str
    meta: Mapping[str, JSON]
    ignores_before: bool = False
    """True: the site gives the same records whatever ``before`` says; the walk goes on by page number."""


def next_by_date(row: Row, records: Sequence[RestRecord], pages: int | None) -> Following | None:
    """Return the page of what was published up to the last date on this one; None: this is the last.

    ``pages``: how many there are by the site's own word. The walk goes by page number where the last date
    says nothing of what follows: a plugin has set another order, the dates are not the site's local time, or
    sticky posts stand on top (WordPress 6.8.0 puts them there, on the first page of every query:
    https://core.trac.wordpress.org/ticket/63307).
    """
    number = page_number(row)
    if not records or (pages is not None and pages <= number):
        return None
    dates = [record.date for record in records if record.date]
    after, before = moment_in(row.meta, "after"), moment_in(row.meta, "before")
    wanted = [date for date in dates if after is None or date > after]
    is_by_number = bool(row.meta.get("by_number")) or not dates or not is_descending(wanted)
    if after is not None and dates and not _goes_on(dates, wanted, is_by_number=is_by_number):
        return None
    if is_by_number:
        return by_number(row.url, row.meta, number + 1)
    if before is not None and 2 * sum(date < before for date in wanted) <= len(wanted):
        rest = {name: value for name, value in row.meta.items() if name != "before"}
        found = by_number(with_query(row.url, before=None), rest, 2)
        return Following(found.url, found.meta, ignores_before=True)
    cursor = wanted[-1].replace(microsecond=0) + timedelta(seconds=1)
    # An import may date more posts to one second than a page holds: page through that second.
    page = number + 1 if cursor == before else 1
    printed = cursor.isoformat()
    url = with_query(row.url, before=printed, page=page if page > 1 else None)
    return Following(url, {**row.meta, "before": printed, "page": page})


def page_number(row: Row) -> int:
    """Return the page number that a row asks for."""
    number = row.meta.get("page", 1)
    return number if isinstance(number, int) else 1


def moment_in(meta: Mapping[str, JSON], name: str) -> datetime | None:
    """Return a date that the meta of a row holds."""
    value = meta.get(name)
    return datetime.fromisoformat(value) if isinstance(value, str) else None


def is_descending(values: Sequence[Ordered]) -> bool:
    """Say whether no value is greater than the one before it."""
    return all(values[i] >= values[i + 1] for i in range(len(values) - 1))


def _goes_on(dates: Sequence[datetime], wanted: Sequence[datetime], *, is_by_number: bool) -> bool:
    """Say whether more may follow in a list of what was published after a date.

    Older articles on it are sticky, on top; or the site ignores ``after``: then the list ends at the first of
    them, if it is in order, and otherwise where they prevail.
    """
    if is_by_number:
        return 2 * len(wanted) > len(dates)
    return bool(wanted) and dates[-1] == wanted[-1]


def by_number(url: str, meta: Mapping[str, JSON], number: int) -> Following:
    """Return a page of a listing by its number."""
    return Following(with_query(url, page=number), {**meta, "page": number, "by_number": True})
