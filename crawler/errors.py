"""The error that ends a command with a sentence."""

from __future__ import annotations

from typing import ClassVar


class Trouble(Exception):
    """What a command cannot go on with; the message is one sentence for its user."""

    is_mistake: ClassVar[bool] = False
    """Whether the user has to change what was given (exit status 2), instead of the disk or a server (1)."""
