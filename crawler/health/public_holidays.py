"""The public holidays of the country that a time zone belongs to."""

from __future__ import annotations

import zoneinfo
from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from pathlib import Path

_ZONES = "zone.tab"
"""File of the tz database, beside its zones: country (ISO 3166), coordinates, zone, comments."""
_ESTIMATED = "estimated"
"""In the name of a holiday that follows the moon, until its day is announced."""
_DAY = timedelta(days=1)


def public_holidays(timezone: str | None, first: date, last: date) -> Collection[date]:
    """Return the holidays from one day to another, both inclusive; empty: none, or the country is not known.

    Also those that a government gives beside the public ones (Indonesia's *cuti bersama*), and the days
    around one that is only estimated.
    """
    country = country_of(timezone) if timezone else None
    if country is None:
        return ()
    import holidays  # noqa: PLC0415 - it takes half a second, and few runs get this far

    try:
        known = holidays.country_holidays(country)
    except NotImplementedError:
        return ()
    years = range((first - _DAY).year, (last + _DAY).year + 1)
    categories = [each for each in ("public", "government") if each in known.supported_categories]
    days = holidays.country_holidays(country, years=years, categories=categories, language="en_US")
    found = set(days)
    for day, name in days.items():
        if _ESTIMATED in name:
            found |= {day - _DAY, day + _DAY}
    return {day for day in found if first <= day <= last}


@cache
def country_of(timezone: str) -> str | None:
    """Return the ISO code of the country of an IANA zone; None: it has none, or the system has no list.

    https://data.iana.org/time-zones/tz-link.html describes the list.
    """
    for folder in zoneinfo.TZPATH:
        try:
            lines = Path(folder, _ZONES).read_text("utf-8").splitlines()
        except OSError:
            continue
        columns = (line.split("\t") for line in lines if not line.startswith("#"))
        return next((each[0] for each in columns if len(each) > 2 and each[2] == timezone), None)
    return None
