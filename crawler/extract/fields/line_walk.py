"""Walks along what stands beside an element, and cuts it into lines: what a browser prints side by side.

One walk for all who read the lines around a headline. What each of them passes over, and what it keeps of a
line, is its own: a box about the author has the name that one looks for, but the other would find dates of
the author's other stories there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar

from lxml import etree

from crawler.extract.body.blocks import has_many, text_of
from crawler.extract.parse.xpath import Element
from crawler.text import words

INLINE = frozenset(
    words(
        "a abbr acronym b bdi bdo big cite code data date em font i ins kbd label mark nobr q s samp small"
        " span strong sub sup time tt u var wbr svg img picture source path use relative-time"
    )
)
"""Elements that do not end a line."""
_MOST_BESIDE = 50
"""Most elements of one line that are looked at."""

Line = TypeVar("Line")
Told = TypeVar("Told")


class LineWalk(ABC, Generic[Line, Told]):
    """One walk. ``Line``: what it keeps of a line; ``Told``: what elements tell of all that is in them."""

    def __init__(self, most: int, most_below: int = 0) -> None:
        """``most``: elements that are looked at, ``most_below``: that below the story's first line."""
        self.is_below = False
        """Whether the story's first line has been passed."""
        self._left = most
        self._most_below = most_below
        self._around: list[tuple[Element, Told]] = []

    @abstractmethod
    def tells(self, element: Element) -> Told | None:
        """Return what an element tells of all that stands in it."""

    @abstractmethod
    def skips(self, element: Element, told: Told | None) -> bool:
        """Say whether nothing in an element is read."""

    def enter(self, element: Element) -> None:
        """Begin an element in the line."""

    def leave(self, element: Element) -> None:
        """End it."""

    @abstractmethod
    def add(self, text: str, element: Element) -> None:
        """Add a text to the line, that stands in an element."""

    @abstractmethod
    def cut(self) -> Line | None:
        """End the line, and return it if it says anything."""

    @property
    def told(self) -> Told | None:
        """What the innermost element around the place tells that tells anything."""
        return self._around[-1][1] if self._around else None

    def behind(self, element: Element, root: Element, opening: Element | None = None) -> Iterator[Line]:
        """Yield the lines behind an element, to the end of ``root``.

        ``opening``: the story's first line. What encloses it is walked through, whatever it is.
        """
        enclosing = frozenset(opening.iterancestors()) if opening is not None else frozenset()
        self._add(element.tail, element.getparent())
        node: Element | None = element
        while node is not None and node is not root and self._left > 0:
            if node is not element:
                if (line := self._end(node)) is not None:
                    yield line
                self._add(node.tail, node.getparent())
            yield from self._walk(node.itersiblings(), opening, enclosing)
            node = node.getparent()
        if (line := self.cut()) is not None:
            yield line

    def over(self, element: Element) -> Iterator[Line]:
        """Yield the lines of an element and of the text right behind it."""
        yield from self._walk((element,))
        if (line := self.cut()) is not None:
            yield line

    def inside(self, element: Element) -> Iterator[Line]:
        """Yield the lines in an element, even in one that is passed over beside others."""
        self._begin(element, self.tells(element))
        yield from self._walk(element)
        if (line := self.cut()) is not None:
            yield line

    def _walk(
        self,
        elements: Iterable[Element],
        opening: Element | None = None,
        enclosing: Collection[Element] = (),
    ) -> Iterator[Line]:
        """Yield the lines of elements that follow each other, but the last, which may not have ended."""
        for element in elements:
            walk = etree.iterwalk(element, events=("start", "end"))
            for event, node in walk:
                if event == "end":
                    if (line := self._end(node)) is not None:
                        yield line
                    self._add(node.tail, node.getparent())
                    continue
                if (node.tag not in INLINE or node is opening) and (line := self.cut()) is not None:
                    yield line
                if node is opening:
                    self.is_below, self._left = True, self._most_below
                if self._left <= 0:
                    return
                told = self.tells(node)
                if node not in enclosing and self.skips(node, told):
                    walk.skip_subtree()
                else:
                    self._begin(node, told)

    def _begin(self, element: Element, told: Told | None) -> None:
        self._left -= 1
        if told is not None:
            self._around.append((element, told))
        self.enter(element)
        self._add(element.text, element)

    def _end(self, element: Element) -> Line | None:
        self.leave(element)
        if self._around and self._around[-1][0] is element:
            self._around.pop()
        return None if element.tag in INLINE else self.cut()

    def _add(self, text: str | None, element: Element | None) -> None:
        if text and element is not None and not text.isspace():
            self.add(text, element)


def line_of(element: Element) -> str:
    """Return the text of an element; empty for one that holds too much to be a line of a page."""
    return "" if has_many(element) else text_of(element)


def line_around(element: Element) -> str:
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
    for sibling in islice(element.itersiblings(preceding=preceding), _MOST_BESIDE):
        if preceding:
            texts.append(sibling.tail or "")
        if sibling.tag not in INLINE:
            return texts
        texts.append(text_of(sibling))
        if not preceding:
            texts.append(sibling.tail or "")
    parent = element.getparent()
    return [*texts, parent.text or ""] if preceding and parent is not None else texts
