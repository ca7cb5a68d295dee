"""What a crawl has done so far, how fast, and how much is left: in words that fit a line."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from crawler import stats
from crawler.health.had import LEFT_OUT
from crawler.stats import Numbers

WINDOW = 300.0
"""Seconds that the rate is measured over: long enough for pages of a hundred articles (REST)."""

_SHORTEST = 5.0
"""Seconds below which a rate says nothing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a crawl is."""

    site: str
    new: int
    changed: int
    articles: int
    """All that the site gave: new, changed, unchanged, gone."""
    left_out: int
    total: int | None = None
    """How many there are to do in all; None: unknown."""
    rate: float | None = None
    """Articles a minute, those left out included; None: too early to tell."""

    @property
    def done(self) -> int:
        """Articles that need nothing more in this run."""
        return self.articles + self.left_out

    @property
    def minutes_left(self) -> float | None:
        """How long the rest takes at this rate; None: unknown."""
        if self.total is None or not self.rate:
            return None
        return max(0, self.total - self.done) / self.rate

    def sentence(self) -> str:
        """Return it for a log."""
        counts = f"{self.new:,} new, {self.changed:,} changed, {self.left_out:,} left out"
        said = f"{self.site}: {self._done_of(' of ')} articles ({counts})"
        if self.rate is not None:
            said += f", {self.rate:,.0f} a minute"
        if (left := self.minutes_left) is not None:
            said += f", about {duration(left * 60)} left"
        return said

    def fitted(self, columns: int) -> str:
        """Return it in at most so many columns: what matters least goes first."""
        rate = "" if self.rate is None else f", {self.rate:,.0f}/min"
        left = "" if self.minutes_left is None else f", {duration(self.minutes_left * 60)} left"
        changed, left_out = f", {self.changed:,} changed", f", {self.left_out:,} left out"
        new = f", {self.new:,} new"
        forms = (
            self.sentence(),
            f"{self._done_of(' of ')} articles{new}{changed}{left_out}{rate}{left}",
            f"{self._done_of('/')}{new}{changed}{left_out}{rate}{left}",
            f"{self._done_of('/')}{new}{rate}{left}",
            f"{self._done_of('/')}{rate}{left}",
        )
        return next((form for form in forms if len(form) <= columns), self._done_of("/"))[:columns]

    def _done_of(self, of: str) -> str:
        return f"{self.done:,}" if self.total is None else f"{self.done:,}{of}{self.total:,}"


class Pace:
    """Measures the rate of a crawl over the last minutes."""

    def __init__(self, now: float) -> None:
        """``now``: seconds of a clock that only runs forward."""
        self._seen: deque[tuple[float, int]] = deque([(now, 0)])

    def note(self, now: float, done: int) -> float | None:
        """Note how many articles are done; return how many a minute that is, None: too early to tell."""
        self._seen.append((now, done))
        while len(self._seen) > 2 and self._seen[1][0] <= now - WINDOW:
            self._seen.popleft()
        since, before = self._seen[0]
        return (done - before) / (now - since) * 60 if now - since >= _SHORTEST else None


def count(site: str, numbers: Numbers) -> Tally:
    """Return the tally of a crawl, without its rate; the whole is what listings tell, where they do."""
    number = numbers.number
    kept = sum(map(number, stats.STORED.values())) + number(stats.ARTICLE_GONE)
    left_out = sum(map(number, LEFT_OUT))
    listed = number(stats.LISTING_TOTAL)
    total = max(listed, kept + left_out) if listed else None
    return Tally(site, number(stats.ARTICLE_NEW), number(stats.ARTICLE_CHANGED), kept, left_out, total)


def duration(seconds: float) -> str:
    """Return how long something takes, as one says it.

    >>> duration(21.4), duration(185), duration(4140), duration(200_000)
    ('21 s', '3 min 5 s', '1 h 9 min', '2 days 7 h')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days:,} days {hours} h" if hours else f"{days:,} days"
