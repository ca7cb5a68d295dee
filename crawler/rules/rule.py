"""The shape of a cleaning rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from crawler.rules.line import Line

Evidence = Callable[[Line, "re.Match[str]"], bool]
"""What else must hold of a line that a pattern matches."""


USUAL_LENGTH = 240
"""Longer lines are story: what the page adds is short. In characters."""


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a line: a label, and the lines that went with it already."""

    followed: int
    """How many lines went with the label."""
    with_links: bool
    """Whether the text has links at all; a plain text has none."""
    signed: bool
    """Whether the story above the label ends with the desk's initials."""


Follows = Callable[[Line, Above], bool]
"""Whether a line goes with the label above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to tell a line of the page from a line of the story.

    A pattern is matched at the start of the line and repeats nothing that repeats, so that its time
    grows with the line's length alone; ``longest`` bounds that length.
    """

    name: str
    """What kind of line it removes; several rules may share a name. The key in ``Article.removed``."""
    pattern: re.Pattern[str]
    drops: Line
    """An example that it removes: from inside a story, or from its end where it is for ``edges``."""
    keeps: Line
    """A line of a story that looks like one and stays, at the same place."""
    evidence: Evidence = lambda line, match: True
    linked: float = 0.0
    """The least share of the line that stands inside links."""
    edges: bool = False
    """Whether it holds only above the first and below the last paragraph of the story."""
    but_facts: bool = False
    """Whether it stays beside lines like "Judul: ..." and "Penerbit: ...": a list of facts is story."""
    but_announced: bool = False
    """Whether it stays below a line that ends with a colon: what is announced is story."""
    follows: Follows | None = None
    """Where the line is a label and nothing else: tells which of the lines below it go with it."""
    longest: int = USUAL_LENGTH
    """Longer lines are never removed by it; in characters."""

    def match(self, line: Line, *, edge: bool) -> re.Match[str] | None:
        """Return the match if the rule removes this line.

        ``edge``: whether only lines that are no story stand above, or below, this one.
        """
        if len(line.text) > self.longest or line.linked < self.linked or (self.edges and not edge):
            return None
        match = self.pattern.match(line.text)
        return match if match and self.evidence(line, match) else None


LEAD_IN = r"[^\w“”\"'‘’«]{0,6}"
"""What :func:`pattern` skips."""


def pattern(expression: str) -> re.Pattern[str]:
    """Compile the pattern of a rule: case is ignored, and so is white space in it.

    What stands before the first word (arrows, bullets, brackets, but no quotation mark) is skipped. Nearly
    every line is story, so a rule of many words may begin with their first letters, in a look-ahead.
    """
    return re.compile(LEAD_IN + "(?:" + expression + ")", re.IGNORECASE | re.VERBOSE)
