"""What a page shows around its headline: dates and authors, in the markup that themes share.

WordPress guarantees some of it in every theme: author links lead to ``/author/...`` or ``?author=``
(https://developer.wordpress.org/themes/). Microformats name the rest (``hentry``:
https://microformats.org/wiki/hatom), and schema.org's microdata marks what other software prints.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from lxml import etree

from crawler.byline import is_person, read_authors
from crawler.dates import parse_date, parse_date_line
from crawler.extract.body.blocks import has_many, text_of
from crawler.extract.body.names import is_called, names_of
from crawler.extract.fields.surroundings import Surroundings
from crawler.extract.parse.xpath import Element
from crawler.text import words
from crawler.urls.listings import AUTHOR_LINK

_DATE_WORDS = words(
    "date dates time timestamp datetime published publish pubdate tanggal waktu tgl jam posted dateline datum"
    " fecha pubtime created released release"
)
_AUTHOR_WORDS = words(
    "author authors byline penulis reporter writer writers wartawan pewarta autor auteur autore"
    " jurnalis vcard fn"
)
_UPDATED_WORDS = words("updated update modified modify diperbarui")
_PUBLISHED_WORDS = words("published publish pubdate posted")
_LONGEST = 160
"""Longest line that shows a date, in characters."""
_LONGEST_NAME = 120
"""URLs of an author's page: WordPress' archive, or as newspapers call it."""
_WRITTEN_BY = re.compile(
    r"\s*(?:(?:(?:ditulis )?oleh|by)\s|(?:penulis|reporter|pewarta|wartawan|jurnalis"
    r"|kontributor|laporan)\s?:)",
    re.IGNORECASE,
)
_BEHIND_NAMES = re.compile(r"\s*[|·•–—]|\s-\s|,?\s(?=\d)")
_MOST_MARKED = 100
"""Most elements marked as authors, and most elements inside each, that are looked at."""
_MOST_BYLINE = 6
"""Most links of a byline: for each author a picture and a name."""
_LONGEST_SCRAPS = 100
_STAMP = re.compile(r"\d[.:]\d\d\s?(?:WIB|WITA|WIT)\b")
_IN_UTC = re.compile(r"(\d{4}-\d\d-\d\d[T ](\d\d):(\d\d)(?::\d\d)?)(?:Z|[+-]00:?00)")
_NAMES_UTC = re.compile(r"\b(?:UTC|GMT)\b")
_CLOCK = re.compile(r"(?<![\d.:])(\d{1,2})[.:](\d\d)(?![\d/])(?:\s?([ap])\.?m\b)?", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_MOST_SCRAPS = 8
"""Most elements inside a line that shows a date."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _line_of(element: Element) -> str:
    """Return the text of an element; empty for one that holds too much to be a line of a page."""
    return "" if has_many(element) else text_of(element)


def printed_date(around: Surroundings, timezone: str | None) -> str | None:
    """Return the publication date nearest to the headline; None: there is none.

    Elements marked as such come first, then any ``<time>``, then elements named like a date, then
    any line that is nothing but a date, or a date among other scraps.
    """
    for is_meant in (_is_publication, _is_time):
        for element in around.times(is_meant):
            machine = _machine(element)
            value = local_date(machine, machine, around, timezone) or date_of(element, timezone)
            if value is not None:
                return value
    for called, read in ((_DATE_WORDS, parse_date), (None, _date_of_line)):
        for element in around.named(called):
            text = _line_of(element) if len(element) <= _MOST_SCRAPS else ""
            if text and len(text) <= _LONGEST and _YEAR.search(text):
                value = read(text, timezone)
                if value is not None:
                    return value
    return None


def _date_of_line(text: str, timezone: str | None) -> str | None:
    """Return the date of a line that is only a date, or that is not a sentence and has a time with a zone."""
    value = parse_date_line(text, timezone)
    if value is None and len(text) <= _LONGEST_SCRAPS and _STAMP.search(text) and text[-1] not in '.!?”"':
        value = parse_date(text, timezone)
    return value


def printed_modification(around: Surroundings, timezone: str | None) -> str | None:
    """Return the date of the last change; None: there is none.

    Many themes call the publication date ``updated``, since hAtom requires one: it means nothing if the
    page shows no other date.
    """
    changes = around.times(_is_change)
    if not changes:
        return None
    if changes[0].get("itemprop") != "dateModified" and not around.times(_is_publication):
        return None
    return local_date(_machine(changes[0]), None, around, timezone) or date_of(changes[0], timezone)


def _is_publication(element: Element) -> bool:
    if element.get("itemprop") == "datePublished":
        return True
    if element.get("itemprop") == "dateModified" or not _is_dated(element):
        return False
    if is_called(element, _PUBLISHED_WORDS):
        return True
    return "entry-date" in names_of(element) and not is_called(element, _UPDATED_WORDS)


def _is_change(element: Element) -> bool:
    if element.get("itemprop") == "dateModified":
        return True
    if not _is_dated(element) or is_called(element, _PUBLISHED_WORDS):
        return False
    return is_called(element, _UPDATED_WORDS)


def _is_time(element: Element) -> bool:
    return element.tag == "time" and not is_called(element, _UPDATED_WORDS)


