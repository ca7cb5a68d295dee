"""The surroundings of the headline: of all marked elements, the nearest one belongs to the story."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from itertools import islice, takewhile

from crawler.extract.body.names import is_called
from crawler.extract.fields.boxes import kind_of
from crawler.extract.fields.page_part import PagePart
from crawler.extract.parse.document import Document
from crawler.extract.parse.xpath import Element
from crawler.text import words
from crawler.urls.splitting import parts_of

_MOST_SCOPES = 8
"""Most enclosing elements of the headline that are searched."""
_MOST_NAMED = 120
"""Elements below the headline whose class names are read: a byline is near it."""
_ABOVE = 40
"""The same for elements above it."""

_NAMED_TAGS = tuple(
    words(
        "h1 span div p small li a abbr i em h2 h3 h4 h5 h6 td b strong font address time header footer label"
    )
)

_ELSEWHERE = words("nav aside comments related advertisement newsletter widget author_box embed gallery")
"""Kinds of boxes that do not belong to the headline."""
_NOWHERE = 1_000
_PARTS = ("article", "main")


class Surroundings:
    """The elements that enclose a headline, the innermost first."""

    def __init__(self, document: Document, heading: Element | None, opening: Element | None = None) -> None:
        """``opening``: the element of the story's first line."""
        self._document = document
        self._heading = heading
        self._opening = opening
        self.page = document.body
        scopes = _scopes(heading, document.post, document.body)
        self._scopes = {scope: i for i, scope in enumerate(scopes)}
        self._distances: dict[Element, int] = {}
        self._times: dict[Callable[[Element], bool], list[Element]] = {}
        self._times_by_key: dict[Callable[[Element], str | None], dict[str | None, list[Element]]] = {}
        self._page = PagePart(document.root)
        self._part = self._page
        # A theme that prints the headline inside the post also prints there what belongs to it.
        if document.post is not None and document.post in scopes[:-1]:
            self._part = PagePart(document.post)

    @property
    def heading(self) -> Element | None:
        """The element of the headline."""
        return self._heading

    @property
    def has_heading(self) -> bool:
        """Whether the page shows a headline; else the story's first line is in its place."""
        return self._heading is not None and self._heading is not self._opening

    def is_below_opening(self, element: Element) -> bool:
        """Say whether an element near the headline stands below the story's first line."""
        return element in self._below_opening

    @cached_property
    def _below_opening(self) -> frozenset[Element]:
        near = self.near
        at = next((i for i, element in enumerate(near) if element is self._opening), len(near))
        return frozenset(near[at:])

    @property
    def opening(self) -> Element | None:
        """The element of the story's first line; None if it encloses the headline or is it."""
        heading, opening = self._heading, self._opening
        return None if opening is None or opening is heading or opening in self._above_heading else opening

    @cached_property
    def _above_heading(self) -> frozenset[Element]:
        return frozenset(self._heading.iterancestors()) if self._heading is not None else frozenset()

    @cached_property
    def parts(self) -> list[Element]:
        """The innermost ``<article>`` and ``<main>`` around headline and story.

        HTML calls the one complete in itself, the other all of the page's own content.
        """
        if self._heading is None or self._opening is None or not self.has_heading:
            return []
        around = frozenset(self._opening.iterancestors())
        found = (next((e for e in self._heading.iterancestors(tag) if e in around), None) for tag in _PARTS)
        return [part for part in found if part is not None]

    @cached_property
    def own(self) -> frozenset[str]:
        """The addresses of the page itself, as its links may print them, without a final slash."""
        document = self._document
        told = {document.url, document.canonical or "", *document.metas.get("og:url", ())}
        paths = {parts_of(document.url).path}
        return frozenset(address.partition("#")[0].rstrip("/") for address in told | paths) - {""}

    @cached_property
    def enclosing(self) -> frozenset[Element]:
        """The elements around the headline, and those around the story's first line."""
        opening = self._opening
        return self._above_heading | frozenset(opening.iterancestors() if opening is not None else ())

    def times(self, is_meant: Callable[[Element], bool]) -> list[Element]:
        """Return the wanted times: ``<time>``, ``<abbr>``, microdata.

        All of them in the innermost element around the headline that contains any, except those in boxes of
        other stories.
        """
        if is_meant not in self._times:
            self._times[is_meant] = self._nearest(filter(is_meant, self._part.times))
        return self._times[is_meant]

    def times_like(self, key: Callable[[Element], str | None], like: str) -> list[Element]:
        """Return the times for which ``key`` gives a text, as :meth:`times` does."""
        if key not in self._times_by_key:
            alike: dict[str | None, list[Element]] = {}
            for element in self._part.times:
                alike.setdefault(key(element), []).append(element)
            self._times_by_key[key] = alike
        return self._nearest(self._times_by_key[key].get(like, ()))

    def related(self, is_meant: Callable[[Element], bool]) -> list[Element]:
        """Return the wanted links with a ``rel`` and microdata, as :meth:`times` does."""
        return self._nearest(filter(is_meant, self._part.related))

    def links(self, address: re.Pattern[str]) -> list[Element]:
        """Return the links whose URL, without a final slash, matches, as :meth:`times` does."""
        return self._nearest(self._part.links(address))

    def links_to(self, slugs: Collection[str]) -> list[Element]:
        """Return the links to archives with one of these slugs, as :meth:`times` does."""
        return self._nearest(self._part.links_to(slugs)) or self._nearest(self._page.links_to(slugs))

    def anywhere(self, slug: str) -> Element | None:
        """Return the first link on the page, even in a menu, to the archive with this slug."""
        return next(self._page.links_to([slug]), None)

    def links_above_story(self) -> list[Element]:
        """Return the links between headline and story, including those in a box about the author.

        Empty if one of the two is missing, and on WordPress, whose links to authors are known.
        """
        heading, opening = self._heading, self._opening
        if heading is None or opening is None or heading is opening or self._document.is_wordpress:
            return []
        links: list[Element] = []
        is_below = False
        for element in self._document.body.iter("a", str(heading.tag), str(opening.tag)):
            if element is heading:
                is_below = True
            elif element is opening:
                return links if is_below else []
            elif is_below and element.tag == "a" and not _stands_elsewhere(element):
                links.append(element)
        return []

    def named(self, words: frozenset[str] | None) -> list[Element]:
        """Return the elements near the headline whose class or id has one of these words; None: all."""
        named = [element for element in self.near if words is None or is_called(element, words)]
        return sorted(filter(self.belongs, named), key=self._distance)

    @cached_property
    def near(self) -> list[Element]:
        """The elements near the headline, in the page's order; without one, at the start of the page."""
        above: deque[Element] = deque(maxlen=_ABOVE)
        below: list[Element] = []
        is_below = self._heading is None
        tags = _NAMED_TAGS if self._heading is None else (*_NAMED_TAGS, str(self._heading.tag))
        for element in self._document.body.iter(*tags):
            if element is self._heading:
                is_below = True
            elif is_below:
                below.append(element)
                if len(below) == _MOST_NAMED:
                    break
            else:
                above.append(element)
        return [*above, *below]

    def belongs(self, element: Element) -> bool:
        """Say whether an element is near the headline, and not in a box of something else."""
        return self._distance(element) < _NOWHERE

    def is_near(self, element: Element) -> bool:
        """Say whether an element is in a part around the headline that is smaller than the whole page."""
        return self._distance(element) < len(self._scopes) - 1

    def _nearest(self, found: Iterable[Element]) -> list[Element]:
        """Return the elements that are nearest to the headline."""
        distances = [(element, self._distance(element)) for element in found]
        least = min((distance for _, distance in distances), default=_NOWHERE)
        return [element for element, distance in distances if distance == least] if least < _NOWHERE else []

    def _distance(self, element: Element) -> int:
        """Return the number of the innermost scope around an element; a large one if it is elsewhere."""
        path = []
        node: Element | None = element
        distance = _NOWHERE
        while node is not None:
            known = self._distances.get(node, self._scopes.get(node))
            if known is not None:
                distance = known
                break
            path.append(node)
            if _kind(node) is not None:
                break
            node = node.getparent()
        self._distances.update(dict.fromkeys(path, distance))
        return distance


def _scopes(heading: Element | None, post: Element | None, page: Element) -> list[Element]:
    """Return the enclosing elements of the headline, then the post and the page."""
    around = islice(heading.iterancestors(), _MOST_SCOPES) if heading is not None else ()
    scopes = list(takewhile(lambda node: node is not page, around))
    if post is not None and post not in scopes:
        scopes.append(post)
    return [*scopes, page]


def precedes(one: Element, other: Element) -> bool:
    """Say whether an element starts before another one in the page."""
    path, path_of_other = ([*reversed(list(each.iterancestors())), each] for each in (one, other))
    for parent, (node, node_of_other) in enumerate(zip(path, path_of_other, strict=False)):
        if node is not node_of_other:
            around = path[parent - 1]
            return parent > 0 and around.index(node) < around.index(node_of_other)
    return len(path) < len(path_of_other)


def _stands_elsewhere(link: Element) -> bool:
    """Say whether a link is in a box of something other than the author."""
    return any(_kind(node) not in (None, "author_box") for node in islice(link.iterancestors(), _MOST_SCOPES))


def _kind(element: Element) -> str | None:
    """Return the kind of a box of something else that an element is; None: it is no such box."""
    kind = kind_of(element)
    return kind if kind in _ELSEWHERE else None
