"""What removed a line: an id that leads to the code, and the kind that is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from crawler.text import by_word


class Cause(NamedTuple):
    """Why a line, or an element, is not part of the story."""

    by: str
    """A dotted id, unique in the project: ``grep`` for it finds the rule, the table entry or the function.

    The numbered steps in :mod:`crawler.extract` say which steps remove something, and under which ids.
    """
    rule: str
    """The kind of line. The key in ``Article.removed``; several causes share one."""


def kind_of(by: str) -> Cause:
    """Return the cause whose kind is the last part of its id.

    >>> kind_of("structure.names.related")
    Cause(by='structure.names.related', rule='related')
    """
    return Cause(by, by.rpartition(".")[2])


def causes_by_word(rows: Mapping[str, str]) -> dict[str, Cause]:
    """Return each word of these texts -> the cause that the text's id names."""
    return {word: kind_of(by) for word, by in by_word(rows).items()}
