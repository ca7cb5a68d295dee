"""Two readings of one article, by its page and by its REST record, compared: an oracle that needs no gold.

Both were cleaned by the same rules. What still differs on a healthy site is left out of account: spelling
(quotes, capitals, a label before the headline), a few words of captions or boxes that only one of the two
prints, a time to the minute or in a zone that is named wrongly, a byline that is shorter than the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.article import Article
from crawler.dates import day_of, has_time, to_instant
from crawler.text import folded

FIELDS = ("headline", "text", "published_at", "authors", "section", "tags")
"""The fields that are compared, in the order in which they are told."""

LEAST_ALIKE = 0.9
"""Share of the words of two texts that both have, below which they differ.

On real newspapers the two share 97 % and more; a list of links or a gallery's captions costs some percent.
"""
_FEWEST_WORDS = 12
"""Words that only one of two texts has, up to which they are alike: a caption, a line of credits."""
_LEAST_ALIKE_HEADLINES = 0.7
_A_MINUTE = timedelta(minutes=1)
_A_DAY = timedelta(days=1)
_LONGEST = 60
"""Characters of a value that are shown."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field in which two readings of an article differ."""

    field: str
    page: str
    """The value on the page, shortened; empty: it has none."""
    record: str
    """The value in the REST record, shortened; empty: it has none."""

    @property
    def is_lack(self) -> bool:
        """Say whether one of the two has no value, which may be how the site is made."""
        return not (self.page and self.record)

    def __str__(self) -> str:
        """Say it: ``"..." on the page, "..." in its REST record``."""
        page = f'"{self.page}"' if self.page else "nothing"
        record = f'"{self.record}"' if self.record else "nothing"
        return f"{page} on the page, {record} in its REST record"


def disagreements(page: Article, record: Article) -> Iterator[Disagreement]:
    """Yield the fields in which an article's page and its REST record contradict each other, or one lacks."""
    for name in FIELDS:
        shown, told = getattr(page, name), getattr(record, name)
        if not shown and not told:
            continue
        if not shown or not told or not _AGREE[name](shown, told):
            both = _apart(shown, told) if name == "text" and shown and told else (_short(shown), _short(told))
            yield Disagreement(name, *both)


def was_edited_between(first: Article, second: Article) -> bool:
    """Say whether an article was changed after its first reading, so that a difference tells nothing."""
    known, changed = to_instant(first.modified_at or ""), to_instant(second.modified_at or "")
    if changed is None:
        return False
    if known is not None and has_time(str(first.modified_at)):
        return changed - known >= _A_MINUTE
    read = to_instant(first.fetched_at or "")
    return read is not None and changed > read


def _alike_headlines(some: str, other: str) -> bool:
    mine, others = _words(some), _words(other)
    shorter, longer = sorted((" ".join(mine), " ".join(others)), key=len)
    return f" {shorter} " in f" {longer} " or _likeness(mine, others) >= _LEAST_ALIKE_HEADLINES


def _alike_texts(some: str, other: str) -> bool:
    mine, others = Counter(_words(some)), Counter(_words(other))
    apart = (mine - others).total() + (others - mine).total()
    return apart <= _FEWEST_WORDS or _likeness(list(mine.elements()), list(others.elements())) >= LEAST_ALIKE


def _same_time(some: str, other: str) -> bool:
    """Say whether two dates may be one: to the minute, by what the clock shows, or by the day.

    Themes print local times as those of UTC, and the other way round: what the clock shows is the same then.
    """
    first, second = to_instant(some), to_instant(other)
    if first is None or second is None:
        return some == other
    if not (has_time(some) and has_time(other)):
        days = (datetime.fromisoformat(day_of(each)) for each in (some, other))
        return abs(next(days) - next(days)) <= _A_DAY
    clocks = [datetime.fromisoformat(each).replace(tzinfo=None) for each in (some, other)]
    return abs(first - second) < _A_MINUTE or abs(clocks[0] - clocks[1]) < _A_MINUTE


def _share_a_name(some: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether one of the authors is named by both, if only by a part of the name."""
    names = [frozenset(_words(each)) for each in some]
    others_names = [frozenset(_words(each)) for each in others]
    return any(mine <= other or other <= mine for mine in names for other in others_names)


def _same_name(some: str, other: str) -> bool:
    return folded(some) == folded(other)


def _share_half(some: Sequence[str], others: Sequence[str]) -> bool:
    mine, theirs = {folded(each) for each in some}, {folded(each) for each in others}
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))


_AGREE: dict[str, Callable[..., bool]] = {
    "headline": _alike_headlines,
    "text": _alike_texts,
    "published_at": _same_time,
    "authors": _share_a_name,
    "section": _same_name,
    "tags": _share_half,
}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _likeness(some: Sequence[str], others: Sequence[str]) -> float:
    """Return the share of the words of both that both have, each as often as it occurs."""
    number = len(some) + len(others)
    return 2 * (Counter(some) & Counter(others)).total() / number if number else 1.0


def _apart(page: str, record: str) -> tuple[str, str]:
    """Return two texts, shortened, from the first paragraph on that only one of them has."""
    shown, told = page.split("\n\n"), record.split("\n\n")
    pairs = zip(shown, told, strict=False)
    same = next((number for number, (one, other) in enumerate(pairs) if one != other), None)
    start = min(len(shown), len(told)) if same is None else same
    counts = (f"{len(_words(each)):,} words: " for each in (page, record))
    return (
        next(counts) + _short(shown[start] if start < len(shown) else "... (it ends there)"),
        next(counts) + _short(told[start] if start < len(told) else "... (it ends there)"),
    )


def _short(value: str | Sequence[str] | None) -> str:
    """Return a value in a few words."""
    text = (value or "") if isinstance(value, str | None) else ", ".join(value)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3].rstrip()}..."
