"""The headline of a page whose titles do not tell which of its headings that is.

``<title>`` and OpenGraph may be written for search engines, or be the same on all pages of a site. Then the
place decides: HTML's ``h1`` is the heading of what follows, and the story follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from crawler.extract.body.blocks import text_of
from crawler.extract.fields.heading import Known, is_no_headline
from crawler.extract.parse.xpath import Element
from crawler.text import folded, words

_MOST = 24
"""Most headings, and lines that may be one, that are looked at."""
_MOST_LINES = 1_500
_LONGEST = 400
_MENU = 6
"""Links of the header of a site."""
_LEAST_WORDS = 3
_LEAST_LETTERS = 8
"""Of a script that writes no spaces between words."""
_LINE_TAGS = ("div", "span", "p", "td", "strong", "b", "font", "h4", "h5", "h6", "em")
_MAIN = words("article main")
_NEVER = words("nav footer aside form dialog")


def lone_heading(page: Element, opening: Element | None, known: Known) -> Element | None:
    """Return the element of the headline by its place, None if that is not certain.

    It is the heading that microdata calls so; else a line that is ``<title>`` without the names at its ends;
    else the only ``h1`` above the story, outside of the site's header.
    """
    if opening is None:
        return None
    marked, lines, headings = [], [], []
    for element in _above(page, opening):
        if element.tag == "h1" and not is_no_headline(element, known) and _stands_in_content(element):
            headings.append(element)
        if element.get("itemprop") == "headline" and text_of(element):
            marked.append(element)
        elif element.tag in _LINE_TAGS and _repeats_title(element, known):
            lines.append(element)
    if len(marked) == 1 and not is_no_headline(marked[0], known):
        return marked[0]
    if lines:
        return max(lines, key=lambda each: len(text_of(each)))
    return headings[0] if len(headings) == 1 and is_told(text_of(headings[0])) else None


def is_told(text: str) -> bool:
    """Say whether a text has as many words as a headline, or is long for a script without spaces.

    >>> is_told("Jembatan gantung dibuka"), is_told("Kabar Daerah"), is_told("市立図書館を建て替えへ")
    (True, False, True)
    """
    is_unspaced = not text.isascii() and text.lower() == text.upper() and len(text) >= _LEAST_LETTERS
    return is_unspaced or (len(text) <= _LONGEST and len(text.split()) >= _LEAST_WORDS)


def _above(page: Element, opening: Element) -> Iterator[Element]:
    """Yield the headings and lines above the story's first line."""
    tags = ("h1", "h2", "h3", *_LINE_TAGS)
    for element in islice(page.iter(*tags, str(opening.tag)), _MOST_LINES):
        if element is opening:
            if element.tag == "h1" or element.get("itemprop") == "headline":
                yield element
            return
        if element.tag in tags:
            yield element


def _repeats_title(element: Element, known: Known) -> bool:
    """Say whether a line is one end of ``<title>``, and long enough for a headline."""
    told = element.text
    if not told or len(element) > 1 or len(told) > _LONGEST or not is_told(" ".join(told.split())):
        return False
    called = folded(told)
    return called in known.ends and called not in known.sites and _stands_in_content(element)


def _stands_in_content(element: Element) -> bool:
    """Say whether an element is not in a menu, a footer, or the header of the site."""
    for node in islice(element.iterancestors(), 20):
        if node.tag in _MAIN:
            return True
        if node.tag in _NEVER or (node.tag == "header" and not _is_of_article(node)):
            return False
    return True


def _is_of_article(header: Element) -> bool:
    """Say whether a header is an article's: in one, or without a menu."""
    if any(node.tag in _MAIN for node in islice(header.iterancestors(), 20)):
        return True
    return len(list(islice(header.iter("a", "nav"), _MENU))) < _MENU
