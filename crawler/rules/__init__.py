"""The table of cleaning rules: which lines of a page are not part of the story."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from crawler.rules.aside import ASIDE, cut_asides
from crawler.rules.buttons import BUTTONS
from crawler.rules.cause import Cause, causes_by_word, kind_of
from crawler.rules.credits import CREDITS
from crawler.rules.editions import EDITIONS
from crawler.rules.evidence import is_fact
from crawler.rules.furniture import EMBEDDED_URL, FURNITURE, is_url_on
from crawler.rules.invitations import INVITATIONS
from crawler.rules.likely import FirstLook
from crawler.rules.line import Kind, Line
from crawler.rules.notices import NOTICES
from crawler.rules.prompts import PROMPTS
from crawler.rules.related import RELATED
from crawler.rules.rule import USUAL_LENGTH, Above, Follows, Rule
from crawler.rules.shortcodes import SHORTCODE, closed_names, cut_shortcodes
from crawler.rules.update_notes import UPDATE_NOTES, opens_update_note

__all__ = [
    "ASIDE",
    "FAR_ENOUGH",
    "RULES",
    "SHORTCODE",
    "Above",
    "Beside",
    "Cause",
    "Follows",
    "Kind",
    "Line",
    "Rule",
    "causes_by_word",
    "closed_names",
    "cut_asides",
    "cut_shortcodes",
    "find_rule",
    "kind_of",
    "opens_update_note",
]

FAR_ENOUGH = 8
"""How many lines beside one tell whether it stands in a list of facts."""

Beside = Callable[[], tuple[Sequence[Line], Sequence[Line]]]
"""Gives the lines above and below a line, the nearest first, :data:`FAR_ENOUGH` at most."""

RULES: tuple[Rule, ...] = (
    *RELATED,
    *PROMPTS,
    *INVITATIONS,
    *EDITIONS,
    *CREDITS,
    *NOTICES,
    *FURNITURE,
    *BUTTONS,
    *UPDATE_NOTES,
)
"""All rules, in the order in which they are tried; the first that removes a line names it."""


_ANY = FirstLook([rule for rule in RULES if not rule.linked])
_LONG = FirstLook([rule for rule in RULES if rule.longest > USUAL_LENGTH])
_LEAST_LINKED = min(rule.linked for rule in RULES if rule.linked)
"""Least share of a line in links with which a rule may remove it whatever its words."""
_LETTER = re.compile(r"\w")


def _alone() -> tuple[Sequence[Line], Sequence[Line]]:
    return (), ()


def find_rule(
    line: Line, *, edge: bool, beside: Beside = _alone, domain: str | None = None
) -> tuple[Rule, bool] | None:
    """Return the rule that removes this line, and whether the line is a label and nothing else.

    ``edge``: whether only lines that are not part of the story stand above, or below, this one.
    ``domain``: of the site that printed it, where it is known.
    """
    if domain and line.text.startswith("http") and is_url_on(line, domain):
        return None if _belongs(EMBEDDED_URL, line, beside) else (EMBEDDED_URL, False)
    if line.linked < _LEAST_LINKED and not _is_likely(line.text):
        return None
    for rule in RULES:
        match = rule.match(line, edge=edge)
        if match and not _belongs(rule, line, beside):
            return rule, not _LETTER.search(line.text, match.end())
    return None


@lru_cache(maxsize=256)  # the first and last lines of a story are looked at several times
def _is_likely(text: str) -> bool:
    """Say whether the pattern of a rule that needs no links matches."""
    return (_LONG if len(text) > USUAL_LENGTH else _ANY).is_likely(text)


def _belongs(rule: Rule, line: Line, beside: Beside) -> bool:
    """Say whether the lines beside it make this line a part of the story, for this rule."""
    if rule.opens:
        above, below = beside()
        return len(above) > 1 or not any(other.kind == "p" for other in below)
    if rule.but_announced:
        above, _ = beside()
        return bool(above) and above[0].text.endswith((":", "："))
    return rule.but_facts and _is_among_facts(line, *beside())


def _is_among_facts(line: Line, above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Say whether this line, that names a maker, belongs to a list of facts, as of a film or a book.

    It does if it stands beside such a fact. Beside other makers it does if their list holds a fact and is
    either a list in the markup or has paragraphs of the story above and below it. The makers of the article
    itself stand at its ends.
    """
    if any(_is_fact(other) for other in (*above[:1], *below[:1])):
        return True
    holds, framed = False, True
    for lines in (above, below):
        for other in lines:
            if other.kind != line.kind or not is_fact(other.text):
                framed = framed and _is_story(other)
                break
            holds = holds or _is_fact(other)
        else:
            framed = False
    return holds and (line.kind == "item" or framed)


def _is_fact(line: Line) -> bool:
    """Say whether a line is one of a list of facts that no rule removes."""
    return is_fact(line.text) and _is_story(line)


def _is_story(line: Line) -> bool:
    return find_rule(line, edge=True) is None
