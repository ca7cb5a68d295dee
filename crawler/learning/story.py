"""The articles that are learned from: what the cleaning left of each, and where each line stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.rules import Line


@dataclass(frozen=True, slots=True)
class Story:
    """One article's page, after the rules of the project and those accepted for the site."""

    url: str
    headline: str
    lines: tuple[Line, ...]
    """Normalised; without dateline and signoff."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A line of one story."""

    story: int
    """Number of the story."""
    line: Line
    above: int
    """How many lines stand above it."""
    below: int
    """How many lines stand below it."""
    links_after: int
    """How many fully linked lines follow it at once."""


def distinct(stories: Iterable[Story]) -> list[Story]:
    """Return each article once: not its second address, its second page, its copy in another folder.

    They would make every one of its lines look like a line of the site.
    """
    seen: dict[object, Story] = {}
    texts: set[tuple[str, ...]] = set()
    for story in stories:
        text = tuple(line.text for line in story.lines)
        if text not in texts:
            texts.add(text)
            seen.setdefault(story.headline.casefold() or story.url, story)
    return list(seen.values())


def sightings(stories: Iterable[Story]) -> list[Sighting]:
    """Return every line of every story."""
    return [
        Sighting(number, line, index, len(story.lines) - 1 - index, _links(story.lines[index + 1 :]))
        for number, story in enumerate(stories)
        for index, line in enumerate(story.lines)
    ]


def is_link(line: Line) -> bool:
    """Say whether all of a line's text is linked; a mark before it or a full stop behind it is not."""
    return line.linked >= 0.95


def _links(lines: tuple[Line, ...]) -> int:
    return next((count for count, line in enumerate(lines) if not is_link(line)), len(lines))