def _is_dated(element: Element) -> bool:
    return element.tag in ("time", "abbr") or element.get("datetime") is not None


def date_of(element: Element, timezone: str | None) -> str | None:
    """Return the date of a ``<time>`` or similar element; an instant in its text beats a mere day."""
    machine = _machine(element)
    if timezone is not None and _shows_clock(element, machine):
        return _without_zone(machine, timezone)
    value = parse_date(machine, timezone) if machine else None
    if value is None or len(value) <= len("2016-09-06"):
        shown = parse_date(_line_of(element), timezone)
        if shown is not None and (value is None or shown[:10] == value):
            return shown
    return value


def _machine_of_dated(element: Element) -> str | None:
    return _machine(element) if _is_dated(element) else None


def _machine(element: Element) -> str:
    """Return an element's machine-readable date; empty if it has none."""
    return element.get("datetime") or element.get("content") or element.get("title") or ""


def local_date(machine: str, like: str | None, around: Surroundings, timezone: str | None) -> str | None:
    """Return a machine-readable date in the site's zone, if the page shows the time of ``like`` as local.

    Otherwise, and if the zone is unknown, None. ``like``: a date of the page that was made in the same way;
    None: the printed publication date.
    """
    if timezone is None or not _IN_UTC.fullmatch(machine):
        return None
    if like is None:
        published = around.times(_is_publication)
        like = _machine(published[0]) if published else machine
    shown = around.times_like(_machine_of_dated, like)
    return _without_zone(machine, timezone) if any(_shows_clock(each, like) for each in shown) else None


def _shows_clock(element: Element, machine: str) -> bool:
    """Say whether readers see the same time of day that the machine-readable date gives in UTC.

    WordPress runs PHP in UTC, and ``get_the_time('U')`` is not a timestamp but has the site's offset added:
    ``date(DATE_W3C, get_the_time('U'))`` is the local time, marked with the wrong zone.
    https://developer.wordpress.org/reference/functions/get_the_time/
    """
    found = _IN_UTC.fullmatch(machine)
    if found is None:
        return False
    clock = int(found[2]), int(found[3])
    for node in (element, element.getparent()):
        text = _line_of(node) if node is not None and len(node) <= _MOST_SCRAPS else ""
        if len(text) <= _LONGEST and not _NAMES_UTC.search(text) and clock in _clocks(text):
            return True
    return False


def _clocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the times of day in a line, as hours and minutes."""
    for found in _CLOCK.finditer(text):
        hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
        yield (hour % 12 + 12 * (half == "p") if half else hour), minute


def _without_zone(machine: str, timezone: str | None) -> str | None:
    """Return a machine-readable date, read in the site's zone."""
    found = _IN_UTC.fullmatch(machine)
    return parse_date(found[1], timezone) if found else None


def printed_authors(around: Surroundings) -> list[str]:
    """Return the names nearest to the headline that are marked as authors or follow "Oleh"."""
    links = around.related(_is_author)
    if not links:
        links = around.links(AUTHOR_LINK) or _links_above_story(around)
    names = _names(links)
    if names:
        return names
    for element in around.named(_AUTHOR_WORDS):
        names = _names([element])
        if names:
            return names
    for element in around.near:
        if _WRITTEN_BY.match(element.text or "") and around.belongs(element):
            names = read_authors(_BEHIND_NAMES.split(_line_of(element)[:_LONGEST], maxsplit=1)[0])
            if names:
                return names
    return []


def _links_above_story(around: Surroundings) -> list[Element]:
    """Return the links to authors between headline and story: a byline, whatever its element is called."""
    links = [
        link
        for link in around.links_above_story()
        if _is_author(link) or AUTHOR_LINK.search(link.get("href", "").strip().rstrip("/"))
    ]
    return links if len(links) <= _MOST_BYLINE else []


def _is_author(element: Element) -> bool:
    return element.get("itemprop") in ("author", "creator") or "author" in element.get("rel", "").split()


def _names(marked: Collection[Element]) -> list[str]:
    names = (_name_in(element) for element in islice(marked, _MOST_MARKED))
    return list(dict.fromkeys(name for name in names if name and len(name) <= _LONGEST_NAME))


def _name_in(element: Element) -> str:
    """Return the name in an author's element: microdata and vCards mark it inside.

    A line break separates names from other text in the element.
    """
    for inner in islice(element.iter("*"), _MOST_MARKED):
        if inner.get("itemprop") == "name" or "fn" in inner.get("class", "").split():
            name = inner.get("content") or _line_of(inner)
            if name:
                return name
    if next(element.iter("br"), None) is not None:
        people = [line for line in _lines(element) if is_person(line) and not _DIGIT.search(line)]
        if people:
            return ", ".join(people)
    return element.get("content") or _line_of(element)


def _lines(element: Element) -> list[str]:
    """Return the texts between the line breaks of an element."""
    lines: list[list[str]] = [[]]
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and node.tag == "br":
            lines.append([])
        text = node.text if event == "start" else node.tail if node is not element else None
        if text:
            lines[-1].append(text)
    return [text for line in lines if (text := " ".join(" ".join(line).split()))]
