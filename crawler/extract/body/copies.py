"""A story, or a part of it, that a page prints twice: for small screens and for large ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from crawler.extract.body.contents import Block, rows
from crawler.extract.body.density import is_prose
from crawler.rules import Cause

COPY = Cause("structure.copy", "copy")

_LEAST = 2
"""Different paragraphs in a row that are a copy."""
_LEAST_SHARE = 0.5
"""Of the paragraphs above that a copy holds, if it does not begin as the story begins."""


def copies(blocks: Sequence[Block]) -> set[int]:
    """Return the positions of lines that stand above already, word for word, as part of a copy.

    A story may repeat a sentence: a refrain, or the label of each of its parts. A copy is a row of
    paragraphs that all stand above, the story's first one among them, or most of those above. A page that
    prints each component for each size of screen has each paragraph right below itself. Components print
    copies: what one element holds twice was written twice.
    """
    first: dict[str, int] = {}
    again = [i for i, block in enumerate(blocks) if _is_again(blocks, i, first.setdefault(block.text, i))]
    written = [i for i, block in enumerate(blocks) if again and is_prose(block)]
    if len(written) < 2 * _LEAST:
        return set()
    texts = [blocks[i].text for i in written]
    found: set[int] = set()
    for row in rows(again):
        start, stop = bisect_left(written, row.start), bisect_left(written, row.stop)
        told = set(texts[start:stop])
        if len(told) >= _LEAST and (texts[0] in told or len(told) >= _LEAST_SHARE * start):
            found.update(row)
    below = [i for i in again if blocks[i - 1].text == blocks[i].text]
    if len({blocks[i].text for i in below if is_prose(blocks[i])}) >= _LEAST:
        found.update(below)
    return found


def _is_again(blocks: Sequence[Block], i: int, first: int) -> bool:
    return first < i and blocks[i].owner.getparent() is not blocks[first].owner.getparent()
