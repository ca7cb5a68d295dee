"""A few numbers that stand for a text, of which two texts share many if they tell the same.

Of all runs of three words that hold a name a text keeps those with the lowest hashes: 24 of them, or all in
the lowest tenth if that is more. So of a passage that two articles have, both keep much the same, also if
one of them is three times as long (Broder 1997 has the bottom-k sketch; one that grows with the text is
FracMinHash, Irber et al. 2022, https://doi.org/10.1101/2022.01.11.475838). Runs without a name, such as
"ia berharap hal", stand in thousands of articles: of a text with few names those with figures count as well.
An editor who rewords all sentences leaves the names as they were: of pairs of words that are a name it keeps
twelve.

What is stored is compared with what is computed years later, so nothing here comes from a library that may
change it: CRC-32 is that of ISO 3309 (zlib, gzip, PNG). Whoever changes what comes out raises ``SCHEME``.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from zlib import crc32

SCHEME = 1
"""Number of the way in which sketches are made and stories are compared; stored beside what it made."""

WORDS = 3
"""Words of a shingle: an editor who rewords a wire story leaves few runs of five as they were."""

FEWEST = 24
"""Runs of a text, if it has as many."""

MOST_PAIRS = 12
"""Pairs of words that are a name."""

FEWEST_SHARED = 3
"""Numbers that two texts share at least, unless both hardly have more."""
HARDLY_MORE = 4

_SHARE_OF_RUNS = 0.12
"""Two texts are compared if they share at least so much of their runs, of those both would have kept."""
_SHARE_OF_PAIRS = 0.3
"""They are also compared if they share at least so much of their pairs, of those both would have kept."""
_FEWEST_PAIRS = 2
"""In that case they share at least so many pairs."""
_SHARE_OF_FACTS = 0.51
"""In each case they share more than half of the names and figures of the text that has fewer."""
_FEW_RUNS = 8
"""A text with fewer runs that hold a name or a figure is found by all its runs."""

_KEPT_BELOW = 2**32 // 10
_FIGURE = "0"
_IN_FIGURE = re.compile(r"[.,:/-](?<=\d.)(?=\d)")
"""Looking behind comes second: so only few places are looked at."""
_WORD = re.compile(r"\w+")
_START = re.compile(r"[.!?:…\n][^\w.!?:…\n]*\w")
"""The first letter of a sentence or a quotation: it is a capital, whatever word it begins.

Each stop is looked behind up to the next one, so that ten thousand dots take no longer than words.
"""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a text is found by. All numbers are distinct, in order, and have 32 bits with a sign."""

    runs: list[int]
    """Of three words, which texts share that share passages."""
    pairs: list[int]
    """Of words that are a name, which texts share that are about the same."""
    facts: list[int]
    """Of its names and figures: what two articles of one template do not share."""

    @property
    def values(self) -> list[int]:
        """The numbers by which it is found."""
        return [*self.runs, *self.pairs]

    @classmethod
    def of(cls, text: str) -> Sketch:
        """Make the sketch of a text; that of an empty one is empty.

        Case and punctuation make no difference, nor do figures beside names: an update of them is the same
        story. A name is a word with a capital.
        """
        words = _WORD.findall(_IN_FIGURE.sub("", lower_first_letters(text)))
        lowered = " ".join(words).lower().split(" ")
        figures = [at for at, word in enumerate(words) if word[-1].isdecimal()]
        masked = lowered.copy()
        for at in figures:
            masked[at] = _FIGURE
        names = [
            at
            for at, (word, small) in enumerate(zip(words, masked, strict=False))
            if word != small and small is not _FIGURE
        ]
        hashes = {*_hashes(masked, _runs_with(names, len(words)))}
        if len(hashes) < FEWEST:
            with_figures = _runs_with(figures, len(words)) - _runs_with(names, len(words))
            hashes.update(_hashes(lowered, with_figures))
        if len(hashes) < _FEW_RUNS:
            hashes.update(_hashes(masked, range(max(1, len(words) - WORDS + 1)) if words else ()))
        kept = [each for each in hashes if each < _KEPT_BELOW]
        if len(kept) < FEWEST:
            kept = sorted(hashes)[:FEWEST]
        is_name = {*names}
        pairs = {
            crc32(f"{lowered[at - 1]} {lowered[at]}".encode()) for at in names if at - 1 in is_name
        } - hashes
        facts = {crc32(lowered[at].encode()) for at in chain(names, figures)}
        return cls(_signed(kept), _signed(sorted(pairs)[:MOST_PAIRS]), _signed(facts))

    @classmethod
    def unpack(cls, packed: bytes) -> Sketch:
        """Return the sketch that :meth:`pack` made to bytes."""
        numbers = array("i")
        numbers.frombytes(packed)
        runs, pairs, *rest = _little_endian(numbers)
        return cls(rest[:runs], rest[runs : runs + pairs], rest[runs + pairs :])

    def pack(self) -> bytes:
        """Return it as bytes, four a number, the lowest first: how many runs and pairs it has, then all."""
        numbers = [len(self.runs), len(self.pairs), *self.runs, *self.pairs, *self.facts]
        return _little_endian(array("i", numbers)).tobytes()


