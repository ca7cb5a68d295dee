"""Lines among those of a story that are not part of it: links to other stories, comments, loose scraps."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import islice

from crawler.extract.body.blocks import HEADINGS, PARAGRAPH_TAGS, text_of
from crawler.extract.body.contents import Block, rows
from crawler.extract.body.density import is_prose, plain, weight
from crawler.extract.body.page_hints import PageHints
from crawler.extract.parse.xpath import Element
from crawler.rules import Cause
from crawler.text import FULL_STOPS, SENTENCE_ENDS
from crawler.urls.listings import TERM_LINK

POINTER = Cause("structure.pointer", "related_link")
COMMENT = Cause("structure.comment", "comments")
FURNITURE = Cause("structure.furniture", "furniture")
EXCERPT = Cause("structure.excerpt", "excerpt")
ORPHAN_HEADING = Cause("structure.orphan_heading", "orphan_heading")
"""What a line that is removed was taken for."""

_LONGEST_POINTER = 250
_LONGEST_LABEL = 40
_LEAST_LETTERS = 3
"""Letters beside a link from which on they say something."""
_MOST_LINKS = 100
"""Links of an element among which that of one of its lines is looked for."""
_LISTS = frozenset(("ul", "ol", "dl"))
_CHANNEL = re.compile(r"https?://(?:(?:www|chat)\.)?(?:whatsapp\.com|t\.me|telegram\.me|wa\.me)(?:/|$)")
"""Where newspapers have channels that they invite to."""
_WHOLLY = 0.9
_ELLIPSIS = re.compile(r"\s*\[?(?:…|\.\.\.)\]?$")
_COMMENTS = re.compile(
    r"(?:\d+\s+)?(?:komentar|comments?)(?:\s+(?:anda|pembaca))?\s*(?:\(\d+\))?\s*[:：]?", re.IGNORECASE
)
_NUMBER = re.compile(r"\d")


def pointers(blocks: Sequence[Block], hints: PageHints) -> set[int]:
    """Return the positions of lines that only point to other pages of the site, and of labels above them."""
    links = {i for i, block in enumerate(blocks) if _is_pointer(block, hints)}
    if not links:
        return links
    links -= _told_items(blocks, links)
    found: set[int] = set()
    below: list[int] = []
    for row in rows(links):
        # One linked heading may head a paragraph; several in a row head nothing.
        if len(row) > 1 or blocks[row.start].kind != "heading":
            if row.start and _is_label(blocks[row.start - 1]):
                below = below or _next_deciding(blocks, links)
                if _heads_links(blocks, row, below[row.stop]):
                    found.add(row.start - 1)
            found.update(row)
    return found


def _is_pointer(block: Block, hints: PageHints) -> bool:
    text = block.text
    if block.link_share >= _WHOLLY and _CHANNEL.match(block.href or "") and len(text) <= _LONGEST_POINTER:
        return True
    return (
        block.link_share >= 0.5
        and len(text) - block.linked <= _LONGEST_LABEL
        and len(text) <= _LONGEST_POINTER
        and not text.endswith(FULL_STOPS)
        and hints.is_internal(block.href or "")
    )


def _told_items(blocks: Sequence[Block], links: Collection[int]) -> set[int]:
    """Return the positions of linked items that stand in a list of the story's own.

    A list is the story's if one of its items is not a link, or says something beside a link to the archive
    of a tag or category; a list of nothing but links to archives, which hold no story, if it stands
    between paragraphs: at the end it is the post's tags.
    """
    if not any(blocks[i].kind == "item" for i in links):
        return set()
    lists: dict[Element | None, list[int]] = {}
    for i, block in enumerate(blocks):
        if block.kind == "item":
            around = next((node for node in block.owner.iterancestors() if node.tag in _LISTS), None)
            lists.setdefault(around, []).append(i)
    prose = [i for i, block in enumerate(blocks) if is_prose(block)]
    found: set[int] = set()
    for items in lists.values():
        is_amid = bool(prose) and prose[0] < items[0] and items[-1] < prose[-1]
        if any(_tells(blocks[i]) for i in items) or (
            is_amid and all(TERM_LINK.search(blocks[i].href or "") for i in items)
        ):
            found.update(i for i in items if i in links and not _has_label(blocks[i]))
    return found


def _tells(item: Block) -> bool:
    """Say whether an item of a list is more than a link."""
    if not item.linked:
        return not _is_label(item)
    beside = len(item.text) - item.linked >= _LEAST_LETTERS
    return beside and TERM_LINK.search(item.href or "") is not None


def _is_label(block: Block) -> bool:
    text = block.text
    marked = block.kind == "heading" or text.endswith(":") or block.is_emphasized or text.isupper()
    return len(text) <= _LONGEST_LABEL and marked


def _has_label(block: Block) -> bool:
    """Say whether words stand before a line's link, as in "Baca juga: ..."."""
    for link in islice(block.owner.iter("a"), _MOST_LINKS):
        if link.get("href") == block.href:
            title = text_of(link)  # empty for a picture
            before, found, _ = block.text.partition(title) if title else ("", "", "")
            return bool(found) and sum(map(str.isalpha, before)) >= _LEAST_LETTERS
    return False


