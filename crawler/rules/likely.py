"""A first look at a line: nearly every line is part of the story, and no rule needs to be tried.

A line is only compared with the wordings that can begin with its first letter; which letters those are is
read from the wordings themselves. That halves the cost of this look, which was 2 % of an extraction, and no
wording has to be written with a look-ahead, behind which another one could never match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from crawler.rules.rule import LEAD_IN, Pattern, Rule

_LEAD_IN = re.compile(LEAD_IN)
_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|[()|]", re.DOTALL)
_QUANTIFIERS = ("?", "*", "{")


class FirstLook:
    """Says whether the pattern of any of these rules matches a text, without saying which."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        patterns = [rule.pattern for rule in rules]
        self._worded = [each for each in patterns if each.before == LEAD_IN]
        self._unworded = [each for each in patterns if each.before != LEAD_IN]
        self._beginning_with = lru_cache(maxsize=256)(self._compile)

    def is_likely(self, text: str) -> bool:
        """Say whether a pattern matches."""
        lead = _LEAD_IN.match(text)
        at = lead.end() if lead else 0
        worded = self._beginning_with(text[at : at + 1].casefold())
        return (worded.match(text) or self._others.match(text)) is not None

    @cached_property
    def _others(self) -> re.Pattern[str]:
        """The pattern of what may begin with any sign."""
        return re.compile("|".join(f"(?{_flags(each)}:{each.expression})" for each in self._unworded))

    def _compile(self, letter: str) -> re.Pattern[str]:
        """Return the pattern of what may begin with a letter, which is casefolded."""
        parts = []
        for each in self._worded:
            wordings = [wording for wording in each.wordings if may_begin(wording, letter)]
            if wordings:
                parts.append(f"(?:{'|'.join(wordings)}){each.after}")
        return re.compile(f"(?ix:{LEAD_IN}(?:{'|'.join(parts)}))" if parts else "(?!)")


def _flags(pattern: Pattern) -> str:
    return ("i" if pattern.flags & re.IGNORECASE else "") + ("x" if pattern.flags & re.VERBOSE else "")


@lru_cache(maxsize=1024)
def first_letters(expression: str) -> frozenset[str] | None:
    """Return the letters, casefolded, with which a match of a regular expression begins; None: unknown.

    >>> sorted(first_letters("(?:baca|simak) juga|terkait") or ())
    ['b', 's', 't']
    >>> first_letters("(?:sebuah )?komentar"), first_letters("[0-9]+ komentar")
    (None, None)
    """
    letters: set[str] = set()
    for alternative in _split(expression):
        found = _of_one(alternative)
        if found is None:
            return None
        letters |= found
    return frozenset(letters)


def may_begin(expression: str, letter: str) -> bool:
    """Say whether a match of a regular expression may begin with a letter, which is casefolded."""
    letters = first_letters(expression)
    return letters is None or letter in letters


def _of_one(alternative: str) -> frozenset[str] | None:
    if alternative.startswith("(?:"):
        end = _end_of_group(alternative)
        is_there = not alternative.startswith(_QUANTIFIERS, end)
        return first_letters(alternative[3 : end - 1]) if is_there else None
    first = alternative[:1]
    return frozenset(first.casefold()) if first.isalpha() and alternative[1:2] not in _QUANTIFIERS else None


def _end_of_group(expression: str) -> int:
    """Return where the group ends with which an expression begins."""
    depth = 0
    for token in _TOKEN.finditer(expression):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if not depth:
            return token.end()
    raise ValueError(f"{expression!r} has a group that is not closed.")


def _split(expression: str) -> list[str]:
    """Return the alternatives of an expression that stand in no group."""
    parts, depth, start = [], 0, 0
    for token in _TOKEN.finditer(expression):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0] == "|" and not depth:
            parts.append(expression[start : token.start()])
            start = token.end()
    return [*parts, expression[start:]]
