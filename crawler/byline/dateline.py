"""The dateline: where and for whom a story was written, before its first sentence.

All patterns look only at a bounded part of the text, so their time does not grow with its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from crawler.byline.bare import match_bare
from crawler.byline.names import NEWS_NAMES, TLD, is_news_name
from crawler.byline.places import is_place, is_region, starts_with_region
from crawler.byline.shapes import (
    BEFORE_BAR,
    BEFORE_PLACE,
    shapes,
    shapes_of_known_places,
    shapes_of_publisher,
    shapes_without_dash,
)
from crawler.byline.stamps import is_day
from crawler.site import Site
from crawler.text import folded, words

_SPAN = 100
"""A dateline is shorter than this, in characters; nothing after that is looked at."""

Trust = Literal["any", "known", "named"]
"""Which names make a dateline: any, a known newspaper's name or a domain, only the publisher's."""

_SHORTEST_NAME = 3
_LONGEST_NAME = 40
_MOST_WORDS = 4
"""Most words of a newspaper's name: longer names are slogans."""

_MARK = re.compile(r"[–—―:：-]|\.(?:com|co|id)\b", re.IGNORECASE)
"""A text without one of these has no dateline: most texts need no closer look."""

_DASH = re.compile(r"[–—―-]")

_DOMAIN_END = re.compile(rf"\.(?:{TLD})$", re.IGNORECASE)

_APPOSITION = re.compile(r"[\w’'-]+(?:\s[\w’'.-]+){0,2}\s?[,)]")

_CAPITALS = words("DKI DIY NTT NTB AS US UK UEA PNG IKN DC")
_SMALL = words("de del di la al and dan")


def split_dateline(
    text: str,
    site: Site,
    names: tuple[str, ...] = (),
    *,
    trust: Trust = "any",
    bare: bool = True,
    bold: int = 0,
) -> tuple[str | None, str]:
    """Split ``Rusia, Telegraf – Presiden ...`` into the place and the story; no dateline: (None, text).

    The place is also None if the dateline names only the publisher (``KOMPAS.com - ...``). If the site
    declares what it calls itself, only these names make a dateline, but in more shapes. ``names``: the
    publisher's names on the page, for a site that declares none; see :func:`publisher_names`. ``bare``:
    whether a place that is set apart is enough; ``bold``: how many characters are set in bold type.

    >>> split_dateline("SAMBAS – Hujan deras merendam empat desa.", Site(name=""))
    ('Sambas', 'Hujan deras merendam empat desa.')
    """
    place, start = None, 0
    while match := _match(text[start : start + _SPAN], site, names, trust):
        place = place or _place(match)
        start += match.end()
    if place is None and (bare or start) and _DASH.search(text, start, start + _SPAN):
        match = match_bare(text[start:], bold=bold, named=start > 0)
        if match:
            place, start = match["place"], start + match.start("rest")
    return _usual_capitals(place) if place else None, text[start:]


def publisher_names(printed: Iterable[str]) -> tuple[str, ...]:
    """Return the newspaper's names among the names that its page gives, without slogans and places.

    >>> publisher_names(["Koran Kita - Berita Terkini", "Solo", "korankita.co.id", "korankita"])
    ('Koran Kita', 'korankita.co.id', 'korankita')
    """
    found: dict[str, None] = {}
    for text in printed:
        name = re.split(r"\s[|–—-]\s", text.strip(), maxsplit=1)[0].strip()
        if domain := _domain_above(name):
            found.setdefault(domain)
        if (
            _SHORTEST_NAME <= len(name) <= _LONGEST_NAME
            and len(name.split()) <= _MOST_WORDS
            and not is_region(name)
        ):
            found.setdefault(name)
            if "-" in name and (spaced := _DOMAIN_END.sub("", name)) != name:
                found.setdefault(spaced.replace("-", " "))  # Koran-Kita.com prints "KORAN KITA – "
    return tuple(found)


def _domain_above(host: str) -> str | None:
    """Return the domain above a host: ``olahraga.korankita.co.id`` prints ``KORANKITA.co.id - ``."""
    domain = host.partition(".")[2]
    name = _DOMAIN_END.sub("", domain)
    return domain if " " not in host and name != domain and len(name) >= _SHORTEST_NAME else None


def _place(match: re.Match[str]) -> str | None:
    """Return the place of a dateline: of two names the one known as a place, otherwise the first."""
    found = match.groupdict()
    place, name = found.get("place"), found.get("name")
    if place and name and match.start("place") < match.start("name") and is_place(name):
        return place if is_region(place) else name
    return place


def _match(head: str, site: Site, names: tuple[str, ...], trust: Trust) -> re.Match[str] | None:
    """Return the match of the dateline at the start of this part of a text; None: there is none."""
    if site.publishers:
        return _match_of_declared(head, site.publishers)
    if not _MARK.search(head):
        return None
    return _match_of_page(head, names) or (None if trust == "named" else _match_of_any(head, trust))


def _match_of_declared(head: str, publishers: tuple[str, ...]) -> re.Match[str] | None:
    """Return the match of a dateline with a name from the site's declaration."""
    if not _named(head, publishers):
        return None
    match = _match_of_publisher(head, publishers)
    if match or not _MARK.search(head):
        return match
    for shape in shapes(publishers):
        match = shape.match(head)
        if match and _is_dateline(match, any_name=False):
            return match
    return _match_without_dash(head, publishers)