def _next_deciding(blocks: Sequence[Block], links: Collection[int]) -> list[int]:
    """Return, for each position, the next one that tells what a label above heads: a heading, or a text."""
    found = [len(blocks)] * (len(blocks) + 1)
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        is_text = i not in links and (is_prose(block) or block.text.endswith(FULL_STOPS))
        found[i] = i if block.kind == "heading" or is_text else found[i + 1]
    return found


def _heads_links(blocks: Sequence[Block], row: range, below: int) -> bool:
    """Say whether the short line above a row of links heads these, and not the text below them.

    In HTML a heading heads what follows, up to the next one, inside of the element that holds it. What
    ends with a colon introduces the next thing: a list below links that have a label of their own.
    ``below``: the next position behind the row that decides, see :func:`_next_deciding`.
    """
    label, first = blocks[row.start - 1], blocks[row.start]
    if _has_label(first):
        return False
    if label.text.endswith(":"):
        return row.stop == len(blocks) or blocks[row.stop].kind != "item"
    if below == len(blocks) or blocks[below].kind == "heading":
        return True
    around = set(label.owner.iterancestors())
    scope = next((node for node in first.owner.iterancestors() if node in around), None)
    return scope is not None and scope not in blocks[below].owner.iterancestors()


def comments(blocks: Sequence[Block]) -> range:
    """Return the positions of what stands below a heading that says only "Komentar", of how many or not.

    In HTML a heading heads what follows, up to the next heading of its rank. Where text follows that one,
    too, the heading may be a part of the story, unless it has a number.
    """
    headings = [i for i, block in enumerate(blocks) if block.kind == "heading"]
    called = [number for number, i in enumerate(headings) if _COMMENTS.fullmatch(blocks[i].text)]
    if not called:
        return range(0)
    prose = [i for i, block in enumerate(blocks) if is_prose(block)]
    for number in called:
        i = headings[number]
        if prose and prose[0] < i:
            rank = _rank(blocks[i])
            below = (headings[later] for later in range(number + 1, len(headings)))
            end = next((j for j in below if _rank(blocks[j]) <= rank), len(blocks))
            if _NUMBER.search(blocks[i].text) or prose[-1] < end:
                return range(i + 1, end)
    return range(0)


def _rank(heading: Block) -> str:
    tag = str(heading.owner.tag)
    return tag if tag in HEADINGS else "h6"


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
    """Say whether the first line repeats the text below it, or is cut from it as ``the_excerpt()`` does.

    The line itself, word for word, stands in another element, or in bold type: that of the standfirst.
    """
    if len(blocks) > 2 and blocks[0].text == blocks[1].text:
        is_apart = blocks[0].owner.getparent() is not blocks[1].owner.getparent()
        return is_prose(blocks[0]) and (is_apart or blocks[0].is_emphasized != blocks[1].is_emphasized)
    if len(blocks) < 2 or not _ELLIPSIS.search(blocks[0].text[-5:]):
        return False
    cut = plain(_ELLIPSIS.sub("", blocks[0].text))
    below = ""
    for block in blocks[1:]:
        below = f"{below} {plain(block.text)}".strip()
        if len(below) >= len(cut):
            break
    return bool(cut) and below.startswith(cut)
