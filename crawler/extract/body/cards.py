"""Cards of other stories that print an excerpt under their linked headline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise

from crawler.extract.body.contents import Contents, DroppedElement
from crawler.extract.body.density import is_prose, letters, weight
from crawler.extract.body.page_hints import PageHints
from crawler.extract.parse.xpath import Element, upward
from crawler.rules import Cause

CARD = Cause("structure.card", "related")

_LONGEST_EXCERPT = 400
_LEAST_SHARE = 0.2
"""Of a page's text that stands outside of its cards; with less, they are what the page is about."""
_CARD = 2
"""Blocks of a card: headline and excerpt."""
_LEVELS = 3
"""Elements around a card's text, one inside of the other, that may be the card."""

_Alike = tuple[Element, object, str | None]


def without_cards(
    contents: Contents, places: Sequence[Element], hints: PageHints
) -> tuple[Contents, list[Element]]:
    """Leave out what stands in cards of other stories; return what is left, and the section of each block.

    ``places``: the sections of all blocks. A card is a section of one paragraph under a heading that is
    one link to another page, among siblings made alike or between paragraphs; or all of it is one link.
    A page of little but cards is left as it is.
    """
    cards = _cards(contents, places, hints)
    gone = {i: place for i, place in enumerate(places) if place in cards} | _linked_boxes(contents, hints)
    if not gone:
        return contents, list(places)
    blocks = contents.blocks
    kept = [i for i in range(len(blocks)) if i not in gone]
    written = sum(weight(blocks[i]) for i in kept if is_prose(blocks[i]))
    if written < _LEAST_SHARE * sum(map(weight, blocks)):
        return contents, list(places)
    before = [0]
    for i in range(len(blocks)):
        before.append(before[-1] + (i not in gone))
    seen: dict[Element, int] = {card: before[i] for i, card in reversed(gone.items())}
    dropped = [DroppedElement(cause, element, before[at]) for cause, element, at in contents.dropped]
    dropped += [DroppedElement(CARD, card, at) for card, at in seen.items()]
    left = Contents(
        blocks=[blocks[i] for i in kept],
        dropped=sorted(dropped, key=lambda each: each.before),
        images=[image._replace(before=before[image.before]) for image in contents.images],
        spans={
            element: (before[start], before[stop])
            for element, (start, stop) in contents.spans.items()
            if before[start] < before[stop]
        },
    )
    return left, [places[i] for i in kept]


def _linked_boxes(contents: Contents, hints: PageHints) -> dict[int, Element]:
    """Return the blocks of boxes that are one link each, with headline and excerpt, and the links."""
    boxes: dict[Element, list[int]] = {}
    for i, block in enumerate(contents.blocks):
        if block.linked and block.link_share > 0.95 and block.owner.tag != "h1":
            around = islice(block.owner.iterancestors(), _LEVELS)
            link = next((node for node in around if node.tag == "a"), None)
            href = link.get("href", "") if link is not None else ""
            if link is not None and href and href[0] != "#" and hints.is_internal(href):
                boxes.setdefault(link, []).append(i)
    blocks = contents.blocks
    return {
        i: link
        for link, inside in boxes.items()
        if len(inside) > 1
        and any(blocks[i].kind == "heading" for i in inside)
        and sum(letters(blocks[i].text) for i in inside) <= _LONGEST_EXCERPT
        for i in inside
    }


def _cards(contents: Contents, places: Sequence[Element], hints: PageHints) -> set[Element]:
    alike: dict[_Alike, set[Element]] = {}
    keys: dict[Element, list[_Alike]] = {}
    for place in _excerpts(contents, places, hints):
        around = dict(_alike(place))
        keys[place] = list(around)
        for key, node in around.items():
            alike.setdefault(key, set()).add(node)
    cards = {place for place, own in keys.items() if any(len(alike[key]) > 1 for key in own)}
    if len(keys) == 1:
        cards.update(place for place in keys if _stands_amid(place, contents))
    return cards


def _stands_amid(place: Element, contents: Contents) -> bool:
    """Say whether a section is a separate box between paragraphs of the element that holds it."""
    start, stop = contents.spans.get(place, (0, 0))
    if not 0 < start < stop < len(contents.blocks) or stop - start != _CARD:
        return False
    parent, around = place.getparent(), (contents.blocks[start - 1], contents.blocks[stop])
    return all(
        block.owner.tag == "p" and block.owner.getparent() is parent and is_prose(block) for block in around
    )


def _excerpts(contents: Contents, places: Sequence[Element], hints: PageHints) -> Iterator[Element]:
    """Yield the sections that hold a linked heading, a paragraph, and nothing else to read."""
    blocks = contents.blocks
    written = [0, *accumulate(weight(block) > 0 for block in blocks)]
    for i in range(len(blocks) - 1):
        heading, below = blocks[i], blocks[i + 1]
        if (
            heading.kind == "heading"
            and heading.link_share >= 0.9
            and places[i + 1] is places[i]
            and is_prose(below)
            and letters(below.text) <= _LONGEST_EXCERPT
            and hints.is_internal(heading.href or "")
        ):
            start, stop = contents.spans.get(places[i], (0, 0))
            if written[stop] - written[start] == 1:
                yield places[i]


def _alike(place: Element) -> Iterator[tuple[_Alike, Element]]:
    """Yield the elements that may be the card around a section, each behind what its likes share with it."""
    for node, parent in pairwise(upward(place, _LEVELS + 1)):
        yield (parent, node.tag, node.get("class")), node
