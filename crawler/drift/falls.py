"""Fields whose coverage fell by half from one month or layout to the next, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.drift.coverage import FIELDS, WORDS, Count, Group

LEAST = 10
"""Articles that a group must have to be compared: of fewer, half may be chance."""
LEAST_SHARE = 0.1
"""Share below which a field was seldom before, so that its half says little."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A field that fewer articles have since a day."""

    field: str
    """Also ``words``: the mean length of the texts."""
    before: float
    after: float
    until: str
    """The last day before."""
    since: str
    """The first day on which it was so."""
    layout: str
    """The layout since then."""


def falls(found: Sequence[Group]) -> Iterator[Fall]:
    """Yield what fell by half, in the order of time; REST, feeds and pages are compared with their like."""
    for name in (*FIELDS, WORDS):
        yield from (fall for kind in _kinds(found) for fall in _of_kind(kind, name))


def _kinds(found: Sequence[Group]) -> Iterator[list[Group]]:
    """Yield the groups that were read alike: each of REST, feeds and texts, and all from pages."""
    kinds: dict[str, list[Group]] = {}
    for group in found:
        kind = group.layout if group.layout in ("REST", "feed", "plain text") else ""
        kinds.setdefault(kind, []).append(group)
    yield from kinds.values()


def _of_kind(found: Sequence[Group], name: str) -> Iterator[Fall]:
    large = [group for group in found if group.total.articles >= LEAST]
    last: Fall | None = None
    for before, after in pairwise(large):
        was, now = before.total.share(name), after.total.share(name)
        if was < LEAST_SHARE or now > was / 2:
            continue
        fall = _fall(name, before, after)
        if last is None or fall.since != last.since:  # a month that fell in its middle falls twice
            yield fall
        last = fall


def _fall(name: str, before: Group, after: Group) -> Fall:
    """Return when a field fell: between the two days whose sides differ most."""
    if before.layout != after.layout and max(before.days) <= min(after.days):
        was, now = before.total, after.total
        return Fall(name, was.share(name), now.share(name), max(before.days), after.first_day, after.layout)
    days: dict[str, Count] = {}
    for group in (before, after):
        for day, count in group.days.items():
            days.setdefault(day, Count()).add(count)
    order = sorted(days)
    best, place = -1.0, 1
    for split in range(1, len(order)):
        was, now = _sum(days, order[:split]), _sum(days, order[split:])
        apart = was.share(name) - now.share(name)
        # The variance that the split explains: two long and different sides.
        explained = apart * abs(apart) * was.articles * now.articles
        if explained > best:
            best, place = explained, split
    was, now = _sum(days, order[:place]), _sum(days, order[place:])
    until, since = order[place - 1], order[place] if place < len(order) else order[-1]
    return Fall(name, was.share(name), now.share(name), until, since, after.layout)


def _sum(days: dict[str, Count], wanted: Sequence[str]) -> Count:
    total = Count()
    for day in wanted:
        total.add(days[day])
    return total
