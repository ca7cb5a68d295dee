"""The printed lines of a piece of HTML: paragraphs by block level, not by ``<p>`` alone."""

from __future__ import annotations

from lxml import etree

from crawler.cleaning import Kind
from crawler.extract.body.block_filter import BlockFilter
from crawler.extract.body.blocks import BLOCK_TAGS, HEADINGS, SILENT_TAGS
from crawler.extract.body.buttons import is_text
from crawler.extract.body.contents import Block, Contents, DroppedElement, Image
from crawler.extract.body.inline import INLINE_LINK, begins_label, pointing_parts
from crawler.extract.body.line_breaks import (
    Segment,
    are_paragraphs,
    is_custom,
    is_glued,
    is_indented,
    is_line,
    told_parts,
)
from crawler.extract.body.marks import NOTE_MARK, READINGS, is_note_mark, shifted
from crawler.extract.parse.xpath import Element

_EMPHASIS = frozenset(("strong", "b", "em", "i"))
_ITEMS = frozenset(("li", "dt", "dd"))
_IMAGES = frozenset(("img", "amp-img", "picture"))
_SILENT_TAGS = SILENT_TAGS | READINGS
_SHIFTED = frozenset(("sub", "sup"))
_COUNTED = HEADINGS | _ITEMS | {"blockquote"}
"""Elements that say of which kind the paragraphs inside of them are."""
_ATTRIBUTIONS = frozenset(("cite", "footer"))


class _BlockBuilder:
    """Collects text and cuts it into blocks."""

    def __init__(self, container: Element, *, is_loose: bool = False) -> None:
        self.contents = Contents()
        self._blocks = self.contents.blocks
        self._is_loose = is_loose
        self._lines: list[bool] = []
        self._parts: list[str] = []
        """The texts behind the last line break, from the first that is not white space on."""
        self._last: str | None = None
        """The last text, white space or not."""
        self._said: str | None = None
        """The last of the parts that is more than white space."""
        self._segments: list[Segment] = []
        self._linked = self._emphasized = 0
        self._in_link = self._in_emphasis = self._in_heading = self._in_item = 0
        self.in_quote = 0
        self._open: list[tuple[Element, int]] = [(container, 0)]
        self._articles: list[Element | None] = [None]
        self._href: str | None = None
        self.cut: Element | None = None
        """The next element, where it is left out together with this one."""

    def text(self, text: str) -> None:
        self._last = text
        if text.isspace():  # most texts of a page are what its source is indented with
            if self._parts:
                self._parts.append(text)
            return
        self._parts.append(text)
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
        self._last = None
        if not self._parts:
            return False
        text = " ".join("".join(self._parts).split())
        self._segments.append(Segment(text, self._linked, self._emphasized))
        self._parts.clear()
        self._said = None
        self._linked = self._emphasized = 0
        return True

    def end_paragraph(self) -> None:
        segments = self._segments
        if segments:
            self._end_segment()
            self._emit_lines(segments)
            segments.clear()
            self._href = None
        elif self._parts:  # without a line break, as most are
            text = " ".join("".join(self._parts).split())
            self._parts.clear()
            self._emit(text, self._linked, self._emphasized)
            self._said = self._href = None
            self._linked = self._emphasized = 0
        self._last = None

    def _emit_lines(self, segments: list[Segment]) -> None:
        if are_paragraphs(segments):
            for segment in segments:
                self._emit(*segment)
            return
        sentence: list[Segment] = []
        for segment in segments:
            # A link on a line of its own is not part of the sentence above it.
            if len(segments) > 1 and segment.linked * 2 >= len(segment.text):
                self._emit_joined(sentence)
                self._emit(*segment)
                sentence = []
            else:
                sentence.append(segment)
        self._emit_joined(sentence)

    def _emit_joined(self, segments: list[Segment]) -> None:
        if segments:
            self._emit(
                " ".join(segment.text for segment in segments),
                sum(segment.linked for segment in segments),
                sum(segment.emphasized for segment in segments),
            )

    def _emit(self, text: str, linked: int, emphasized: int) -> None:
        kind: Kind = (
            "heading" if self._in_heading else "item" if self._in_item else "quote" if self.in_quote else "p"
        )
        block = Block(text, kind, linked, emphasized, self._open[-1][0], self._articles[-1], self._href)
        self._blocks.append(block)

    def enter(self, element: Element, tag: str) -> None:
        if tag in BLOCK_TAGS:
            if self._last is not None or self._segments:
                self.end_paragraph()
            self._open.append((element, len(self._blocks)))
            if tag in _COUNTED:
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
        opens_line = is_line(element, tag, self._last)
        self._lines.append(opens_line)
        if opens_line:
            self.end_paragraph()
        elif self._said is not None and self._last is not None and is_glued(self._last, element.text):
            self._parts.append(" ")
            self._last = " "
        if opens_line or is_custom(tag):
            self._open.append((element, len(self._blocks)))

    def leave(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            if self._last is not None or self._segments:
                self.end_paragraph()
            self._close()
            if tag in _COUNTED:
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
        stop = len(self._blocks)
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
        elif tag in _SHIFTED and (sign := shifted(element, tag, builder.sentence())):
            walker.skip_subtree()
            next(walker)
            builder.text(sign)
            text = element.tail
        else:
            builder.enter(element, tag)
            text = element.text
            if tag == "pre" and (parts := told_parts(element)):
                for part in parts:
                    builder.text(part)
                    builder.end_paragraph()
                text = None
        if text:
            builder.text(text)
    return builder.finish()


def _is_left_out(
    builder: _BlockBuilder, block_filter: BlockFilter | None, element: Element, tag: str
) -> bool:
    if tag in _SILENT_TAGS and not (tag == "button" and is_text(element, builder.sentence())):
        if tag in _IMAGES and not builder.has_text():
            builder.contents.images.append(Image(element, len(builder.contents.blocks)))
        return True
    if block_filter is None:
        return False
    if builder.in_quote and tag in _ATTRIBUTIONS:
        return True
    is_block = tag in BLOCK_TAGS
    if not is_block:
        if (builder.cut is not None or begins_label(element, tag)) and _is_pointing(builder, element):
            return True
        if tag in ("a", "sup") and is_note_mark(element, tag, builder.sentence()):
            builder.contents.dropped.append(DroppedElement(NOTE_MARK, element, len(builder.contents.blocks)))
            return True
    cause = block_filter.cause(element, tag, inside_text=not is_block and builder.has_text())
    if cause is None:
        return False
    if is_block:
        builder.end_paragraph()
    builder.contents.dropped.append(DroppedElement(cause, element, len(builder.contents.blocks)))
    return True


def _is_pointing(builder: _BlockBuilder, element: Element) -> bool:
    """Say whether an element is the label of a link to another story, or the link behind it."""
    if builder.cut is element:
        builder.cut = None
        return True
    parts = pointing_parts(element, builder.sentence())
    if not parts:
        return False
    builder.cut = parts[1] if len(parts) > 1 else None
    builder.contents.dropped.append(DroppedElement(INLINE_LINK, element, len(builder.contents.blocks)))
    return True
