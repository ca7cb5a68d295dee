"""Which of a page's paragraphs are the story: its sections, its first line and its last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from crawler.byline import leads_in, read_authors
from crawler.extract.body.blocks import PARAGRAPH_TAGS
from crawler.extract.body.components import Components
from crawler.extract.body.contents import Block, Contents
from crawler.extract.body.density import ALIKE, is_prose, letters, plain, resembles, weight
from crawler.extract.body.names import Make, have_word, is_called, make_of, names_of
from crawler.extract.body.page_hints import PageHints
from crawler.extract.body.region import Region
from crawler.extract.body.vocabulary import BOX, SUMMARY
from crawler.extract.parse.xpath import Element, upward
from crawler.text import FULL_STOPS, SENTENCE_ENDS

_LEAST_SUMMARY = 30
_AUTHOR_WITHIN = 60
_LONGEST_OFFER = 300
"""Bytes of what a form offers, for an address say, in the section that holds it."""
_FORM_LEVELS = 2
_LEAST_TOLD = 500
_FURTHER = 2_000
"""Characters behind a line of a story within which the next one is looked for first."""
_MOST_MISSED = 500
"""Lines that are looked for in a whole text."""


class StorySpan(NamedTuple):
    """Where a story stands in a reading."""

    positions: list[int]
    """Of its blocks, the summary above it first."""
    opening: int
    """Of the first block below the summary."""


def find_story(
    contents: Contents, places: Sequence[Element], seed: Element, hints: PageHints
) -> StorySpan | None:
    """Return the story around its densest element, None if there is none."""
    blocks = contents.blocks
    main = _main_sections(contents, places, seed)
    sure = [
        i
        for i, (block, place) in enumerate(zip(blocks, places, strict=True))
        if place in main and is_prose(block)
    ]
    if not sure:
        return None
    title = title_above(blocks, sure[0], hints)
    beside = _beside(contents, places, seed, main, (title, sure[0], sure[-1]))
    beside |= Components(Region(contents, places, sure, title), main, hints).lines()
    first, last = min([sure[0], *beside]), max([sure[-1], *beside])
    likes = set(map(make_of, main))
    around = set(places[last].iterancestors()) & main
    chosen: list[int] = []
    for i in range(title + 1, len(blocks)):
        block, place = blocks[i], places[i]
        if i < first:
            fits = place is places[first] and _may_open(block, blocks[first])
        elif i <= last:
            fits = place in main or i in beside or _stands_amid(blocks, places, i, main, likes)
        else:
            above = i - 1 if blocks[i - 1].kind != "heading" else i - 2  # a heading labels what follows it
            follows = bool(chosen) and chosen[-1] in (i - 1, above)
            is_here = place is places[last] or (place in around and block.owner.getparent() is place)
            fits = is_here and _may_close(block, follows=follows)
        if fits:
            if i > last and (_is_sentence(block) or block.kind == "item"):
                chosen.extend(_between(blocks, places, chosen[-1], i))
            chosen.append(i)
    chosen = _as_told(blocks, places, chosen, hints)
    while len(chosen) > 1 and _introduces_author(blocks[chosen[-1]], hints):
        chosen.pop()
    return StorySpan([*_summary(contents, title, chosen[0]), *chosen], chosen[0])


def _as_told(
    blocks: Sequence[Block], places: Sequence[Element], chosen: list[int], hints: PageHints
) -> list[int]:
    """Leave out sections, and lines at the end, that are not in the text that the page's JSON-LD holds.

    That text may be shortened, or another one: it counts only if it holds most of what was found.
    """
    if len(hints.article_body) < _LEAST_TOLD:
        return chosen
    sizes = {i: len(blocks[i].text) for i in chosen}
    told = _Told(hints.article_body)
    inside = [i for i in chosen if told.holds(plain(blocks[i].text))]
    if sum(sizes[i] for i in inside) < 0.7 * sum(sizes.values()):
        return chosen
    holding = {places[i] for i in inside}
    return [i for i in chosen if i <= inside[-1] and places[i] in holding]


class _Told:
    """The text that a page's JSON-LD holds, in which the lines of its story are looked for one by one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._missed = 0

    def holds(self, line: str) -> bool:
        """Say whether the text holds a line: nearly always right behind the one before it.

        What does not stand there is looked for in the whole text, but not more often than a story has lines.
        """
        found = self._text.find(line, self._at, self._at + len(line) + _FURTHER)
        if found < 0 and self._missed < _MOST_MISSED:
            self._missed += 1
            found = self._text.find(line)
        if found < 0:
            return False
        self._at = found + len(line)
        return True


def _main_sections(contents: Contents, places: Sequence[Element], seed: Element) -> set[Element]:
    """Return the sections whose paragraphs are the story's: those inside the seed, and their likes."""
    strict: dict[Element, float] = {}
    articles: dict[Element, Element | None] = {}
    for block, place in zip(contents.blocks, places, strict=True):
        if is_prose(block):
            strict[place] = strict.get(place, 0.0) + weight(block)
            articles.setdefault(place, block.article)
    start, stop = contents.spans.get(seed, (0, len(contents.blocks)))
    inside = {place for place in places[start:stop] if place in strict}
    # The sections of a story are made alike; those of another <article> are another story's.
    likes = set(map(make_of, inside))
    homes = {articles[place] for place in inside}
    main = inside | {place for place in strict if make_of(place) in likes and articles[place] in homes}
    offers = (_sign_ups(contents) & main) - {seed}
    main -= {place for place in offers if strict[place] <= _LONGEST_OFFER}
    boxes = {place for place in main if place is not seed and _stands_in_box(place, seed)}
    written = sum(strict[place] for place in main)
    return main - boxes if sum(strict[place] for place in boxes) <= 0.4 * written else main


