"""The printed lines of a piece of HTML: paragraphs by block level, not by ``<p>`` alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from crawler.cleaning import Kind
from crawler.extract.body.blocks import BLOCK_TAGS, HEADINGS, SILENT_TAGS, BlockFilter
from crawler.extract.body.inline import INLINE_LINK, begins_label, pointing_parts
from crawler.extract.body.line_breaks import is_custom, is_glued, is_indented, is_line
from crawler.extract.parse.xpath import Element
from crawler.rules import Cause

_EMPHASIS = frozenset(("strong", "b", "em", "i"))
_ITEMS = frozenset(("li", "dt", "dd"))
_IMAGES = frozenset(("img", "amp-img", "picture"))
_ATTRIBUTIONS = frozenset(("cite", "footer"))


@dataclass(slots=True)
class Block:
    """A paragraph and where it stands."""

    text: str
    """White space collapsed."""
    kind: Kind
    linked: int
    """Characters inside links."""
    emphasized: int
    """Characters in bold or italic type."""
    owner: Element
    """The innermost block-level element around it."""
    article: Element | None
    """The innermost ``<article>`` around it."""
    href: str | None
    """Where its last link leads."""

    @property
    def link_share(self) -> float:
        """Share of its characters that stand inside links."""
        return min(1.0, self.linked / max(1, len(self.text))) if self.linked else 0.0

    @property
    def is_emphasized(self) -> bool:
        """Whether (nearly) all of it is in bold or italic type."""
        return self.emphasized >= 0.9 * len(self.text)


class Image(NamedTuple):
    """A picture that stands between paragraphs or begins one, in no ``<figure>``."""

    element: Element
    before: int
    """How many blocks stand before it."""


class DroppedElement(NamedTuple):
    """An element that was left out."""

    cause: Cause
    element: Element
    before: int
    """How many blocks stand before it."""


@dataclass(slots=True)
class Contents:
    """What a walk through a container found, in the page's order."""

    blocks: list[Block] = field(default_factory=list)
    dropped: list[DroppedElement] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    spans: dict[Element, tuple[int, int]] = field(default_factory=dict)
    """The blocks inside each block-level element: the first, and the one after the last."""


class _Segment(NamedTuple):
    """A stretch of text between two line breaks."""

    text: str
    linked: int
    emphasized: int


