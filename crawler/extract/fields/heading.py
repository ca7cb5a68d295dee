"""Finds the element of the headline, and removes the site's name from titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from crawler.extract.body.blocks import text_of
from crawler.extract.body.density import plain, resembles
from crawler.extract.body.names import is_called, names_of
from crawler.extract.parse.xpath import Element, upward
from crawler.text import folded, words

_MOST = 24
"""Most headings of a page that are looked at."""
_LONGEST = 400
_ALIKE = 0.4
"""Least share of its words that a headline has in common with the page's title."""
_SURELY_ALIKE = 0.6
_LEVELS = 5
"""How many enclosing elements of a heading are looked at."""
_LONGEST_SITE = 200
"""Longest name of a site, with its slogan, in characters."""

_FRONT_PAGE = re.compile(r"(?:(?:https?:)?//[^/?#]+/?|/)$", re.IGNORECASE)
_COMMENTS = words("comments comment respond replies")
_ANY_SEPARATOR = re.compile(
    r"\s+[|–—:»«·•~/-]{1,2}\s+|\s*[|»«_｜丨]+\s*|\s?::\s?|\s--\s?|(?<=[\u3040-\u9fff])\s?[-–—]+\s?(?=[\u3040-\u9fff])"
)
"""What may stand between a headline and a name; it is used only where a heading agrees."""
_MOST_SEPARATORS = 8
_SEPARATOR = re.compile(r"\s+[|–—:»«·•~-]{1,2}\s+|\s*[|»«｜丨]\s*")


class Known(NamedTuple):
    """What the head of a page tells of its headline besides the words of its titles; all :func:`folded`."""

    sites: frozenset[str] = frozenset()
    """The names of the site."""
    ends: frozenset[str] = frozenset()
    """What stands before and behind the separators of ``<title>``: one of them may be the headline."""


_NOTHING = Known()


def known_of(title: str, sites: Iterable[str]) -> Known:
    """Return what a page's ``<title>`` and the names of its site tell of its headline.

    >>> known_of("Harga cabai turun_Ekonomi_Koran Pagi", ["Koran Pagi"]).ends == {
    ...     "hargacabaiturun", "hargacabaiturunekonomi", "koranpagi", "ekonomikoranpagi"}
    True
    """
    names = frozenset(called for name in sites if (called := folded(name)))
    ends = (
        folded(end)
        for mark in islice(_ANY_SEPARATOR.finditer(title), _MOST_SEPARATORS)
        for end in (title[: mark.start()], title[mark.end() :])
    )
    return Known(names, frozenset(end for end in ends if end))


def find_heading(
    scope: Element, titles: tuple[frozenset[str], ...], known: Known = _NOTHING
) -> Element | None:
    """Return the element of the headline: the heading most like the page's titles, among equals the first.

    An ``h1`` is preferred; if none is like the titles, the headline may be an element that microdata
    (``itemprop="headline"``) or hAtom (``entry-title``) names, or a lesser heading. The name of the site is
    none, though old themes print it as ``h1`` on every page.
    """
    for candidates in (scope.iter("h1"), _named(scope), scope.iter("h2", "h3") if titles else ()):
        best, best_rank = None, 0.0
        for element in islice(candidates, _MOST):
            if is_no_headline(element, known):
                continue
            text = text_of(element)
            rank = _likeness(text, titles) if titles else 0.5
            if _stands_at_the_edge(element):
                rank = resembles(
                    text, titles
                )  # breadcrumbs end with the headline; the site's name is there, too
            elif folded(text) in known.ends:
                rank = max(rank, _SURELY_ALIKE)
            if rank > best_rank:
                best, best_rank = element, rank
                if rank >= _SURELY_ALIKE:
                    break
        if best_rank >= _ALIKE:
            return best
    return None


def is_no_headline(element: Element, known: Known) -> bool:
    """Say whether a heading is empty, the site's name, or that of the comments."""
    if _names_site(element):
        return True
    text = text_of(element)
    called = folded(text) if len(text) <= _LONGEST else ""
    return not called or called in known.sites or _counts_comments(element)


def _stands_at_the_edge(element: Element) -> bool:
    """Say whether a heading is in a menu or a footer."""
    return any(node.tag in ("nav", "footer") for node in upward(element, _LEVELS))


def headline_below(heading: Element, opening: Element | None, root: Element, known: Known) -> Element | None:
    """Return the heading that is the headline, if the one found may be the name of the site; else None.

    Where ``<title>`` has both and nothing tells which is which, the site's name is the shorter one, and
    stands above the other.
    """
    called = folded(text_of(heading))
    if called not in known.ends:
        return None
    is_below = False
    left = _MOST
    for element in root.iter("h1", "h2", "h3", "h4", *(() if opening is None else (str(opening.tag),))):
        if element is heading:
            is_below = True
        elif is_below and left and element.tag in ("h1", "h2", "h3", "h4"):
            left -= 1
            other = folded(text_of(element))
            if other in known.ends and len(other) > len(called) and called not in other:
                return element
        if element is opening:
            return None
    return None


def _counts_comments(element: Element) -> bool:
    """Say whether a heading is that of the comments: WordPress repeats the headline in it."""
    return any(is_called(node, _COMMENTS) for node in upward(element, 3) if node.tag not in ("body", "html"))


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
    for underscore in ("_", "__"):  # Chinese titles: headline_section_site
        head, found, tail = title.rpartition(underscore)
        if found and folded(tail) in known:
            return head.strip(" _")
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


def without_name(title: str, names: Iterable[str]) -> str:
    """Return a headline without exactly the site's name behind its last separator.

    >>> without_name("Harga cabai turun – Koran Pagi", ["Koran Pagi"])
    'Harga cabai turun'
    >>> without_name("Wawancara: Koran Pagi dan pembacanya", ["Koran Pagi"])
    'Wawancara: Koran Pagi dan pembacanya'
    """
    marks = list(_SEPARATOR.finditer(title))
    tail = title[marks[-1].end() :] if marks else ""
    known = {called for name in names if (called := folded(name))}
    is_site = marks and len(tail) <= _LONGEST_SITE and folded(tail) in known and ":" not in marks[-1][0]
    return title[: marks[-1].start()].strip() if is_site else title
