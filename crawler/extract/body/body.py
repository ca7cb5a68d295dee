"""The text of a page: its story's lines, what was left out of them, and the lead picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, cast

from lxml.cssselect import CSSSelector

from crawler.cleaning import Line, Removal
from crawler.extract.body.alike import around_sections
from crawler.extract.body.block_filter import BlockFilter
from crawler.extract.body.blocks import text_of
from crawler.extract.body.boilerplate import (
    COMMENT,
    EXCERPT,
    FURNITURE,
    ORPHAN_HEADING,
    POINTER,
    comments,
    furniture,
    pointers,
    repeats_opening,
)
from crawler.extract.body.captions import FRAMED_CAPTION, TYPED_CAPTION, framed_captions, typed_captions
from crawler.extract.body.cards import without_cards
from crawler.extract.body.container import find_container
from crawler.extract.body.contents import Block, Contents, place_of
from crawler.extract.body.copies import COPY, copies
from crawler.extract.body.data_story import data_story
from crawler.extract.body.density import densest, is_prose, marked_body, sections
from crawler.extract.body.fair_share import read_fairly
from crawler.extract.body.infinite_scroll import without_next
from crawler.extract.body.lines import read_blocks
from crawler.extract.body.page_hints import PageHints
from crawler.extract.body.picture import LEAD_CAPTION, Picture, caption_of, lead_picture
from crawler.extract.body.story import StorySpan, find_story, title_above
from crawler.extract.body.told import LEAST_SHARE, WRONG_PLACE, told_share, told_story
from crawler.extract.body.updates import join_updates
from crawler.extract.parse.document import Document, parse
from crawler.extract.parse.xpath import Element
from crawler.rules import Cause
from crawler.site import NEWSPAPER, Selectors, Site

How = Literal["layout", "container", "density", "fragment", "jsonld", "data", "nothing"]
"""How the story was found: by the site's own selector, by the names that WordPress themes share, by where
the running text stands, as the whole of a fragment, in the JSON-LD or in the data of the page's scripts; or
not at all."""

_HEAD_LINES = 8
"""Lines at the start of a container among which its headline may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a page holds of a story's text."""

    lines: list[Line]
    """The story's paragraphs as the page prints them, the summary above it first; not cleaned yet."""
    dropped: list[Removal]
    """What was left out of the story by structure."""
    image_url: str | None = None
    """The URL of the lead picture, as the page spells it."""
    printed_caption: str | None = None
    """The line under the lead picture, caption and credit together."""
    opening: Element | None = None
    """The element of the story's first line."""
    container: Element | None = None
    """The element that holds the story, or most of it."""
    how: How
    told_share: float = 1.0
    """The share of the words that the JSON-LD tells of which were found at first; 1: it tells of none."""


def read_body(document: Document, site: Site = NEWSPAPER) -> Body:
    """Read the text of a page; ``lines`` is empty where it holds none."""
    return read_story(document, layout_of(document, site), PageHints(document))


def read_story(document: Document, layout: Selectors, hints: PageHints) -> Body:
    """Read the text of a page by the site's own selectors, as far as it has some."""
    body = document.body
    unwanted = frozenset(select(body, *layout.drop))
    container = next(select(body, layout.body), None) if layout.body else None
    how: How = "layout"
    scope = body
    if container is None and document.is_wordpress:
        how = "container"
        post = document.post
        container = find_container(body, post)
        scope = body if post is None else post
    if container is not None:
        sieve = BlockFilter(container, unwanted=unwanted)
        found = read_fairly(lambda each: _read_container(each, hints, how), sieve)
    else:
        found = _read_anywhere(BlockFilter(scope, whole_page=True, unwanted=unwanted), hints)
        if not found.lines and scope is not body:
            found = _read_anywhere(BlockFilter(body, whole_page=True, unwanted=unwanted), hints)
    found = _compared(found, document, hints)
    printed = next(select(body, layout.caption), None) if layout.caption else None
    return found if printed is None else replace(found, printed_caption=caption_of(printed))


def _compared(found: Body, document: Document, hints: PageHints) -> Body:
    """Read the story another way where it has far less text than the JSON-LD tells of, or none."""
    told = told_story(document.jsonld, hints.titles)
    share = _share(found, told.words)
    if found.how == "layout" or (found.lines and share >= LEAST_SHARE):
        return replace(found, told_share=share) if share < LEAST_SHARE else found
    if share < WRONG_PLACE:
        other = _other_way(found, document, hints)
        if other is not None and other.lines and _share(other, told.words) >= LEAST_SHARE:
            return replace(other, told_share=share)
    lines = [line.text for line in found.lines]
    # What the page prints but the story leaves out is a list of facts, or a transcript.
    if told.completes(lines) and (share < WRONG_PLACE or not told.is_printed(text_of(document.body))):
        return replace(_read_text(told.html, hints, "jsonld"), told_share=share)
    if not found.lines and (html := data_story(document.source, hints.titles)):
        return _read_text(html, hints, "data")
    return replace(found, told_share=share)


def _share(found: Body, words: int) -> float:
    return told_share("\n".join(line.text for line in found.lines), words)


def _other_way(found: Body, document: Document, hints: PageHints) -> Body | None:
    body = document.body
    if found.how == "container":
        return _read_anywhere(BlockFilter(body, whole_page=True), hints)
    container = find_container(body, document.post)
    return None if container is None else _read_container(BlockFilter(container), hints, "container")


