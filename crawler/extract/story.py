"""Which of a page's paragraphs are the story: its sections, its first line and its last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from crawler.byline import read_authors
from crawler.extract.blocks import PARAGRAPH_TAGS
from crawler.extract.clues import Clues
from crawler.extract.density import SENTENCE_ENDS, is_prose, plain, resembles, weight
from crawler.extract.lines import Block, Reading
from crawler.extract.names import is_box, is_summary
from crawler.extract.xpath import Element

_FULL_STOPS = tuple(".!?…'\"”»’。！？")
_LONGEST_POINTER = 250
_LONGEST_LABEL = 40
_LEAST_SUMMARY = 30
_AUTHOR_WITHIN = 60
_LEAST_TOLD = 500
_ELLIPSIS = re.compile(r"\s*\[?(?:…|\.\.\.)\]?$")


class Found(NamedTuple):
    """Where a story stands in a reading."""

    positions: list[int]
    """Of its blocks, the summary above it first."""
    opening: int
    """Of the first block below the summary."""


def find_story(reading: Reading, places: Sequence[Element], seed: Element, clues: Clues) -> Found | None:
    """Return the story around its densest element, null if there is none."""
    blocks = reading.blocks
    main = _main_sections(reading, places, seed)
    sure = [
        i
        for i, (block, place) in enumerate(zip(blocks, places, strict=True))
        if place in main and is_prose(block)
    ]
    if not sure:
        return None
    first, last = sure[0], sure[-1]
    title = title_above(blocks, first, clues)
    chosen: list[int] = []
    for i in range(title + 1, len(blocks)):
        block, place = blocks[i], places[i]
        if i < first:
            fits = place is places[first] and _may_open(block, blocks[first])
        elif i <= last:
            fits = place in main
        else:
            follows = bool(chosen) and chosen[-1] == i - 1
            fits = place is places[last] and _may_close(block, follows=follows)
        if fits:
            chosen.append(i)
    chosen = _as_told(blocks, places, chosen, clues)
    while len(chosen) > 1 and _introduces_author(blocks[chosen[-1]], clues):
        chosen.pop()
    summary = _summary(blocks, title, chosen[0])
    return Found(chosen if summary is None else [summary, *chosen], chosen[0])


def _as_told(
    blocks: Sequence[Block], places: Sequence[Element], chosen: list[int], clues: Clues
) -> list[int]:
    """Leave out sections, and lines at the end, that a text told in the page's JSON-LD does not hold.

    That text may be shortened, or another one: it counts where most of what was found stands in it.
    """
    if len(clues.told) < _LEAST_TOLD:
        return chosen
    sizes = {i: len(blocks[i].text) for i in chosen}
    inside = [i for i in chosen if plain(blocks[i].text) in clues.told]
    if sum(sizes[i] for i in inside) < 0.7 * sum(sizes.values()):
        return chosen
    told = {places[i] for i in inside}
    return [i for i in chosen if i <= inside[-1] and places[i] in told]


def _main_sections(reading: Reading, places: Sequence[Element], seed: Element) -> set[Element]:
    """Return the sections whose paragraphs are the story's: those inside the seed, and their likes."""
    strict: dict[Element, float] = {}
    articles: dict[Element, Element | None] = {}
    for block, place in zip(reading.blocks, places, strict=True):
        if is_prose(block):
            strict[place] = strict.get(place, 0.0) + weight(block)
            articles.setdefault(place, block.article)
    start, stop = reading.spans.get(seed, (0, len(reading.blocks)))
    inside = {place for place in places[start:stop] if place in strict}
    # The sections of a story are made alike; those of another <article> are another story's.
    likes = {(place.tag, place.get("class")) for place in inside}
    homes = {articles[place] for place in inside}
    main = inside | {
        place for place in strict if (place.tag, place.get("class")) in likes and articles[place] in homes
    }
    boxes = {place for place in main if place is not seed and _stands_in_box(place, seed)}
    written = sum(strict[place] for place in main)
    return main - boxes if sum(strict[place] for place in boxes) <= 0.4 * written else main


def _stands_in_box(place: Element, seed: Element) -> bool:
    node: Element | None = place
    for _ in range(12):
        if node is None or node is seed:
            return False
        if is_box(node):
            return True
        node = node.getparent()
    return False


def _is_sentence(block: Block) -> bool:
    return block.link_share < 0.5 and (block.text.endswith(SENTENCE_ENDS) or len(block.text.encode()) >= 60)


