"""The table of cleaning rules: which lines of a page are no part of the story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crawler.rules.aside import cut_asides
from crawler.rules.credits import CREDITS
from crawler.rules.evidence import is_fact
from crawler.rules.furniture import FURNITURE
from crawler.rules.line import Kind, Line
from crawler.rules.prompts import PROMPTS
from crawler.rules.related import RELATED
from crawler.rules.rule import USUAL_LENGTH, Above, Follows, Rule

__all__ = ["RULES", "Above", "Follows", "Kind", "Line", "Rule", "cut_asides", "find_rule"]

RULES: tuple[Rule, ...] = (*RELATED, *PROMPTS, *CREDITS, *FURNITURE)
"""All rules, in the order in which they are tried; the first that removes a line names it."""


def _joined(rules: Iterable[Rule]) -> re.Pattern[str]:
    """Return one pattern that matches where one of the rules' does."""
    return re.compile("|".join(f"(?{_flags(rule.pattern)}:{rule.pattern.pattern})" for rule in rules))


def _flags(compiled: re.Pattern[str]) -> str:
    return ("i" if compiled.flags & re.IGNORECASE else "") + ("x" if compiled.flags & re.VERBOSE else "")


# Nearly every line is story: one match of all patterns at once tells it from the few to look at closely.
_ANY = _joined(rule for rule in RULES if not rule.linked)
_LONG = _joined(rule for rule in RULES if rule.longest > USUAL_LENGTH)
_LETTER = re.compile(r"\w")


def find_rule(line: Line, *, edge: bool, beside: Sequence[Line] = ()) -> tuple[Rule, bool] | None:
    """Return the rule that removes this line, and whether the line is a label and nothing else.

    ``edge``: whether only lines that are no story stand above, or below, this one. ``beside``: the
    lines next to it, above and below.
    """
    if not line.linked and not _is_likely(line.text):
        return None
    for rule in RULES:
        match = rule.match(line, edge=edge)
        if match and not (rule.but_facts and any(map(_is_fact, beside))):
            return rule, not _LETTER.search(line.text, match.end())
    return None


@lru_cache(maxsize=1024)  # the first and last lines of a story are asked about again and again
def _is_likely(text: str) -> bool:
    """Say whether any rule's pattern matches."""
    return (_LONG if len(text) > USUAL_LENGTH else _ANY).match(text) is not None


def _is_fact(line: Line) -> bool:
    """Say whether a line is one of a list of facts, and none that a rule removes."""
    return is_fact(line.text) and find_rule(line, edge=True) is None
