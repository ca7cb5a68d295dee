"""Where on a page the running text stands together: the story's place, named or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from crawler.extract.body.blocks import PARAGRAPH_TAGS
from crawler.extract.body.contents import Block, Contents
from crawler.extract.body.names import container_rank
from crawler.extract.parse.xpath import Element, upward
from crawler.text import SENTENCE_ENDS

_LEVELS = 6
"""Ancestors that a paragraph speaks for, half as loud at each."""
_HIGHEST = 12
"""Ancestors that are looked at for the section of a paragraph."""
_LEAST_STORY = 600
"""Bytes of running text from which on an ``<article>`` with the page's headline is the story's."""

_LEAST_PROSE = 60
"""Bytes of running text below which nothing is a story."""

ALIKE = 0.6
"""Likeness from which on a text is the page's own headline, see :func:`resembles`."""

_LEAST_SHARE = 0.05
"""Share of the running text in articles from which on the one around the ``<h1>`` is the story's."""

_SIGNS = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff]")
"""Chinese, Japanese and Korean: a sign of them says as much as two to three letters."""
_WORD = re.compile(r"\w+")


def size_of(text: str) -> int:
    """Return the bytes of a text in UTF-8: a sign of Chinese or Japanese says as much as several letters."""
    return len(text) if text.isascii() else len(text.encode())


def weight(block: Block) -> float:
    """Return how much running text a block is: bytes outside of links, none for a short line."""
    if block.weight is None:
        block.weight = _weight(block)
    return block.weight


def _weight(block: Block) -> float:
    if block.kind == "heading":
        return 0.0
    size: float = size_of(block.text)
    if block.linked:
        size *= 1 - block.link_share
    return size if size >= 30 else 0.0


def letters(text: str) -> float:
    """Return how many letters of an alphabet would say as much as a text.

    >>> letters("Harga cabai turun"), letters("東京で地震")
    (17, 12.5)
    """
    return len(text) if text.isascii() else len(text) + 1.5 * len(_SIGNS.findall(text))


def is_prose(block: Block) -> bool:
    """Say whether a block is certainly running text: a sentence of some length, not a link."""
    if block.is_prose is None:
        block.is_prose = _is_prose(block)
    return block.is_prose


def _is_prose(block: Block) -> bool:
    size = weight(block)
    if block.text.endswith(SENTENCE_ENDS):
        return size >= _LEAST_PROSE and (block.link_share < 0.75 or size >= 100)
    return size >= 200 and block.link_share < 0.5


def plain(text: str) -> str:
    """Return the words of a text in lower case, to compare it with another print of it."""
    return " ".join(_WORD.findall(text.casefold()))


def resembles(text: str, titles: Sequence[frozenset[str]]) -> float:
    """Return how much of its words a text shares with the most similar one of these titles, 0 to 1."""
    words = _words_of(text)
    shared = ((len(words & title), len(title)) for title in titles)
    # The size of the union without building it: a title may be longer than all headings together.
    return max((both / max(1, len(words) + size - both) for both, size in shared), default=0.0)


@lru_cache(maxsize=64)
def _words_of(text: str) -> frozenset[str]:
    """Return the different words of a text: each heading of a page is compared several times."""
    return frozenset(plain(text).split())


def sections(contents: Contents) -> list[Element]:
    """Return the section of each block: the innermost element around it that holds several blocks."""
    spans = contents.spans
    places = []
    for block in contents.blocks:
        node = block.owner
        for _ in range(_HIGHEST):
            start, stop = spans.get(node, (0, 0))
            parent = node.getparent()
            if (stop - start > 1 and node.tag not in PARAGRAPH_TAGS) or parent is None:
                break
            node = parent
        places.append(node)
    return places


def densest(
    blocks: Sequence[Block], places: Sequence[Element], titles: Sequence[frozenset[str]]
) -> Element | None:
    """Return the element around most of the running text, None if there is none."""
    home = _home(blocks, titles)
    scores: dict[Element, float] = {}
    for block, place in zip(blocks, places, strict=True):
        size = weight(block)
        if not size or (home is not None and block.article is not home):
            continue
        for node in upward(place, _LEVELS):
            scores[node] = scores.get(node, 0.0) + size
            size /= 2
    return max(scores, key=lambda node: scores[node] * container_rank(node), default=None)


def marked_body(contents: Contents, seed: Element | None) -> Element | None:
    """Return the element that microdata calls the body of the article, if the page has one that holds prose.

    Where the densest element, ``seed``, stands inside of it or around it, that one is as good.
    https://schema.org/articleBody
    """
    marked = [each for each in contents.spans if "articlebody" in (each.get("itemprop") or "").lower()]
    if len(marked) != 1 or seed is None:
        return seed
    own = marked[0]
    if own is seed or own in seed.iterancestors() or seed in own.iterancestors():
        return seed
    start, stop = contents.spans[own]
    return own if any(map(is_prose, contents.blocks[start:stop])) else seed


def _home(blocks: Sequence[Block], titles: Sequence[frozenset[str]]) -> Element | None:
    """Return the ``<article>`` that prints the page's headline, on pages that print several stories."""
    sizes: dict[Element, float] = {}
    for block in blocks:
        if block.article is not None and is_prose(block):
            sizes[block.article] = sizes.get(block.article, 0.0) + weight(block)
    whole = sum(sizes.values())
    for block in blocks:
        home = block.article
        if home is None or block.kind != "heading":
            continue
        # Cards of other stories have headings, too; the page's own headline is its <h1>.
        least = max(_LEAST_PROSE, _LEAST_SHARE * whole) if block.owner.tag == "h1" else _LEAST_STORY
        if sizes.get(home, 0.0) < least:
            continue
        if resembles(block.text, titles) >= ALIKE:
            return home
    return None
