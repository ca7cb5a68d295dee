"""The element that holds the story, on pages whose software names it: WordPress, whatever the theme."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from crawler.extract.body.blocks import length_of, paragraphs_in, prose_in, text_of
from crawler.extract.body.prose import Prose
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
_MOST_TRIES = 4
"""Elements with such a name that may turn out not to hold the content."""
_MUCH = 0.5
_FAIR = 0.2
"""Shares of the running text from which on an element is believed to hold it: at once, and at all."""
_NEARLY_ALL = 0.8
"""Share of an element's running text that no box inside of it holds, where it has no name."""
_LARGER = 2
"""How many times as much text another element must hold for the named one to be a box beside it."""
_LEAST = 600
"""Characters of running text below which nothing is said to be a story by its size."""


def find_container(body: Element, post: Element | None) -> Element | None:
    """Return the innermost element around the content of the page's post, None if nothing tells it.

    It has one of the names above, and a fair share of the running text; else it is where nearly all of
    that text stands, paragraph by paragraph.
    """
    named = _named(post) if post is not None else []
    scope = post if post is not None and named else body
    candidates = (named or _named(body))[:_MOST]
    sizes: dict[Element, int] = {}
    for _ in range(_MOST_TRIES):
        chosen = _choose(body, candidates, sizes)
        if chosen is None:
            break
        own = sizes[chosen] if chosen in sizes else prose_in(chosen)
        if _is_believed(chosen, own, scope, body):
            return chosen
        candidates = [one for one in candidates if one is not chosen and chosen not in one.iterancestors()]
    return _unnamed(body, post)


def _choose(body: Element, candidates: list[Element], known: dict[Element, int]) -> Element | None:
    """Return the one of these elements that is named after the content of the page's post.

    Other posts on the page (cards of related ones, sliders) have elements of the same names: that of
    this post stands inside the element with its ID, or else nearest to the headline.
    ``known``: how much running text those hold that were looked at.
    """
    if len(candidates) == 1:
        return candidates[0]
    modules = [one for one in candidates if _MODULE.search(one.get("class", "")) and text_of(one)]
    if len(modules) == 1:
        return modules[0]
    known.update((one, prose_in(one)) for one in candidates if one not in known)
    sizes = {one: known[one] for one in candidates}
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


def _is_believed(chosen: Element, own: int, scope: Element, body: Element) -> bool:
    """Say whether an element with such a name holds a fair share of the running text.

    Standfirsts, newsletter boxes and cards have such names, too. Readers' comments and related stories may
    be more than the story: they do not count, and neither do further stories with elements of this name.
    ``own``: how much running text it holds.
    """
    beside = length_of(scope) - length_of(chosen)  # there is no more running text than that, and it is quick
    if own >= _MUCH * (own + beside) or own >= _MUCH * prose_in(scope):
        return True
    prose = Prose(scope)
    place = prose.most_direct(chosen)
    if place is None or own >= _MUCH * prose.whole:
        return True
    likeness = (chosen.tag, chosen.get("class"))
    if any((node.tag, node.get("class")) == likeness for node in upward(place)):
        return True
    if own < _FAIR * prose.whole and prose.whole - own < _LEAST:
        return True
    if prose.directly_in(place) > _LARGER * own:
        return False
    if own >= _FAIR * prose.whole:
        return True
    # A short story under its headline, and boxes below it; or a standfirst, or a box below the story.
    return paragraphs_in(chosen) > 1 and prose.between(next(body.iter("h1"), None), chosen) <= own


def _unnamed(body: Element, post: Element | None) -> Element | None:
    """Return the element that directly holds the running text of the post, whatever its name."""
    prose = Prose(body if post is None else post)
    if prose.whole < _LEAST:
        return None
    home = prose.home()
    if home is None or home is body:
        return None
    # Where boxes inside of it hold much, too, one of them may be the rest of the story.
    return home if prose.whole >= _NEARLY_ALL * prose_in(home) else None


def _named(scope: Element) -> list[Element]:
    return [
        element
        for element in scope.iter(*_TAGS)
        if ((classes := element.get("class")) and _names_content(classes))
        or ((named := element.get("itemprop")) and named.lower() in _PROPERTIES)
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
