"""Months of a newspaper, and of the runs that look at it."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Jakarta")
START = datetime(2026, 10, 5, tzinfo=ZONE)
"""A Monday; Indonesia has no public holiday in the eleven weeks that follow it."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """How a newspaper publishes. Days count from 0, a Monday; hours from its midnight."""

    rate: float = 10.0
    """Articles in a working hour."""
    night: float = 0.02
    """How much of that comes in an hour of the night."""
    opens: int = 6
    closes: int = 21
    saturday: float = 0.7
    sunday: float = 0.25
    slow: Mapping[int, float] = field(default_factory=dict)
    """Day -> how much of the usual it brings."""
    burst: float | None = None
    """Shape of the gamma distribution of the hours (a negative binomial); None: Poisson."""
    noise: float = 0.0
    """Standard deviation of the logarithm of the days."""
    imports: Mapping[int, int] = field(default_factory=dict)
    """Day -> articles that come at once in its afternoon."""
    regular: bool = False
    """Whether articles come by the clock."""
    dies: float = math.inf
    """Hour after which nothing comes."""

    def mean(self, hour: int) -> float:
        """Return how many articles are to be expected in an hour."""
        day = hour // 24
        weekday = {5: self.saturday, 6: self.sunday}.get(day % 7, 1.0)
        part = 1.0 if self.opens <= hour % 24 < self.closes else self.night
        return self.rate * weekday * self.slow.get(day, 1.0) * part

    def articles(self, days: int, chance: random.Random) -> Iterator[float]:
        """Yield when articles appear, in hours; not in order."""
        noise = 1.0
        for hour in range(days * 24):
            day = hour // 24
            if hour % 24 == 0:
                noise = chance.lognormvariate(0, self.noise) if self.noise else 1.0
                yield from (hour + 14 + chance.random() for _ in range(self.imports.get(day, 0)))
            mean = self.mean(hour) * noise
            if self.regular:
                number = round(mean)
                yield from (hour + (each + 0.5) / number for each in range(number))
                continue
            if self.burst:
                mean *= chance.gammavariate(self.burst, 1 / self.burst)
            yield from (hour + chance.random() for _ in range(_poisson(mean, chance)))


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """When a newspaper is crawled."""

    every: float = 1.0
    """Hours between two runs."""
    missed: float = 0.02
    """How many runs do not take place."""
    failed: float = 0.01
    """How many of the others fail."""
    off: tuple[float, float] = (0, 0)
    """From which hour to which the machine was off."""

    def runs(self, days: int, chance: random.Random) -> Iterator[tuple[float, bool]]:
        """Yield when runs begin, in hours, and whether they can look; a minute or two late, as cron is."""
        at = 17 / 60 if self.every >= 1 else 2 / 60
        while at < days * 24:
            if chance.random() >= self.missed and not self.off[0] <= at < self.off[1]:
                yield at + chance.random() / 30, chance.random() >= self.failed
            at += self.every


FIRST = 3000
"""Articles that a first run finds."""


def found(paper: Paper, schedule: Schedule, days: int, seed: int) -> Iterator[tuple[float, int | None]]:
    """Yield the runs of some days: the hour, and how many articles are new; None: the run failed."""
    chance = random.Random(seed)
    articles = sorted(each for each in paper.articles(days, chance) if each < paper.dies)
    seen = 0
    for number, (at, can_look) in enumerate(schedule.runs(days, chance)):
        if not can_look and number:
            yield at, None
            continue
        new = 0
        while seen < len(articles) and articles[seen] <= at:
            seen, new = seen + 1, new + 1
        yield at, new if number else FIRST


def _poisson(mean: float, chance: random.Random) -> int:
    limit, number, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        number, product = number + 1, product * chance.random()
    return number
