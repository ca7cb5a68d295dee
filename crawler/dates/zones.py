"""Zones as newspapers print them behind a time of day."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_OFFSETS: dict[str, int] = {
    **{"wib": 7, "wita": 8, "wit": 9, "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 1, "bst": 1},
    **{"cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "sgt": 8, "myt": 8, "hkt": 8},
    **{"jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13},
    **{"est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7},
}
"""Abbreviations that mean one zone to newspapers -> hours east of Greenwich."""

_BY_DAY = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
"""Abbreviations whose offset depends on the day."""

_BY_REGION = {
    ("ist", "IN"): timedelta(hours=5, minutes=30),
    ("ist", "IL"): timedelta(hours=2),
    ("ist", "IE"): timedelta(hours=1),
    ("cst", "US"): timedelta(hours=-6),
    ("cst", "CN"): timedelta(hours=8),
    ("cst", "TW"): timedelta(hours=8),
    ("ast", "CA"): timedelta(hours=-4),
    ("ast", "SA"): timedelta(hours=3),
}
"""Abbreviations of several zones, and countries in which each means one."""

_UNSURE = frozenset(zone for zone, _ in _BY_REGION)

AMERICAN = frozenset({"est", "edt", "cdt", "mst", "mdt", "pst", "pdt", *_BY_DAY})
"""Zones of papers that print the month before the day."""

KNOWN = frozenset({*_OFFSETS, *_BY_DAY, *_UNSURE})
"""All abbreviations that are read, in lower case."""


def is_unsure(zone: str, region: str | None) -> bool:
    """Say whether an abbreviation is that of several zones: a time with one of them gives only its day."""
    return zone in _UNSURE and (zone, region) not in _BY_REGION


def in_zone(moment: datetime, zone: str, region: str | None) -> datetime:
    """Return a local time as one of the zone with this abbreviation; as it is, for none."""
    if not zone:
        return moment
    if zone in _BY_DAY:
        return moment.replace(tzinfo=ZoneInfo(_BY_DAY[zone]))
    offset = _BY_REGION.get((zone, region or ""))
    return moment.replace(tzinfo=timezone(timedelta(hours=_OFFSETS[zone]) if offset is None else offset))
