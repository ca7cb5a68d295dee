"""A newspaper whose listings say when its articles changed, truly or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from crawler.frontier import Candidate, Frontier, Outcome, Row
from crawler.store import Store
from tests.crawler.storing import NOON, Clock

Dates = Callable[[int], str | None]
"""The ``lastmod`` of each article, by its number."""


def listed(number: int, lastmod: str | None = None) -> Candidate:
    return Candidate(f"https://telegraf.co.id/berita-{number}/", "article", "sitemap", 0, lastmod)


def hours(number: float) -> str:
    """Return an instant so many hours after the first run."""
    return (NOON + timedelta(hours=number)).isoformat()


class Newspaper:
    """A newspaper with some articles, crawled every hour."""

    def __init__(self, store: Store, number: int) -> None:
        self.store = store
        self.clock = Clock()
        self.number = number
        self.edited: set[int] = set()
        """Articles that have another text than when they were read last."""
        self.outcomes: dict[int, Outcome] = {}
        """What is answered in place of an article."""
        self.run(lambda _: hours(-100))
        self.edited.clear()

    def run(self, dates: Dates, *, complete: bool = False, scope: str = "", most: int = 10**9) -> list[int]:
        """List all articles with these dates, read what is to be read (at most so many); return those."""
        frontier = Frontier(self.store, "telegraf", clock=self.clock)
        frontier.begin_round(scope, [], complete=complete)
        frontier.add(listed(each, dates(each)) for each in range(self.number))
        asked: list[int] = []
        while (batch := frontier.next_batch(16)) and len(asked) < most:
            for row in batch:
                number = int(row.url.rstrip("/").rpartition("-")[2])
                asked.append(number)
                self._answer(frontier, row, number)
        if len(asked) < most:  # else it is killed
            frontier.end_round()
            frontier.end_run("finished", {})
        self.clock.move(hours=1)
        return asked

    def runs(self, dates: Callable[[], Dates], number: int) -> list[int]:
        """Return how many articles each of several runs read."""
        return [len(self.run(dates())) for _ in range(number)]

    @property
    def now(self) -> str:
        return self.clock.now.isoformat()

    def always_now(self) -> Dates:
        now = self.now
        return lambda _: now

    def _answer(self, frontier: Frontier, row: Row, number: int) -> None:
        is_edited = number in self.edited
        self.edited.discard(number)
        read = Outcome.done("stored" if is_edited else "unchanged")
        frontier.finish(row, self.outcomes.get(number, read), is_edited=is_edited)
