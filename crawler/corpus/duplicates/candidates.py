"""Which articles are worth comparing: they share fingerprints, and were published within the window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Connection

from crawler.corpus.duplicates.filing import Unfiled, find_sharing
from crawler.corpus.duplicates.sketching import Seeker, Sketch
from crawler.corpus.duplicates.sql import ask, rows
from crawler.corpus.duplicates.taken import Taken

_READ = "SELECT article_id, published, packed, leader FROM sketch WHERE article_id {in_ids}"

_MOST_SKETCHES = 1024
"""Unpacked ones that are kept: in the order of dates the same articles come up again and again."""


class Candidates(NamedTuple):
    """Pairs of articles to compare, and the groups of those that are not in the batch."""

    pairs: set[tuple[int, int]]
    """The lower ID first."""
    leaders: dict[int, int | None]
    """Of each article outside of the batch: the earliest of its group; None: it is alone."""


def find_candidates(
    conn: Connection, taken: Sequence[Taken], unfiled: Sequence[Unfiled], window: int
) -> Candidates:
    """Return what articles are to be compared with; ``window`` in microseconds."""
    sharing = find_sharing(conn, taken, unfiled, window)
    known = {each.id: (each.instant, each.sketch) for each in taken}
    others = {*chain.from_iterable(sharing.values())}.difference(known)
    found = Candidates(set(), {})
    for article_id, published, packed, leader in ask(conn, _READ, rows(others)) if others else ():
        known[article_id] = published, _unpacked(packed)
        found.leaders[article_id] = leader
    for each in taken:
        seeker = Seeker(each.sketch)
        for other in sharing[each.id]:
            if other not in known:  # somebody deleted its sketch; a rebuild makes it anew
                continue
            published, sketch = known[other]
            if other != each.id and _is_near(each.instant, published, window) and seeker.finds(sketch):
                found.pairs.add((each.id, other) if each.id < other else (other, each.id))
    return found


@lru_cache(_MOST_SKETCHES)
def _unpacked(packed: bytes) -> Sketch:
    return Sketch.unpack(packed)


def _is_near(one: int | None, other: int | None, window: int) -> bool:
    """Say whether two articles may be compared; those without a date, with one another alone."""
    return one is other if one is None or other is None else abs(one - other) <= window