def _may_open(block: Block, first: Block) -> bool:
    """Say whether a short line above the first sure paragraph, in its section, is the story's."""
    if block.owner.tag not in PARAGRAPH_TAGS and first.owner.tag in PARAGRAPH_TAGS:
        return False
    if block.link_share >= 0.5:
        return block.link_share < 0.8 and block.text.endswith(_FULL_STOPS)
    return _is_sentence(block) or block.kind != "p"


def _may_close(block: Block, *, follows: bool) -> bool:
    """Say whether a short line below the last sure paragraph, in its section, is the story's."""
    if _is_sentence(block) or (block.link_share < 0.5 and block.kind in ("item", "quote") and follows):
        return True
    return bool(read_authors(block.text))  # cleaning reads who wrote the story, and drops the line


def _introduces_author(block: Block, clues: Clues) -> bool:
    """Say whether a closing paragraph begins with the name of the one who wrote the story."""
    opening = plain(block.text[:_AUTHOR_WITHIN])
    return any(author in opening for author in clues.authors)


def title_above(blocks: Sequence[Block], first: int, clues: Clues) -> int:
    """Return the position of the headline above the story, -1 if it is not there."""
    found, best, similar = -1, 0.6, -1
    for i in range(first):
        if blocks[i].kind != "heading":
            continue
        if blocks[i].owner.tag == "h1":
            found = i
        likeness = resembles(blocks[i].text, clues.titles)
        if likeness >= best:
            similar, best = i, likeness
    return similar if similar >= 0 else found


def _summary(blocks: Sequence[Block], title: int, first: int) -> int | None:
    """Return the position of the paragraph between headline and story that sums it up, null if there is none.

    One without a full stop is no paragraph, but a second headline.
    """
    if title < 0:
        return None
    for i in range(title + 1, first):
        block = blocks[i]
        if (
            block.link_share > 0.3
            or len(block.text) < _LEAST_SUMMARY
            or not block.text.endswith(SENTENCE_ENDS)
        ):
            continue
        node: Element | None = block.owner
        for _ in range(3):
            if node is not None and is_summary(node):
                return i
            node = node.getparent() if node is not None else None
    return None


def pointers(blocks: Sequence[Block], clues: Clues) -> set[int]:
    """Return the positions of lines that only point to other pages of the site, and of labels above them."""
    found: set[int] = set()
    i = 0
    while i < len(blocks):
        end = i
        while end < len(blocks) and _is_pointer(blocks[end], clues):
            end += 1
        # One linked heading may head a paragraph; several in a row head nothing.
        if end - i > 1 or (end - i == 1 and blocks[i].kind != "heading"):
            if i and _is_label(blocks[i - 1]):
                found.add(i - 1)
            found.update(range(i, end))
        i = max(end, i + 1)
    return found


def _is_pointer(block: Block, clues: Clues) -> bool:
    text = block.text
    return (
        block.link_share >= 0.5
        and len(text) - block.linked <= _LONGEST_LABEL
        and len(text) <= _LONGEST_POINTER
        and not text.endswith(_FULL_STOPS)
        and clues.is_internal(block.href or "")
    )


def _is_label(block: Block) -> bool:
    text = block.text
    marked = block.kind == "heading" or text.endswith(":") or block.is_emphasized or text.isupper()
    return len(text) <= _LONGEST_LABEL and marked


def furniture(blocks: Sequence[Block]) -> set[int]:
    """Return the positions of scraps outside of any paragraph element, where the story is written in such."""
    written = bare = 0.0
    for block in blocks:
        if is_prose(block):
            if block.owner.tag in PARAGRAPH_TAGS:
                written += weight(block)
            else:
                bare += weight(block)
    if not written or bare > 0.2 * written:
        return set()
    return {
        i
        for i, block in enumerate(blocks)
        if block.owner.tag not in PARAGRAPH_TAGS
        and not is_prose(block)
        and not block.text.endswith(SENTENCE_ENDS)
    }


def repeats_opening(blocks: Sequence[Block]) -> bool:
    """Say whether the first line is an excerpt cut from the text below it, as ``the_excerpt()`` makes it."""
    if len(blocks) < 2 or not _ELLIPSIS.search(blocks[0].text[-5:]):
        return False
    cut = plain(_ELLIPSIS.sub("", blocks[0].text))
    below = ""
    for block in blocks[1:]:
        below = f"{below} {plain(block.text)}".strip()
        if len(below) >= len(cut):
            break
    return bool(cut) and below.startswith(cut)
