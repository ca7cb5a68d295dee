"""What stands around the headline: the nearest element that is marked as something belongs to the story."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice

from crawler.extract.names import have_word, names_of, verdict
from crawler.extract.vocabulary import word_set
from crawler.extract.xpath import Element, elements

_MOST_SCOPES = 8
"""Elements around the headline that are looked into."""
_MOST_NAMED = 200
"""Elements of each of them whose class names are read: a byline stands near the headline."""
_ABOVE = 80
"""Elements above the headline among them, where only the page is around it."""

_properties = elements(".//*[@itemprop]")
_NAMED_TAGS = tuple(
    word_set(
        "h1 span div p small li a abbr i em h2 h3 h4 h5 h6 td b strong font address time header footer label"
    )
)

_ELSEWHERE = frozenset(
    ("comments", "related", "advertisement", "newsletter", "widget", "author_box", "embed", "gallery")
)
_ELSEWHERE_TAGS = frozenset(("nav", "aside"))
_NOWHERE = 1_000


class Surroundings:
    """The elements around a headline, the nearest first."""

    def __init__(
        self, heading: Element | None, post: Element | None, page: Element, *, has_microdata: bool
    ) -> None:
        """``post``: the element of the WordPress post; ``page``: that of the whole page."""
        self._has_microdata = has_microdata
        self._heading = heading
        self._page = page
        self._scopes = {scope: i for i, scope in enumerate(_scopes(heading, post, page))}
        self._distances: dict[Element, int] = {}

    def marked(self, is_meant: Callable[[Element], bool]) -> list[Element]:
        """Return what is marked by ``itemprop``, as a time, or by the ``rel`` of a link, and meant.

        All of it that stands in the first of the elements around the headline that holds any, but for what
        stands in boxes of other stories.
        """
        return self._nearest(filter(is_meant, self._marks))

    def links(self, meant: re.Pattern[str]) -> list[Element]:
        """Return the links whose address holds the pattern (``$``: its end), as :meth:`marked` does."""
        return self._nearest(self._links_to(meant))

    def anywhere(self, meant: re.Pattern[str]) -> Element | None:
        """Return the first link of the page, be it of a menu, whose address holds the pattern."""
        return next(self._links_to(meant), None)

    def named(self, words: frozenset[str] | None) -> Iterator[Element]:
        """Yield the elements near the headline whose class or id has one of these words; null: all."""
        seen: set[Element] = set()
        for scope in self._scopes:
            for element in self._window(scope):
                if words is not None and not have_word(names_of(element), words):
                    continue
                if element not in seen and self._distance(element) < _NOWHERE:
                    yield element
                seen.add(element)

    @cached_property
    def _marks(self) -> list[Element]:
        marks = [each for each in self._page.iter("a", "time", "abbr") if each.tag != "a" or each.get("rel")]
        return marks + _properties(self._page) if self._has_microdata else marks

    @cached_property
    def _links(self) -> tuple[list[Element], str]:
        """All links, and their addresses, one a line: to look through one text is quicker."""
        links = [link for link in self._page.iter("a") if "href" in link.attrib]
        return links, "\n".join(" ".join(link.get("href", "").split()) for link in links)

    def _links_to(self, meant: re.Pattern[str]) -> Iterator[Element]:
        links, addresses = self._links
        line, at = 0, 0
        for match in meant.finditer(addresses):
            between = addresses.count("\n", at, match.start())
            if at == 0 or between:
                line, at = line + between, match.end()
                yield links[line]

    def _nearest(self, found: Iterable[Element]) -> list[Element]:
        distances = [(element, self._distance(element)) for element in found]
        least = min((distance for _, distance in distances), default=_NOWHERE)
        return [element for element, distance in distances if distance == least] if least < _NOWHERE else []

    def _distance(self, element: Element) -> int:
        """Return the number of the innermost scope around an element; a large one if it stands elsewhere."""
        if element in self._distances:
            return self._distances[element]
        parent = element.getparent()
        if element in self._scopes:
            distance = self._scopes[element]
        elif _is_elsewhere(element):
            distance = _NOWHERE
        else:
            distance = _NOWHERE if parent is None else self._distance(parent)
        self._distances[element] = distance
        return distance

    def _window(self, scope: Element) -> Iterator[Element]:
        """Yield the elements of a scope that stand near the headline, or at its start."""
        if scope is not self._page or self._heading is None:
            return islice(scope.iter(*_NAMED_TAGS), _MOST_NAMED)
        inside = list(scope.iter(*_NAMED_TAGS, str(self._heading.tag)))
        at = inside.index(self._heading)
        return iter(inside[max(0, at - _ABOVE) : at + _MOST_NAMED])


def _scopes(heading: Element | None, post: Element | None, page: Element) -> Iterator[Element]:
    """Yield the elements around the headline, then the post and the page."""
    node = heading.getparent() if heading is not None else None
    is_post_seen = post is None
    for _ in range(_MOST_SCOPES):
        if node is None or node is page:
            break
        yield node
        is_post_seen = is_post_seen or node is post
        node = node.getparent()
    if post is not None and not is_post_seen:
        yield post
    yield page


def _is_elsewhere(element: Element) -> bool:
    """Say whether an element is a box of comments, related stories, a menu or such."""
    if element.tag in _ELSEWHERE_TAGS:
        return True
    names = names_of(element)
    found = verdict(names) if names else None
    return found is not None and found.rule in _ELSEWHERE
