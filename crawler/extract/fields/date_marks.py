"""How mark-up and names call an element that holds a date.

Microdata and RDFa with schema.org's, Dublin Core's and OpenGraph's properties; the ``published`` and
``updated`` of microformats (https://microformats.org/wiki/hatom); the words of themes for such elements.
"""

from __future__ import annotations

from functools import lru_cache

from crawler.extract.body.names import is_called
from crawler.extract.parse.xpath import Element
from crawler.text import words

DATE_WORDS = words(
    "date dates time timestamp datetime published publish pubdate tanggal waktu tgl jam posted dateline datum"
    " fecha pubtime created released release"
)
META_WORDS = words(
    "meta byline author infoline info submitted details credits authors writer penulis postinfo"
)
CHANGED_WORDS = words(
    "modified modify changed diperbarui lastmod lastmodified lastupdated lastupdate updates revised update"
    " datemodified dateupdated modifieddate updateddate updatedate updatedat modifiedat modifiedtime"
)
HATOM = words("updated")
_UPDATED_WORDS = CHANGED_WORDS | HATOM
_PUBLISHED_WORDS = words("published publish pubdate posted")
_PUBLISHED_PROPERTIES = frozenset(
    ("datepublished", "published_time", "datecreated", "issued", "created", "available", "date", "dateposted")
)
_CHANGED_PROPERTIES = frozenset(("datemodified", "modified_time", "modified"))
DATED_PROPERTIES = _PUBLISHED_PROPERTIES | _CHANGED_PROPERTIES | {"uploaddate"}


def properties_of(element: Element) -> frozenset[str]:
    """Return the last parts of an element's properties in microdata and RDFa, in lower case.

    RDFa and microdata allow several, separated by spaces; prefixes and vocabularies' addresses stand before.
    """
    marked, other = element.get("itemprop"), element.get("property")
    return _names_in(f"{marked or ''} {other or ''}") if marked or other else frozenset()


@lru_cache(maxsize=1024)
def _names_in(told: str) -> frozenset[str]:
    names = (name.replace("#", "/") for name in told.lower().split())
    return frozenset(name.rpartition("/")[2].rpartition(":")[2] for name in names)


def is_property(element: Element) -> bool:
    """Say whether microdata or RDFa calls an element the date of publication."""
    return not _PUBLISHED_PROPERTIES.isdisjoint(properties_of(element))


def is_changed(element: Element) -> bool:
    """Say whether microdata or RDFa calls an element the date of the last change."""
    return not _CHANGED_PROPERTIES.isdisjoint(properties_of(element))


def is_published(element: Element) -> bool:
    """Say whether mark-up or a name calls an element the date of publication."""
    return is_property(element) or (is_called(element, _PUBLISHED_WORDS) and not is_changed(element))


def is_publication(element: Element) -> bool:
    """Say whether mark-up calls an element the date of publication."""
    if is_property(element):
        return True
    if is_changed(element) or not has_date(element):
        return False
    if is_called(element, _PUBLISHED_WORDS):
        return True
    return "entry-date" in (element.get("class") or "") and not is_called(element, _UPDATED_WORDS)


def is_change(element: Element) -> bool:
    """Say whether mark-up or a name calls an element the date of a change; hAtom's name does too."""
    if is_changed(element):
        return True
    if not has_date(element) or is_called(element, _PUBLISHED_WORDS):
        return False
    return is_called(element, _UPDATED_WORDS)


def is_time(element: Element) -> bool:
    """Say whether an element is a ``<time>``, and not by its name that of a change."""
    return element.tag == "time" and not is_called(element, _UPDATED_WORDS)


def has_date(element: Element) -> bool:
    """Say whether an element is one that HTML, or microformats, give a date."""
    return element.tag in ("time", "abbr") or element.get("datetime") is not None
