"""How the text of a page is portioned: as one story, or as teasers under headlines of other pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from crawler.cleaning import Line, Removal
from crawler.extract.body.blocks import HEADINGS, has_many, text_of
from crawler.extract.body.boilerplate import POINTER
from crawler.extract.body.density import size_of
from crawler.extract.fields.context import Context
from crawler.extract.parse.xpath import Element
from crawler.extract.refusing.marks import own_keys
from crawler.text import SENTENCE_ENDS
from crawler.urls import article_key

CARDS = 2
"""Headlines of other pages, from which a page may be a listing: a story has none."""
_MORE_CARDS = 3
"""The same for headlines that only a link "read more" below them shows to be those of other pages."""
TEASER = 400
"""Bytes under a headline of another page: up to three sentences; a section of a guide is longer."""
LEAST_LINE = 40
"""Bytes of the shortest teaser; a line of running text that ends in no full stop has twice as many."""
_STORY = 500
"""Bytes of running text that are more than what is said of a section, beside few cards."""
_ENTRIES = 4
"""Entries from which on a list may be all that a page has."""
_NEARLY = 0.7
"""Share of its lines that are entries then."""
_TITLE = 3
"""Words of the shortest title of an entry."""
MOST_HEADINGS = 400
"""Most headings of a page that are looked at."""

_MORE = re.compile(
    r"\W*(?:(?:baca|lihat|simak)(?: berita)?(?: selengkapnya| lebih lanjut| lanjut(?:an)?| detail)?"
    r"|selengkapnya"
    r"|read (?:more|on|full (?:article|story))|continue reading|learn more|view (?:more|article|details?)"
    r"|see (?:more|details?)|more|details?|weiter ?lesen|mehr(?: erfahren| lesen)?|lire (?:la suite|plus)"
    r"|en savoir plus|leer más|ver más|lees (?:meer|verder)|leggi (?:tutto|di più))\W*",
    re.IGNORECASE,
)
"""Links at the end of a teaser."""


class Shape:
    """How the text of a page is portioned."""

    def __init__(self, context: Context, lines: Sequence[Line], removed: Sequence[Removal]) -> None:
        self.cards = 0
        """Headlines of other pages."""
        self.teasers = 0
        """Bytes of running text under them."""
        self.running = 0
        """Bytes of all other running text."""
        self.size = sum(size_of(line.text) for line in lines)
        """Bytes of all of the text."""
        pointers = [removal.text for removal in removed if removal.cause == POINTER]
        self.is_list = _is_list(lines, pointers)
        """Whether nearly each line is an entry of a list of links, or stands below a link to another page."""
        others, entries = _others(context, lines), _entries(lines)
        links = [removal.text for removal in removed if removal.rule == POINTER.rule]
        portions = _portions(lines)
        has_more = _mores(lines, links) >= max(_MORE_CARDS, _NEARLY * (len(portions) - 1))
        self.opening = sum(map(_running, portions[0][1]))
        """Bytes of running text above the first heading in the text."""
        for heading, portion in portions:
            size = sum(map(_running, portion))
            is_card = heading is not None and (has_more or heading in others or (size and heading in entries))
            if is_card and size <= TEASER:
                self.cards += 1
                self.teasers += size
            else:
                self.running += size

    @property
    def is_listing(self) -> bool:
        """Whether the cards outweigh the running text."""
        return self.cards >= CARDS and self.running < max(_STORY, self.teasers)


def leads_away(context: Context, heading: Element) -> bool:
    """Say whether a heading links to another page: not to itself, or to another place of its page."""
    if has_many(heading):  # it is not closed
        return False
    link = next(heading.iter("a"), None)
    if link is None:
        link = next((each for each in islice(heading.iterancestors(), 3) if each.tag == "a"), None)
    href = "" if link is None else link.get("href", "").strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
        return False
    address = context.document.absolute(href)
    return address is not None and article_key(address.partition("#")[0]) not in own_keys(context)


def _portions(lines: Sequence[Line]) -> list[tuple[str | None, list[Line]]]:
    """Return the headings, and the lines below each; what stands above the first one has None.

    An entry of a list that is a link heads what stands below it, too.
    """
    portions: list[tuple[str | None, list[Line]]] = [(None, [])]
    for line in lines:
        if line.kind == "heading" or _is_entry(line):
            portions.append((line.text, []))
        else:
            portions[-1][1].append(line)
    return portions


def _running(line: Line) -> int:
    """Return the bytes of running text in a line."""
    if line.linked >= 0.5:
        return 0
    size = size_of(line.text)
    return size if size >= 2 * LEAST_LINE or line.text.endswith(SENTENCE_ENDS) else 0


def _others(context: Context, lines: Sequence[Line]) -> frozenset[str]:
    """Return the headings of a text that lead to other pages, if there are several."""
    linked = {line.text for line in lines if line.kind == "heading" and line.linked > 0.5}
    if len(linked) < CARDS:
        return frozenset()
    found = (
        each for each in islice(context.page.iter(*HEADINGS), MOST_HEADINGS) if leads_away(context, each)
    )
    return frozenset(text for each in found if (text := text_of(each)) in linked)


def _entries(lines: Sequence[Line]) -> frozenset[str]:
    """Return the entries of lists that are links, if there are several."""
    found = frozenset(line.text for line in lines if _is_entry(line))
    return found if len(found) >= _MORE_CARDS else frozenset()


def _is_entry(line: Line) -> bool:
    return line.kind == "item" and line.linked > 0.9


def _mores(lines: Sequence[Line], pointers: Sequence[str]) -> int:
    """Return how often "read more" stands at the end of something, or another link that is repeated."""
    kept = (line.text for line in lines if line.linked > 0.5 and line.kind != "heading")
    said = Counter(text for text in (*kept, *pointers) if len(text) <= LEAST_LINE)
    return sum(number for text, number in said.items() if number >= _MORE_CARDS or _MORE.fullmatch(text))


def _is_list(lines: Sequence[Line], pointers: Sequence[str]) -> bool:
    """Say whether a text is but teasers: nearly as many links as lines, none of which is long."""
    told = [line for line in lines if line.kind != "heading" and line.linked < 0.5]
    if len(told) < _ENTRIES or any(size_of(line.text) > TEASER for line in told):
        return False
    if sum(line.kind == "item" and line.linked > 0.1 for line in told) > _NEARLY * len(told):
        return True
    titles = {text for text in pointers if len(text.split()) >= _TITLE}
    prose = sum(_running(line) > 0 for line in told)
    return len(titles) >= _ENTRIES and len(titles) > _NEARLY * prose
