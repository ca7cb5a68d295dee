"""What cleaning comes to: a story, what framed it, and a trace of what was removed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from crawler.rules import Cause, Line


@dataclass(frozen=True, slots=True)
class Removal:
    """A line, or a part of one, that is not part of the story."""

    cause: Cause
    text: str
    place: str | None = None
    """Where it stood in the page."""

    @property
    def by(self) -> str:
        """The dotted id of what removed it; the steps in :mod:`crawler.extract` list them."""
        return self.cause.by

    @property
    def rule(self) -> str:
        """The kind of line, as ``Article.removed`` counts it."""
        return self.cause.rule


@dataclass(slots=True, kw_only=True)
class Cleaned:
    """A story and what framed it."""

    lines: list[Line] = field(default_factory=list)
    """The story's lines: their texts are its paragraphs."""
    dateline: str | None = None
    signoff: str | None = None
    authors: list[str] = field(default_factory=list)
    """Who wrote the story, as the lines say that were removed ("Penulis: ...")."""
    removed: list[Removal] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the story."""
        return [line.text for line in self.lines]

    @property
    def counts(self) -> dict[str, int]:
        """How often each rule fired, by its name; see ``Article.removed``."""
        return dict(Counter(removal.rule for removal in self.removed))
