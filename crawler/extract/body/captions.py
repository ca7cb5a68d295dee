"""Captions that an editor typed at a picture, as lines of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.byline import is_captioned, split_dateline
from crawler.extract.body.blocks import PARAGRAPH_TAGS, text_of
from crawler.extract.body.contents import Block, Contents
from crawler.extract.body.density import is_prose
from crawler.extract.parse.xpath import Element
from crawler.rules import Cause
from crawler.site import NEWSPAPER
from crawler.text import SENTENCE_ENDS, as_number

TYPED_CAPTION = Cause("structure.captions.typed", "caption")
FRAMED_CAPTION = Cause("structure.captions.framed", "caption")

_LONGEST = 300
_SMALLEST = 150
"""Pixels of width below which a picture is an icon or somebody's portrait."""
_LABEL = re.compile(
    r"(?:(?:(?:ket(?:\.|erangan)?|teks|caption)\s*)?(?:foto|gambar)|caption)\s*[:：]\s*\w", re.IGNORECASE
)
_MARK = re.compile(r"[|/©:：]|[)\]]\s?\.?$")
"""Without one of these a line in plain type cannot name the owner of a picture: most lines are done here."""


def first_image(element: Element) -> Element | None:
    """Return the first picture in an element, or the element where it is one itself."""
    return next(element.iter("img", "amp-img"), None)


def is_icon(image: Element) -> bool:
    """Say whether a picture is too narrow to be a story's."""
    width = as_number(image.get("width", ""))
    return width is not None and width < _SMALLEST


def typed_captions(contents: Contents, positions: Sequence[int]) -> dict[int, Element]:
    """Return the positions of lines right below a picture that are certainly its caption -> the picture.

    ``positions``: those of the story's lines; the line above the first may be a caption as well. The last
    paragraph of a story is never a caption.
    """
    blocks = contents.blocks
    figures = [(each.before, each.element) for each in contents.dropped if each.cause.rule == "caption"]
    around = {positions[0] - 1, *positions}
    rows = {i: image for i, image in _rows(contents).items() if i in around}
    found: dict[int, Element] = {}
    for before, element in [*((each.before, each.element) for each in contents.images), *figures]:
        if before < len(blocks) and len(blocks[before].text) <= _LONGEST and before not in found:
            image = _picture_in(element)
            if image is not None and is_typed_caption(blocks[before]):
                found[before] = image
    if not found:
        return rows
    last = next((i for i in reversed(positions) if is_prose(blocks[i])), 0)
    return {i: image for i, image in found.items() if i < last and i in around} | rows


def _rows(contents: Contents) -> dict[int, Element]:
    """Return the lines in italic type of a row of pictures with one such line below each -> the picture.

    One line alone may be anything; a paragraph ends in a full stop.
    """
    blocks = contents.blocks
    found = {
        before: image
        for element, before in contents.images
        if before < len(blocks) and _is_italic(blocks[before]) and (image := _picture_in(element)) is not None
    }
    return {i: image for i, image in found.items() if i - 1 in found or i + 1 in found}


def _is_italic(block: Block) -> bool:
    return (
        block.kind == "p"
        and block.is_emphasized
        and len(block.text) <= _LONGEST
        and not block.text.endswith(SENTENCE_ENDS)
        and next(block.owner.iter("strong", "b"), None) is None
    )


def framed_captions(contents: Contents, positions: Sequence[int]) -> list[int]:
    """Return which of these lines, of the story's, stand in the element of a picture between paragraphs.

    An element that holds a picture, and below it one short line in an element of its own that is not
    a paragraph, is a figure, whatever its tag.
    """
    found: list[int] = []
    amid = {at: i for i, at in enumerate(positions) if 0 < i < len(positions) - 1}
    for image, before in contents.images:
        frame = image.getparent()
        if before not in amid or frame is None or contents.spans.get(frame) != (before, before + 1):
            continue
        block = contents.blocks[before]
        is_apart = block.owner is not frame and block.owner.tag not in PARAGRAPH_TAGS
        if is_apart and len(block.text) <= _LONGEST and _picture_in(image) is not None:
            found.append(amid[before])
    return found


def _picture_in(element: Element) -> Element | None:
    """Return the picture in an element; None if it is an icon, or has a caption of its own."""
    image = first_image(element) if not text_of(element) else None
    return None if image is None or is_icon(image) else image


def is_typed_caption(block: Block) -> bool:
    """Say whether a line right under a picture is its caption: it says whose the picture is, or what it is.

    In plain type, at the start of a story, a dateline or a bar behind the place may look so as well.
    """
    text = block.text
    if block.kind not in ("p", "heading") or block.link_share >= 0.5 or len(text) > _LONGEST:
        return False
    if block.kind == "p" and _LABEL.match(text):
        return True
    is_apart = block.kind == "p" and (block.is_emphasized or block.owner.tag not in PARAGRAPH_TAGS)
    if not (is_apart or _MARK.search(text)) or not is_captioned(text):
        return False
    if is_apart:
        return True
    above, bar, behind = text.rpartition("|")
    # Anything may stand behind a bar, in brackets only a credit.
    is_sure = not bar or is_captioned(f"{above.rstrip()} ({behind.strip()})")
    return is_sure and split_dateline(text, NEWSPAPER)[1] == text
