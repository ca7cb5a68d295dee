"""Where in an element its running text stands, without what its names and tags call furniture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from lxml import etree

from crawler.extract.body.blocks import BLOCK_TAGS, LEAST_RUN, PARAGRAPH_TAGS, SILENT_TAGS
from crawler.extract.body.suspects import around_headline, suspect
from crawler.extract.parse.xpath import Element

_WHOLE = 0.9
"""Share of the running text that the element around the story holds."""
_DIRECT = 0.5
"""Share of it that stands in paragraphs right inside of that element."""


class Prose:
    """How the running text of an element is spread over those inside of it; one walk finds it."""

    def __init__(self, scope: Element) -> None:
        """Walk through ``scope``."""
        self.scope = scope
        self._inside: dict[Element, int] = {}
        self._direct: dict[Element, int] = {}
        """How much stands right inside of an element: in its own paragraphs."""
        self._above: dict[Element, int] = {}
        """How much stands before the beginning of an element."""
        read = 0
        around = around_headline(scope)
        sums = [0]
        homes = [scope]
        walker = etree.iterwalk(scope, events=("start", "end"))
        for event, element in walker:
            text = element.text
            if event == "start":
                if element is not scope and self._is_furniture(element, around):
                    walker.skip_subtree()
                    next(walker)
                    text = element.tail
                else:
                    sums.append(0)
                    if element.tag in BLOCK_TAGS:
                        self._above[element] = read
                        if element.tag not in PARAGRAPH_TAGS:
                            homes.append(element)
            else:
                if homes[-1] is element:
                    homes.pop()
                size = sums.pop()
                self._inside[element] = size
                sums[-1] += size
                text = element.tail if element is not scope else None
            if text and len(text) > LEAST_RUN:
                size = len(text.strip())
                sums[-1] += size
                read += size
                self._direct[homes[-1]] = self._direct.get(homes[-1], 0) + size

    @staticmethod
    def _is_furniture(element: Element, around: frozenset[Element]) -> bool:
        tag = element.tag
        if tag in SILENT_TAGS:
            return True
        if tag not in BLOCK_TAGS or element in around:
            return False
        attributes = cast("Sequence[tuple[str, str]]", element.items())
        return suspect(element, tag, attributes)[0] is not None

    @property
    def whole(self) -> int:
        """Characters of running text."""
        return self._inside.get(self.scope, 0)

    def between(self, above: Element | None, below: Element) -> int:
        """Return how much running text stands between the beginnings of two elements."""
        start = self._above.get(above, 0) if above is not None else 0
        return max(0, self._above.get(below, 0) - start)

    def most_direct(self, outside: Element) -> Element | None:
        """Return the element with most running text right inside of it, of those not in ``outside``."""
        inside = set(outside.iter())
        return max((each for each in self._direct if each not in inside), key=self.directly_in, default=None)

    def directly_in(self, place: Element) -> int:
        """Return how much running text an element has in paragraphs of its own."""
        return self._direct.get(place, 0)

    def home(self) -> Element | None:
        """Return the innermost element around nearly all of the text, if its paragraphs stand right in it."""
        least = _WHOLE * self.whole
        found = self.scope
        while True:
            inner = next((each for each in found if self._inside.get(each, 0) >= least), None)
            if inner is None or inner.tag not in BLOCK_TAGS or inner.tag in PARAGRAPH_TAGS:
                break
            found = inner
        return found if self.directly_in(found) >= _DIRECT * self.whole else None
