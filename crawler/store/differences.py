"""What an edit changed, for a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from crawler.article import Article
from crawler.store.revising import EDITABLE

Kind = Literal["headline", "figures", "wording", "paragraphs added", "paragraphs removed", "metadata"]

_METADATA = [name for name in EDITABLE if name not in ("headline", "text")]
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")

_ALIKE = 0.5
"""From this ratio on a paragraph counts as reworded, not as one removed and one added."""
_LONG = 4000
"""Words of both paragraphs; a text without a break between its paragraphs has so many."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that differs between two revisions."""

    kind: Kind
    place: str
    """A field, or the number of a paragraph, counted from one."""
    before: str | None
    after: str | None


def differences(before: Article, after: Article) -> list[Difference]:
    """Return what differs between two revisions of an article, in reading order."""
    found: list[Difference] = []
    if before.headline != after.headline:
        found.append(Difference("headline", "headline", before.headline, after.headline))
    found += _text(before.text.split("\n\n"), after.text.split("\n\n"))
    for name in _METADATA:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found.append(Difference("metadata", name, _shown(old), _shown(new)))
    return found


def label(found: Sequence[Difference]) -> str:
    """Name the kinds of an edit in a few words.

    >>> label([Difference("metadata", "tags", "Rusia", "Rusia, Obama")])
    'metadata only'
    """
    kinds = list(dict.fromkeys(each.kind for each in found))
    return "metadata only" if kinds == ["metadata"] else ", ".join(kinds)


def _text(before: list[str], after: list[str]) -> Iterator[Difference]:
    for _, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, False).get_opcodes():
        old = list(enumerate(before[old_from:old_to], old_from + 1))
        new = list(enumerate(after[new_from:new_to], new_from + 1))
        if before[old_from:old_to] != after[new_from:new_to]:
            yield from _changed(old, new)


def _changed(old: list[tuple[int, str]], new: list[tuple[int, str]]) -> Iterator[Difference]:
    """Pair the paragraphs of a changed passage that are versions of each other; others came or went."""
    while old and new:
        if _is_version(old[0][1], new[0][1]):
            number, text = new.pop(0)
            yield Difference(_kind(old[0][1], text), f"paragraph {number}", old.pop(0)[1], text)
        elif any(_is_version(text, new[0][1]) for _, text in old):
            yield _removed(*old.pop(0))
        else:
            yield _added(*new.pop(0))
    yield from (_removed(*each) for each in old)
    yield from (_added(*each) for each in new)


def _removed(number: int, text: str) -> Difference:
    return Difference("paragraphs removed", f"paragraph {number}", text, None)


def _added(number: int, text: str) -> Difference:
    return Difference("paragraphs added", f"paragraph {number}", None, text)


def _is_version(old: str, new: str) -> bool:
    before, after = old.split(), new.split()
    words = SequenceMatcher(None, before, after, False)
    if words.quick_ratio() < _ALIKE:
        return False
    # Behind a limit which words they share has to do: their order takes as long as both lengths multiplied.
    return len(before) + len(after) > _LONG or words.ratio() >= _ALIKE


def _kind(old: str, new: str) -> Kind:
    return "figures" if _FIGURE.sub("0", old) == _FIGURE.sub("0", new) else "wording"


def _shown(value: str | list[str] | None) -> str | None:
    return ", ".join(value) if isinstance(value, list) else value
