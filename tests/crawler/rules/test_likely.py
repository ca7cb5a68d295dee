"""The first look at a line lets through every line that a rule's pattern matches."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.rules import RULES, Line, find_rule
from crawler.rules.likely import FirstLook, first_letters

LINES = [line.text for rule in RULES for line in (*rule.drops, *rule.keeps)]
WORDED = [rule for rule in RULES if rule.id != "wording.related.linked_headline"]


@pytest.mark.parametrize("change", [str, str.upper, str.lower])
@pytest.mark.parametrize("before", ["", "- ", "(", "»»»»»» ", "“"])
def test_it_agrees_with_the_patterns_one_by_one(before: str, change: Callable[[str], str]) -> None:
    look = FirstLook(WORDED)
    for line in LINES:
        text = before + change(line)
        assert look.is_likely(text) == any(rule.pattern.compiled.match(text) for rule in WORDED), text


@pytest.mark.parametrize("linked", [0.0, 0.1, 0.5, 1.0])
def test_a_line_with_links_is_removed_by_the_first_rule_that_matches_it(linked: float) -> None:
    for text in LINES:
        line = Line(text, linked=linked)
        first = next((rule for rule in RULES if rule.match(line, edge=True) and not rule.opens), None)
        found = find_rule(line, edge=True)
        assert (found[0] if found else None) == first, text


@pytest.mark.parametrize(
    ("expression", "letters"),
    [
        ("baca", "b"),
        ("Baca|simak", "bs"),
        (r"(?:baca|(?:si|ti)mak)\s+juga", "bst"),
        (r"подпис(?:аться|ись)", "п"),
        ("ads?", "a"),
        (r"e-?mail", "e"),
        ("a?ds", None),
        ("(?:baca )?juga", None),
        ("(?:baca ){0,2}juga", None),
        (r"\d+|baca", None),
        ("[ab]aca", None),
        ("(?-i:[A-Z])aca", None),
        (r"\(baca\)", None),
        ("", None),
    ],
)
def test_the_first_letters_of_an_expression_are_known_or_said_to_be_unknown(
    expression: str, letters: str | None
) -> None:
    assert first_letters(expression) == (None if letters is None else frozenset(letters))


def test_brackets_in_a_character_class_group_nothing() -> None:
    assert first_letters(r"(?:baca[)|(]|simak)|tonton") == frozenset("bst")
