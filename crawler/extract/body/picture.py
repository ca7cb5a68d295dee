"""The lead picture and the line that the page prints under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from crawler.extract.body.blocks import text_of
from crawler.extract.body.captions import first_image, is_icon, is_typed_caption
from crawler.extract.body.contents import Block, Contents
from crawler.extract.body.density import is_prose
from crawler.extract.body.lines import read_blocks
from crawler.extract.body.names import is_called, is_caption
from crawler.extract.body.vocabulary import CREDIT
from crawler.extract.parse.xpath import Element, texts, upward
from crawler.rules import Cause
from crawler.text import words

LEAD_CAPTION = Cause("structure.captions.lead", "caption")

_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "data-lazy", "data-orig-file")
_FILES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", "#")
_LONGEST_CAPTION = 600
_LONGEST_BARE = 300
_MOST_CAPTIONS = 8
"""Captions of which the first with a text is taken."""
_UP = 4
"""Levels above a picture at which its caption is looked for."""

_SIDE_TAGS = words("nav aside footer")
_SIDE_WORDS = words(
    "avatar logo icon emoji gravatar author related popular sidebar widget menu ad ads banner smiley"
)
_own_texts = texts("text()")


@dataclass(frozen=True, slots=True)
class Picture:
    """The lead picture of a story."""

    url: str | None = None
    """As the page spells it; None if there is none."""
    caption: str | None = None
    """The line printed under it, a credit that the page sets apart behind a bar: ``Caption | Credit``."""


def lead_picture(
    container: Element,
    contents: Contents,
    *,
    story: Sequence[Block],
    first: int,
    typed: Mapping[int, Element],
) -> tuple[Picture, bool]:
    """Return the picture above the story or at its very start, and whether the first line is its caption.

    Of several, the first with a caption counts. ``story``: its first lines; ``first``: the position of
    the first of them in the reading; ``typed``: position of a line of the reading that is certainly a
    caption -> its picture.
    """
    pictures = [_picture_above(container), _opening_picture(contents, first)]
    at = next((i for i in (first - 1, first) if i in typed), None)
    if at is not None:
        pictures.append(Picture(_source(typed[at]), contents.blocks[at].text))
    elif story:
        image = _image_before(story[0].owner, container)
        pictures.append(Picture(_source(image)) if image is not None else None)
    found = [picture for picture in pictures if picture is not None]
    lead = next((picture for picture in found if picture.caption), found[0] if found else Picture())
    if (
        found
        and lead.caption is None
        and len(story) > 1
        and is_prose(story[1])
        and is_typed_caption(story[0])
    ):
        return Picture(lead.url, story[0].text), True
    again = bool(story) and lead.caption is not None and story[0].text.casefold() == lead.caption.casefold()
    return lead, again


def _picture_above(container: Element) -> Picture | None:
    """Return the picture that a theme prints above the content: the last one before it."""
    around = {container, *container.iterancestors()}
    asides: dict[Element, bool] = dict.fromkeys(around, False)
    found = next((image for image in _images_before(container) if not _stands_aside(image, asides)), None)
    if found is None:
        return None
    return Picture(_source(found), _caption_near(found, around))


def _images_before(element: Element) -> Iterator[Element]:
    """Yield the pictures before an element, the nearest first.

    XPath's ``preceding`` axis has them, too, but libxml2 sorts them in quadratic time.
    """
    for node in upward(element):
        for sibling in node.itersiblings(preceding=True):
            if len(sibling):
                yield from reversed(list(sibling.iter("img", "amp-img")))
            elif sibling.tag in ("img", "amp-img"):
                yield sibling


def _stands_aside(image: Element, asides: dict[Element, bool]) -> bool:
    """Say whether a picture is an icon, or belongs to something else than the story.

    ``asides``: what is known of the elements around pictures, so that each is looked at once.
    """
    if is_icon(image) or "logo" in (_source(image) or "").rpartition("/")[2].lower():
        return True
    climbed: list[Element] = []
    node: Element | None = image
    while node is not None and node not in asides and not _is_aside(node):
        climbed.append(node)
        node = node.getparent()
    found = node is not None and asides.get(node, True)
    asides.update(dict.fromkeys(climbed, found))
    return found


def _is_aside(element: Element) -> bool:
    if element.tag in _SIDE_TAGS or is_called(element, _SIDE_WORDS):
        return True
    # A linked picture leads to its own file, or it is the card of another story.
    return element.tag == "a" and not element.get("href", "#").lower().partition("?")[0].endswith(_FILES)


def _caption_near(image: Element, around: set[Element]) -> str | None:
    """Return the text of the first caption beside a picture or one of the elements around it."""
    # libxml2 takes <source> for an element that is closed by its end tag, which it has not.
    image = next(
        node for node in upward(image) if (parent := node.getparent()) is None or parent.tag != "source"
    )
    for node in takewhile(lambda node: node not in around, upward(image, _UP)):
        for sibling in takewhile(lambda sibling: sibling not in around, node.itersiblings()):
            text = _first_caption(sibling)
            if text:
                return text
    return _text_beside(image, around)


def _text_beside(image: Element, around: set[Element]) -> str | None:
    """Return the only text of the element around a picture, which some themes print without any markup."""
    node = image.getparent()
    while node is not None and node.tag in ("a", "picture", "source", "span"):
        node = node.getparent()
    if node is None or node in around:
        return None
    text = text_of(node)
    bare = " ".join("".join(_own_texts(node)).split())
    return text if text and text == bare and len(text) <= _LONGEST_BARE else None


def _first_caption(element: Element) -> str | None:
    captions = (inner for inner in element.iter("*") if is_caption(inner))
    return next((text for text in map(caption_of, islice(captions, _MOST_CAPTIONS)) if text), None)


def _opening_picture(contents: Contents, first: int) -> Picture | None:
    """Return the picture with which the content begins, above its first line."""
    for cause, element, before in contents.dropped:
        if before > first:
            return None
        if cause.rule != "caption":
            continue
        above = element.getprevious()
        image = first_image(element)
        if image is None and above is not None:
            image = first_image(above)
        if image is not None:
            return Picture(_source(image), _first_caption(element))
    return None


def _image_before(owner: Element, container: Element) -> Element | None:
    """Return the picture in the paragraph right above a line, if that paragraph holds nothing else."""
    previous = owner.getprevious() if owner is not container else None
    while previous is not None and previous.tag in ("br", "script", "style", "hr"):
        previous = previous.getprevious()
    return None if previous is None or text_of(previous) else first_image(previous)


def _source(image: Element) -> str | None:
    """Return the URL of a picture, also of one that a script loads later."""
    for name in _SOURCES:
        value = image.get(name, "").strip()
        if value and not value.startswith("data:"):
            return value
    candidates = (image.get("srcset") or image.get("data-srcset") or "").split()
    return candidates[0] if candidates else None


def caption_of(element: Element) -> str | None:
    """Return the text of a caption; a credit in an element of its own is put behind a bar."""
    text = _printed(element)
    credit = next((inner for inner in element.iterdescendants("*") if is_called(inner, CREDIT)), None)
    if credit is not None:
        named = _printed(credit)
        rest = text.replace(named, "", 1).strip(" |-–—") if named else ""
        text = f"{rest} | {named}" if rest else text
    return text[:_LONGEST_CAPTION] or None


def _printed(element: Element) -> str:
    return " ".join(block.text for block in read_blocks(element).blocks)
