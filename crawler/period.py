"""The period that ``-a since=`` and ``-a until=`` name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

Day = TypeVar("Day", date, datetime)
Bound = date | datetime
"""A day, or an instant: aware if an offset or the site's zone is known, else in the site's local time."""

_ZONES = timedelta(days=1)
"""A generous limit of how far a local time may be from UTC."""


@dataclass(frozen=True, slots=True)
class Period:
    """From ``since`` to ``until``, both inclusive; None: open."""

    since: Bound | None = None
    until: Bound | None = None

    def holds(self, published: str | None) -> bool:
        """Say whether an Article's date (an instant with offset, or a day) is in it.

        An unknown date (None) is in the open period only.

        >>> Period(since=date(2016, 9, 6)).holds("2016-09-06T00:00:00+07:00")
        True
        >>> Period(until=date(2016, 9, 6)).holds("2016-09-07")
        False
        """
        if published is None:
            return self.since is None and self.until is None
        return not (is_before(published, self.since) or is_after(published, self.until))

    def is_surely_before(self, changed: str | None) -> bool:
        """Say whether an article last changed then was published before the period; False for None."""
        return changed is not None and self.since is not None and is_before(changed, self.since - _ZONES)

    def is_surely_outside(self, published: str | None) -> bool:
        """Say whether a date that a listing prints, in whatever zone, is outside of the period."""
        if published is None:
            return False
        until = None if self.until is None else _plain(self.until) + _ZONES
        return self.is_surely_before(published) or is_after(published, until)


def parse_bound(text: str, zone: str | None) -> Bound:
    """Parse a day (``2016-09-06``) or an instant (``2016-09-06T14:05``, ``...+07:00``). Raises ValueError."""
    text = text.strip()
    if len(text) <= len("2016-09-06"):
        return _within_years(date.fromisoformat(text))
    instant = _within_years(datetime.fromisoformat(text))
    if instant.tzinfo is None and zone is not None:
        instant = instant.replace(tzinfo=ZoneInfo(zone))
    return instant


def _within_years(bound: Day) -> Day:
    """Return a bound far enough from ``datetime``'s limits that a day can be added or subtracted."""
    return bound.replace(year=min(max(bound.year, MINYEAR + 1), MAXYEAR - 1))


def is_before(value: str, bound: Bound | None) -> bool:
    """Say whether an instant or a day in ISO 8601 is before a bound; False if it is neither."""
    pair = _comparable(value, bound)
    return pair is not None and pair[0] < pair[1]


def is_after(value: str, bound: Bound | None) -> bool:
    """Say whether an instant or a day in ISO 8601 is after a bound; False if it is neither."""
    pair = _comparable(value, bound)
    return pair is not None and pair[0] > pair[1]


def _comparable(value: str, bound: Bound | None) -> tuple[datetime, datetime] | None:
    """Return both made comparable: as days if one is a day, as local times if one has no zone."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if bound is None:
        return None
    if len(value) <= len("2016-09-06") or not isinstance(bound, datetime):
        return _midnight(moment), _midnight(bound)
    if moment.tzinfo is None or bound.tzinfo is None:
        return moment.replace(tzinfo=None), bound.replace(tzinfo=None)
    return moment.astimezone(UTC), bound.astimezone(UTC)


def _midnight(moment: Bound) -> datetime:
    return datetime.combine(moment.date() if isinstance(moment, datetime) else moment, time())


def _plain(bound: Bound) -> datetime:
    """Return a bound as an instant for arithmetic; a day becomes its end."""
    return bound if isinstance(bound, datetime) else datetime.combine(bound, time(23, 59, 59))
