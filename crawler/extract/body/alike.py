"""A story in many sections made alike, of which the densest element holds few: guides, lists, reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crawler.extract.body.contents import Contents
from crawler.extract.body.density import is_prose, weight
from crawler.extract.body.names import Make, make_of
from crawler.extract.parse.xpath import Element

_LEAST_SECTIONS = 4
_LEAST_SIZE = 300
"""Weight of a section's running text on the average; teasers and most comments have less."""
_TIMES = 0.4
"""How much more than the densest element the sections must hold together."""


def around_sections(contents: Contents, places: Sequence[Element], seed: Element | None) -> Element | None:
    """Return the element around all sections of a story, if they hold far more than its densest element.

    The densest element is found by what stands close together; sections deep in boxes of their own are
    apart. They are one story if they are made alike, are of one ``<article>``, begin above that element, as
    comments and next stories do not, and have no headings that lead to other pages, as cards have.
    """
    if seed is None:
        return None
    start, stop = contents.spans.get(seed, (0, 0))
    own = sum(weight(block) for block in contents.blocks[start:stop] if is_prose(block))
    sizes: dict[tuple[Make, Element | None], dict[Element, float]] = defaultdict(dict)
    leading: set[Element] = set()
    above: set[Element] = set()
    for i, (block, place) in enumerate(zip(contents.blocks, places, strict=True)):
        if block.kind == "heading" and block.link_share >= 0.5:
            leading.add(place)
        if not start <= i < stop and is_prose(block):
            alike = sizes[make_of(place), block.article]
            alike[place] = alike.get(place, 0.0) + weight(block)
            if i < start:
                above.add(place)
    for ((_, name), _), alike in sizes.items():
        written = sum(alike.values())
        if (
            name
            and len(alike) >= _LEAST_SECTIONS
            and written >= max(_TIMES * own, _LEAST_SIZE * len(alike))
            and leading.isdisjoint(alike)
            and not above.isdisjoint(alike)
        ):
            return _around([*alike, seed])
    return seed


def _around(elements: Sequence[Element]) -> Element:
    """Return the smallest element around all of these."""
    first, *others = elements
    shared = [first, *first.iterancestors()]
    for element in others:
        around = {element, *element.iterancestors()}
        shared = [node for node in shared if node in around]
    return shared[0]
