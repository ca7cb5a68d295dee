"""The shape of a cleaning rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from crawler.rules.cause import Cause
from crawler.rules.line import Line

Evidence = Callable[[Line, "re.Match[str]"], bool]
"""What else must hold of a line that a pattern matches."""


USUAL_LENGTH = 240
"""Longer lines are part of the story: what the page adds is short. In characters."""

LEAD_IN = r"[^\w“”\"'‘’«]{0,6}"
"""What :func:`pattern` skips before the first word."""


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


@dataclass(frozen=True)
class Pattern:
    """The wordings of a rule, and the regular expression that matches a line that begins with one of them."""

    wordings: tuple[str, ...]
    """Regular expressions, in the order in which they are tried. Each has its own example in ``drops``."""
    before: str
    """What every wording may follow."""
    after: str
    """What follows every wording."""
    flags: re.RegexFlag

    @property
    def expression(self) -> str:
        """All wordings, with what stands before and after them."""
        return f"{self.before}(?:{'|'.join(self.wordings)}){self.after}"

    @cached_property  # most rules are never tried: no line looks like theirs, see crawler.rules.likely
    def compiled(self) -> re.Pattern[str]:
        """The pattern of all wordings. Raises re.error for a broken wording."""
        return re.compile(self.expression, self.flags)

    def alone(self, number: int) -> Pattern:
        """Return the pattern of one wording alone."""
        return Pattern((self.wordings[number],), self.before, self.after, self.flags)


def pattern(*wordings: str, end: str = "") -> Pattern:
    """Return the pattern of a rule: case is ignored, and so is white space in it.

    What stands before the first word (arrows, bullets, brackets, but no quotation mark) is skipped. ``end``
    must follow each of the wordings.
    """
    return Pattern(wordings, LEAD_IN, end, re.IGNORECASE | re.VERBOSE)


def literal_pattern(
    *wordings: str, start: str = "", end: str = "", flags: re.RegexFlag = re.NOFLAG
) -> Pattern:
    """Return a pattern that skips nothing at the start of the line, and in which white space counts."""
    return Pattern(wordings, start, end, flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to tell a line of the page from a line of the story.

    A pattern is matched at the start of the line and repeats nothing that repeats, so that its time
    grows with the line's length alone; ``longest`` bounds that length.
    """

    id: str
    """``wording.FILE.NAME``: unique; the file, or the folder, in this folder, and what is removed."""
    name: str
    """What kind of line it removes; several rules may share a name. The key in ``Article.removed``."""
    pattern: Pattern
    drops: tuple[Line, ...]
    """Lines that it removes, at least one for each wording of the pattern.

    They stand inside a story, or at its end where the rule is for ``edges``.
    """
    keeps: tuple[Line, ...]
    """Lines of a story that look like one and stay, at the same place."""
    evidence: Evidence = lambda line, match: True
    linked: float = 0.0
    """The least share of the line that stands inside links."""
    edges: bool = False
    """Whether it holds only above the first and below the last paragraph of the story."""
    but_facts: bool = False
    """Whether the line stays beside lines like "Judul: ..." and "Penerbit: ...": a list of facts is story."""
    but_announced: bool = False
    """Whether the line stays below a line that ends with a colon: what is announced is story."""
    opens: bool = False
    """Whether it holds only above the story: where it goes on in paragraphs, and at most one stands above."""
    follows: Follows | None = None
    """Where the line is only a label: says which of the lines below go with it."""
    longest: int = USUAL_LENGTH
    """Longer lines are never removed by it; in characters."""

    @property
    def cause(self) -> Cause:
        """What a line is removed by."""
        return Cause(self.id, self.name)

    def match(self, line: Line, *, edge: bool) -> re.Match[str] | None:
        """Return the match if the rule removes this line.

        ``edge``: whether only lines that are not part of the story stand above, or below, this one.
        """
        if len(line.text) > self.longest or line.linked < self.linked or (self.edges and not edge):
            return None
        match = self.pattern.compiled.match(line.text)
        return match if match and self.evidence(line, match) else None
