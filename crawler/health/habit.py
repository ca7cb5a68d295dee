"""How often a site is silent where articles are usual."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from statistics import fmean

from crawler.health.usual import Span, Usual

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
FEWEST_RUNS = 8
"""So many runs must have looked at times when as much is usual."""
_SLOW, _SLOW_DAYS = 0.4, 0.02
"""So much of the usual comes on a holiday that no calendar knows, and so many days are one."""
_SPARE = 2
"""So many articles are added to what a day or a week brought before it is called slow."""

Seen = list[tuple[float, bool]]
"""Articles that were usual between two runs, and whether none came."""


class Habit:
    """The silences of a site in the past weeks: how often, and how long."""

    def __init__(self, spans: Sequence[Span], zone: tzinfo) -> None:
        """``spans``: the times between runs, in order, until the last run that found something."""
        self.usual = Usual(spans, zone)
        self._zone = zone
        self._spans = [(self.usual.articles(span.since, span.until), span) for span in spans]
        articles = sorted(articles for articles, _ in self._spans)
        self._much = articles[len(articles) * 3 // 4] if articles else 0.0

    def comparable(self, usual: Sequence[float]) -> tuple[Seen, Seen]:
        """Return the spans in which at least half as many articles were usual, and those after a silent one.

        If runs were much closer than now: the best quarter of the spans. What a run has already told of is
        left out: it is no habit.
        """
        least = min(_typical(usual) / 2, self._much)
        alike: Seen = []
        after: Seen = []
        silent_until: datetime | None = None
        for articles, span in self._spans:
            if span.is_told or articles < least:
                silent_until = None
                continue
            alike.append((articles, not span.new))
            if silent_until == span.since:
                after.append((articles, not span.new))
            silent_until = None if span.new else span.until
        return alike, after

    def odds(self, usual: Sequence[float], since: datetime, now: datetime) -> float:
        """Return how probable it is that a site that is well is silent since then, in each of these spans.

        ``usual``: the articles that are usual in each. A slow day is known by its pace; one that has just
        begun may be slow without anybody knowing it.
        """
        oddity = self._pace(since) * self.oddity(usual)
        slow = _SLOW_DAYS
        if since.astimezone(self._zone).date() == now.astimezone(self._zone).date():
            articles, new = self._before(self._midnight(since))
            slow *= math.exp(min(0.0, new * math.log(_SLOW) + (1 - _SLOW) * articles))  # by Bayes
        return math.exp(-oddity) + slow * math.exp(-_SLOW * oddity)

    def oddity(self, usual: Sequence[float]) -> float:
        """Return how odd it is that each of these spans is silent: the negative logarithm of the odds.

        The share of silent spans is that of comparable ones; a silence that goes on is less odd than one that
        begins, if those of the past went on. Articles that come one by one, in bursts or by the clock are all
        the same to it: only what was silent counts. Between spans of different size the odds are those of
        ``exp(-strength * articles)``, as of a Poisson process (strength 1). 0: there are too few spans.
        """
        alike, after = self.comparable(usual)
        if len(alike) < FEWEST_RUNS:
            return 0.0
        typical = min(_typical(usual), fmean(articles for articles, _ in alike))
        if not typical:
            return 0.0
        beginning = strength(alike, silent=typical / 2, found=0, typical=typical)
        if beginning > 1:  # like clockwork; believed only after many hours of it
            beginning = max(1.0, strength(alike, silent=2 * typical, found=0, typical=typical))
        odds = math.exp(-beginning * typical)
        going_on = strength(after, silent=2 * odds * typical, found=2 * (1 - odds), typical=typical)
        first = min(max(usual), 2 * typical)
        return beginning * first + min(beginning, going_on) * (sum(usual) - first)

    def _pace(self, since: datetime) -> float:
        """Return how much of the usual came before a silence, on that day or in that week; 1 at most."""
        pace = 1.0
        for begin in (self._midnight(since), since - _WEEK):
            articles, new = self._before(begin)
            if articles > 0:
                pace = min(pace, (new + math.sqrt(new) + _SPARE) / articles)
        return pace

    def _before(self, begin: datetime) -> tuple[float, int]:
        """Return how many articles were usual, and how many came, from some time on until the silence.

        Without the last run that found something: what it missed may be the beginning of the silence.
        """
        inside = [(articles, span.new) for articles, span in self._spans[:-1] if span.since >= begin]
        return sum(each for each, _ in inside), sum(each for _, each in inside)

    def _midnight(self, instant: datetime) -> datetime:
        return instant.astimezone(self._zone).replace(hour=0, minute=0, second=0, microsecond=0)

    def is_weekly(self, since: datetime, now: datetime) -> bool:
        """Say whether the site was silent at the same time of at least two, and of half, of the last weeks.

        Of a silence of more than a day its last day counts.
        """
        since = max(since, now - _DAY)
        were_silent: list[bool] = []
        for week in range(1, 9):
            begin, end = since - week * _WEEK, now - week * _WEEK
            inside = [span for _, span in self._spans if begin <= span.middle <= end]
            looked = sum((span.until - span.since for span in inside), timedelta())
            if looked >= (end - begin) / 2:
                were_silent.append(not any(span.new for span in inside))
        last = were_silent[:4]
        return sum(last) >= max(2, len(last) / 2)


def _typical(usual: Sequence[float]) -> float:
    """Return how many articles are usual between two runs of a silence; nights add little to it."""
    total = sum(usual)
    return sum(each * each for each in usual) / total if total > 0 else 0.0


def strength(seen: Seen, *, silent: float, found: float, typical: float) -> float:
    """Return the s by which ``exp(-s * articles)`` is most likely the share of silent spans.

    ``silent``: usual articles of silent spans that are added to those seen; ``found``: a number of spans
    with ``typical`` articles that are added to those that were not silent. They stand for what was not seen.
    """
    alike = Counter(float(f"{articles:.2g}") for articles, is_silent in seen if not is_silent)
    loud = [*alike.items(), (typical, found)]
    silent += sum(articles for articles, is_silent in seen if is_silent)

    def is_too_low(guess: float) -> bool:
        """Say whether the likelihood still rises."""
        return silent < sum(
            number * articles / math.expm1(min(guess * articles, _HIGHEST)) for articles, number in loud
        )

    low, high = 0.0, 10 / typical
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_too_low(middle) else (low, middle)
    return low


_HIGHEST = 500.0
"""Beyond it an exponential is too large for a float, and its inverse is nothing."""
_STEPS = 14
"""So often the strength is halved in: to a thousandth of what it can be."""