class Seeker:
    """A text for which others are sought that are worth comparing with it."""

    def __init__(self, sketch: Sketch) -> None:
        self._sketch = sketch
        self._size = len(sketch.values)
        self._runs = frozenset(sketch.runs)
        self._pairs = frozenset(sketch.pairs)
        self._facts = frozenset(sketch.facts)

    def finds(self, other: Sketch) -> bool:
        """Say whether another text is worth comparing; it would say the same of this one."""
        least = min(len(self._facts), len(other.facts))
        if len(self._facts.intersection(other.facts)) < _SHARE_OF_FACTS * least:
            return False  # most are told apart by this
        runs = len(self._runs.intersection(other.runs))
        pairs = len(self._pairs.intersection(other.pairs))
        size = max(self._size, len(other.runs) + len(other.pairs))
        if runs + pairs < FEWEST_SHARED and size >= HARDLY_MORE:
            return False
        if runs and runs >= _SHARE_OF_RUNS * _least(self._sketch.runs, other.runs):
            return True
        least_pairs = _SHARE_OF_PAIRS * _least(self._sketch.pairs, other.pairs) if pairs else 0
        return pairs >= max(_FEWEST_PAIRS, least_pairs)


def is_candidate(one: Sketch, other: Sketch) -> bool:
    """Say whether two texts are worth comparing, by their sketches."""
    return Seeker(one).finds(other)


def _least(one: list[int], other: list[int]) -> int:
    """Return how many numbers of two parts of sketches both texts would have kept, of that with fewer.

    These are the ones up to the lower of the two last ones: the part of a longer text reaches less high.
    """
    last = min(one[-1], other[-1])
    return min(bisect_right(one, last), bisect_right(other, last))


def lower_first_letters(text: str) -> str:
    """Return the text with small letters where sentences and quotations begin, so that capitals mean names.

    >>> lower_first_letters('Harga naik. "Kami rugi," kata Budi.')
    'harga naik. "kami rugi," kata Budi.'
    """
    return _START.sub(_lowered, f"\n{text}")[1:]


def _lowered(start: re.Match[str]) -> str:
    return start[0].lower()


def _runs_with(places: Iterable[int], length: int) -> set[int]:
    """Return where the runs of words begin that hold one of these places, of so many words."""
    return {at - before for before in range(WORDS) for at in places}.intersection(range(length - WORDS + 1))


def _hashes(words: Sequence[str], starts: Iterable[int]) -> Iterator[int]:
    """Yield the CRC-32 of the runs of words that begin there, as UTF-8 with single spaces in between."""
    joined = " ".join(words)
    encoded = joined.encode()
    lengths = map(len, words if joined.isascii() else map(str.encode, words))
    places = [0, *accumulate(length + 1 for length in lengths)]
    last = len(places) - 1
    for at in starts:
        yield crc32(encoded[places[at] : places[min(at + WORDS, last)] - 1])


def _signed(numbers: Iterable[int]) -> list[int]:
    return sorted(each - 2**31 for each in numbers)


def _little_endian(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
