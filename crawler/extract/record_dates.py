"""The dates of a WordPress REST record, as WordPress prints them and as plugins change them.

WordPress prints ``date`` in the site's zone and ``date_gmt`` in UTC, both without an offset
(https://developer.wordpress.org/rest-api/reference/posts/). Plugins and headless systems print one: that of
the site on both (``+07:00``), or ``Z``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

_YEARS = range(1900, 2200)
"""Other years come from empty fields (``0000-00-00``) and broken clocks; with the last day of all (9999)
nothing can be calculated."""

_FURTHEST = timedelta(hours=14)
"""No zone is further from UTC than this."""
_STEP = timedelta(minutes=15)
"""All zones of today are whole quarters of an hour from UTC."""


def instant_of(record: Mapping[str, Any], name: str) -> datetime | None:
    """Return a date of a record (``date``, ``modified``) as an instant in UTC, by its field in GMT.

    None: that field is not there or not a date.
    """
    printed = moment_of(record.get(f"{name}_gmt"))
    if printed is None:
        return None
    if printed.tzinfo is None or not printed.utcoffset():
        return printed.replace(tzinfo=UTC)
    local = moment_of(record.get(name))
    # Some print the site's offset behind what is GMT already: the fields then are as many hours apart.
    if local is not None and local.replace(tzinfo=None) - printed.replace(tzinfo=None) == printed.utcoffset():
        return printed.replace(tzinfo=UTC)
    return printed.astimezone(UTC)


def local_time_of(record: Mapping[str, Any], name: str) -> datetime | None:
    """Return a date of a record in the site's local time, without offset.

    None: it is not there, not a date, or printed in UTC (``Z``), which does not tell the local time.
    """
    printed = moment_of(record.get(name))
    if printed is None or (printed.tzinfo is not None and not printed.utcoffset()):
        return None
    return printed.replace(tzinfo=None)


def zone_of(record: Mapping[str, Any], name: str) -> timezone | None:
    """Return the offset of the site's zone at a date of a record; None: the record does not tell it.

    It is printed, or it is the difference of local time and GMT.
    """
    printed = moment_of(record.get(name))
    if printed is not None and printed.utcoffset():
        return timezone(printed.utcoffset() or timedelta())
    instant, local = instant_of(record, name), local_time_of(record, name)
    if instant is None or local is None:
        return None
    offset = local - instant.replace(tzinfo=None)
    return None if abs(offset) > _FURTHEST or offset % _STEP else timezone(offset)


def moment_of(value: object) -> datetime | None:
    """Return an ISO 8601 date as it is printed, with or without an offset; None: it is none of our time."""
    try:
        moment = datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.year in _YEARS else None
