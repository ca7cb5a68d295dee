"""What an extractor read of a page, held against what a reader should get."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

SHINGLE = 4
"""Words of a shingle, as in the public article-extraction-benchmark."""


def lines(text: str) -> list[str]:
    """Return the lines that hold a letter or digit, single-spaced."""
    return [" ".join(line.split()) for line in text.splitlines() if re.search(r"\w", line)]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words (fewer where the text is shorter)."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """One page's measure."""

    exact: bool
    """The paragraphs equal the expected ones, all of them, in order."""
    leaks: int
    """Lines of which nothing stands in the article."""
    lost: int
    """Paragraphs of the article of which nothing was read."""
    precision: float
    recall: float


def judge(got: str, want: str) -> Verdict:
    """Compare two texts by line and by shingle."""
    read, expected = lines(got), lines(want)
    a, b = shingles(want), shingles(got)
    shared = sum((a & b).values())
    return Verdict(
        exact=read == expected,
        leaks=sum(not _touches(line, expected) for line in read),
        lost=sum(not _touches(line, read) for line in expected),
        precision=shared / max(1, sum(b.values())),
        recall=shared / max(1, sum(a.values())),
    )


def _touches(line: str, others: Iterable[str]) -> bool:
    return any(line in other or other in line for other in others)


def f1(verdicts: list[Verdict]) -> float:
    """Return the F1 of the mean precision and the mean recall."""
    precision = sum(v.precision for v in verdicts) / len(verdicts)
    recall = sum(v.recall for v in verdicts) / len(verdicts)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
