"""Which articles are worth comparing: they share fingerprints, and were published within the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from crawler.corpus.duplicates.filing import Unfiled, count_shared
from crawler.corpus.duplicates.sketching import FEWEST, FEWEST_SHARED, Sketch, is_candidate
from crawler.corpus.duplicates.sql import ask, rows
from crawler.corpus.duplicates.taken import Taken

_READ = "SELECT article_id, published, size, packed, leader FROM sketch WHERE article_id {in_ids}"


class Candidates(NamedTuple):
    """Pairs of articles to compare, and the groups of those that are not in the batch."""

    pairs: set[tuple[int, int]]
    """The lower ID first."""
    leaders: dict[int, int | None]
    """Of each article outside of the batch: the earliest of its group; None: it is alone."""


@dataclass(slots=True)
class _Known:
    """An article that shares something with one of the batch."""

    published: int | None
    size: int
    packed: bytes = b""
    unpacked: Sketch | None = None

    @property
    def sketch(self) -> Sketch:
        """Unpacked when it is wanted: most articles share one number by chance, and are not looked at."""
        if self.unpacked is None:
            self.unpacked = Sketch.unpack(self.packed)
        return self.unpacked


def find_candidates(
    conn: Connection, taken: Sequence[Taken], unfiled: Sequence[Unfiled], window: int
) -> Candidates:
    """Return what articles are to be compared with; ``window`` in microseconds."""
    shared = count_shared(conn, taken, unfiled, window)
    known = {each.id: _Known(each.instant, len(each.sketch.runs), unpacked=each.sketch) for each in taken}
    others = {other for counted in shared.values() for other in counted} - known.keys()
    found = Candidates(set(), {})
    for article_id, published, size, packed, leader in ask(conn, _READ, rows(others)) if others else ():
        known[article_id] = _Known(published, size, packed)
        found.leaders[article_id] = leader
    for each in taken:
        size = len(each.sketch.runs)
        for article_id, number in shared[each.id].items():
            other = known[article_id]
            if (
                article_id != each.id
                and (number >= FEWEST_SHARED or min(size, other.size) < FEWEST)
                and _is_near(each.instant, other.published, window)
                and is_candidate(each.sketch, other.sketch)
            ):
                found.pairs.add((min(each.id, article_id), max(each.id, article_id)))
    return found


def _is_near(one: int | None, other: int | None, window: int) -> bool:
    """Say whether two articles may be compared; those without a date, with one another alone."""
    return one is other if one is None or other is None else abs(one - other) <= window
