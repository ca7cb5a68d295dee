"""The lines around a headline: what a page prints between it and the story, above it, and below the story.

A byline is known by its place, not by a name: HTML has no element for it, and themes call it what they like.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from crawler.dates import plain
from crawler.extract.body.blocks import text_of
from crawler.extract.body.names import names_of, verdict
from crawler.extract.fields.clocks import dated_attribute
from crawler.extract.fields.date_marks import DATED_PROPERTIES, properties_of
from crawler.extract.parse.xpath import Element
from crawler.text import words

INLINE = frozenset(
    words(
        "a abbr acronym b bdi bdo big cite code data date em font i ins kbd label mark nobr q s samp small"
        " span strong sub sup time tt u var wbr svg img picture source path use relative-time"
    )
)
_UNSEEN = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "select",
        "option",
        "textarea",
        "iframe",
        "head",
        "nav",
        "blockquote",
        "figcaption",
    )
)
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
class Piece:
    """An element with a date of its own in a line."""

    element: Element
    start: int
    end: int


@dataclass(slots=True)
class Line:
    """What a page prints in one line."""

    holder: Element
    """The block around it."""
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    """Elements with a date in mark-up, where they start and end in the text."""
    inner: list[Element] = field(default_factory=list)
    """The elements in the line, their names may say what it is."""
    kind: str | None = None
    """The kind of box that it stands in; None: none that has a name."""


class _Lines:
    """Collects what elements print into lines."""

    def __init__(self) -> None:
        self._line: Line | None = None
        self._open: list[Piece] = []
        self._boxes: list[tuple[Element, str]] = []

    def cut(self) -> Line | None:
        """End the line, and return it if it says anything."""
        line, self._line = self._line, None
        self._open = []
        return line if line is not None and (line.text or line.pieces) else None

    def enter(self, element: Element) -> bool:
        """Start an element; False: nothing inside of it is read."""
        kind = kind_of(element)
        if element.tag in _UNSEEN or kind in _ELSEWHERE or is_icon(element):
            return False
        if kind is not None:
            self._boxes.append((element, kind))
        line = self._line = self._line or Line(element, kind=self._kind)
        line.inner.append(element)
        if is_dated(element):
            at = len(line.text) + bool(line.text)
            piece = Piece(element, at, at)
            line.pieces.append(piece)
            self._open.append(piece)
        self.add(element.text, element)
        return True

    def leave(self, element: Element) -> None:
        """End an element."""
        if self._open:
            for piece in self._open:
                if piece.element is element and self._line is not None:
                    piece.end = max(piece.start, len(self._line.text))
            self._open = [piece for piece in self._open if piece.element is not element]
        if self._boxes and self._boxes[-1][0] is element:
            self._boxes.pop()

    def add(self, text: str | None, holder: Element | None) -> None:
        """Add a text to the line."""
        text = plain(text) if text else ""
        if text and holder is not None:
            self._line = self._line or Line(holder, kind=self._kind)
            self._line.text = f"{self._line.text} {text}" if self._line.text else text

    @property
    def _kind(self) -> str | None:
        return self._boxes[-1][1] if self._boxes else None


def is_dated(element: Element) -> bool:
    """Say whether mark-up gives an element a date: ``<time>``, microdata, RDFa, ``datetime``."""
    if element.tag in ("ins", "del"):
        return False  # their ``datetime`` is that of an edit
    if element.tag in ("time", "relative-time") or element.get("datetime") is not None:
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


def kind_of(element: Element) -> str | None:
    """Return what kind of box an element is by its tag and its names; None: it is none."""
    if element.tag in ("nav", "aside"):
        return str(element.tag)
    names = names_of(element)
    found = verdict(names) if names else None
    return found.cause.rule if found is not None else None


def lines_between(heading: Element, opening: Element | None) -> Iterator[Line]:
    """Yield the lines behind a headline, up to the story's first line or to the first paragraph."""
    for line in islice(_behind(heading, opening), _MOST_LINES):
        if opening is None and len(line.text) > _LONGEST_BEHIND:
            return
        yield line


def lines_below(heading: Element, opening: Element) -> Iterator[Line]:
    """Yield the lines right behind the story's first line, which may be a summary above the byline."""
    section = _section(heading)
    around = _shared(heading, opening) if section is None else section
    for line in islice(_behind(opening, None, around), _MOST_BELOW):
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
            found += reversed(list(islice(_lines_of([sibling]), _MOST_ABOVE)))
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
        found += reversed(deque(_lines_of([child]), maxlen=_MOST_LINES))
    return found[:_MOST_LINES][::-1]


def _shared(heading: Element, opening: Element | None) -> Element | None:
    """Return the innermost element around headline and story."""
    if opening is None:
        return heading.getparent()
    around = set(heading.iterancestors())
    return next((node for node in opening.iterancestors() if node in around), None)


def _behind(element: Element, end: Element | None, around: Element | None = None) -> Iterator[Line]:
    """Yield the lines behind an element up to ``end``, or to the end of ``around``."""
    around_end = set(end.iterancestors()) if end is not None else set()
    node: Element | None = element
    while node is not None and node.tag not in ("body", "html"):
        yield from _lines_of(node.itersiblings(), end, behind=node)
        parent = node.getparent()
        if parent in around_end or parent is around:
            return
        node = parent


def _lines_of(
    siblings: Iterable[Element], end: Element | None = None, *, behind: Element | None = None
) -> Iterator[Line]:
    """Yield the lines of elements that follow each other, up to ``end``.

    ``behind``: the element before them, for the text right behind it.
    """
    lines, number = _Lines(), 0
    if behind is not None:
        lines.add(behind.tail, behind.getparent())
    for sibling in siblings:
        walk = etree.iterwalk(sibling, events=("start", "end"))
        for event, node in walk:
            if event == "end":
                lines.leave(node)
            if node.tag not in INLINE and (line := lines.cut()) is not None:
                yield line
            if event == "end":
                lines.add(node.tail, node.getparent())
                continue
            number += 1
            if node is end or number > _MOST_NODES:
                if (line := lines.cut()) is not None:
                    yield line
                return
            if not lines.enter(node):
                walk.skip_subtree()
    if (line := lines.cut()) is not None:
        yield line


def run_of(element: Element) -> str:
    """Return the text of the line that an element stands in: all that is not cut off by a block."""
    while element.tag in INLINE and (parent := element.getparent()) is not None and parent.tag in INLINE:
        element = parent
    if element.tag not in INLINE:
        return text_of(element)
    before = _texts_beside(element, preceding=True)
    behind = _texts_beside(element, preceding=False)
    return " ".join(" ".join([*reversed(before), text_of(element), *behind]).split())


def _texts_beside(element: Element, *, preceding: bool) -> list[str]:
    """Return the texts beside an element up to the next block, the nearest first."""
    texts = [] if preceding else [element.tail or ""]
    for sibling in islice(element.itersiblings(preceding=preceding), _MOST_LINES):
        if preceding:
            texts.append(sibling.tail or "")
        if sibling.tag not in INLINE:
            return texts
        texts.append(text_of(sibling))
        if not preceding:
            texts.append(sibling.tail or "")
    parent = element.getparent()
    return [*texts, parent.text or ""] if preceding and parent is not None else texts
