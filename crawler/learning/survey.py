"""What is known about a group of similar lines: on how many pages, where, and in what stories."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.learning.story import Sighting, Story
from crawler.learning.template import SENTENCE_END
from crawler.rules import Line

Likeness = Literal["same", "numbers", "template"]
"""How the lines of a group differ: not at all, in numbers, or in all that is not their template."""

AT_ONE_PLACE = 0.8
"""Share of a group's lines that are at the same distance from the beginning or end of the text."""
FARTHEST_ABOVE, FARTHEST_BELOW = 3, 20
"""Lines from the beginning or the end within which that counts; an imprint may be long."""

NEEDED: dict[tuple[Likeness, bool], tuple[int, float]] = {
    ("same", True): (4, 0.08),
    ("same", False): (5, 0.3),
    ("numbers", True): (4, 0.2),
    ("numbers", False): (8, 0.6),
    ("template", True): (4, 0.3),
}
"""(Likeness, at one place) -> least number of pages of a group, and their least share.

What stands anywhere in the text may belong to the story: a subheading ("Pukul 09.15 WIB"), a short answer.
"""

NEEDED_SENTENCES = 0.6
"""Least share of the pages for whole sentences that differ each time, since newsrooms repeat phrases
("Pendaftaran dibuka pada 3 Mei untuk 120 orang.")."""

LONG = 8
"""From this many words on nobody writes the same line twice, wherever it stands."""

SERIES = 0.6
"""Share of a group's stories whose headlines share a word, which makes them a series: "Harga Emas"."""
ON_MOST_PAGES = 0.5
"""Share of the pages from which a line does not belong to a series."""


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A line that repeats and is not proposed."""

    text: str
    pages: int
    reason: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known about a group of similar lines."""

    pages: int
    where: str | None
    """Its place, in words; None: anywhere."""
    objection: str | None
    """Why no rule is proposed for it; None: a rule is proposed."""


def survey(group: Sequence[Sighting], stories: Sequence[Story], likeness: Likeness) -> Survey:
    """Examine a group of similar lines."""
    numbers = {sighting.story for sighting in group}
    where = _distance(group)
    objection = _too_few(group, likeness, len(numbers), len(numbers) / len(stories), where)
    if objection is None and where is None and _most(_starts_inside, group):
        objection = "it reads like a piece of a quotation"
    if objection is None and (word := _series(numbers, stories)):
        objection = f"its pages are a series: their headlines share “{word}”"
    return Survey(len(numbers), where, objection)


def _too_few(
    group: Sequence[Sighting], likeness: Likeness, pages: int, share: float, where: str | None
) -> str | None:
    """Return why a group is on too few pages; None: it is on enough. ``share``: of all pages."""
    is_long = group[0].line.text.count(" ") >= LONG - 1
    is_placed = where is not None or (likeness == "same" and is_long)
    needed = NEEDED.get((likeness, is_placed))
    if needed is None:
        return "it stands anywhere in the text and differs each time"
    least, least_share = needed
    if likeness != "same" and _most(_is_sentence, group):
        least_share = max(least_share, NEEDED_SENTENCES)
    if pages < least or share < least_share:
        place = "at one place" if is_placed else "anywhere in the text"
        return f"{round(100 * share)} % of the pages are too few for a line {place}"
    return None


def _most(holds: Callable[[Line], bool], group: Sequence[Sighting]) -> bool:
    return sum(holds(sighting.line) for sighting in group) > len(group) / 2


def _distance(group: Sequence[Sighting]) -> str | None:
    for distances, edge, farthest in (
        (Counter(sighting.below for sighting in group), "last", FARTHEST_BELOW),
        (Counter(sighting.above for sighting in group), "first", FARTHEST_ABOVE),
    ):
        distance, times = distances.most_common(1)[0]
        if times >= AT_ONE_PLACE * len(group) and distance < farthest:
            return (
                f"the {edge} line" if distance == 0 else f"line {distance + 1}, the {edge} one being line 1"
            )
    return None


def _starts_inside(line: Line) -> bool:
    """Say whether a line begins like the middle of a sentence or like a quotation."""
    return line.text[:1].islower() or line.text[:1] in "\"'“‘«"


def _is_sentence(line: Line) -> bool:
    return bool(SENTENCE_END.search(line.text)) and line.text.count(" ") >= 3


def _series(numbers: set[int], stories: Sequence[Story]) -> str | None:
    if len(numbers) >= ON_MOST_PAGES * len(stories):
        return None
    inside = Counter(word for number in numbers for word in _content_words(stories[number].headline))
    if not inside:
        return None
    times, word = max((times, word) for word, times in inside.items())
    everywhere = sum(word in _content_words(story.headline) for story in stories)
    # A word that all headlines have is the newspaper's, not the series'.
    usual = everywhere / len(stories) > times / len(numbers) / 2
    return word if times >= SERIES * len(numbers) and not usual else None


def _content_words(headline: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", headline.casefold()) if len(word) > 3}