def _read_text(html: str, hints: PageHints, how: How) -> Body:
    """Read a story that the page does not print."""
    root = parse(html.encode("utf-8", "replace"))
    found = _read_container(BlockFilter(next(root.iter("body"), root)), hints, how)
    return replace(found, opening=None, container=None)


def layout_of(document: Document, site: Site) -> Selectors:
    """Return the site's selectors for the day on which the page was fetched; an empty set if it has none."""
    fetched = document.page.fetched_at
    return site.layout_on(fetched.date() if fetched else None) or Selectors()


def read_fragment(document: Document) -> Body:
    """Read the text of a piece of HTML that is all content, as ``content.rendered`` of a REST record is."""
    hints = PageHints(document)
    return read_fairly(lambda each: _read_container(each, hints, "fragment"), BlockFilter(document.body))


def _read_container(block_filter: BlockFilter, hints: PageHints, how: How) -> Body:
    """Read the story of a container that is known to hold it and little else."""
    contents = read_blocks(block_filter.container, block_filter)
    blocks = contents.blocks
    head = min(len(blocks), _HEAD_LINES)
    first = next((i for i in range(head) if is_prose(blocks[i])), head)
    opening = title_above(blocks, first, hints) + 1
    story = blocks[opening:]
    boilerplate = _boilerplate(story, hints, scraps=furniture(story))
    found = StorySpan(list(range(opening, len(blocks))), opening)
    return _body(block_filter.container, contents, found, boilerplate, how)


def _read_anywhere(block_filter: BlockFilter, hints: PageHints) -> Body:
    """Read the story of a page on which nothing names its place."""
    return read_fairly(lambda each: _read_densest(each, hints), block_filter)


def _read_densest(block_filter: BlockFilter, hints: PageHints) -> Body:
    contents = without_next(read_blocks(block_filter.container, block_filter), hints)
    join_updates(contents.blocks, hints)
    contents, places = without_cards(contents, sections(contents), hints)
    seed = marked_body(contents, densest(contents.blocks, places, hints.titles))
    seed = around_sections(contents, places, seed)
    found = find_story(contents, places, seed, hints) if seed is not None else None
    if seed is None or found is None:
        return Body(lines=[], dropped=[], how="nothing")
    story = [contents.blocks[i] for i in found.positions]
    boilerplate = _boilerplate(story, hints)
    boilerplate.update(dict.fromkeys(framed_captions(contents, found.positions), FRAMED_CAPTION))
    return _body(seed, contents, found, boilerplate, "density")


def _boilerplate(story: Sequence[Block], hints: PageHints, scraps: Iterable[int] = ()) -> dict[int, Cause]:
    """Return the positions of lines that are not part of the story after all -> why."""
    found = dict.fromkeys(scraps, FURNITURE)
    found.update(dict.fromkeys(pointers(story, hints), POINTER))
    found.update(dict.fromkeys(comments(story), COMMENT))
    found.update(dict.fromkeys(copies(story), COPY))
    if 1 not in found and repeats_opening(story):
        found[0] = EXCERPT
    return found


def _body(
    container: Element, contents: Contents, found: StorySpan, boilerplate: Mapping[int, Cause], how: How
) -> Body:
    """Put together what was found; ``boilerplate``: see :func:`_boilerplate`."""
    story = [contents.blocks[i] for i in found.positions]
    boilerplate = dict(boilerplate)
    last = len(story)
    while last and (last - 1 in boilerplate or story[last - 1].kind == "heading"):
        last -= 1
        boilerplate.setdefault(last, ORPHAN_HEADING)
    kept = [i for i in range(last) if i not in boilerplate]
    picture = Picture()
    if kept:
        positions = [found.positions[i] for i in kept]
        typed = typed_captions(contents, positions)
        picture, is_caption = lead_picture(
            container,
            contents,
            story=[story[i] for i in kept[:2]],
            first=max(found.opening, positions[0]),
            typed=typed,
        )
        captions = [i for i in kept if found.positions[i] in typed]
        boilerplate.update(dict.fromkeys(kept[:is_caption], LEAD_CAPTION))
        boilerplate.update(dict.fromkeys(captions, TYPED_CAPTION))
        kept = [i for i in kept if i not in boilerplate]
    removed = (
        Removal(cause, story[i].text, place_of(story[i].owner)) for i, cause in sorted(boilerplate.items())
    )
    return Body(
        lines=[
            Line(
                block.text,
                block.kind,
                block.link_share,
                block.is_emphasized,
                place_of(block.owner),
                block.emphasized,
            )
            for block in (story[i] for i in kept)
        ],
        dropped=[*_dropped(contents, found.positions), *removed],
        image_url=picture.url,
        printed_caption=picture.caption,
        opening=story[kept[0]].owner if kept else None,
        container=container,
        how=how,
    )


def _dropped(contents: Contents, chosen: Sequence[int]) -> Iterator[Removal]:
    """Yield what was left out between the first and the last line of the story, if anybody could read it."""
    for cause, element, before in contents.dropped:
        if not chosen or chosen[0] <= before <= chosen[-1] + 1:
            text = text_of(element)
            if text:
                yield Removal(cause, text, place_of(element))


def select(body: Element, *selectors: str) -> Iterator[Element]:
    """Yield the elements that these CSS selectors name. Raises SelectorError for a broken one."""
    return (element for selector in selectors for element in _compiled(selector)(body))


@lru_cache(maxsize=256)
def _compiled(selector: str) -> Callable[[Element], list[Element]]:
    return cast("Callable[[Element], list[Element]]", CSSSelector(selector, translator="html"))
