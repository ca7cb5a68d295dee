"""How ``scrapy status`` writes reasons, moments and long sentences."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Mapping
from datetime import datetime

from crawler.reasons import explain

LABEL = 13
"""Characters of the column in which the kinds stand."""
_NARROWEST, _USUAL, _WIDEST = 60, 100, 120
"""Characters of a line: where a terminal is narrower, it has to break lines itself."""


def by_reason(
    numbers: Mapping[str, int], next_try: Mapping[str, datetime] | None = None, *, indent: int = 4
) -> Iterator[str]:
    """Yield reasons with their numbers and meanings as lines. ``next_try``: when each is tried again."""
    widest = max(map(len, numbers))
    digits = max(len(f"{number:,}") for number in numbers.values())
    for reason, number in ordered(numbers):
        due = next_try.get(reason) if next_try else None
        again = f" Tried again from {as_time(due)} on." if due is not None else ""
        yield from wrapped(
            f"{'':{indent}}{number:>{digits},} {reason:{widest}}  ", f"{explain(reason) or ''}{again}"
        )


def ordered(numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return reasons with their numbers, the most frequent first."""
    return sorted(numbers.items(), key=lambda each: (-each[1], each[0]))


def as_time(at: datetime) -> str:
    """Return a moment, to the minute."""
    return f"{at:%Y-%m-%d %H:%M}"


def wrapped(start: str, text: str) -> list[str]:
    """Return a text behind the start of its first line, its further lines below it."""
    width = min(max(shutil.get_terminal_size((_USUAL, 24)).columns, _NARROWEST), _WIDEST)
    lines = textwrap.wrap(text, max(width - len(start), 30), break_long_words=False, break_on_hyphens=False)
    indent = " " * len(start)
    return [f"{indent if number else start}{line}".rstrip() for number, line in enumerate(lines or [""])]
