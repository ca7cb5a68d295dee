"""The lines of a byline: what stands between a headline and its story, cut into lines and pieces.

Boxes of other things (comments, related stories, menus, cards) are left out; a box of the author is not,
since between headline and story it is the byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crawler.byline import is_person
from crawler.byline.authors_line import Piece, begins_byline, is_label
from crawler.extract.body.blocks import has_many, text_of
from crawler.extract.body.names import have_word, names_of, verdict
from crawler.extract.parse.xpath import Element
from crawler.text import words
from crawler.urls.listings import AUTHOR_LINK

_MOST = 400
"""Most elements between headline and story that are looked at."""
_MOST_BELOW = 30
"""The same behind the story's first line: that may be a standfirst, with the byline below it."""
_MOST_INSIDE = 100
"""Most elements inside a box that is called after the author."""
_INLINE = words("a abbr b bdi bdo cite em font i label mark s small span strong sub sup time u")
_SKIPPED = words(
    "script style noscript template svg math figure picture img video audio iframe object canvas form select"
    " nav article table blockquote textarea input option footer h1"
)
_ELSEWHERE = frozenset(("comments", "related", "advertisement", "newsletter", "widget", "gallery"))
_TAGS = words("tag tags topic topics keyword keywords")
"""A tag may be the name of a person whom the story is about."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_NOT_NAMES = words("jobTitle description affiliation worksFor image url sameAs email publisher")
_PROFILE = re.compile(
    r"/(?:staff|contributors?|columnists?|profiles?|profil|users?|members?|autor(?:en|es|in|a)?"
    r"|auteurs?|autore|journalists?|writers?|signataires?|kontributor|kolumnis|redaktur|redaksi|by|bio|editors)"
    r"/[^/?#]",
    re.IGNORECASE,
)
"""A link to somebody's page: in a byline, if its text is a name."""


class _Lines:
    """Collects pieces of text, and what the elements around them say of them."""

    def __init__(self) -> None:
        self._line: list[Piece] = []
        self._marks: list[tuple[Element, bool]] = []

    def add(self, text: str | None) -> None:
        """Add a text node."""
        if text and not text.isspace():
            self._line.append(Piece(text, bool(self._marks) and self._marks[-1][1]))

    def enter(self, node: Element) -> Iterator[list[Piece]]:
        """Note what an element says of the text in it; yield the line that ends before it."""
        if node.tag not in _INLINE:
            yield from self.end()
        mark = _mark(node)
        if mark is not None:
            self._marks.append((node, mark))

    def leave(self, node: Element) -> Iterator[list[Piece]]:
        """Forget an element; yield the line that ends with it."""
        if self._marks and self._marks[-1][0] is node:
            self._marks.pop()
        if node.tag not in _INLINE:
            yield from self.end()

    def end(self) -> Iterator[list[Piece]]:
        """Yield the line so far, if there is one."""
        line, self._line = self._line, []
        if line:
            yield _joined(line)


def lines_after(
    heading: Element, opening: Element | None, root: Element
) -> Iterator[tuple[list[Piece], bool]]:
    """Yield the lines behind a headline, and whether the story's first line stands before them."""
    lines = _Lines()
    is_below, left = False, _MOST
    around = frozenset(opening.iterancestors()) if opening is not None else frozenset()
    for event, node in _following(heading, root, around):
        if event == "tail":
            if node is not heading:
                for line in lines.leave(node):
                    yield line, is_below
            lines.add(node.tail)
            continue
        if node is opening:
            is_below, left = True, _MOST_BELOW
        left -= 1
        if left <= 0:
            break
        for line in lines.enter(node):
            yield line, is_below
        lines.add(node.text)
    for line in lines.end():
        yield line, is_below


def _following(heading: Element, root: Element, around: frozenset[Element]) -> Iterator[tuple[str, Element]]:
    """Go through what follows an element: each node when it begins, and when it has ended.

    ``around``: the elements around the story, which are gone through whatever they are.
    """
    node = heading
    yield "tail", node
    while True:
        following = node.getnext()
        if following is None:
            parent = node.getparent()
            if parent is None or parent is root:
                return
            node = parent
            yield "tail", node
            continue
        node = following
        while node in around or not is_skipped(node):
            yield "start", node
            if not len(node):
                break
            node = node[0]
        yield "tail", node


def lines_in(element: Element) -> Iterator[list[Piece]]:
    """Yield the lines of a box."""
    lines = _Lines()
    walker = etree.iterwalk(element, events=("start", "end"))
    for number, (event, node) in enumerate(walker):
        if number > 2 * _MOST_INSIDE:
            break
        if event == "start":
            yield from lines.enter(node)
            if node is not element and is_skipped(node):
                walker.skip_subtree()
            else:
                lines.add(node.text)
        else:
            yield from lines.leave(node)
            if node is not element:
                lines.add(node.tail)
    yield from lines.end()


def is_skipped(node: Element) -> bool:
    """Say whether nothing in an element belongs to the byline."""
    if node.tag in _SKIPPED or node.get("hidden") is not None:
        return True
    if node.tag in _HEADINGS:
        text = "" if has_many(node) else text_of(node)
        return not (is_person(text) or begins_byline(text))
    names = names_of(node)
    if names and have_word(names, _TAGS):
        return True
    found = verdict(names) if names else None
    if found is not None and found.cause.rule in _ELSEWHERE:
        return True
    return node.tag == "aside" and next(node.iter(*_HEADINGS), None) is not None


def is_author(node: Element) -> bool:
    """Say whether ``rel`` or microdata calls an element an author."""
    return node.get("itemprop") in ("author", "creator") or "author" in node.get("rel", "").split()


def _mark(node: Element) -> bool | None:
    """Say whether an element marks the name of an author; False: something in it that is not a name."""
    if is_author(node) or "fn" in node.get("class", "").split():
        return True
    if node.tag == "a":
        href = node.get("href", "").strip().rstrip("/")
        if AUTHOR_LINK.search(href) or _PROFILE.search(href):
            text = "" if has_many(node) else text_of(node)
            return True if is_person(text) and not is_label(text) else None
        return None
    properties = node.get("itemprop")
    return False if properties and not _NOT_NAMES.isdisjoint(properties.split()) else None


def _joined(line: list[Piece]) -> list[Piece]:
    """Join the parts of a name that stand in elements of their own: first name and family name."""
    joined: list[Piece] = []
    for piece in line:
        last = joined[-1] if joined else None
        if last is not None and last.is_marked == piece.is_marked and _is_part(last.text, piece.text):
            joined[-1] = Piece(f"{last.text.strip()} {piece.text.strip()}", last.is_marked)
        else:
            joined.append(piece)
    return joined


def _is_part(first: str, second: str) -> bool:
    """Say whether two texts are one name: each is a capitalized word, and none a role or a label."""
    parts = first.strip(), second.strip()
    return all(part.isalpha() and part.istitle() and not is_label(part) for part in parts)
