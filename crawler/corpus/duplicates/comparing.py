"""Whether two articles are near-duplicates: one story, printed twice.

The thresholds were chosen on labelled pairs, and are measured on others: see benchmarks/duplicates.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from crawler.corpus.duplicates.stories import Fact, Story

_DAY = 24 * 60 * 60
_QUARTER_OF_AN_HOUR = 15
"""In minutes: by so much reports of one event correct its time."""
_NUMBER = re.compile(r"\d{1,2}")
_LIST = 0.16
"""Figures per word from which an article is a list of them: prices, scores, prayer times."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two stories have in common; shares are of the one that has less, from 0 to 1."""

    words: int
    """Of the shorter one."""
    printed: float
    """Share of the passages, as they are printed."""
    without_figures: float
    without_facts: float
    threes: float
    """Share of the runs of three words, without figures."""
    wording: float
    """Share of the longer words that are no names."""
    names: float
    figures: float
    days: float
    facts: int
    """Names and figures of the story that has fewer."""
    same_facts: int
    """Names and days that are the same, with all around them."""
    other_facts: int
    """Those that differ where all around them is the same: of a template, filled in anew."""
    other_in_lead: bool
    """Whether one of these stands at the beginning of a text."""
    other_days: bool
    """Whether one of these is a day."""
    has_longer_name: bool
    """Whether a fact at the beginning is there with more words in one of them: Bandung, Bandung Barat."""
    is_at_another_time: bool
    """Whether a time of the day at the beginning is another one by more than a quarter of an hour."""
    apart: float
    """Days between the two publications; 0 if one is unknown."""
    density: float
    """Figures per word, in the mean."""

    @classmethod
    def of(cls, one: Story, other: Story) -> Likeness:
        """Compare two stories."""
        met = [
            (one.facts_at[each], other.facts_at[each]) for each in one.facts_at.keys() & other.facts_at.keys()
        ]
        differing = [pair for pair in met if _differ(*pair)]
        return cls(
            words=min(one.length, other.length),
            printed=_share(one.printed, other.printed),
            without_figures=_share(one.without_figures, other.without_figures),
            without_facts=_share(one.without_facts, other.without_facts),
            threes=_share(one.threes, other.threes),
            wording=_share(one.wording, other.wording),
            names=_share(one.names, other.names),
            figures=_share(one.figures, other.figures),
            days=_share(one.days, other.days),
            facts=min(len(one.names) + len(one.figures), len(other.names) + len(other.figures)),
            same_facts=len(met) - len(differing),
            other_facts=len(differing),
            other_days=any(some.is_day for some, _ in differing),
            other_in_lead=any(some.in_lead or others.in_lead for some, others in differing),
            has_longer_name=any(
                some.words != others.words and (some.in_lead or others.in_lead) for some, others in met
            ),
            is_at_another_time=any(
                _is_other_time(one.clocks_at[each], other.clocks_at[each])
                for each in one.clocks_at.keys() & other.clocks_at.keys()
            ),
            apart=_apart(one, other),
            density=(one.density + other.density) / 2,
        )

    @property
    def is_one_story(self) -> bool:
        """Whether a reader of one article would call the other the same, edited.

        A fact that was filled in anew makes it another one, unless it is one of many, and not told first; or
        a name that was corrected, where nothing else was.
        """
        if not self.other_facts:
            return self.is_copied or self.is_updated or self.is_reworded
        if self.other_in_lead:
            is_all_else_the_same = self.other_facts == 1 and self.same_facts >= 8 and self.printed >= 0.94
            return is_all_else_the_same and not self.other_days and self.apart <= 1.1 and self.density < _LIST
        is_detail = self.other_facts * 5 <= self.same_facts
        return is_detail and (self.is_updated or (self.is_copied and self.printed >= 0.85))

    @property
    def is_copied(self) -> bool:
        """Whether passages of one stand in the other with all their facts, enough of them.

        Two articles about one matter share background, the more so the later the second one is, and two of
        one office or author share what it says of itself: those have figures of their own beside it. Two
        lists of prices share most of their lines, two short texts a sentence that stands below many pictures.
        """
        enough = max(
            0.45 if self.apart <= 1.5 else 0.5 if self.apart <= 4 else 0.75,
            0.95 if self.density >= _LIST else 0,
            0.85 if self.figures < 0.6 else 0,
            0.7 if self.words < 40 else 0,
            self._least,
        )
        agrees = self.without_figures >= 0.9 * self.without_facts
        return agrees and self.printed >= max(enough, 0.9 * self.without_figures)

    @property
    def is_updated(self) -> bool:
        """Whether nearly all words and names are the same, and some figures new; within a day, all of them.

        The bulletin of the next hours begins with another time of the day, or is a list of figures; that of
        the neighbours has a name that is longer by a word.
        """
        if self.without_figures < max(0.78, 0.93 * self.without_facts) or self.names < 0.9 or self.days < 0.5:
            return False
        if self.is_at_another_time or self.has_longer_name or self.density >= _LIST:
            return False
        longest = 3 if self.printed >= 0.8 * self.without_figures else 1.1
        return self.apart <= longest and self.printed >= self._least

    @property
    def _least(self) -> float:
        """How much has to be printed alike where hardly a fact tells two stories apart: recipes, proverbs."""
        return 0.9 if self.facts < 3 else 0

    @property
    def is_reworded(self) -> bool:
        """Whether the facts are the same, and something of the wording is left everywhere.

        Where whole passages are left and others are not, it is background that two articles share.
        """
        if self.apart > 2 or self.days < 0.5 or self.printed > 0.02 + 0.75 * self.threes:
            return False
        if self.names + self.figures / 2 + self.wording >= 1.5 and self.facts >= 12 and self.threes < 0.45:
            return True
        return self.names >= 0.78 and self.figures >= 0.75 and self.threes >= 0.22


def is_near_duplicate(one: Story, other: Story) -> bool:
    """Say whether two articles are one story, printed twice."""
    return Likeness.of(one, other).is_one_story


def _share(some: AbstractSet[Hashable], others: AbstractSet[Hashable]) -> float:
    """Return how much of the smaller set is in the other one; 1 if it is empty."""
    least = min(len(some), len(others))
    return len(some & others) / least if least else 1.0


def _differ(one: Fact, other: Fact) -> bool:
    """Say whether two facts are different: "Jokowi" and "Presiden Jokowi", "Rabu" and "Rabu 15/6" are not."""
    return not (one.words <= other.words or other.words <= one.words)


def _is_other_time(one: Fact, other: Fact) -> bool:
    return (one.in_lead or other.in_lead) and abs(_minutes(one) - _minutes(other)) > _QUARTER_OF_AN_HOUR


def _minutes(clock: Fact) -> int:
    """Return the minutes since midnight of a time of the day: 14.05, 14:05, 14."""
    hours, *rest = (int(each) for each in _NUMBER.findall(" ".join(sorted(clock.words))))
    return hours * 60 + (rest[0] if rest else 0)


def _apart(one: Story, other: Story) -> float:
    if one.published is None or other.published is None:
        return 0.0
    return abs((one.published - other.published).total_seconds()) / _DAY
