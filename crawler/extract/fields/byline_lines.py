"""The lines in which names are looked for: what stands between a headline and its story, in pieces.

Boxes of other things (comments, related stories, menus, cards) are left out; a box of the author is not,
since between headline and story it is the byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.byline import is_person
from crawler.byline.authors_line import Piece, begins_byline, is_label
from crawler.extract.body.names import have_word, names_of, verdict
from crawler.extract.fields.line_walk import LineWalk, line_of
from crawler.extract.parse.xpath import Element
from crawler.text import words
from crawler.urls.listings import AUTHOR_LINK

_MOST = 400
"""Most elements between headline and story that are looked at."""
_MOST_BELOW = 29
"""The same behind the story's first line: that may be a standfirst, with the byline below it."""
_MOST_INSIDE = 100
"""Most elements inside a box that is called after the author."""
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


class _BylineWalk(LineWalk[list[Piece], bool]):
    """Keeps the texts of a line, and whether an element marks them as the name of an author."""

    def __init__(self, most: int, most_below: int = 0) -> None:
        super().__init__(most, most_below)
        self._line: list[Piece] = []

    def tells(self, element: Element) -> bool | None:
        return _mark(element)

    def skips(self, element: Element, told: bool | None) -> bool:
        return _is_no_byline(element)

    def add(self, text: str, element: Element) -> None:
        self._line.append(Piece(text, bool(self.told)))

    def cut(self) -> list[Piece] | None:
        line, self._line = self._line, []
        return _joined(line) if line else None


def lines_after(
    heading: Element, opening: Element | None, root: Element
) -> Iterator[tuple[list[Piece], bool]]:
    """Yield the lines behind a headline, and whether the story's first line stands before them.

    A first line that is passed over, such as a standfirst in a heading, does not count as one.
    """
    is_passed_over = opening is not None and _is_no_byline(opening)
    walk = _BylineWalk(_MOST, _MOST if is_passed_over else _MOST_BELOW)
    for line in walk.behind(heading, root, opening):
        yield line, walk.is_below and not is_passed_over


def lines_in(element: Element) -> Iterator[list[Piece]]:
    """Return the lines in a box."""
    return _BylineWalk(_MOST_INSIDE).inside(element)


def _is_no_byline(node: Element) -> bool:
    """Say whether nothing in an element belongs to the byline."""
    if node.tag in _SKIPPED or node.get("hidden") is not None:
        return True
    if node.tag in _HEADINGS:
        text = line_of(node)
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
            text = line_of(node)
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
