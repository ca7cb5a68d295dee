"""The next story, which a page that scrolls on without end appends to its own."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extract.body.density import resembles
from crawler.extract.body.lines import Block, Contents

_ALIKE = 0.6
_UNLIKE = 0.3


def without_next(contents: Contents, titles: Sequence[frozenset[str]]) -> Contents:
    """Return what was read above the headline of the next story.

    An ``<h1>`` heads another document where the page's headline stands above it, where it is not like
    the page's titles, and where it is made as the headline is: in another element with the same names.
    """
    end = _next(contents.blocks, titles)
    if end is None:
        return contents
    return Contents(
        blocks=contents.blocks[:end],
        dropped=[each for each in contents.dropped if each.before <= end],
        images=[each for each in contents.images if each.before < end],
        spans={
            element: (start, min(stop, end))
            for element, (start, stop) in contents.spans.items()
            if start < end
        },
    )


def _next(blocks: Sequence[Block], titles: Sequence[frozenset[str]]) -> int | None:
    """Return the position of the headline of the next story, None if there is none."""
    headings = [i for i, block in enumerate(blocks) if block.owner.tag == "h1"]
    if len(headings) < 2:
        return None
    own = next((i for i in headings if resembles(blocks[i].text, titles) >= _ALIKE), None)
    if own is None:
        return None
    likeness = _make(blocks[own])
    return next(
        (
            i
            for i in headings
            if i > own
            and blocks[i].owner.getparent() is not blocks[own].owner.getparent()
            and _make(blocks[i]) == likeness
            and resembles(blocks[i].text, titles) < _UNLIKE
        ),
        None,
    )


def _make(heading: Block) -> tuple[object, ...]:
    """Return what a heading has in common with those made alike: its class, its parent's tag and class."""
    parent = heading.owner.getparent()
    around = (parent.tag, parent.get("class")) if parent is not None else ()
    return heading.owner.get("class"), *around
