"""The next story, which a page that scrolls on without end appends to its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from crawler.extract.body.contents import Block, Contents
from crawler.extract.body.density import ALIKE, is_prose, resembles
from crawler.extract.body.names import make_of
from crawler.extract.body.page_hints import PageHints

_UNLIKE = 0.3
_LINKED = 0.9
_LEVELS = 6
_MOST = 200
"""Elements around a headline, and beside each of them, that are looked at."""


def without_next(contents: Contents, hints: PageHints) -> Contents:
    """Return what was read above the headline of the next story.

    An ``<h1>`` heads another document where the page's headline stands above it, where it is not like
    the page's titles, and where it is made as the headline is: in another element with the same names. In a
    feed the next stories have headings of a lower rank, which link to their own pages.
    """
    end = _next(contents.blocks, hints.titles)
    if end is None:
        end = _next_in_feed(contents, hints)
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
    own = next((i for i in headings if resembles(blocks[i].text, titles) >= ALIKE), None)
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


def _next_in_feed(contents: Contents, hints: PageHints) -> int | None:
    """Return the position of the first of the stories behind the page's own in a feed, None if there is none.

    Each stands beside the element that holds the headline and its story, is made as that one is, and begins
    with a heading that links to another page.
    """
    blocks, spans = contents.blocks, contents.spans
    headings = [i for i, block in enumerate(blocks) if block.owner.tag == "h1"]
    if len(headings) != 1 or resembles(blocks[headings[0]].text, hints.titles) < ALIKE:
        return None
    for node in islice(blocks[headings[0]].owner.iterancestors(), _LEVELS):
        start, stop = spans.get(node, (0, 0))
        if not node.get("class") or not any(map(is_prose, blocks[start:stop])):
            continue
        make = make_of(node)
        likes = [each for each in islice(node.itersiblings(), _MOST) if make_of(each) == make]
        firsts = [spans[each][0] for each in likes if each in spans]
        if firsts and all(_leads_away(blocks[i], hints) for i in firsts):
            return firsts[0]
    return None


def _leads_away(block: Block, hints: PageHints) -> bool:
    return block.kind == "heading" and block.link_share >= _LINKED and hints.is_internal(block.href or "")


def _make(heading: Block) -> tuple[object, ...]:
    """Return what a heading has in common with those made alike: its class, its parent's tag and class."""
    parent = heading.owner.getparent()
    around = (parent.tag, parent.get("class")) if parent is not None else ()
    return heading.owner.get("class"), *around
