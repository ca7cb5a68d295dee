"""The articles that are learned from: what the cleaning left of each, and the position of each line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.extract import NotAnArticle
from crawler.extract.page import examine_page
from crawler.page import Page
from crawler.rules import Line
from crawler.site import Site


@dataclass(frozen=True, slots=True)
class Story:
    """One article, after the rules of the project and the accepted rules of the site."""

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
    """Number of lines above it."""
    below: int
    """Number of lines below it."""
    links_after: int
    """Number of fully linked lines that follow it directly."""


def read_stories(pages: Iterable[Page], site: Site) -> tuple[list[Story], Counter[str]]:
    """Return the stories of these pages, and the number of pages without one by reason."""
    stories: list[Story] = []
    refused: Counter[str] = Counter()
    for page in pages:
        try:
            stories.append(read_story(page, site))
        except NotAnArticle as error:
            refused[error.reason] += 1
    return stories, refused


def read_story(page: Page, site: Site) -> Story:
    """Return the lines of a page after cleaning. Raises NotAnArticle."""
    examined = examine_page(page, site)
    return Story(page.url, examined.article.headline, tuple(examined.lines))


def distinct(stories: Iterable[Story]) -> list[Story]:
    """Return each article once: without its second URL, its second page, its copy in another folder.

    They would make each of its lines look like a line of the site.
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


def _links(lines: tuple[Line, ...]) -> int:
    """Return the number of linked lines before the first that is not linked (except for a mark)."""
    return next((count for count, line in enumerate(lines) if line.linked < 0.95), len(lines))
