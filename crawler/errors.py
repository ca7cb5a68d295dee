"""The error that ends a command with a sentence; what sentences about mistakes have in common."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import Any, ClassVar


class Trouble(Exception):
    """What a command cannot go on with; the message is one sentence for its user."""

    is_mistake: ClassVar[bool] = False
    """Whether the user has to change what was given (exit status 2), instead of the disk or a server (1)."""


def expect_type(value: object, types: type[Any] | tuple[type[Any], ...], name: str, wanted: str) -> None:
    """Raise TypeError, which says what an argument must be, if it is of none of these types.

    For what others call: type hints are not checked when a program runs.

    >>> expect_type(None, str, "clean_text: text", "a str")
    Traceback (most recent call last):
    TypeError: clean_text: text is None, but must be a str
    """
    if not isinstance(value, types):
        given = "None" if value is None else f"of type {type(value).__name__}"
        raise TypeError(f"{name} is {given}, but must be {wanted}")


def some_of(names: Collection[str], wanted: str = "", most: int = 12) -> str:
    """Return names as a list for a sentence: those like the wanted one first, and how many more there are.

    >>> some_of(["Dunia", "Ekonomi", "Olahraga"], "Ekonmi", most=2)
    'Ekonomi, Dunia and 1 more'
    """
    ordered = list(names)
    if len(ordered) <= most:
        return ", ".join(ordered)
    spelled = {each.casefold(): each for each in reversed(ordered)}
    close = [spelled[each] for each in get_close_matches(wanted.casefold(), spelled, most)]
    told = [*close, *(each for each in ordered if each not in close)][:most]
    return f"{', '.join(told)} and {len(ordered) - len(told):,} more"
