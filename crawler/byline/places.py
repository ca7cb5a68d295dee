"""Whether a name is that of a place."""

from __future__ import annotations

import re
from itertools import chain

from crawler.byline.gazetteer import (
    ALSO_WORDS,
    CAPITALS,
    COUNTRIES,
    INDONESIA,
    NOT_ALONE,
    OTHER_SPELLINGS,
    SEATS_AND_TOWNS,
    WORLD_CITIES,
)
from crawler.text import phrases

_TOWNS = (
    frozenset().union(*map(phrases, chain(INDONESIA.values(), (SEATS_AND_TOWNS, CAPITALS, WORLD_CITIES))))
    - ALSO_WORDS
)
_PROVINCES = frozenset(INDONESIA) | phrases(OTHER_SPELLINGS)
_PLACES = _TOWNS | phrases(COUNTRIES)
_OFFICE = re.compile(r"(?:kota|kab(?:\.|upaten)?|pulau|provinsi|kec(?:\.|amatan)?)\s(?=\w)", re.IGNORECASE)
"""What may stand before the name of a place: ``KOTA BANDUNG``, ``Kab. Bogor``."""


def is_place(name: str) -> bool:
    """Say whether a name is a place known to this module."""
    return name.strip().casefold() in _PLACES


def is_region(name: str) -> bool:
    """Say whether a name is a place or a province known to this module."""
    return name.casefold() in _PROVINCES or is_place(name)


def is_dated_from(name: str) -> bool:
    """Say whether a name is a town, a regency or a province, and rarely anything else.

    >>> is_dated_from("SAMBAS"), is_dated_from("Kab. Bogor"), is_dated_from("Rusia"), is_dated_from("METRO")
    (True, True, False, False)
    """
    office = _OFFICE.match(name)
    folded = name[office.end() if office else 0 :].strip().casefold()
    return folded not in NOT_ALONE and (folded in _TOWNS or folded in _PROVINCES)


def starts_with_region(text: str) -> bool:
    """Say whether a text starts with a place or a province known to this module.

    >>> starts_with_region("Jawa Tengah dilanda banjir"), starts_with_region("Wali Kota Solo tiba")
    (True, False)
    """
    return any(is_region(start) for start in _starts(text))


def starts_with_town(text: str) -> bool:
    """Say whether a text starts with a town, a regency or a province: behind a dash that is a route's end.

    >>> starts_with_town("Bandung macet total"), starts_with_town("Indonesia meraih emas")
    (True, False)
    """
    return any(start in _TOWNS or start in _PROVINCES for start in _starts(text))


def _starts(text: str) -> list[str]:
    """Return the first one, two and three words of a text."""
    found = [word.strip(",.:;?!").casefold() for word in text.split(maxsplit=3)[:3]]
    return [" ".join(found[:length]) for length in range(1, len(found) + 1)]