def _match_of_page(head: str, names: tuple[str, ...]) -> re.Match[str] | None:
    """Return the match of a dateline with a name that the page gives its publisher.

    Nobody has checked these names: one of them may be a word of the story.
    """
    here = _named(head, names)
    if not here:
        return None
    match = _match_of_publisher(head, here)
    if match:
        return match
    for shape in shapes(here):
        match = shape.match(head)
        if match and _is_dateline(match, any_name=False) and _starts_a_story(match):
            return match
    return None


def _match_of_any(head: str, trust: Trust) -> re.Match[str] | None:
    """Return the match of a dateline with a name about which nothing is known."""
    for before in (BEFORE_PLACE, BEFORE_BAR):
        match = before.match(head)
        if match and is_place(match["place"]):
            return match
    for shape in shapes(()):
        match = shape.match(head)
        if match and _is_dateline(match, any_name=True) and (trust == "any" or is_news_name(match["name"])):
            return match
    return _match_without_dash(head, ())


def _named(head: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names whose first word is in ``head``: every dateline with a name contains it."""
    folded = head.casefold()
    return tuple(name for name, word in zip(names, _first_words(names), strict=True) if word in folded)


def _starts_a_story(match: re.Match[str]) -> bool:
    """Say whether everything that must be capitalized is."""
    place, rest = match.groupdict().get("place"), match.string[match.end() : match.end() + 1]
    if rest.islower():
        return False
    return place is None or (_is_capitalized(place) and not is_day(place))


def _match_of_publisher(head: str, publishers: tuple[str, ...]) -> re.Match[str] | None:
    """Return the match of a shape that is a dateline only with a declared name."""
    for shape in shapes_of_publisher(publishers):
        match = shape.match(head)
        if match and _is_capitalized(match["place"]) and not head[match.end() : match.end() + 1].islower():
            return match
    for shape in shapes_of_known_places(publishers):
        match = shape.match(head)
        if match and is_place(match["place"]) and not _lists(head[match.end() :]):
            return match
    return None


def _lists(rest: str) -> bool:
    """Say whether a text continues a list after a place and a comma, and does not start a sentence.

    That is another place, a day, or a part that ends at the next comma (``Rembang, Jawa Tengah, ...``).
    """
    if not rest:
        return False
    return (
        not rest[0].isupper()
        or is_day(rest)
        or starts_with_region(rest)
        or _APPOSITION.match(rest) is not None
    )


def _match_without_dash(head: str, publishers: tuple[str, ...]) -> re.Match[str] | None:
    """Return the match of ``Liputan6.com, Jakarta Presiden ...``: it ends at the end of a known place."""
    for shape in shapes_without_dash(publishers):
        match = shape.match(head)
        if (
            match
            and is_place(match["place"])
            and not head[match.end()].islower()
            and (publishers or is_news_name(match["name"]))
        ):
            return match
    return None


@lru_cache(maxsize=64)
def _first_words(publishers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first words of these names, in lower case: every dateline with a name contains one."""
    return tuple(name.split()[0].casefold() for name in publishers)


def _is_dateline(match: re.Match[str], *, any_name: bool) -> bool:
    """Say whether a text in the shape of a dateline is one.

    A story starts with a capital. One of two unknown names must not be a place, and the place comes
    first unless the other is a newspaper known to this project.
    """
    name, place = match["name"], match.groupdict().get("place")
    rest = match.string[match.end() : match.end() + 1]
    if place is None:
        return not rest.islower() and (not any_name or _stands_alone(name))
    if not any_name:
        return True
    if rest.islower() or not (name[0].isupper() or "." in name) or not _is_capitalized(place):
        return False
    if is_day(name) or is_day(place) or any(map(is_news_name, place.split())):
        return False
    if match.start("name") < match.start("place"):
        return is_news_name(name)
    return not (is_place(name) and is_place(place))


def _stands_alone(name: str) -> bool:
    """Say whether a name of which nothing is known is clearly a newspaper's: ``SUARA RAKYAT`` is a phrase.

    >>> _stands_alone("PIKIRAN RAKYAT"), _stands_alone("VIVA Bola"), _stands_alone("SUARA RAKYAT")
    (True, True, False)
    """
    if " " in name and name.isupper() and "." not in name:
        return folded(name) in NEWS_NAMES
    return is_news_name(name)


def _is_capitalized(place: str) -> bool:
    return not any(word[0].islower() for word in place.split() if word not in _SMALL)


def _usual_capitals(place: str) -> str:
    """Spell a place as in running text: ``KUALA LUMPUR`` gives ``Kuala Lumpur``."""
    if not place.isupper() or place in _CAPITALS:
        return place
    first, *others = place.split()
    return " ".join([_capitalized(first), *(_in_name(other) for other in others)])


def _in_name(word: str) -> str:
    return word.lower() if word.lower() in _SMALL else _capitalized(word)


def _capitalized(word: str) -> str:
    if word in _CAPITALS or "." in word[:-1]:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))
