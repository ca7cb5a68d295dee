"""Names made of a heading's words: anchors, which say what a section tells, not what it is.

The block editor, content management systems and plugins for tables of contents make an ``id`` of each
heading, so that links lead to it: "Komentar pengamat" is ``komentar-pengamat``, ``h-komentar-pengamat``,
``toc_komentar_pengamat-2``.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from crawler.extract.body.blocks import HEADINGS, has_many, text_of
from crawler.extract.body.vocabulary import LABELS, WORDS
from crawler.extract.parse.xpath import Element
from crawler.text import slug

_LONGEST = 300
"""Characters of a heading."""
_MOST_PARTS = 20
"""Elements in a heading."""
_NEAR = 6
"""Elements within which the heading of a section comes."""
_MOST_BEFORE = 2
"""Words before a heading's own in its anchor."""
_LEAST_WORDS = 2


def without_slugs(element: Element, names: str) -> str:
    """Return the names of an element without those that repeat the words of its heading."""
    heading = _heading_of(element)
    if heading is None or has_many(heading, _MOST_PARTS):
        return names
    text = text_of(heading)
    if not text or len(text) > _LONGEST:
        return names
    return " ".join(name for name in names.split() if not repeats(name, text))


def _heading_of(element: Element) -> Element | None:
    """Return the heading that an element is, stands in, or begins with; None if there is none."""
    parent = element.getparent()
    if element.tag in HEADINGS:
        return element
    if parent is not None and parent.tag in HEADINGS:
        return parent
    if not len(element):
        return None
    return next((node for node in islice(element.iterdescendants(), _NEAR) if node.tag in HEADINGS), None)


@lru_cache(maxsize=4_096)
def repeats(name: str, heading: str) -> bool:
    """Say whether a name is the slug of a heading that is not the label of furniture itself.

    >>> repeats("h-komentar-pengamat", "Komentar pengamat"), repeats("related-posts", "Related posts")
    (True, False)
    """
    told = slug(heading).split("-")
    if all(word in WORDS or word in LABELS or word.isdigit() for word in told):
        return False
    own = slug(unquote(name)).split("-")
    while len(own) > len(told) and own[-1].isdigit():
        own.pop()
    for start in range(_MOST_BEFORE + 1):
        rest = own[start:]
        if len(rest) < min(_LEAST_WORDS, len(told)):
            return False
        if rest == told[: len(rest)]:
            return True
    return False
