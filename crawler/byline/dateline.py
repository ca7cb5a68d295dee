"""The dateline: where a story was written, and for whom, before its first sentence.

All patterns look at a bounded part of the text, so their time does not grow with it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.byline.names import is_day, is_news_name, is_place
from crawler.site import Site
from crawler.text import words

_SPAN = 100
"""A dateline is shorter than this, in characters; nothing behind it is looked at."""

_DASH = r"(?:\s*[–—―]|\s*-{2,3}|\s+-|-(?=\s))\s*"
_MARK = re.compile(r"[–—―:：-]|\.(?:com|co|id)\b", re.IGNORECASE)
"""Without one of these a text has no dateline: most texts need no closer look."""
_WORD = r"[^\W\d_][\w'’.-]*"
_PLACE = rf"(?P<place>{_WORD}(?:\s{_WORD}){{0,4}})"
_REGION = rf"(?:,\s{_WORD}(?:\s{_WORD}){{0,2}})??"
_NAME = r"(?P<name>[^\W\d_][\w'’.&/-]*(?:\s[\w'’.&/()-]+){0,3}?)"
_DOMAIN = (
    r"(?P<name>[\w-]{1,40}\.(?:com|co\.id|id|net|org|co|news|tv|COM|CO\.ID|ID|NET|CO)|[A-Z][A-Z0-9]{2,20})"
)
"""What may stand without a place: an address, or a name in capitals."""
_DAY = r"(?:,\s?\d{1,2}/\d{1,2}(?:/\d{2,4})?)?"

_CAPITALS = words("DKI DIY NTT NTB AS US UK UEA PNG IKN DC")
_SMALL = words("de del di la al and dan")


def split_dateline(text: str, site: Site) -> tuple[str | None, str]:
    """Split ``Rusia, Telegraf – Presiden ...`` into the place and the story; no dateline: (None, text).

    The place is null also where the dateline names the publisher alone (``KOMPAS.com - ...``). Where
    the site says what it calls itself, only these names make a dateline.
    """
    place, start = None, 0
    while match := _match(text[start : start + _SPAN], site):
        place = place or match.groupdict().get("place")
        start += match.end()
    return _usual_capitals(place) if place else None, text[start:]


def _match(head: str, site: Site) -> re.Match[str] | None:
    """Return the match of the dateline at the start of this part of a text."""
    if not _MARK.search(head):
        return None
    for shape in _shapes(site.publishers):
        match = shape.match(head)
        if match and _is_dateline(match, any_name=not site.publishers):
            return match
    return _match_without_dash(head, site)


def _match_without_dash(head: str, site: Site) -> re.Match[str] | None:
    """Return the match of ``Liputan6.com, Jakarta Presiden ...``: only a known place tells where it ends."""
    for shape in _shapes_without_dash(site.publishers):
        match = shape.match(head)
        if match and is_place(match["place"]):
            return match
    return None


@lru_cache(maxsize=64)
def _shapes(publishers: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return the shapes of datelines with one of these names, or with any name where there are none."""
    name, alone = _spelled(publishers)
    shapes = (
        rf"{_PLACE}{_DAY}\s*[(/]\s*{name}\s*[)/]{_DASH}",  # Brussel (Telegraf) –
        rf"{name}\s*,\s*{_PLACE}\s*(?:,\s*)?{_DASH}",  # Telegraf, Santiago –
        rf"{_PLACE}{_REGION}\s*,\s*{name}{_DASH}",  # Rusia, Telegraf –
        rf"{alone}\s*,\s*{_PLACE}\s*[:：]\s+",  # Metrotvnews.com, Jakarta:
        rf"{alone}{_DASH}",  # KOMPAS.com -
    )
    return tuple(map(re.compile, shapes))


@lru_cache(maxsize=64)
def _shapes_without_dash(publishers: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return the shapes of datelines without a dash, that with the longest place first."""
    _, alone = _spelled(publishers)
    return tuple(
        re.compile(rf"{alone}\s*,\s*(?P<place>{_WORD}(?:\s{_WORD}){{{more}}})\s(?=[^\W\d_])")
        for more in (2, 1, 0)
    )


def _spelled(publishers: tuple[str, ...]) -> tuple[str, str]:
    """Return the patterns of the names beside a place, and of those that may stand alone."""
    if not publishers:
        return _NAME, _DOMAIN
    names = "|".join(r"\s+".join(map(re.escape, name.split())) for name in publishers)
    name = rf"(?P<name>(?i:{names})(?i:\.com|\.co\.id|\.id|\.co)?)"
    return name, name


def _is_dateline(match: re.Match[str], *, any_name: bool) -> bool:
    """Say whether a text of a dateline's shape is one.

    A story starts with a capital. Of two unknown names one has to be no place, and the place comes
    first unless the other is a newspaper known to this project.
    """
    name, place = match["name"], match.groupdict().get("place")
    rest = match.string[match.end() : match.end() + 1]
    if place is None:
        return not rest.islower() and (not any_name or is_news_name(name))
    if not any_name:
        return True
    if rest.islower() or not (name[0].isupper() or "." in name) or not _is_capitalized(place):
        return False
    if is_day(name) or is_day(place) or any(map(is_news_name, place.split())):
        return False
    if match.start("name") < match.start("place"):
        return is_news_name(name)
    return not (is_place(name) and is_place(place))


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
