"""The element that holds the story, on pages whose software names it: WordPress, whatever the theme."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from crawler.extract.body.blocks import prose_in, text_of
from crawler.extract.parse.xpath import Element, upward

_NAMES = re.compile(
    r"(?:[a-z0-9]+[-_]{1,2}){0,3}(?:entry|post|single|article|story|page)"
    r"(?:[-_]{1,2}(?:the|inner|main|full|detail|block))?[-_]{1,2}(?:content|body|text|inner|summary)"
    r"(?:[-_]{1,2}(?:single|inner|main|text|area|body))?$"
    r"|(?:the|blog|single|news|td-post)-?content$|(?:entry|post|article|the)content$|content-inner$|entry$|post-?entry$"
    r"|(?:article|post)-?(?:body|text)$|isi-?(?:berita|artikel)$|tdb_single_content$|brxe-post-content$|et_pb_post_content"
    r"|elementor-widget-theme-post-content$",
    re.IGNORECASE,
)
"""How themes and page builders call the element around ``the_content()``."""

_MODULE = re.compile(
    r"(?:^|\s)(?:fl-module-fl-post-content|elementor-widget-theme-post-content|brxe-post-content"
    r"|wp-block-post-content|tdb_single_content)(?:\s|$)"
)
"""What page builders and block themes call the module that prints the content of a post, and nothing else."""

_PROPERTIES = frozenset(("articlebody", "text"))
_TAGS = ("div", "article", "section", "main", "td")
_MOST = 32
"""Elements with such a name that are looked at; the content stands above the cards of other posts."""


def find_container(body: Element, post: Element | None) -> Element | None:
    """Return the innermost element around the content of the page's post, None if not exactly one is named.

    Other posts on the page (cards of related ones, sliders) have elements of the same names: that of
    this post stands inside the element with its ID, or else nearest to the headline.
    """
    candidates = _named(post) if post is not None else []
    candidates = (candidates or _named(body))[:_MOST]
    if len(candidates) == 1:
        return candidates[0]
    modules = [one for one in candidates if _MODULE.search(one.get("class", "")) and text_of(one)]
    if len(modules) == 1:
        return modules[0]
    sizes = {one: prose_in(one) for one in candidates}
    if not any(sizes.values()):
        sizes = {one: len(text_of(one)) for one in candidates}
    candidates = [one for one in candidates if sizes[one]] or candidates
    if not candidates:
        return None
    nearest = _distances(body, candidates)
    best = min(candidates, key=lambda one: (nearest[one], -sizes[one]))
    if any(_is_piece(one, best) and sizes[one] >= 0.3 * sizes[best] for one in candidates):
        return None
    return _innermost(best, candidates, sizes)


def _named(scope: Element) -> list[Element]:
    return [
        element
        for element in scope.iter(*_TAGS)
        if _names_content(element.get("class", "")) or element.get("itemprop", "").lower() in _PROPERTIES
    ]


@lru_cache(maxsize=16_384)
def _names_content(classes: str) -> bool:
    return any(_NAMES.match(name) for name in classes.split())


def _is_piece(one: Element, best: Element) -> bool:
    """Say whether an element is a further piece of a story: made like the other, without a headline."""
    if one is best or one.tag != best.tag or one.get("class") != best.get("class"):
        return False
    around = set(best.iterancestors())
    whole = [one, *takewhile(lambda node: node not in around, one.iterancestors())][-1]
    return _headings(whole) == _headings(one)


def _headings(element: Element) -> int:
    return sum(1 for _ in element.iterdescendants("h1", "h2", "h3"))


def _distances(body: Element, candidates: list[Element]) -> dict[Element, int]:
    """Return how many levels above each candidate the element begins that holds the headline as well."""
    title = next(body.iter("h1"), None)
    around = set(title.iterancestors()) if title is not None else {body}
    return {
        one: sum(1 for _ in takewhile(lambda node: node not in around, upward(one))) for one in candidates
    }


def _innermost(best: Element, candidates: list[Element], sizes: dict[Element, int]) -> Element:
    for one in candidates:
        if one is not best and sizes[one] >= 0.5 * sizes[best] and best in one.iterancestors():
            best = one
    return best
