"""How many of the labelled pairs were found, and how many others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from benchmarks.duplicates.labelled import FAMILIES, STORY, UNLIKE, Half, Labelled

BETWEEN = "between"
"""The kind of a pair of two versions of a story, neither of which is the story as it was first told."""

OTHERS = "different stories"
"""The kind of a false pair of articles that have nothing to do with each other."""

Pair = tuple[str, str]
"""The names of two articles, in the order of the alphabet."""


def pair(one: str, other: str) -> Pair:
    """The two names in order, so that a pair is written in one way."""
    return (one, other) if one < other else (other, one)


def grouped(pairs: Iterable[Pair]) -> set[Pair]:
    """All pairs of articles that are connected by the given ones, also by way of others."""
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        united = groups.get(one, {one}) | groups.get(other, {other})
        groups.update(dict.fromkeys(united, united))
    distinct = {id(group): group for group in groups.values()}.values()
    return {pair(*two) for group in distinct for two in combinations(group, 2)}


def within(half: Half, window: timedelta | None) -> Iterator[tuple[Labelled, Labelled]]:
    """All pairs of a half that lie at most so far apart in time; None: all there are."""
    for one, other in combinations(half.articles, 2):
        if window is None or abs(one.published - other.published) <= window:
            yield one, other


@dataclass(frozen=True)
class Score:
    """What a way of finding pairs came to."""

    found: set[Pair]
    """Those that it calls near-duplicates."""
    labelled: Mapping[Pair, str]
    """Those that are, with the kind of edit that lies between them."""
    false_kinds: Mapping[Pair, str]
    """Of each pair that was found and is none: why one could take it for one."""

    @classmethod
    def of(cls, half: Half, found: Iterable[Pair]) -> Score:
        """Judge what was found among the articles of a half."""
        found = set(found)
        labelled = {pair(one.name, other.name): _edit(one, other) for one, other in half.pairs()}
        articles = {article.name: article for article in half.articles}
        false = {
            (one, other): _likeness(articles[one], articles[other]) for one, other in found - labelled.keys()
        }
        return cls(found, labelled, false)

    @property
    def true(self) -> set[Pair]:
        return self.found & self.labelled.keys()

    @property
    def missed(self) -> set[Pair]:
        return self.labelled.keys() - self.found

    @property
    def precision(self) -> float:
        """The share of what was found that is labelled; 1 if nothing was found."""
        return len(self.true) / len(self.found) if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the labelled pairs that was found."""
        return len(self.true) / len(self.labelled)

    def recall_by_kind(self) -> dict[str, tuple[int, int]]:
        """Of each kind of edit, by name: how many pairs were found, and how many there are."""
        all_, found = Counter(self.labelled.values()), Counter(self.labelled[each] for each in self.true)
        return {kind: (found[kind], all_[kind]) for kind in sorted(all_)}

    def false_by_kind(self) -> dict[str, int]:
        """How many false pairs are of each kind of look-alikes, the most first."""
        return dict(Counter(self.false_kinds.values()).most_common())


def _edit(one: Labelled, other: Labelled) -> str:
    if one.kind == STORY:
        return other.kind
    return one.kind if other.kind == STORY else BETWEEN


def _likeness(one: Labelled, other: Labelled) -> str:
    if one.kind == other.kind and one.kind in FAMILIES:
        return one.kind
    is_about_one = one.belongs_to == other.belongs_to
    return UNLIKE if is_about_one and UNLIKE in (one.kind, other.kind) else OTHERS
