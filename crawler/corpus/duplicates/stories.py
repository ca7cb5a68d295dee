"""What of a text tells whether another one is the same story: its passages, its names, figures and times.

Shared passages alone do not: bulletins of one template (weather, exchange rates, the shocks after an
earthquake) share nearly all of their words and differ in their facts. So each passage is kept three times: as
it is printed, with its figures masked, and with its names and times masked as well. Two bulletins of a
template share the last kind; two prints of a story share the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from crawler.byline.stamps import is_day
from crawler.corpus.duplicates.sketching import lower_first_letters

_ITEM = re.compile(r"(?:[Rr]p\.?\s?)?\d(?:[\d.,:/-]*\d)?|[^\W\d_](?:[\w'’-]*\w)?")
_FEW_WORDS = 30
_LONG = 5
"""Letters; shorter words stand in all articles."""
_LEAD = 40
"""Words; the first paragraph of most articles."""
_CLOCK_BEFORE = frozenset({"pukul", "pkl", "jam"})
_CLOCK_BEHIND = frozenset({"wib", "wita", "wit"})

_WORD, _FIGURE, _NAME, _DAY, _CLOCK = "", "0", "N", "D", "C"
"""Kinds of items, and what stands for one that is masked."""


def compared_text(headline: str, text: str) -> str:
    """Return what of an article is compared: its text, and of a very short one the headline as well.

    "Simak video berikut ini." stands in many articles, and says nothing about any of them.
    """
    return text if text.count(" ") >= _FEW_WORDS else f"{headline}\n\n{text}"


class Fact(NamedTuple):
    """A name, a day or a time of the day."""

    words: frozenset[str]
    in_lead: bool
    """Whether it stands at the beginning, which says what happened to whom, when and where."""
    is_day: bool


@dataclass(frozen=True, slots=True)
class Story:
    """One text, made ready to be compared. Passages are runs of five items (three in ``threes``), as hashes.

    The hashes are those of this process: stories are not stored.
    """

    published: datetime | None
    length: int
    """Words and figures."""
    printed: frozenset[int]
    without_figures: frozenset[int]
    without_facts: frozenset[int]
    threes: frozenset[int]
    """Without figures."""
    wording: frozenset[str]
    """Its longer words that are no names: what it tells of them."""
    names: frozenset[str]
    figures: frozenset[str]
    """Times of the day as well."""
    days: frozenset[str]
    """Weekdays, months, and dates in figures."""
    facts_at: dict[int, Fact]
    """Names and days by what stands around them: two words on each side, of which facts are masked."""
    clocks_at: dict[int, Fact]
    """Times of the day, likewise."""
    density: float
    """Figures and times of the day, per item."""

    @classmethod
    def of(cls, text: str, published: datetime | None) -> Story:
        """Read a text."""
        items = _ITEM.findall(lower_first_letters(text))
        words = [item.lower() for item in items]
        kinds = _kinds(items, words)
        masked = [kind or word for kind, word in zip(kinds, words, strict=True)]
        unfigured = [
            kind if kind in (_FIGURE, _CLOCK) else word for kind, word in zip(kinds, words, strict=True)
        ]
        return cls(
            published=published,
            length=len(words),
            printed=_runs(words, 5),
            without_figures=_runs(unfigured, 5),
            without_facts=_runs(masked, 5),
            threes=_runs(unfigured, 3),
            wording=frozenset(
                word for word, kind in zip(words, kinds, strict=True) if not kind and len(word) >= _LONG
            ),
            names=_of_kind(_NAME, words, kinds),
            figures=_of_kind(_FIGURE, words, kinds) | _of_kind(_CLOCK, words, kinds),
            days=_of_kind(_DAY, words, kinds),
            facts_at=_in_context(_NAME + _DAY, words, kinds, masked),
            clocks_at=_in_context(_CLOCK, words, kinds, masked),
            density=(kinds.count(_FIGURE) + kinds.count(_CLOCK)) / max(1, len(words)),
        )


def _kinds(items: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return of each item whether it is a word or which kind of fact."""
    kinds = [
        _FIGURE if _is_figure(item) else _WORD if item == word else _NAME
        for item, word in zip(items, words, strict=True)
    ]
    last = len(items) - 1
    for at, kind in enumerate(kinds):
        if kind == _NAME and is_day(words[at]):
            kinds[at] = _DAY
            if at and kinds[at - 1] == _FIGURE:  # 5 Februari
                kinds[at - 1] = _DAY
        elif kind == _FIGURE:
            if "/" in words[at]:
                kinds[at] = _DAY
            elif (at and words[at - 1] in _CLOCK_BEFORE) or (at < last and words[at + 1] in _CLOCK_BEHIND):
                kinds[at] = _CLOCK
    return kinds


def _is_figure(item: str) -> bool:
    return item[0].isdecimal() or (item[-1].isdecimal() and item[:2].lower() == "rp")


def _runs(items: Sequence[str], length: int) -> frozenset[int]:
    """Return the hashes of all runs of so many items; of a shorter text that of all of it."""
    if len(items) < length:
        return frozenset({hash(tuple(items))}) if items else frozenset()
    return frozenset(map(hash, zip(*(items[at:] for at in range(length)), strict=False)))


def _of_kind(kind: str, words: Iterable[str], kinds: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word, its in zip(words, kinds, strict=True) if its == kind)


def _in_context(
    wanted: str, words: Sequence[str], kinds: Sequence[str], masked: Sequence[str]
) -> dict[int, Fact]:
    """Return the facts of these kinds by what stands around them; several words of one kind are one fact."""
    facts: dict[int, Fact] = {}
    end = 0
    for start, kind in enumerate(kinds):
        if kind and kind in wanted and start >= end:
            end = start + 1
            while end < len(kinds) and kinds[end] == kind:
                end += 1
            around = (*masked[max(0, start - 2) : start], kind, *masked[end : end + 2])
            facts[hash(around)] = Fact(frozenset(words[start:end]), start < _LEAD, kind == _DAY)
    return facts
