"""Whether a sequence of listings still names something: a site may repeat its last page for ever.

Pages whose number the site ignores, feeds that go round in circles and calendars without an end never say
that they are over. What counts is what the sequence itself has named in this walk, whatever the store holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from crawler.rows import Candidate, Row
from crawler.urls import article_key

MOST_REPEATS = 3
"""This many listings in a row that name nothing new are the end of their sequence.

One may be chance: as many articles as a page holds were published between two requests.
"""

MOST_BARREN = 1000
"""This many sitemaps in a row that name nothing new are the end: an index may name them without an end.

It may also name many empty ones: those of days without news, or of what a site once had.
"""

_REMEMBERED = 100_000
"""URLs of which at least this many are remembered, and at most twice as many."""

_SEQUENCE = "sequence"
"""Key of ``Row.meta``: the URL of the listing that a sequence began with."""


class Repetition:
    """Remembers what the sequences of this run have named: pages that follow each other, or one index."""

    def __init__(self) -> None:
        self._new: set[int] = set()
        self._old: set[int] = set()
        self._in_a_row: Counter[str] = Counter()

    def note(self, row: Row, urls: Iterable[str]) -> int:
        """Note what a listing names; return how many in a row named nothing new, this one included."""
        sequence = sequence_of(row)
        keys = {hash((sequence, article_key(url))) for url in urls}
        is_new = any(key not in self._new and key not in self._old for key in keys)
        self._remember(keys)
        self._in_a_row[sequence] = 0 if is_new else self._in_a_row[sequence] + 1
        return self._in_a_row[sequence]

    def is_barren(self, row: Row) -> bool:
        """Say whether the index that named a listing has named too many others in vain."""
        return self._in_a_row[sequence_of(row)] >= MOST_BARREN

    def _remember(self, keys: Collection[int]) -> None:
        if len(self._new) + len(keys) > _REMEMBERED:
            self._old, self._new = self._new, set()
        self._new.update(keys)


def sequence_of(row: Row) -> str:
    """Return the URL of the listing that a sequence began with; the first one begins it."""
    return str(row.meta.get(_SEQUENCE) or row.url)


def continuing(row: Row, following: Candidate) -> Candidate:
    """Return a listing as one of the sequence of the row that named it."""
    return replace(following, meta={**following.meta, _SEQUENCE: sequence_of(row)})


def as_one_sequence(listings: Sequence[Candidate]) -> list[Candidate]:
    """Return listings as one sequence: together they may name no more in vain than one index may."""
    return [replace(each, meta={**each.meta, _SEQUENCE: listings[0].url}) for each in listings]
