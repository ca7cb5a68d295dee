"""The authors that a page prints around its headline, in the markup that themes share.

WordPress guarantees some of it in every theme: author links lead to ``/author/...`` or ``?author=``
(https://developer.wordpress.org/themes/). Microformats name the rest (``hentry``:
https://microformats.org/wiki/hatom), and schema.org's microdata marks what other software prints.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice, takewhile

from crawler.byline import clean_authors, read_authors
from crawler.byline.authors_line import Piece, Reading, is_agency, is_led_sentence
from crawler.byline.labels import OTHERS
from crawler.byline.persons import is_organisation
from crawler.extract.fields.byline import names_inside
from crawler.extract.fields.byline_lines import is_author
from crawler.extract.fields.line_walk import line_of
from crawler.extract.fields.other_stories import in_card
from crawler.extract.fields.surroundings import Surroundings
from crawler.extract.parse.xpath import Element
from crawler.text import slug, words
from crawler.urls.listings import AUTHOR_LINK
from crawler.urls.splitting import parts_of

_AUTHOR_WORDS = words(
    "author authors byline penulis reporter writer writers wartawan pewarta autor auteur autore"
    " jurnalis vcard fn"
)
_LONGEST = 160
"""Longest line with a name, in characters."""
_LONGEST_NAME = 120
_WRITTEN_BY = re.compile(
    r"\s*(?:(?:(?:ditulis )?oleh(?!\s(?:karena|sebab)\b)|by)\s|(?:penulis|reporter|pewarta|wartawan|jurnalis"
    r"|kontributor|laporan)\s?:)",
    re.IGNORECASE,
)
_MOST_MARKED = 100
"""Most elements marked as authors, and most elements inside each, that are looked at."""
_MOST_BYLINE = 6
"""Most links of a byline: for each author a picture and a name."""
_LEVELS = 10
_DIGIT = re.compile(r"\d")


def printed_authors(around: Surroundings) -> list[str]:
    """Return the names nearest to the headline that are marked as authors or follow "Oleh"."""
    links = around.related(is_author)
    if not links:
        links = around.links(AUTHOR_LINK) or _links_above_story(around)
    names = _names(links)
    if names:
        return names
    for element in around.named(_AUTHOR_WORDS):
        names = [] if _is_elsewhere(element, around) else _names([element])
        if names:
            return names
    for element in around.near:
        if _WRITTEN_BY.match(element.text or "") and around.belongs(element):
            line = line_of(element)
            if is_led_sentence(line):
                continue
            line = line[:_LONGEST]
            names = Reading().line([Piece(line)]) or [name for name in read_authors(line) if is_agency(name)]
            if names:
                return names
    return []


def _is_elsewhere(element: Element, around: Surroundings) -> bool:
    """Say whether an element is in a card of another story: an ``<article>`` is complete in itself."""
    outside = takewhile(lambda node: node not in around.enclosing, element.iterancestors())
    if around.has_heading and any(node.tag == "article" for node in islice(outside, _LEVELS)):
        return True
    return in_card(element, around.enclosing, around.own)


def _links_above_story(around: Surroundings) -> list[Element]:
    """Return the links to authors between headline and story: a byline, whatever its element is called."""
    links = [
        link
        for link in around.links_above_story()
        if is_author(link) or AUTHOR_LINK.search(link.get("href", "").strip().rstrip("/"))
    ]
    return links if len(links) <= _MOST_BYLINE else []


def _names(marked: Collection[Element]) -> list[str]:
    names = (
        name
        for element in islice(marked, _MOST_MARKED)
        if not _is_other(element)
        for name in _names_in(element)
    )
    return list(dict.fromkeys(names))


def _is_other(element: Element) -> bool:
    """Say whether the words before a marked name say that it is an editor's or a photographer's."""
    before, around = element.getprevious(), element.getparent()
    told = before.tail if before is not None else around.text if around is not None else None
    return OTHERS.fullmatch((told or "").strip()) is not None


def _is_section(element: Element, names: list[str]) -> bool:
    """Say whether the only name is one word that links to a page of the site that is called the same."""
    if len(names) != 1 or " " in names[0] or is_author(element):
        return False
    link = next(element.iter("a"), None)
    path = "" if link is None else parts_of(link.get("href", "").strip()).path.strip("/")
    return bool(path) and path.casefold() == slug(names[0])


def _names_in(element: Element) -> list[str]:
    """Return the names in an author's element, else the organisation that it consists of."""
    told = element.get("content")
    names = clean_authors([told]) if told else names_inside(element)
    if names:
        return [] if _is_section(element, names) else names
    text = line_of(element)
    return [text] if len(text) <= _LONGEST_NAME and is_organisation(text) and not _DIGIT.search(text) else []
