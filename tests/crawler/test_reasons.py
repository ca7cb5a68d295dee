"""Each reason for which something is not stored has a sentence that explains it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest

from crawler.extract.not_an_article import Reason
from crawler.invariants import INVARIANTS
from crawler.reasons import GROUPS, explain
from crawler.rows import NEXT_RUN_ONLY, NOT_ASKED_AGAIN
from crawler.scrapy_utils import failures

ROOT = Path(__file__).parents[2]
MADE_BY = (
    "NotAnArticle",
    "NotInRecord",
    "NotAListing",
    "TryLater",
    "NotAsked",
    "Failed",
    "Refused",
    "Dropped",
    "Gone",
    "failed",
    "refused",
    "dropped",
)
"""Classes and methods whose first argument is a reason."""


TREES = [
    ast.parse(path.read_text("utf-8"))
    for room in ("crawler", "pipelines")
    for path in (ROOT / room).rglob("*.py")
]
CONSTANTS = {
    ast.unparse(node.targets[0]): node.value.value
    for tree in TREES
    for node in tree.body
    if isinstance(node, ast.Assign)
    and isinstance(node.value, ast.Constant)
    and isinstance(node.value.value, str)
}


def written() -> Iterator[str]:
    """Yield each reason that the code spells: an argument of the above, or the attribute of a class."""
    for node in chain.from_iterable(map(ast.walk, TREES)):
        if isinstance(node, ast.Call) and node.args:
            if getattr(node.func, "attr", getattr(node.func, "id", "")) in MADE_BY:
                yield from _texts(node.args[0])
        elif isinstance(node, ast.ClassDef):
            for statement in node.body:
                if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "reason":
                    yield from _texts(statement.value)
        elif isinstance(node, ast.FunctionDef) and node.name == "drop_reason":
            for each in ast.walk(node):
                if isinstance(each, ast.Return) and each.value is not None:
                    yield from _texts(each.value)


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the words that an expression may be: of ``"a" if b else "c"`` both."""
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name) and node.id in CONSTANTS:
        yield CONSTANTS[node.id]


def counted_in_hostile_crawls() -> set[str]:
    """Return the reasons that the table of measured crawls names."""
    lines = (ROOT / "docs" / "hostile.md").read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if re.search(r"\| \d+ of \d+", line)]
    return {word for row in rows for word in re.findall(r"([a-z]\w+) \d+", row[-5])}


def test_the_code_spells_reasons_and_they_are_found() -> None:
    assert {"no_feed", "other_site", "too_large", "outside_period", "not_found", "same_text"} <= {*written()}
    assert {"bad_address", "http_503", "too_large"} <= counted_in_hostile_crawls()


@pytest.mark.parametrize(
    "reason",
    sorted(
        {
            *written(),
            *counted_in_hostile_crawls(),
            *get_args(Reason),
            *INVARIANTS,
            *NOT_ASKED_AGAIN,
            *NEXT_RUN_ONLY,
            *(word for word, _ in failures._WHY.values()),
            failures.ROBOTS,
        }
    ),
)
def test_each_reason_that_is_counted_has_a_sentence(reason: str) -> None:
    meaning = explain(reason)
    assert meaning is not None
    assert meaning[0].isupper() or meaning.startswith("robots.txt")
    assert meaning.endswith(".")


def test_a_reason_that_differs_at_its_end_is_explained_with_it() -> None:
    assert "503 (Service Unavailable)" in (explain("http_503") or "")
    assert "status 999" in (explain("http_999") or "")
    assert "KeyError" in (explain("error_KeyError") or "")
    assert "further page" in (explain("http_503_further_page") or "")


@pytest.mark.parametrize("word", ["", "no_txt", "http_5", "http_", "further_page", "gone_further"])
def test_a_word_that_is_no_reason_has_none(word: str) -> None:
    assert explain(word) is None


def test_no_reason_stands_twice() -> None:
    reasons = [reason for group in GROUPS.values() for reason in group]
    assert len(reasons) == len(set(reasons))
