"""How many articles a site usually publishes: by the hour of its day and by the day of its week."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from statistics import median

Cells = dict[tuple[int, int], float]
"""Something by weekday (Monday is 0) and hour."""

_HOUR = timedelta(hours=1)
_HUGE = 3
"""A day with this many times the usual number of articles (and more) was an import, and tells nothing."""

_FEWEST = 2
"""On so many earlier days of a weekday runs must have looked: one Sunday may have been a busy one."""

_LENT_ARTICLES = 5.0
"""So many articles a rate borrows from a like one, until its own say more."""


@dataclass(frozen=True, slots=True)
class Span:
    """The time between two runs that looked, and what the second one found."""

    since: datetime
    until: datetime
    new: int
    is_told: bool = False
    """Whether the run that ended it rang for the silence: that is no habit."""

    @property
    def middle(self) -> datetime:
        """Half of the way."""
        return self.since + (self.until - self.since) / 2


class Usual:
    """What a site publishes in a time, by what it published before."""

    def __init__(self, spans: Sequence[Span], zone: tzinfo) -> None:
        """``spans``: those of the past, in order; what was told of is left out."""
        self._zone = zone
        found: Cells = defaultdict(float)
        hours: Cells = defaultdict(float)
        self._days: set[date] = set()
        imports = _imports(spans, zone)
        for span in spans:
            if span.is_told:
                continue
            whole = span.until - span.since
            for day, hour, share in _hours(span.since, span.until, zone):
                if day in imports:
                    continue
                self._days.add(day)
                cell = day.weekday(), hour
                hours[cell] += share
                found[cell] += span.new * (share * _HOUR / whole)
        today = max(self._days, default=None)
        weekdays = Counter(day.weekday() for day in self._days if day != today)
        self._rates = {
            cell: rate for cell, rate in _rates(found, hours).items() if weekdays[cell[0]] >= _FEWEST
        }

    @property
    def days(self) -> int:
        """On how many days runs looked."""
        return len(self._days)

    def articles(self, since: datetime, until: datetime, without: Collection[date] = ()) -> float:
        """Return how many articles are usual in a time; those of some days not counted."""
        return sum(
            self._rates.get((day.weekday(), hour), 0.0) * share
            for day, hour, share in _hours(since, until, self._zone)
            if day not in without
        )


def _hours(since: datetime, until: datetime, zone: tzinfo) -> Iterator[tuple[date, int, float]]:
    """Yield the hours of the clock in a time: the day, the hour, and how much of it is in the time."""
    at = since.astimezone(zone).replace(tzinfo=None)
    end = at + (until - since)  # summer time begins or ends within few of them, by an hour
    while at < end:
        then = min(end, at.replace(minute=0, second=0, microsecond=0) + _HOUR)
        yield at.date(), at.hour, (then - at) / _HOUR
        at = then


def _imports(spans: Sequence[Span], zone: tzinfo) -> set[date]:
    """Return the days on which far more was found than is usual."""
    totals: dict[date, int] = defaultdict(int)
    for span in spans:
        totals[span.until.astimezone(zone).date()] += span.new
    if not totals:
        return set()
    most = _HUGE * median(totals.values()) + 10
    return {day for day, total in totals.items() if total > most}


def _rates(found: Cells, hours: Cells) -> dict[tuple[int, int], float]:
    """Return the articles an hour, of each hour of each weekday that was seen.

    An hour of a weekday was seen eight times at most: it borrows from that hour of the other days, times how
    much is published on that weekday, and the hour from its neighbours, the more the fewer articles.
    """
    by_hour = _by_hour(found, hours)
    rates = {}
    for day in range(7):
        own = sum(found.get((day, hour), 0.0) for hour in range(24))
        alike = sum(by_hour[hour] * hours.get((day, hour), 0.0) for hour in range(24))
        factor = (own + _LENT_ARTICLES) / (alike + _LENT_ARTICLES)
        for hour in range(24):
            if looked := hours.get((day, hour), 0.0):
                rates[day, hour] = _lent(found.get((day, hour), 0.0), looked, factor * by_hour[hour])
    return rates


def _by_hour(found: Cells, hours: Cells) -> list[float]:
    """Return the articles an hour, of each hour of the day."""
    sums = [sum(found.get((day, hour), 0.0) for day in range(7)) for hour in range(24)]
    looked = [sum(hours.get((day, hour), 0.0) for day in range(7)) for hour in range(24)]
    rates = []
    for hour in range(24):
        around = (hour - 1) % 24, (hour + 1) % 24
        beside = sum(looked[each] for each in around)
        rates.append(
            _lent(sums[hour], looked[hour], sum(sums[each] for each in around) / beside if beside else 0.0)
        )
    return rates


def _lent(found: float, looked: float, alike: float) -> float:
    """Return a rate that borrows some articles, at least, from a like one."""
    if alike <= 0:
        return found / looked if looked else 0.0
    lent = max(_LENT_ARTICLES / alike, 1.0)
    return (found + lent * alike) / (looked + lent)
