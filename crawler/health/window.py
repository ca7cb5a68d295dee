"""The last articles of a site, over some runs, and what was usual before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from crawler.health.ended import Ended
from crawler.stats import Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How many runs are taken together."""

    enough: int
    """So many articles are enough to judge by."""
    longest: timedelta
    """How far back they go at most."""
    shortest: timedelta = timedelta()
    """How far back they go at least."""


SOON = Reach(enough=30, longest=timedelta(hours=24))
"""An alarm is due in the hour in which something broke; a day has all desks and all hours."""
AFTER_A_DAY = Reach(enough=100, longest=timedelta(days=3), shortest=timedelta(hours=20))
"""For what the newsroom itself writes or leaves out: some hours of one desk are no change of the site."""

Count = Callable[[Numbers], int]


@dataclass(frozen=True, slots=True)
class Window:
    """Runs side by side: the last ones, and those that say what is usual."""

    last: Sequence[Numbers]
    usual: Sequence[Numbers]

    def sums(self, count: Count) -> tuple[int, int]:
        """Return what the last runs and the usual ones counted."""
        return sum(map(count, self.last)), sum(map(count, self.usual))


def windows(crawl: Ended, name: str, size: Count, reach: Reach = SOON) -> Iterator[Window]:
    """Yield this run beside all before it, then it and the last one beside the others, and so on.

    As far as ``reach`` goes. ``size``: how many of a run can be judged; if this run has none, nothing is.
    ``name``: that of the check; runs that failed it do not say what is usual.
    """
    found = size(crawl.numbers)
    if not found:
        return
    last, since = [crawl.numbers], crawl.now
    for number, run in enumerate(crawl.history):
        before = [each.numbers for each in crawl.history[number:] if name not in each.failed_checks]
        is_long = crawl.now - since >= reach.shortest
        if is_long:
            yield Window(tuple(last), before)
        if (is_long and found >= reach.enough) or crawl.now - run.started_at >= reach.longest:
            return
        last.append(run.numbers)
        found += size(run.numbers)
        since = run.started_at
