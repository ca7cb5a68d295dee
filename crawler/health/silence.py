"""Whether the silence of a site is out of its habit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from statistics import median_high

from crawler.health.habit import Habit
from crawler.health.usual import Span

FEWEST_DAYS = 14
"""On so many days runs must have looked before a silence is judged: two of each weekday."""
_GAP, _JITTER = 3, timedelta(minutes=10)
"""Between runs so many times the usual time, and more, the machine was off: nobody knows when that came."""
_HIGHER = 0.5
"""By so much each silence that rang and ended raises the bar (an exponent): the site may be like that."""

Holidays = Callable[[date, date], Collection[date]]
"""Given the first and the last day, returns the public holidays from one to the other."""


@dataclass(frozen=True, slots=True)
class Look:
    """A run that looked for new articles."""

    at: datetime
    new: int
    is_told: bool = False
    """Whether it rang for the silence."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence, compared with the habit of the site."""

    since: datetime
    """When something new was found for the last time."""
    usual: float
    """Articles that are usual in this time, without holidays."""
    runs: int
    """Runs that found nothing, with the last one."""
    odds: float
    """How probable it is; see :meth:`crawler.health.habit.Habit.odds`."""
    comparable: int
    """Earlier runs at times when as much is usual."""
    silent: int
    """How many of those found nothing."""


def odd_silence(
    looks: Sequence[Look], now: datetime, zone: tzinfo, holidays: Holidays, odds: float
) -> Silence | None:
    """Return the silence that lasts until now, if it is out of the habit; None: it is not, or nobody knows.

    ``looks``: the earlier runs, in order; the one of ``now`` found nothing either. ``odds``: a silence that
    is less probable is out of the habit. ``holidays`` is asked only for a silence that would be.
    """
    last = max((number for number, look in enumerate(looks) if look.new), default=None)
    if last is None:
        return None
    habit = Habit(_spans(looks[: last + 1]), zone)
    if habit.usual.days < FEWEST_DAYS:
        return None
    told = sum(one.is_told and not two.is_told for one, two in pairwise(looks[: last + 1]))
    odds **= 1 + _HIGHER * told
    times = [look.at for look in looks[last:]] + [now]
    silence = _silence(habit, times)
    if silence.odds > odds or habit.is_weekly(silence.since, now):
        return None
    days = holidays(silence.since.astimezone(zone).date(), now.astimezone(zone).date())
    if days:
        silence = _silence(habit, times, days)
    return silence if silence.odds <= odds else None


def _spans(looks: Sequence[Look]) -> list[Span]:
    """Return the times between runs, in order, without those in which the machine was off."""
    spans = [Span(one.at, two.at, two.new, two.is_told) for one, two in pairwise(looks) if one.at < two.at]
    if not spans:
        return []
    longest = _GAP * median_high(span.until - span.since for span in spans) + _JITTER
    return [span for span in spans if span.until - span.since <= longest]


def _silence(habit: Habit, times: Sequence[datetime], without: Collection[date] = ()) -> Silence:
    """Return what is to say of the silence between these runs, some days not counted."""
    usual = [habit.usual.articles(one, two, without) for one, two in pairwise(times)]
    if sum(usual) < 1:  # nothing to look at: nights cost no time
        return Silence(times[0], sum(usual), len(usual), 1.0, 0, 0)
    alike, _ = habit.comparable(usual)
    silent = sum(is_silent for _, is_silent in alike)
    odds = habit.odds(usual, times[0], times[-1])
    return Silence(times[0], sum(usual), len(usual), odds, len(alike), silent)
