"""The error that ends a command with a sentence, and the sentence for an argument of a wrong type."""

from __future__ import annotations

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
