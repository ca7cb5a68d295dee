"""Paragraphs, lists, quotes and headings of a story that stand in elements of their own beside its sections.

Page builders and newsroom systems print a story block by block: each in an element of its own, with
advertisements and pictures between them. What stands between the headline and the end of a story is read as
a part of it unless something speaks against the element it stands in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set

from crawler.extract.body.blocks import PARAGRAPH_TAGS
from crawler.extract.body.contents import Block
from crawler.extract.body.density import is_prose, letters, plain
from crawler.extract.body.names import Make, is_called, make_of
from crawler.extract.body.page_hints import PageHints
from crawler.extract.body.region import Component, Region
from crawler.extract.body.vocabulary import AWAY, BOX
from crawler.extract.parse.xpath import Element, upward
from crawler.text import FULL_STOPS, SENTENCE_ENDS, words

_FURNITURE = frozenset(("form", "newsletter", "related", "comments", "author_box", "navigation"))
"""What was left out of an element that is no part of a story."""
_MOST_LINKED = 0.3
"""Share of the characters of an element in links, up to which it tells something."""
_MOST_SHORT = 2
"""Short lines between the end of the sections and what continues them: a heading, a last sentence."""
_LONGEST_NAME = 60
_LONGEST_CAPTION = 300
_LONGEST_INVITATION = 600
"""Characters of a line that names an author, of a caption, and of what is offered under a heading."""
_AWAY = BOX | AWAY
_WRITTEN = PARAGRAPH_TAGS - frozenset(("dt", "dd", "pre"))
_LOOKS = words("box card accordion collapse collapsed collapsible collapsable expandable info infos")
"""Words that say how an element looks, and may be said of any part of a story that links nothing."""
_QUESTION = ("?", "？", "؟")


class Components:
    """Judges what stands beside the sections of a story."""

    def __init__(self, region: Region, main: Set[Element], hints: PageHints) -> None:
        """``main``: the sections of the story."""
        self._region = region
        self._main = main
        self._hints = hints
        self._blocks = region.blocks
        self._places = region.places
        self._sure = region.sure
        self._dropped = region.contents.dropped
        self._left_out = [each.before for each in self._dropped]
        self._images: dict[int, list[Element]] = {}
        for image in region.contents.images:
            self._images.setdefault(image.before, []).append(image.element)
        self._articles = {self._blocks[i].article for i in (*self._sure, region.title) if i >= 0}
        self._written = {make_of(self._blocks[i].owner) for i in self._sure}

    def lines(self) -> set[int]:
        """Return the positions of the lines that are the story's though they stand beside its sections."""
        first, last = self._sure[0], self._sure[-1]
        found: set[int] = set()
        for each in self._region.components(first, last):
            if self._belongs(each):
                found.update(self._kept(each))
        for each in self._region.components(self._region.begin(), first):
            if self._opens(each):
                found.update(self._kept_above(each))
        found.update(self._below(last))
        return {i for i in found if self._blocks[i].kind != "heading" or self._heads(i, found)}

    def _below(self, last: int) -> set[int]:
        """Return the positions of the lines below the last sure paragraph that continue the story."""
        found: set[int] = set()
        short: set[int] = set()
        for each in self._region.components(last + 1, self._region.end()):
            if self._continues(each, is_next=all(self._blocks[i].kind == "heading" for i in short)):
                found |= short
                found.update(self._kept(each))
                short.clear()
                continue
            is_written = any(map(is_prose, self._blocks[each.start : each.stop]))
            short.update(range(each.start, each.stop))
            if is_written or len(short) > _MOST_SHORT or not self._belongs(each):
                break
        return found

    def _heads(self, i: int, found: Set[int]) -> bool:
        """Say whether a line of the story follows a heading, other headings between them or not."""
        i += 1
        while i < len(self._blocks) and self._blocks[i].kind == "heading" and (i in found):
            i += 1
        return i in found or (i < len(self._blocks) and self._places[i] in self._main)

    def _belongs(self, each: Component) -> bool:
        """Say whether nothing speaks against an element that stands between paragraphs of the story."""
        blocks = self._blocks[each.start : each.stop]
        if any(block.article not in self._articles for block in blocks) or self._is_furnished(each):
            return False
        if self._region.is_alike(each):
            return True
        if self._is_framed(each) or _invites(blocks):
            return False
        size = sum(len(block.text) for block in blocks)
        linked = sum(block.linked for block in blocks)
        asks = _asks(blocks)
        if linked > _MOST_LINKED * size or (not asks and any(map(self._points_away, blocks))):
            return False
        heads = any(block.kind == "heading" for block in blocks) and any(map(is_prose, blocks))
        looks = asks or not (linked or heads)
        return not self._is_called(each, _AWAY - _LOOKS if looks else _AWAY)

    def _opens(self, each: Component) -> bool:
        """Say whether an element between headline and story is a part of it: one of paragraphs."""
        blocks = self._blocks[each.start : each.stop]
        written = [block for block in blocks if _is_paragraph(block, self._written)]
        if any(map(self._names_author, blocks)):
            return False
        if not written:
            return all(map(_is_heading, blocks)) and self._region.is_sibling(each) and self._belongs(each)
        return self._belongs(each) and (len(written) > 1 or not self._follows_picture(each.start))

    def _continues(self, each: Component, *, is_next: bool) -> bool:
        """Say whether an element below the last sure paragraph is a part of the story.

        It is made as one of the elements around the paragraphs above, or holds answers under questions,
        or short sentences right beside the last paragraph. ``is_next``: nothing but headings is between.
        """
        blocks = self._blocks[each.start : each.stop]
        if any(map(self._names_author, blocks)) or not self._belongs(each):
            return False
        if _asks(blocks):
            return True
        if any(map(is_prose, blocks)):
            return is_next and self._region.is_alike(each) and not any(map(self._points_away, blocks))
        if is_next and self._region.is_sibling(each):
            return all(_is_closing(block) or _is_plain_item(block) for block in blocks)
        return each.element.getparent() is self._places[self._sure[-1]] and all(map(_is_closing, blocks))

    def _names_author(self, block: Block) -> bool:
        """Say whether a line is little more than the name of one who wrote the story: so begins a byline."""
        return len(block.text) <= _LONGEST_NAME and any(
            name in plain(block.text) for name in self._hints.authors
        )

    def _follows_picture(self, i: int) -> bool:
        """Say whether a picture stands right above a line, so that it may be its caption."""
        k = bisect_left(self._left_out, i)
        dropped = self._dropped
        while k < len(dropped) and dropped[k].before == i:
            if dropped[k].cause.rule == "caption":
                return True
            k += 1
        return i in self._images

    def _is_framed(self, each: Component) -> bool:
        """Say whether an element is a picture with a line to it."""
        if each.stop - each.start > 1 or each.element is self._blocks[each.start].owner:
            return False
        if letters(self._blocks[each.start].text) > _LONGEST_CAPTION:
            return False
        return any(each.element in image.iterancestors() for image in self._images.get(each.start, ()))

    def _kept(self, each: Component) -> Iterator[int]:
        blocks = self._blocks
        has_prose = any(map(is_prose, blocks[each.start : each.stop]))
        for i in range(each.start, each.stop):
            block = blocks[i]
            if block.link_share >= 0.5:
                continue
            if block.owner.tag not in _WRITTEN and not has_prose:
                continue
            is_told = block.kind != "p" or is_prose(block) or block.text.endswith(SENTENCE_ENDS)
            if is_told or (has_prose and block.owner.tag in PARAGRAPH_TAGS):
                yield i

    def _kept_above(self, each: Component) -> Iterator[int]:
        """Yield what is kept of an element above the story: its paragraphs, and what stands between them."""
        written = [i for i in range(each.start, each.stop) if _is_paragraph(self._blocks[i], self._written)]
        if not written:
            yield from range(each.start, each.stop)
            return
        for i in self._kept(each):
            if written[0] <= i <= written[-1] or (i == written[0] - 1 and self._blocks[i].kind == "heading"):
                yield i

    def _points_away(self, block: Block) -> bool:
        return (
            block.kind == "heading" and block.link_share >= 0.9 and self._hints.is_internal(block.href or "")
        )

    def _is_called(self, each: Component, names: frozenset[str]) -> bool:
        seen: set[Element] = set()
        for block in self._blocks[each.start : each.stop]:
            for node in upward(block.owner):
                if node in self._region.around or node in seen:
                    break
                seen.add(node)
                if is_called(node, names):
                    return True
        return False

    def _is_furnished(self, each: Component) -> bool:
        """Say whether something was left out of an element that a story does not hold."""
        dropped = self._dropped
        for k in range(bisect_left(self._left_out, each.start), len(dropped)):
            cause, element, before = dropped[k]
            if before > each.stop:
                break
            if cause.rule in _FURNITURE and each.element in element.iterancestors():
                return True
        return False


