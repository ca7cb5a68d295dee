"""What a page shows around its headline: date, authors, section and tags, in the markup that themes share.

WordPress guarantees some of it whatever the theme: ``post_class()`` names the slugs of the post's categories
and tags, ``the_category()`` prints ``rel="category"``, ``the_tags()`` ``rel="tag"``, author links lead to
``/author/...`` or ``?author=`` (https://developer.wordpress.org/themes/). Microformats name the rest
(``hentry``: https://microformats.org/wiki/hatom), schema.org's microdata what other software prints.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice

from crawler.byline import read_authors
from crawler.dates import parse_date, parse_date_line
from crawler.extract.blocks import text_of
from crawler.extract.names import have_word, names_of
from crawler.extract.surroundings import Surroundings
from crawler.extract.vocabulary import word_set
from crawler.extract.xpath import Element

_DATE_WORDS = word_set(
    "date dates time timestamp datetime published publish pubdate tanggal waktu tgl jam posted dateline datum"
    " fecha pubtime created released release"
)
_AUTHOR_WORDS = word_set(
    "author authors byline penulis reporter writer writers wartawan pewarta autor auteur autore"
    " jurnalis vcard fn"
)
_UPDATED_WORDS = word_set("updated update modified modify diperbarui")
_PUBLISHED_WORDS = word_set("published publish pubdate posted")
_LONGEST = 160
"""Characters of a line that shows a date."""
_LONGEST_NAME = 120
_AUTHOR_ADDRESS = re.compile(r"/(?:authors?|penulis|reporter|jurnalis|wartawan)/.|[?&]author=")
_WRITTEN_BY = re.compile(
    r"\s*(?:(?:(?:ditulis )?oleh|by)\s|(?:penulis|reporter|pewarta|wartawan|jurnalis"
    r"|kontributor|laporan)\s?:)",
    re.IGNORECASE,
)
_BEHIND_NAMES = re.compile(r"\s*[|·•–—]|\s-\s|,?\s(?=\d)")
_MOST_MARKED = 100
"""Elements marked as authors, and elements inside of each, that are looked at."""
_MOST_TERMS = 500
"""Terms of a post that are looked for."""
_LONGEST_SCRAPS = 100
_STAMP = re.compile(r"\d[.:]\d\d\s?(?:WIB|WITA|WIT)\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TAG_ADDRESS = re.compile(r"/(?:tags?|topik|topics?)/[^/]+$|[?&]tag=")
_CATEGORY_ADDRESS = re.compile(r"/(?:category|kategori|kanal)/|[?&]cat=")


def printed_date(around: Surroundings, timezone: str | None) -> str | None:
    """Return the date of publication that stands nearest to the headline.

    What is marked as such comes first, then any ``<time>``, then elements that are called a date, then
    any line that is a date and nothing else, or a date beside other scraps.
    """
    for is_meant in (_is_publication, _is_time):
        for element in around.times(is_meant):
            value = date_of(element, timezone)
            if value is not None:
                return value
    for words, read in ((_DATE_WORDS, parse_date), (None, _date_of_line)):
        for element in around.named(words):
            text = text_of(element) if len(element) <= 8 else ""
            if text and len(text) <= _LONGEST and _YEAR.search(text):
                value = read(text, timezone)
                if value is not None:
                    return value
    return None


def _date_of_line(text: str, timezone: str | None) -> str | None:
    """Return the date of a line that is none but that, or no sentence and ends its clock with the zone."""
    value = parse_date_line(text, timezone)
    if value is None and len(text) <= _LONGEST_SCRAPS and _STAMP.search(text) and text[-1] not in '.!?”"':
        value = parse_date(text, timezone)
    return value


def printed_modification(around: Surroundings, timezone: str | None) -> str | None:
    """Return the date of the last change.

    Many themes call the date of publication ``updated``, since hAtom demands one: it says nothing where
    the page shows no other date.
    """
    changes = around.times(_is_change)
    if not changes:
        return None
    if changes[0].get("itemprop") == "dateModified" or around.times(_is_publication):
        return date_of(changes[0], timezone)
    return None


def _is_publication(element: Element) -> bool:
    if element.get("itemprop") == "datePublished":
        return True
    if element.get("itemprop") == "dateModified" or not _is_dated(element):
        return False
    names = names_of(element)
    return have_word(names, _PUBLISHED_WORDS) or (
        "entry-date" in names and not have_word(names, _UPDATED_WORDS)
    )


def _is_change(element: Element) -> bool:
    if element.get("itemprop") == "dateModified":
        return True
    names = names_of(element)
    return _is_dated(element) and have_word(names, _UPDATED_WORDS) and not have_word(names, _PUBLISHED_WORDS)


def _is_time(element: Element) -> bool:
    return element.tag == "time" and not have_word(names_of(element), _UPDATED_WORDS)


def _is_dated(element: Element) -> bool:
    return element.tag in ("time", "abbr") or element.get("datetime") is not None


def date_of(element: Element, timezone: str | None) -> str | None:
    """Return the date of a ``<time>`` or of its kind; an instant in its text beats a day alone."""
    machine = element.get("datetime") or element.get("content") or element.get("title") or ""
    value = parse_date(machine, timezone) if machine else None
    if value is None or len(value) <= len("2016-09-06"):
        shown = parse_date(text_of(element), timezone)
        if shown is not None and (value is None or shown[:10] == value):
            return shown
    return value


def printed_authors(around: Surroundings) -> list[str]:
    """Return the names nearest to the headline that are marked as the authors', or stand behind "Oleh"."""
    links = around.related(_is_author)
    if not links:
        links = around.links(_is_authors)
    names = _names(links)
    if names:
        return names
    for element in around.named(_AUTHOR_WORDS):
        names = _names([element])
        if names:
            return names
    for element in around.near():
        if _WRITTEN_BY.match(element.text or "") and around.belongs(element):
            names = read_authors(_BEHIND_NAMES.split(text_of(element)[:_LONGEST], maxsplit=1)[0])
            if names:
                return names
    return []


