"""Cards of other stories: a headline that leads elsewhere, and what stands beside it."""

from __future__ import annotations

from itertools import islice

from crawler.extract.body.blocks import has_many
from crawler.extract.body.names import is_called
from crawler.extract.fields.date_wording import telling_words
from crawler.extract.parse.xpath import Element
from crawler.text import words
from crawler.urls.listings import AUTHOR_LINK

_MOST_LEVELS = 8
_WORDS_OF_A_HEADLINE = 5
_WORDS_OF_A_HEADING = 3
_MOST_LEVELS_UP = 2
_MOST_IN_CARD = 60
"""Most elements in a card."""
_OF_AUTHORS = words("author byline penulis")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def in_card(element: Element, around: frozenset[Element], own: frozenset[str]) -> bool:
    """Say whether an element stands beside the headline of another story.

    ``around``: what encloses this page's headline or its story, where the search ends. ``own``: addresses of
    the page itself.
    """
    if in_link(element, own):
        return True
    node: Element | None = element
    for _ in range(_MOST_LEVELS):
        if node is None or node in around or has_many(node, _MOST_IN_CARD):
            return False
        if any(_leads_elsewhere(link, own) for link in node.iter("a")):
            return True
        node = node.getparent()
    return False


def in_link(element: Element, own: frozenset[str]) -> bool:
    """Say whether an element stands in a link with some words of another story's headline."""
    link = next(element.iterancestors("a"), None)
    return link is not None and _leads_elsewhere(link, own, _WORDS_OF_A_HEADING)


def _leads_elsewhere(link: Element, own: frozenset[str], least: int = _WORDS_OF_A_HEADLINE) -> bool:
    """Say whether a link is another story's: its headline, or a link of ``least`` words."""
    address = link.get("href", "").strip()
    if not address or address.startswith(("#", "javascript:", "mailto:")) or AUTHOR_LINK.search(address):
        return False
    if address.partition("#")[0].rstrip("/") in own or is_called(link, _OF_AUTHORS):
        return False
    heading = next(link.iter(*_HEADINGS), None) is not None
    heading = heading or any(each.tag in _HEADINGS for each in islice(link.iterancestors(), _MOST_LEVELS_UP))
    text = " ".join(str(part) for part in islice(link.itertext(), 20))
    return telling_words(text[:300]) >= (_WORDS_OF_A_HEADING if heading else least)