def _is_paragraph(block: Block, made: Set[Make]) -> bool:
    return (
        block.kind == "p"
        and (block.owner.tag in PARAGRAPH_TAGS or make_of(block.owner) in made)
        and is_prose(block)
        and block.text.endswith(FULL_STOPS)
        and block.link_share < _MOST_LINKED
    )


def _is_closing(block: Block) -> bool:
    return block.owner.tag == "p" and not block.linked and block.text.endswith(FULL_STOPS)


def _is_plain_item(block: Block) -> bool:
    return block.kind == "item" and not block.linked


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" and block.owner.tag != "h1" and not block.linked


def _invites(blocks: Sequence[Block]) -> bool:
    """Say whether a few words under a heading end in a link of their own: what is offered, not told."""
    return (
        any(block.kind == "heading" for block in blocks)
        and any(block.kind == "p" and block.link_share >= 0.9 for block in blocks)
        and sum(letters(block.text) for block in blocks) <= _LONGEST_INVITATION
    )


def _asks(blocks: Sequence[Block]) -> bool:
    """Say whether answers stand under questions, as in the part that people's questions have in a guide."""
    asked = sum(block.text.endswith(_QUESTION) and not block.linked for block in blocks)
    return asked > 1 and sum(map(is_prose, blocks)) > 1