def _is_author(element: Element) -> bool:
    return element.get("itemprop") in ("author", "creator") or "author" in element.get("rel", "").split()


def _is_authors(address: str) -> bool:
    """Say whether an address is that of an author's page: WordPress' archive, or what newspapers call it."""
    return _AUTHOR_ADDRESS.search(address) is not None


def _names(marked: Collection[Element]) -> list[str]:
    names = (_name_in(element) for element in islice(marked, _MOST_MARKED))
    return list(dict.fromkeys(name for name in names if name and len(name) <= _LONGEST_NAME))


def _name_in(element: Element) -> str:
    """Return the name in an element of an author: microdata and vCards mark it inside."""
    for inner in islice(element.iter("*"), _MOST_MARKED):
        if inner.get("itemprop") == "name" or "fn" in inner.get("class", "").split():
            name = inner.get("content") or text_of(inner)
            if name:
                return name
    return element.get("content") or text_of(element)


class Terms:
    """The section and the tags of a WordPress post, or of a page that marks them the same way."""

    def __init__(self, around: Surroundings, post: Element | None) -> None:
        self._around = around
        classes = (post.get("class") or "").split()[:_MOST_TERMS] if post is not None else []
        self._categories = [
            name.removeprefix("category-") for name in classes if name.startswith("category-")
        ]
        self._tags = [name.removeprefix("tag-") for name in classes if name.startswith("tag-")]

    def section(self) -> str | None:
        """Return the first category.

        Where the post itself prints none, its classes name the slugs in the site's order, and any link of
        the page to that archive, as in its menu, the name.
        """
        found = self._around.related(_is_section)
        if not found and self._categories:
            found = self._around.links_to(self._categories)
        name = next((name for element in found if (name := _term_name(element))), None)
        if name is None and self._categories:
            link = self._around.anywhere(self._categories[0])
            name = _term_name(link) or None if link is not None else None
        return name

    def tags(self) -> list[str]:
        """Return the tags."""
        found = self._around.links_to(self._tags) if self._tags else []
        if not found:
            found = self._around.related(_is_tag)
        if not found and not self._tags:
            found = self._around.links(lambda address: _TAG_ADDRESS.search(address) is not None)
        return list(dict.fromkeys(name for element in found if (name := _term_name(element))))

    def section_among(self, told: list[str]) -> str | None:
        """Return the first category of names that a plugin told.

        All in One SEO joins the names of all categories and tags in one string: the post's slugs, which its
        classes name, tell them apart.
        """
        first = next(iter(told), None)
        if first is None or "," not in first or not self._categories or _slug(first) in self._categories:
            return first
        parts = [part.strip() for part in first.split(",")]
        return next((part for part in parts if _slug(part) in self._categories), parts[0])

    def tags_among(self, told: list[str]) -> list[str]:
        """Return the tags of such names."""
        parts = (part.strip() for name in told if self._tags for part in name.split(","))
        return [part for part in parts if _slug(part) in self._tags]


def _slug(name: str) -> str:
    """Return the slug that WordPress makes of a term's name."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


def _is_section(element: Element) -> bool:
    relation = element.get("rel", "").split()
    if "category" in relation or element.get("itemprop") == "articleSection":
        return True
    return "tag" in relation and _is_category(element)


def _is_tag(element: Element) -> bool:
    relation = element.get("rel", "").split()
    return "tag" in relation and "category" not in relation and not _is_category(element)


def _is_category(link: Element) -> bool:
    """Say whether a link with ``rel="tag"`` leads to a category: the block of post terms marks both so."""
    box = link.getparent()
    names = names_of(box) if box is not None else ""
    if "taxonomy-" in names:
        return "taxonomy-category" in names
    return _CATEGORY_ADDRESS.search(link.get("href", "")) is not None


def _term_name(element: Element) -> str:
    return (element.get("content") or text_of(element)).strip(" #,;|/")
