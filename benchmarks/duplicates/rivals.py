"""What others use to find near-duplicates, on the same pairs: MinHash with bands, and containment."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Any

from benchmarks.duplicates.labelled import Half
from benchmarks.duplicates.scoring import Pair, pair

PERMUTATIONS = 128
BANDS = ((32, 4), (64, 2))
"""How many bands of how many rows: pairs with a Jaccard of about 0.4, and of about 0.13, meet in one."""

LEAST_JACCARD = 0.65
"""What pairs that share a band must have to count, where they are verified."""

LEAST_CONTAINED = 0.5
"""Share of the shingles of the smaller article that the other one has."""

Signature = Sequence[int]


def shingles(text: str, words: int) -> set[str]:
    """All runs of so many words, in small letters; of a shorter text all of it."""
    found = re.findall(r"\w+", text.lower())
    return {" ".join(found[at : at + words]) for at in range(max(1, len(found) - words + 1))}


def makers() -> dict[str, Callable[[str], Signature]]:
    """The libraries that are installed, by name, each as a function from a text to its signature."""
    found: dict[str, Callable[[str], Signature]] = {}
    for name, make in (("datasketch", _datasketch), ("rensa", _rensa)):
        try:
            found[name] = make()
        except ImportError:
            continue
    return found


def by_bands(half: Half, signature: Callable[[str], Signature], bands: int, rows: int) -> set[Pair]:
    """The pairs of articles whose signatures are the same in one band at least."""
    met: dict[tuple[int, Hashable], list[str]] = {}
    for article in half.articles:
        values = signature(article.text)
        for band in range(bands):
            key = (band, tuple(values[band * rows : (band + 1) * rows]))
            met.setdefault(key, []).append(article.name)
    return {pair(*two) for names in met.values() for two in combinations(names, 2)}


def verified(half: Half, pairs: Iterable[Pair]) -> set[Pair]:
    """Those pairs whose shingles of three words really have the Jaccard coefficient that is wanted."""
    of = {article.name: shingles(article.text, 3) for article in half.articles}
    return {(one, other) for one, other in pairs if _jaccard(of[one], of[other]) >= LEAST_JACCARD}


def by_containment(half: Half) -> set[Pair]:
    """The pairs of which the smaller article has half of its shingles of five words in the other one."""
    of = {article.name: shingles(article.text, 5) for article in half.articles}
    return {
        pair(one, other)
        for one, other in combinations(of, 2)
        if len(of[one] & of[other]) >= LEAST_CONTAINED * min(len(of[one]), len(of[other]))
    }


def _jaccard(some: AbstractSet[str], others: AbstractSet[str]) -> float:
    return len(some & others) / len(some | others)


def _datasketch() -> Callable[[str], Signature]:
    from datasketch import MinHash

    def signature(text: str) -> Signature:
        sketch: Any = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles(text, 3)])
        values: Signature = sketch.hashvalues.tolist()
        return values

    return signature


def _rensa() -> Callable[[str], Signature]:
    from rensa import RMinHash

    def signature(text: str) -> Signature:
        sketch: Any = RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update(list(shingles(text, 3)))
        values: Signature = sketch.digest()
        return values

    return signature
