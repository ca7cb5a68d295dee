"""Refuses pages without a text, where something else would be taken for one: a footer, a box for consent."""

from __future__ import annotations

import re
from itertools import islice

from crawler.cleaning import Cleaned
from crawler.extract.body.blocks import text_of
from crawler.extract.fields.context import Context
from crawler.extract.not_an_article import NotAnArticle
from crawler.extract.parse.xpath import Element, upward

_TAGS = frozenset(("footer", "dialog", "nav"))
_ROLES = frozenset(("contentinfo", "dialog", "alertdialog", "navigation"))
"""Landmarks and windows that are beside the content of a page (https://www.w3.org/TR/wai-aria/#landmark_roles)."""
_CONSENT = re.compile(r"(?:^|[^a-z])(?:cookies?|consent|gdpr|ccpa|kuki)(?:[^a-z]|$)", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FOOTER = re.compile(r"(?:^|[\s_-])(?:footer|site-?info|colophon|copyright)(?:$|[\s_-])", re.IGNORECASE)
_BESIDE_TEXT = 1_500
"""Characters: what is beside the content of a page is no longer."""

_OUTSIDE_TEXT = 600
"""Characters: a longer text is rather a story whose ``<main>`` ends too early."""

_LEAST_PIECES = 400
_PIECE = 0.35
"""Characters of a text in pieces, and the share of it that one of them has: no name takes most of a text."""

_NOTICE = re.compile(
    r"(?:(?:we|this (?:web)?site|our (?:web)?site|kami|(?:situs|laman|website)(?: (?:web|ini|kami))*|wir"
    r"|(?:diese|unsere) (?:web)?s(?:ei|i)te|ce site|nous|este sitio(?: web)?)\b.{0,80}?\b(?:cookies?|kuki)\b"
    r"|.{0,60}?\b(?:enable|activate|mengaktifkan|aktifkan|nyalakan|aktivieren|activer|requires?|membutuhkan"
    r"|memerlukan)\b.{0,30}?\bjava ?script\b|java ?script (?:is (?:disabled|required)|(?:tidak|dinonaktifkan)"
    r"|harus diaktifkan)|(?:loading|memuat|sedang memuat)\W*$"
    r"|(?:your browser|peramban anda|browser anda)\b.{0,60}?(?:not support|tidak mendukung))",
    re.IGNORECASE,
)
"""How notices begin that stand on a page in place of what a script puts there."""
_NOTICE_TEXT = 800
"""Characters of the longest of them."""


def refuse_furniture(context: Context, story: Cleaned) -> None:
    """Raise NotAnArticle("no_text") where the only text found is none of the page's content."""
    paragraphs = story.paragraphs
    length = sum(map(len, paragraphs))
    if not paragraphs or length >= _BESIDE_TEXT:
        return
    if length < _NOTICE_TEXT and _NOTICE.match(paragraphs[0]):
        raise NotAnArticle("no_text", f"only a notice: {paragraphs[0][:80]}")
    if context.body.how != "density" or context.body.opening is None:
        return
    heading = context.heading
    if length < _OUTSIDE_TEXT and _is_outside(context.body.opening, heading):
        raise NotAnArticle("no_text", "only a text outside of <main>")
    for element in upward(context.body.opening):
        if element.tag in ("body", "html", "article", "main"):
            return
        if _is_beside(element) and not _is_piece(element, length) and not _holds(element, heading):
            raise NotAnArticle("no_text", f"only a text in <{element.tag}> beside the content")


def _is_outside(opening: Element, heading: Element | None) -> bool:
    """Say whether the headline stands in the page's ``<main>``, and the text outside of it.

    "The main element represents the dominant contents of the document": https://html.spec.whatwg.org/#the-main-element
    """
    main = None if heading is None else _main(heading)
    return main is not None and _main(opening) is not main


def _main(element: Element) -> Element | None:
    return next((each for each in upward(element) if each.tag == "main" or each.get("role") == "main"), None)


def _is_beside(element: Element) -> bool:
    """Say whether an element stands beside the content of its page."""
    if element.tag in _TAGS or element.get("role", "").lower() in _ROLES or "aria-modal" in element.attrib:
        return True
    names = f"{element.get('id', '')} {element.get('class', '')}"
    if len(names) < 2:
        return False
    return _FOOTER.search(names) is not None or _CONSENT.search(_CAMEL.sub("-", names)) is not None


def _is_piece(element: Element, length: int) -> bool:
    """Say whether an element is one of several around a longer text, all of which have such a name."""
    return length >= _LEAST_PIECES and element.tag not in _TAGS and len(text_of(element)) < _PIECE * length


def _holds(element: Element, heading: Element | None) -> bool:
    """Say whether the headline, or any ``h1``, stands in an element: then it holds the content after all."""
    if heading is not None and any(each is element for each in heading.iterancestors()):
        return True
    return next(islice(element.iter("h1"), 1), None) is not None
