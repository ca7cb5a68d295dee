"""Days, weeks and months on the axis of a chart, and how they are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_MOST_DAYS = 100
"""More bars than these cannot be told apart on a phone; then a bar is a week, then a month, then a year."""
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Bucket:
    """What one bar counts: the days from ``first`` to ``last``, both inclusive."""

    first: date
    last: date
    name: str
    """In tables: ``2026-11-30``, ``2026-11``, ``2026-11-24 to 2026-11-30``."""
    label: str
    """On an axis: ``30 Nov 2026``, ``Nov 2026``."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Consecutive buckets, oldest first."""

    unit: str
    """``day``, ``week``, ``month`` or ``year``."""
    buckets: tuple[Bucket, ...]

    def sums(self, by_day: Mapping[date, int]) -> list[int]:
        """Return the sum of a number over each bucket; what is outside of all of them is not counted."""
        found = [0] * len(self.buckets)
        places = {}
        for place, bucket in enumerate(self.buckets):
            day = bucket.first
            while day <= bucket.last:
                places[day] = place
                day += timedelta(days=1)
        for day, number in by_day.items():
            if day in places:
                found[places[day]] += number
        return found


def days_axis(first: date, last: date) -> Axis:
    """Return the axis from one day to another (not earlier), by day if they are few enough.

    >>> axis = days_axis(date(2026, 1, 1), date(2026, 12, 30))
    >>> axis.unit, len(axis.buckets), axis.buckets[0].name
    ('week', 52, '2026-01-01 to 2026-01-07')
    """
    days = (last - first).days + 1
    if days <= _MOST_DAYS:
        each = (first + timedelta(days=number) for number in range(days))
        return Axis("day", tuple(Bucket(day, day, day.isoformat(), day_label(day)) for day in each))
    if days <= _MOST_DAYS * 7:
        return Axis("week", tuple(_weeks(first, last)))
    return months_axis(first, last)


def months_axis(first: date, last: date) -> Axis:
    """Return the axis of the months, or of the years if those are too many, from one day to another."""
    if (last.year - first.year) * 12 + last.month - first.month >= _MOST_DAYS:
        years = range(max(first.year, last.year - _MOST_DAYS + 1), last.year + 1)
        return Axis(
            "year", tuple(Bucket(date(y, 1, 1), date(y, 12, 31), f"{y:04}", f"{y:04}") for y in years)
        )
    return Axis("month", tuple(_months(first, last)))


def day_label(day: date) -> str:
    """Return a day for people.

    >>> day_label(date(2026, 11, 3))
    '3 Nov 2026'
    """
    return f"{day.day} {month_label(day)}"


def month_label(day: date) -> str:
    """Return the month of a day for people: ``Nov 2026``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def _weeks(first: date, last: date) -> Iterator[Bucket]:
    """Yield weeks that end with the last day, so that the newest is whole; the first one may be shorter."""
    end = last - (last - first) // _WEEK * _WEEK
    while end <= last:
        start = max(first, end - _WEEK + timedelta(days=1))
        yield Bucket(start, end, f"{start.isoformat()} to {end.isoformat()}", day_label(start))
        end += _WEEK


def _months(first: date, last: date) -> Iterator[Bucket]:
    day = first.replace(day=1)
    while day <= last:
        following = (day + timedelta(days=31)).replace(day=1)
        yield Bucket(day, following - timedelta(days=1), day.isoformat()[:7], month_label(day))
        day = following
