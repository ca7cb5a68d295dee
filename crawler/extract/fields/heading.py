"""Finds the element of the headline, and removes the site's name from titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from crawler.extract.body.blocks import text_of
from crawler.extract.body.density import plain, resembles
from crawler.extract.body.names import names_of
from crawler.extract.parse.xpath import Element
from crawler.text import folded

_MOST = 24
"""Most headings of a page that are looked at."""
_LONGEST = 400
_ALIKE = 0.4
"""Least share of its words that a headline has in common with the page's title."""
_SURELY_ALIKE = 0.6
_LONGEST_SITE = 200
"""Longest name of a site, with its slogan, in characters."""

_FRONT_PAGE = re.compile(r"(?:(?:https?:)?//[^/?#]+/?|/)$", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|–—:»«·•~-]{1,2}\s+|\s*[|»«]\s*")


def find_heading(scope: Element, titles: tuple[frozenset[str], ...]) -> Element | None:
    """Return the element of the headline: the heading most like the page's titles, among equals the first.

    An ``h1`` is preferred; if none is like the titles, the headline may be an element that microdata
    (``itemprop="headline"``) or hAtom (``entry-title``) names, or a lesser heading.
    """
    for candidates in (scope.iter("h1"), _named(scope), scope.iter("h2", "h3") if titles else ()):
        best, best_rank = None, 0.0
        for element in islice(candidates, _MOST):
            text = "" if _names_site(element) else text_of(element)
            rank = _likeness(text, titles) if titles else 0.5
            if text and len(text) <= _LONGEST and rank > best_rank:
                best, best_rank = element, rank
                if rank >= _SURELY_ALIKE:
                    break
        if best_rank >= _ALIKE:
            return best
    return None


def entry_title(post: Element) -> Element | None:
    """Return the only ``h1`` of a post if hAtom calls it the title: an SEO plugin may give a different title.

    http://microformats.org/wiki/hatom#Entry_Title
    """
    titles = list(islice(post.iter("h1"), 2))
    if len(titles) != 1 or "entry-title" not in titles[0].get("class", "").split() or _names_site(titles[0]):
        return None
    return titles[0] if 0 < len(text_of(titles[0])) <= _LONGEST else None


def _likeness(text: str, titles: tuple[frozenset[str], ...]) -> float:
    """Return how likely a heading is the headline, 0 to 1; page titles also contain the site's name."""
    words = frozenset(plain(text).split())
    is_part = len(words) > 1 and any(words <= title for title in titles)
    return max(_SURELY_ALIKE if is_part else 0.0, resembles(text, titles))


def _names_site(element: Element) -> bool:
    """Say whether a heading is the site's name: it links to the front page, which no headline does."""
    link = next(element.iter("a"), None)
    return link is not None and _FRONT_PAGE.match(link.get("href", "").strip()) is not None


def _named(scope: Element) -> Iterator[Element]:
    for element in scope.iter("h2", "h3", "h4", "div", "span", "p", "meta", "title"):
        if element.get("itemprop") in ("headline", "name headline") or "title" in names_of(element):
            yield element


def without_site(title: str, names: Iterable[str]) -> str:
    """Return a page's title without the name of the site at one of its ends.

    ``names``: the site's names; a part that contains one of them, or is contained in one, also counts.

    >>> without_site("Harga cabai turun - Koran Pagi", ["Koran Pagi"])
    'Harga cabai turun'
    """
    known = {called for name in names if (called := folded(name))}
    marks = list(_SEPARATOR.finditer(title))
    for mark in marks:
        if len(title) - mark.end() <= _LONGEST_SITE and folded(title[mark.end() :]) in known:
            return title[: mark.start()].strip()
        if mark.start() <= _LONGEST_SITE and folded(title[: mark.start()]) in known:
            return title[mark.end() :].strip()
    if marks:
        head, tail = title[: marks[-1].start()].strip(), title[marks[-1].end() :]
        called = folded(tail[:_LONGEST_SITE])
        is_short = len(tail) < len(head) and len(tail) <= _LONGEST_SITE
        if is_short and any(name in called or called in name for name in known):
            return head
    return title.strip()