class _BlockBuilder:
    """Collects text and cuts it into blocks."""

    def __init__(self, container: Element, *, is_loose: bool = False) -> None:
        self.contents = Contents()
        self._is_loose = is_loose
        self._lines: list[bool] = []
        self._parts: list[str] = []
        self._said: str | None = None
        """The last of the parts that is more than white space."""
        self._segments: list[_Segment] = []
        self._linked = self._emphasized = 0
        self._in_link = self._in_emphasis = self._in_heading = self._in_item = 0
        self.in_quote = 0
        self._open: list[tuple[Element, int]] = [(container, 0)]
        self._articles: list[Element | None] = [None]
        self._href: str | None = None
        self.cut: Element | None = None
        """The next element, where it is left out together with this one."""

    def text(self, text: str) -> None:
        self._parts.append(text)
        if not text.isspace():
            self._said = text
        if self._in_link or self._in_emphasis:
            length = len(" ".join(text.split()))
            if self._in_link:
                self._linked += length
            if self._in_emphasis:
                self._emphasized += length

    def has_text(self) -> bool:
        """Say whether the paragraph has begun."""
        return bool(self._segments) or self._said is not None

    def sentence(self) -> str | None:
        """Return the last text of the paragraph, behind the last line break; None if there is none."""
        return None if self._said is None else self._said.rstrip()

    def line_break(self) -> None:
        """Read a ``<br>``: the second one in a row ends the paragraph."""
        if not self._end_segment():
            self.end_paragraph()

    def _end_segment(self) -> bool:
        text = " ".join("".join(self._parts).split())
        if text:
            self._segments.append(_Segment(text, self._linked, self._emphasized))
        self._parts.clear()
        self._said = None
        self._linked = self._emphasized = 0
        return bool(text)

    def end_paragraph(self) -> None:
        if self._parts:
            self._end_segment()
        if not self._segments:
            return
        sentence: list[_Segment] = []
        for segment in self._segments:
            # A link on a line of its own is not part of the sentence above it.
            if len(self._segments) > 1 and segment.linked * 2 >= len(segment.text):
                self._emit(sentence)
                self._emit([segment])
                sentence = []
            else:
                sentence.append(segment)
        self._emit(sentence)
        self._segments.clear()
        self._href = None

    def _emit(self, segments: list[_Segment]) -> None:
        if not segments:
            return
        kind: Kind = (
            "heading" if self._in_heading else "item" if self._in_item else "quote" if self.in_quote else "p"
        )
        block = Block(
            text=" ".join(segment.text for segment in segments),
            kind=kind,
            linked=sum(segment.linked for segment in segments),
            emphasized=sum(segment.emphasized for segment in segments),
            owner=self._open[-1][0],
            article=self._articles[-1],
            href=self._href,
        )
        self.contents.blocks.append(block)

    def enter(self, element: Element, tag: str) -> None:
        if tag in BLOCK_TAGS:
            self.end_paragraph()
            self._open.append((element, len(self.contents.blocks)))
            self._count(tag, 1)
            if tag == "article":
                self._articles.append(element)
        elif tag == "a":
            self._in_link += 1
            self._href = element.get("href")
        elif tag in _EMPHASIS:
            self._in_emphasis += 1
        elif self._is_loose:
            self._enter_inline(element, tag)

    def _enter_inline(self, element: Element, tag: str) -> None:
        opens_line = is_line(element, tag, self._parts[-1] if self._parts else None)
        self._lines.append(opens_line)
        if opens_line:
            self.end_paragraph()
        elif self._parts and is_glued(self._parts[-1], element.text):
            self._parts.append(" ")
        if opens_line or is_custom(tag):
            self._open.append((element, len(self.contents.blocks)))

    def leave(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            self.end_paragraph()
            self._close()
            self._count(tag, -1)
            if tag == "article":
                self._articles.pop()
        elif tag == "a":
            self._in_link -= 1
        elif tag in _EMPHASIS:
            self._in_emphasis -= 1
        elif self._is_loose and tag != "br":
            was_line = self._lines.pop()
            if was_line:
                self.end_paragraph()
            if was_line or is_custom(tag):
                self._close()

    def finish(self) -> Contents:
        self.end_paragraph()
        self._close()
        return self.contents

    def _close(self) -> None:
        element, start = self._open.pop()
        stop = len(self.contents.blocks)
        if stop > start:
            self.contents.spans[element] = (start, stop)

    def _count(self, tag: str, by: int) -> None:
        if tag in HEADINGS:
            self._in_heading += by
        elif tag in _ITEMS:
            self._in_item += by
        elif tag == "blockquote":
            self.in_quote += by


def read_blocks(container: Element, block_filter: BlockFilter | None = None) -> Contents:
    """Walk through a container once; return its paragraphs and what the sieve, if any, left out of them."""
    is_loose = block_filter is not None and block_filter.is_whole_page
    builder = _BlockBuilder(container, is_loose=is_loose)
    walker = etree.iterwalk(container, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if element is container:
            text = element.text if event == "start" else None
        elif event == "end":
            builder.leave(tag)
            text = element.tail
        elif tag == "br":
            builder.line_break()
            if is_loose and is_indented(element.tail):
                builder.end_paragraph()
            text = None
        elif _is_left_out(builder, block_filter, element, tag):
            walker.skip_subtree()
            next(walker)
            text = element.tail if builder.cut is None else None
        else:
            builder.enter(element, tag)
            text = element.text
        if text:
            builder.text(text)
    return builder.finish()


def _is_left_out(
    builder: _BlockBuilder, block_filter: BlockFilter | None, element: Element, tag: str
) -> bool:
    if tag in SILENT_TAGS:
        if tag in _IMAGES and not builder.has_text():
            builder.contents.images.append(Image(element, len(builder.contents.blocks)))
        return True
    if block_filter is None:
        return False
    if builder.in_quote and tag in _ATTRIBUTIONS:
        return True
    is_block = tag in BLOCK_TAGS
    if not is_block and (builder.cut is not None or begins_label(element, tag)):
        if builder.cut is element:
            builder.cut = None
            return True
        parts = pointing_parts(element, builder.sentence())
        if parts:
            builder.cut = parts[1] if len(parts) > 1 else None
            builder.contents.dropped.append(
                DroppedElement(INLINE_LINK, element, len(builder.contents.blocks))
            )
            return True
    cause = block_filter.cause(element, tag, inside_text=not is_block and builder.has_text())
    if cause is None:
        return False
    if is_block:
        builder.end_paragraph()
    builder.contents.dropped.append(DroppedElement(cause, element, len(builder.contents.blocks)))
    return True


def place_of(element: Element) -> str:
    """Say where in the page an element stands, for people: tag, id or first class, source line.

    >>> place_of(etree.fromstring('<p class="lead big"/>'))
    'p.lead, line 1'
    """
    own, classes = element.get("id"), element.get("class", "").split()
    name = f"#{own}" if own else f".{classes[0]}" if classes else ""
    return f"{element.tag}{name}, line {element.sourceline}"
