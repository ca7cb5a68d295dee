"""Where on a page a link stands: in a headline, a card, a menu, the furniture around the list.

What stands around an element is found once for each element of the page, from that of its parent: a front
page may have thousands of links, deep inside of others.
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_

from crawler.extract.parse.xpath import Element
from crawler.text import words

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


# What an element is, or stands in. Plain numbers: enum.Flag takes ten times as long to join two.
HEADING, TITLE, CARD, CHROME, MENU, PAGES, OLDER, PAGER = (1 << bit for bit in range(8))
"""TITLE: what themes call the headline of a card. CHROME: what surrounds the list; inside of a card it is a
part of the card. PAGES: the links to all pages of the list, OLDER: that to the next one.
PAGER: the same as PAGES, by all the names that sites give it; what is printed there may say which is next."""

_BY_TAG = {
    **dict.fromkeys(_HEADINGS, HEADING),
    "article": CARD,
    "nav": CHROME | MENU,
    "aside": CHROME,
    "footer": CHROME,
    "header": CHROME,
}
_BY_ROLE = {
    "navigation": CHROME | MENU,
    "banner": CHROME,
    "complementary": CHROME,
    "contentinfo": CHROME,
}
_CLASSES = {
    TITLE: words("entry-title post-title wp-block-post-title article-title article__title card-title"),
    CARD: words("hentry wp-block-post"),
    CHROME: words("widget sidebar comments-area"),
    MENU: words("menu navbar nav"),
    PAGES: words("pagination nav-links navigation page-numbers"),
    OLDER: words("nav-previous nav-older older-posts"),
}
_BY_CLASS = {
    name: reduce(or_, (place for place, others in _CLASSES.items() if name in others), 0)
    for names in _CLASSES.values()
    for name in names
}
_PAGER_NAME = re.compile(
    r"(?<![^_-])(?:pagination|paginat(?:e|or)|paginasi|pagers?|paging|page-?navi?|page-?num(?:ber)?s?|nav-links)(?![^_-])",
    re.IGNORECASE,
)
_PAGER_LABEL = re.compile(r"\b(?:paginat?|paginasi|pages?|paging|halaman|laman|posts)", re.IGNORECASE)
_OF_COMMENTS = re.compile(r"comment|komentar", re.IGNORECASE)
_OLDER_LINK = words(
    "nextpostslink wp-block-query-pagination-next older-posts blog-pager-older-link next-page nextpage"
    " page-next pager-next pagination-next load-more loadmore btn-load-more load-more-btn load-more-button"
)
"""Classes of links to the next page, wherever they stand."""
_NEXT_LINK = words("next older")
"""The same, among the links to pages; elsewhere, they move pictures."""
_BLANKS = re.compile(r"[ \t\r\n]+")


class Places:
    """Says where the links of one page stand."""

    def __init__(self) -> None:
        self._known: dict[Element | None, int] = {None: 0}
        self._dates: dict[Element, str | None] = {}

    def is_title(self, link: Element) -> bool:
        """Say whether a link is, or holds, a headline."""
        return (
            bool(self._around(link) & (HEADING | TITLE))
            or next(link.iterdescendants(*_HEADINGS), None) is not None
            or " bookmark " in f" {link.get('rel', '')} "
        )

    def is_in_chrome(self, link: Element) -> bool:
        """Say whether a link stands in what surrounds the list."""
        return bool(self._around(link) & CHROME)

    def is_in_menu(self, link: Element) -> bool:
        """Say whether a link is an entry of a menu."""
        around = self._around(link)
        if not around & MENU or around & (HEADING | CARD | PAGES):
            return False
        return next(link.iterdescendants(*_HEADINGS), None) is None

    def leads_to_older(self, link: Element) -> bool:
        """Say whether the classes around a link call it that to the next page of the list."""
        classes = _BLANKS.split(link.get("class", ""))
        return (
            bool(self._around(link) & OLDER)
            or not _OLDER_LINK.isdisjoint(classes)
            or (not _NEXT_LINK.isdisjoint(classes) and self.is_in_pager(link))
        )

    def is_in_pager(self, link: Element) -> bool:
        """Say whether a link stands among those to the pages of the list, or is called one."""
        return bool((self._around(link) | _own(link)) & PAGER)

    def date(self, link: Element) -> str | None:
        """Return the first machine-readable date in the card around a link; None: it has none."""
        card = next((node for node in link.iterancestors() if _own(node) & CARD), None)
        if card is None:
            return None
        if card not in self._dates:
            dates = (time.get("datetime") for time in card.iterdescendants("time"))
            first = next((date for date in dates if date is not None), None)
            self._dates[card] = first.strip() if first is not None else None
        return self._dates[card]

    def _around(self, element: Element) -> int:
        """Return what stands around an element, without itself."""
        climbed: list[Element] = []
        node = element.getparent()
        while node is not None and node not in self._known:
            climbed.append(node)
            node = node.getparent()
        place = self._known[node]
        for node in reversed(climbed):
            own = _own(node)
            if (place | own) & CARD:
                own &= ~CHROME
            place |= own
            self._known[node] = place
        return place


def _own(element: Element) -> int:
    """Return what an element is by its tag, its role, its classes and its names."""
    place = _BY_TAG.get(str(element.tag), 0) | _BY_ROLE.get(element.get("role", ""), 0)
    if place & MENU and _PAGER_LABEL.search(element.get("aria-label", "")):
        place |= PAGER
    if (name := element.get("id")) and _is_pager(name):
        place |= PAGER
    classes = element.get("class")
    return place | _by_classes(classes) if classes else place


@lru_cache(maxsize=4096)
def _by_classes(classes: str) -> int:
    names = _BLANKS.split(classes)
    place = reduce(or_, (_BY_CLASS.get(name, 0) for name in names), 0)
    return place | PAGER if any(map(_is_pager, names)) else place


def _is_pager(name: str) -> bool:
    """Say whether a class or an ID is that of the links to the pages of a list, not to those of comments."""
    return _PAGER_NAME.search(name) is not None and _OF_COMMENTS.search(name) is None
