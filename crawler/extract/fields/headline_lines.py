"""The lines in which dates are looked for: between headline and story, above the one and below the other.

A byline is known by its place, not by a name: HTML has no element for it, and themes call it what they like.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from crawler.dates import plain
from crawler.extract.fields.boxes import kind_of
from crawler.extract.fields.clocks import dated_attribute
from crawler.extract.fields.date_marks import DATED_PROPERTIES, properties_of
from crawler.extract.fields.line_walk import LineWalk
from crawler.extract.parse.xpath import Element
from crawler.text import words

_UNSEEN = words("script style noscript template select option textarea iframe head nav blockquote figcaption")
_ELSEWHERE = frozenset(("comments", "related", "gallery", "caption"))
"""Kinds of boxes, by their names, that have dates of their own."""
_MOST_LINES = 50
"""Most lines between headline and story."""
_MOST_ABOVE = 12
_MOST_BELOW = 6
_MOST_NODES = 3_000
"""Most elements that are looked at for one page's lines."""
_LONGEST_BELOW = 140
_LONGEST_BEHIND = 200
"""A line of more characters is a paragraph."""


@dataclass(slots=True)
class Stamp:
    """An element with a date of its own in a line, and where it starts and ends in the text."""

    element: Element
    start: int
    end: int


@dataclass(slots=True)
class Line:
    """What a page prints in one line."""

    holder: Element
    """The block around it."""
    text: str = ""
    stamps: list[Stamp] = field(default_factory=list)
    inner: list[Element] = field(default_factory=list)
    """The elements in the line, their names may say what it is."""
    kind: str | None = None
    """The kind of box that it stands in; None: none that has a name."""


class _DateWalk(LineWalk[Line, str]):
    """Keeps the text of a line, the elements in it, and the kind of box that it stands in."""

    def __init__(self) -> None:
        super().__init__(_MOST_NODES)
        self._line: Line | None = None
        self._open: list[Stamp] = []

    def tells(self, element: Element) -> str | None:
        return kind_of(element)

    def skips(self, element: Element, told: str | None) -> bool:
        return element.tag in _UNSEEN or told in _ELSEWHERE or is_icon(element)

    def enter(self, element: Element) -> None:
        line = self._begun(element)
        line.inner.append(element)
        if is_dated(element):
            at = len(line.text) + bool(line.text)
            stamp = Stamp(element, at, at)
            line.stamps.append(stamp)
            self._open.append(stamp)

    def leave(self, element: Element) -> None:
        if self._open and self._open[-1].element is element:
            stamp = self._open.pop()
            stamp.end = max(stamp.start, len(self._line.text if self._line is not None else ""))

    def add(self, text: str, element: Element) -> None:
        if text := plain(text):
            line = self._begun(element)
            line.text = f"{line.text} {text}" if line.text else text

    def cut(self) -> Line | None:
        line, self._line = self._line, None
        self._open = []
        return line if line is not None and (line.text or line.stamps) else None

    def _begun(self, element: Element) -> Line:
        self._line = self._line or Line(element, kind=self.told)
        return self._line


def is_dated(element: Element) -> bool:
    """Say whether mark-up gives an element a date: ``<time>``, microdata, RDFa, ``datetime``."""
    if element.tag in ("ins", "del"):
        return False  # their ``datetime`` is that of an edit
    if element.tag in ("time", "relative-time"):
        return True
    if not element.keys():  # most elements, and quickly said
        return False
    if element.get("datetime") is not None:
        return True
    if element.tag == "abbr":
        return bool(element.get("title"))
    if dated_attribute(element) is not None:
        return True
    if element.get("itemprop") is None and element.get("property") is None:
        return False
    return not DATED_PROPERTIES.isdisjoint(properties_of(element))


def is_icon(element: Element) -> bool:
    """Say whether an element's text is the name of a picture, by the classes of Google's fonts of icons.

    https://developers.google.com/fonts/docs/material_icons
    """
    return (element.get("class") or "").startswith(("material-icons", "material-symbols"))


def lines_between(heading: Element, opening: Element | None, page: Element) -> Iterator[Line]:
    """Yield the lines behind a headline, up to the story's first line or to the first paragraph."""
    shared = None if opening is None else _shared(heading, opening)
    lines = _DateWalk().behind(heading, page if shared is None else shared, opening)
    for line in islice(lines, _MOST_LINES):
        if opening is None and len(line.text) > _LONGEST_BEHIND:
            return
        yield line


def lines_below(heading: Element, opening: Element, page: Element) -> Iterator[Line]:
    """Yield the lines right behind the story's first line, which may be a summary above the byline."""
    section = _section(heading)
    around = _shared(heading, opening) if section is None else section
    for line in islice(_DateWalk().behind(opening, page if around is None else around), _MOST_BELOW):
        if len(line.text) > _LONGEST_BELOW:
            return
        yield line


def stands_in_box(line: Line, beside: Element) -> bool:
    """Say whether a line stands in a box of its own beside an element, not in its text."""
    around = frozenset(beside.iterancestors())
    node = line.holder
    while (parent := node.getparent()) is not None and parent not in around:
        node = parent
    return node.tag in ("div", "section", "header", "footer", "aside", "address") and node is not line.holder


def lines_above(heading: Element, opening: Element | None, page: Element) -> list[Line]:
    """Return the lines above a headline in what encloses it and the story, but not the page."""
    section = _section(heading)
    around = _shared(heading, opening) if section is None else section
    found: list[Line] = []
    node = heading
    while node is not around and len(found) < _MOST_ABOVE:
        parent = node.getparent()
        if parent is page or node is page or parent is None:
            break
        for sibling in islice(node.itersiblings(preceding=True), _MOST_ABOVE):
            found += reversed(list(islice(_DateWalk().over(sibling), _MOST_ABOVE)))
        node = parent
    return found[:_MOST_ABOVE][::-1]


def _section(heading: Element) -> Element | None:
    """Return the article, or the main part of the page, that a headline is in."""
    return next((node for node in heading.iterancestors() if node.tag in ("article", "main")), None)


def lines_at_the_end(heading: Element, opening: Element | None, page: Element) -> list[Line]:
    """Return the last lines of what encloses headline and story, if that is not the whole page."""
    around = _shared(heading, opening)
    if around is None or around is page or around.tag in ("body", "html"):
        return []
    found: list[Line] = []
    for child in around.iterchildren(reversed=True):
        if child is heading or len(found) >= _MOST_ABOVE:
            break
        found += reversed(deque(_DateWalk().over(child), maxlen=_MOST_LINES))
    return found[:_MOST_LINES][::-1]


def _shared(heading: Element, opening: Element | None) -> Element | None:
    """Return the innermost element around headline and story."""
    if opening is None:
        return heading.getparent()
    around = set(heading.iterancestors())
    return next((node for node in opening.iterancestors() if node in around), None)
