"""Signs in a text that are not read with it: marks of notes, exponents, readings of ruby."""

from __future__ import annotations

import re

from crawler.extract.body.blocks import HEADINGS, text_of
from crawler.extract.parse.xpath import Element
from crawler.rules import Cause
from crawler.text import words

NOTE_MARK = Cause("structure.note_mark", "footnote")

READINGS = words("rp rt rtc")
"""How a word is read, in small type above it, and the brackets for browsers that cannot set it there.

https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-ruby-element
"""
_ROLES = words("doc-noteref doc-backlink")
"""https://www.w3.org/TR/dpub-aria-1.1/"""
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivxIVX]{1,5}|[*†‡§¶]{1,3})[\])]?")
_BRACKETED = re.compile(r"\[(?:\d{1,3}|[a-z*†‡])\]")
_NOTE = re.compile(
    r"#_?(?:(?:easy-)?foot-?note|fn|(?:cite-?)?(?:note|ref)|endnote|sdfootnote|ftn|edn)", re.IGNORECASE
)
"""How authoring tools name the place of a note, and that of its mark."""
_OPEN = tuple("[(,-–—")
_LONGEST = 12
_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_UNIT = re.compile(r"(?:^|[\s\d/(])(?:[kcdmµμn]?m|ft|mi|yd|s)$")
_EXPONENT = re.compile(r"[+\-−]?[0-9n]{1,4}[+\-−]?|[+\-−]")


def is_note_mark(element: Element, tag: str, above: str | None) -> bool:
    """Say whether an element is the mark of a note, or a link that leads back to one.

    WordPress prints ``<sup data-fn="..." class="fn"><a href="#...">1</a></sup>`` and, behind the note, a
    link that holds an arrow (block ``core/footnotes``). A link within the page without a letter or
    a digit is a sign to click on, whatever it belongs to. A number in brackets of the sentence's own stays.
    ``above``: the text of the same paragraph before it, None if there is none.
    """
    if above is not None and above.endswith(_OPEN):
        return False
    if tag == "a":
        return _leads_to_note(element)
    if tag != "sup":
        return False
    if element.get("data-fn") or "fn" in element.get("class", "").split():
        return True
    if not len(element):
        return False
    link = next(element.iter("a"), None)
    if link is None or "#" not in link.get("href", ""):
        return False
    return _MARK.fullmatch(_short_text(element)) is not None


def _leads_to_note(link: Element) -> bool:
    href = link.get("href", "")
    if "#" not in href:
        return False
    text = _short_text(link)
    if not text:
        return False
    if link.get("role") in _ROLES:
        return True
    if _NOTE.match(href, href.index("#")) is not None and _MARK.fullmatch(text):
        return True
    if href[0] != "#":
        return _is_permalink(link, text)
    if len(link) == 1 and link[0].tag == "sup" and not (link.text or "").strip():
        return _MARK.fullmatch(text) is not None
    return _BRACKETED.fullmatch(text) is not None or not any(map(str.isalnum, text))


def _is_permalink(link: Element, text: str) -> bool:
    """Say whether a link is the sign beside a heading that leads to it: "#", "¶"."""
    parent = link.getparent()
    return parent is not None and parent.tag in HEADINGS and not any(map(str.isalnum, text))


def _short_text(element: Element) -> str:
    """Return the text of an element, empty if it is too long for a mark or if it holds a picture."""
    if not len(element):
        text = (element.text or "").strip()
    else:
        text = "" if next(element.iter("img", "svg"), None) is not None else text_of(element)
    return text if len(text) <= _LONGEST else ""


def shifted(element: Element, tag: str, above: str | None) -> str | None:
    """Return an exponent or an index as Unicode writes it in plain text; None if it reads well as it is.

    Behind a digit it would be read as a part of the number: 10⁶. Behind a unit it is an exponent: km². Behind
    another word it may be anything: the mark of a note, or the index of CO2, which is written so.
    ``above``: the text before it.
    """
    if len(element) or not above:
        return None
    text = (element.text or "").strip()
    if not _EXPONENT.fullmatch(text):
        return None
    if above[-1].isdigit():
        return text.translate(_RAISED if tag == "sup" else _LOWERED)
    return text.translate(_RAISED) if tag == "sup" and _UNIT.search(above[-8:]) else None
