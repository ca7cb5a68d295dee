"""A link to another story that stands between the sentences of a paragraph, with its label."""

from __future__ import annotations

import re

from crawler.extract.body.blocks import text_of
from crawler.extract.parse.xpath import Element
from crawler.rules import Cause
from crawler.text import LINE_ENDS, words

INLINE_LINK = Cause("structure.inline_link", "related_link")

_TAGS = words("a b em font i mark span strong u")
_LABEL = re.compile(
    r"\W*(?:(?:baca|simak|lihat|tonton)\s+(?:juga|pula|selengkapnya)(?:\s+(?:berita|artikel|video|foto))?"
    r"|(?:berita|artikel)\s+(?:terkait|lainnya)|(?:read|see)\s+also|also\s+read"
    r"|(?:baca|simak)(?=\s*[:：]))\b\s*(?P<colon>[:：]?)",
    re.IGNORECASE,
)
_AROUND = " \t\n\u00a0:：|»«>→-–—.()[]"


def begins_label(element: Element, tag: str) -> bool:
    """Say whether an inline element begins with the label of a link to another story: a cheap first look."""
    if tag not in _TAGS:
        return False
    text = element.text
    if not text and len(element):
        text = element[0].text
    return text is not None and _LABEL.match(text) is not None


def pointing_parts(element: Element, above: str | None) -> tuple[Element, ...]:
    """Return the elements that are the label and the link of another story; empty if a sentence holds them.

    Label and link fill the element, or the link is the next one. They stand between sentences: the text
    ``above``, of the same paragraph, has ended one (None: there is no text), and what follows does
    not begin with a small letter. ``element`` is one that :func:`begins_label`.
    """
    if above is not None and not above.endswith(LINE_ENDS):
        return ()
    parts = _parts(element)
    if not parts:
        return ()
    below = (parts[-1].tail or "").strip()
    if below[:1].islower() or (above is None and not below):
        return ()  # without text around them they are a line, which is judged as such
    return parts


def _parts(element: Element) -> tuple[Element, ...]:
    text = text_of(element)
    label = _LABEL.match(text)
    if label is None:
        return ()
    rest = text[label.end() :].strip(_AROUND)
    if rest:
        if element.tag == "a":
            return (element,) if label["colon"] else ()
        return (element,) if rest == _linked(element) else ()
    following = element.getnext()
    if following is None or following.tag not in _TAGS or element.tag == "a":
        return ()
    if (element.tail or "").strip(_AROUND):
        return ()
    return (element, following) if text_of(following).strip(_AROUND) == _linked(following) != "" else ()


def _linked(element: Element) -> str:
    """Return the text of the links in an element."""
    return " ".join(map(text_of, element.iter("a"))).strip(_AROUND)