def _sign_ups(contents: Contents) -> set[Element]:
    """Return the elements around forms that were left out: of a newsletter, a poll, a search."""
    return {
        node
        for each in contents.dropped
        if each.cause.rule == "form"
        for node in islice(each.element.iterancestors(), _FORM_LEVELS)
    }


def _beside(
    contents: Contents,
    places: Sequence[Element],
    seed: Element,
    main: set[Element],
    around: tuple[int, int, int],
) -> set[int]:
    """Return the positions of paragraphs right above and below the seed, in the element that holds it.

    Between headline and story, or right behind it, a sentence in the same element is read as a part of it.
    ``around``: the positions of the headline, and of the first and last sure paragraph.
    """
    title, first, last = around
    blocks, home = contents.blocks, seed.getparent()
    found: set[int] = set()
    for positions in (range(first - 1, title, -1), range(last + 1, len(blocks))):
        for i in positions:
            owner = blocks[i].owner
            if (
                places[i] in main
                or owner.tag != "p"
                or owner.getparent() is not home
                or not is_prose(blocks[i])
            ):
                break
            found.add(i)
    return found


def _stands_amid(
    blocks: Sequence[Block],
    places: Sequence[Element],
    i: int,
    main: set[Element],
    likes: set[Make],
) -> bool:
    """Say whether a line alone in its element, between sure paragraphs, is the story's.

    It is if the element is made as the story's sections are, or if it is a heading of the section below.
    """
    block = blocks[i]
    if block.link_share >= 0.5:
        return False
    if block.kind == "heading":
        return places[i + 1] in main and places[i + 1].getparent() is places[i]
    return any(
        node.tag not in PARAGRAPH_TAGS and node.get("class") and make_of(node) in likes
        for node in takewhile(lambda node: node is not places[i], upward(block.owner))
    )


def _between(blocks: Sequence[Block], places: Sequence[Element], start: int, stop: int) -> Iterator[int]:
    """Yield the positions of headings and list items between two lines of one section.

    A heading labels what follows it; a paragraph that is not a sentence may be anything.
    """
    for i in range(start + 1, stop):
        if places[i] is places[stop] and blocks[i].kind != "p" and blocks[i].link_share < 0.5:
            yield i


def _stands_in_box(place: Element, seed: Element) -> bool:
    return any(is_called(node, BOX) for node in takewhile(lambda node: node is not seed, upward(place, 12)))


def _is_sentence(block: Block) -> bool:
    return block.link_share < 0.5 and (
        block.text.rstrip("* ").endswith(SENTENCE_ENDS) or len(block.text.encode()) >= 60
    )


def _may_open(block: Block, first: Block) -> bool:
    """Say whether a short line above the first sure paragraph, in its section, is the story's."""
    if leads_in(block.text):
        return True  # cleaning takes it off
    if block.owner.tag not in PARAGRAPH_TAGS and first.owner.tag in PARAGRAPH_TAGS:
        return False
    if block.link_share >= 0.5:
        if block.kind == "heading" and "#" in (block.href or ""):
            return True  # it links to itself
        return block.link_share < 0.8 and block.text.endswith(FULL_STOPS)
    return _is_sentence(block) or block.kind != "p"


def _may_close(block: Block, *, follows: bool) -> bool:
    """Say whether a short line below the last sure paragraph, in its section, is the story's."""
    if _is_sentence(block) or (block.link_share < 0.5 and block.kind in ("item", "quote") and follows):
        return True
    return bool(read_authors(block.text))  # cleaning reads who wrote the story, and drops the line


def _introduces_author(block: Block, hints: PageHints) -> bool:
    """Say whether a closing paragraph begins with the name of the one who wrote the story."""
    opening = plain(block.text[:_AUTHOR_WITHIN])
    return any(author in opening for author in hints.authors)


def title_above(blocks: Sequence[Block], first: int, hints: PageHints) -> int:
    """Return the position of the headline above the story, -1 if it is not there."""
    found, best, similar = -1, ALIKE, -1
    for i in range(first):
        if blocks[i].kind != "heading":
            continue
        if blocks[i].owner.tag == "h1":
            found = i
        likeness = resembles(blocks[i].text, hints.titles)
        if likeness >= best:
            similar, best = i, likeness
    return similar if similar >= 0 else found


def _summary(contents: Contents, title: int, first: int) -> list[int]:
    """Return the positions of the paragraphs between headline and story that sum it up.

    One without a full stop is not a paragraph but a second headline; a list gives its key points again.
    """
    blocks = contents.blocks
    for i in range(title + 1, first) if title >= 0 else ():
        if not _sums_up(blocks[i]):
            continue
        for node in upward(blocks[i].owner, 3):
            if have_word(f"{names_of(node)} {node.get('itemprop') or ''}", SUMMARY):
                start, stop = contents.spans.get(node, (i, i + 1))
                whole = range(max(start, title + 1), min(stop, first))
                points = sum(blocks[j].kind == "item" for j in whole)
                return [] if points > 1 else [j for j in whole if _sums_up(blocks[j])]
    return []


def _sums_up(block: Block) -> bool:
    text = block.text
    return block.link_share <= 0.3 and letters(text) >= _LEAST_SUMMARY and text.endswith(SENTENCE_ENDS)
