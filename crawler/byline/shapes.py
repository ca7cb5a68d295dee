"""The shapes of datelines, as patterns with the groups ``place`` and ``name``."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.byline.names import TLD

_DASH = r"(?:\s*[–—―]|\s*-{2,3}|\s+-|-(?=\s))\s*"
_WORD = r"[^\W\d_][\w'’.-]*"
_PLACE = rf"(?P<place>{_WORD}(?:\s{_WORD}){{0,4}})"
_REGION = rf"(?:,\s{_WORD}(?:\s{_WORD}){{0,2}})??"
_NAME = r"(?P<name>[^\W\d_][\w'’.&/-]*(?:\s[\w'’.&/()-]+){0,3}?)"
_SITE = rf"[\w-]{{1,40}}\.(?i:{TLD})\b"
_DOMAIN = (
    rf"(?P<name>{_SITE}(?:\s[A-Z][\w-]{{1,20}}){{0,2}}|[A-Z][A-Z0-9]{{2,20}}"
    r"(?:\s[A-Z]{3,20}|\s[A-Z][a-z]{2,12})?)"
)
"""A name that may be used without a place: a domain, or a name in capitals."""
_IN_CAPITALS = r"(?P<place>[A-Z]{3,20}(?:\s[A-Z]{2,20}){0,2})\s?[.:]\s(?=[A-Z“\"])"
"""A place that ends with a full stop: ``TELEGRAF.CO.ID - JAKARTA. Presiden ...``."""
BEFORE_PLACE = re.compile(rf"(?P<name>{_SITE})(?:{_DASH}|-){_IN_CAPITALS}")
"""A domain before a place in capitals, whosever it is: ``TELEGRAF.CO.ID - JAKARTA. Presiden ...``."""
BEFORE_BAR = re.compile(rf"(?P<name>{_SITE})\s?\|\s?{_PLACE}{_DASH}")
"""A domain, a bar and a place: ``Telegraf.co.id | SURABAYA – ``."""
_DAY = r"(?:,\s?\d{1,2}/\d{1,2}(?:/\d{2,4})?)?"
_DAY_BEHIND = r"(?:,?\s?\(?(?:[^\W\d_]{4,6},?\s)?\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?)?"


@lru_cache(maxsize=64)
def shapes_of_publisher(publishers: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return the shapes of datelines that need a declared name, but any place."""
    name, _ = _spelled(publishers)
    found = (
        rf"{_PLACE}{_DASH}{name}{_DASH}",  # JAKARTA – TELEGRAF –
        rf"{_PLACE}\s?\|\s?{name}{_DASH}",  # Jakarta | Telegraf –
        rf"{name}\s?\|\s?{_PLACE}{_DASH}",  # Telegraf | Jakarta –
        rf"{_PLACE}\s?/\s?{name}{_DASH}",  # JAKARTA/TELEGRAF –
        rf"{_PLACE}-{name}(?:\s?,\s|{_DASH})",  # JAKARTA-TELEGRAF, ...
        rf"\(\s?{name}\s?\)\s?{_PLACE}{_DASH}",  # (Telegraf) JAKARTA –
        rf"{_PLACE}\s?,\s?\(\s?{name}\s?\){_DASH}",  # JAKARTA, (TELEGRAF) –
        rf"{_PLACE}{_REGION}\s?,\s?{name}{_DAY_BEHIND}\s?,?{_DASH}",  # Jakarta, Telegraf (12/3/2024) –
        rf"\[\s?{_PLACE}{_REGION}\s?,\s?{name}\s?\](?:{_DASH}|\s*)",  # [JAKARTA, TELEGRAF]
    )
    return tuple(map(re.compile, found))


@lru_cache(maxsize=64)
def shapes_of_known_places(publishers: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return the shapes of datelines that need a declared name and a known place."""
    name, _ = _spelled(publishers)
    found = (
        rf"{name}{_DASH}{_PLACE}\s?,\s",  # TELEGRAF – Jakarta, Presiden ...
        rf"{name}{_DASH}{_IN_CAPITALS}",
        rf"{_PLACE}{_REGION}\s?,\s?{name}\s?[.:]?$",  # JAKARTA, TELEGRAF, a separate paragraph
        rf"{name}\s?,\s?{_PLACE}\s?[.:]?$",
    )
    return tuple(map(re.compile, found))


@lru_cache(maxsize=64)
def shapes(publishers: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return the shapes of datelines with one of these names, or with any name if there are none."""
    name, alone = _spelled(publishers)
    found = (
        rf"{_PLACE}{_DAY}\s*,?\s*[(/]\s*{name}\s*[)/]\.?{_DASH}",  # Brussel (Telegraf) –
        rf"{name}\s*,\s*{_PLACE}\s*(?:,\s*)?{_DASH}",  # Telegraf, Santiago –
        rf"{_PLACE}{_REGION}\s*,\s*{name}{_DASH}",  # Rusia, Telegraf –
        rf"{alone}\s*,\s*{_PLACE}\s*[:：]\s+",  # Metrotvnews.com, Jakarta:
        rf"{alone}{_DASH}",  # KOMPAS.com -
    )
    return tuple(map(re.compile, found))


@lru_cache(maxsize=64)
def shapes_without_dash(publishers: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return the shapes of datelines without a dash, the longest place first."""
    _, alone = _spelled(publishers)
    return tuple(
        re.compile(rf"{alone}\s*,\s*(?P<place>{_WORD}(?:\s{_WORD}){{{more}}})\s(?=[^\W\d_])")
        for more in (2, 1, 0)
    )


def _spelled(publishers: tuple[str, ...]) -> tuple[str, str]:
    """Return the patterns of the names next to a place, and of those that may be alone."""
    if not publishers:
        return _NAME, _DOMAIN
    names = "|".join(r"[\s-]?".join(map(re.escape, name.split())) for name in publishers)
    name = rf"(?P<name>(?i:{names})(?i:\.com|\.co\.id|\.id|\.co)?)"
    return name, name
