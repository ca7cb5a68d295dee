"""Tags by what they are for the text of a page, and how much text an element holds."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import islice
from typing import cast

from lxml import etree

from crawler.extract.parse.xpath import Element, texts
from crawler.text import words

BLOCK_TAGS = words(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p
    pre section summary table tbody td tfoot th thead tr ul
    """
)
"""Elements that begin and end a paragraph: what the HTML standard displays as blocks, and parts of tables."""

SILENT_TAGS = words(
    """
    script style noscript template iframe object embed applet video audio canvas svg math img amp-img
    picture source track map area button select option textarea input datalist output progress meter head link
    meta title param dialog
    """
)
"""Elements whose text is not read as part of a page."""

HEADINGS = words("h1 h2 h3 h4 h5 h6")
PARAGRAPH_TAGS = HEADINGS | words("p li ul ol dl dd dt blockquote pre")
"""Elements that are paragraphs, or hold nothing else; what else holds text is a container."""

LEAST_RUN = 60
"""Characters from which on a stretch of text is running text."""
_runs = texts(
    f"descendant::text()[string-length() > {LEAST_RUN}]"
    "[not(parent::script or parent::style or parent::noscript or parent::template)]"
)
_UNSEEN = frozenset(("script", "style", "template"))
_UNREAD = _UNSEEN | {"noscript"}
_MANY = 500
"""Elements inside of one from which on it is nothing small."""
_MOST_PRINTED = 300_000
"""Characters of an element from which on its texts are not found by XPath.

XPath is faster, but libxml2 sorts what it finds, and climbs to the root of the page for each comparison.
"""


def prose_in(element: Element) -> int:
    """Return how much running text an element holds, in characters: its longer stretches of text."""
    if not len(element):
        text = element.text
        is_run = text is not None and len(text) > LEAST_RUN and element.tag not in _UNREAD
        return len(text.strip()) if text is not None and is_run else 0
    # Most elements hold too few characters for one stretch.
    printed = length_of(element)
    if printed <= LEAST_RUN:
        return 0
    if printed <= _MOST_PRINTED:
        return sum(len(run.strip()) for run in _runs(element))
    return sum(len(run.strip()) for run in _texts_in(element, _UNREAD) if len(run) > LEAST_RUN)


def length_of(element: Element) -> int:
    """Return how many characters stand in an element, white space and unseen texts included.

    That is quickly said, and it is never less than :func:`prose_in`.
    """
    return len(etree.tostring(element, method="text", encoding="unicode", with_tail=False))


def paragraphs_in(element: Element) -> int:
    """Return how many stretches of running text an element holds."""
    return len(_runs(element))


def text_of(element: Element) -> str:
    """Return what a reader could read of an element, white space collapsed."""
    if not len(element):
        text = element.text
        return " ".join(text.split()) if text and element.tag not in _UNSEEN else ""
    if next(element.iter(*_UNSEEN), None) is None:
        return " ".join(" ".join(cast("Iterator[str]", element.itertext())).split())
    return " ".join(" ".join(_texts_in(element, _UNSEEN)).split())


def has_many(element: Element, most: int = _MANY) -> bool:
    """Say whether an element has more elements inside of it than anything small."""
    if not len(element):
        return False
    return next(islice(element.iterdescendants(), most, None), None) is not None


def _texts_in(element: Element, silent: Set[str]) -> Iterator[str]:
    """Yield the texts in an element, in order, without those right inside of silent ones."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if node.text and node.tag not in silent:
                yield str(node.text)
        elif node.tail and node is not element:
            yield str(node.tail)
