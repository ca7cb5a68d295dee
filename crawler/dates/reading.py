"""A line of text -> the dates that are printed in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crawler.dates.customs import Customs
from crawler.dates.months import month_of
from crawler.dates.shapes import DATE, SHAPES, TIME_AFTER, TIME_BEFORE
from crawler.dates.zones import AMERICAN, KNOWN, in_zone, is_unsure

_YEARS = range(1800, 2200)
"""Years of newspapers; others come from a broken clock or an empty database field."""
_BUDDHIST = range(2400, 2700)
_DIGITS = re.compile(r"\d\d")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_LAST_SHORT_YEAR = 69
"""``5.3.24`` is of this century up to this year (POSIX ``%y``: 68)."""
_YEAR_LAST_UNSURE = frozenset(("ja", "zh", "ko", "hu", "lt", "mn"))
"""Languages that print the year first: two digits may be either."""


class Found(NamedTuple):
    """A date in a text."""

    value: str
    """In the form of ``Article.published_at``."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Clock:
    """A printed time of day, with its zone as printed."""

    start: int
    end: int
    time: time
    zone: str
    offset: timedelta | None


def plain(text: str) -> str:
    """Return a text with single spaces, and with the digits and commas of all scripts as ASCII ones."""
    text = " ".join(text.split())
    return text if text.isascii() else _NOT_ASCII.sub(_ascii, text)


def _ascii(found: re.Match[str]) -> str:
    letter = found[0]
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else _ASCII[letter]


_ASCII = {"،": ",", "，": ",", "：": ":", "／": "/", "．": ".", "\u200e": "", "\u200f": "", "\u200b": ""}
_NOT_ASCII = re.compile(rf"[{''.join(_ASCII)}]|(?![0-9])\d")


def find_dates(
    text: str, zone: ZoneInfo | None, customs: Customs, *, short_years: bool = False
) -> Iterator[Found]:
    """Yield the dates in a text that :func:`plain` made, in order.

    ``short_years``: also those with a year of two digits. Ends at a date that no calendar has.
    """
    iso = _iso(text)
    if iso is not None:
        yield Found(_written(iso, zone), 0, len(text))
        return
    if not _DIGITS.search(text):
        return
    for match in DATE.finditer(text):
        shape = next(number for number in SHAPES if match[f"y{number}"])
        year = match[f"y{shape}"]
        month = _month(match, shape, customs)
        if month is None or (len(year) < 4 and not _is_short_year(match, customs, allowed=short_years)):
            continue
        clock = _clock_inside(match) if shape == "6" else _clock(text, match)
        american = clock is not None and clock.zone in AMERICAN
        day = _day(match, shape, month, month_first=True if american else customs.month_first)
        if day is None:
            return
        start = min(match.start(), clock.start) if clock else match.start()
        end = max(match.end(), clock.end) if clock else match.end()
        if shape in "46":  # a word before the month may be caught with it
            start = min(start, match.start(f"m{shape}"))
        yield Found(_written(_moment(day, clock, customs), zone), start, end)


def _iso(text: str) -> date | datetime | None:
    """Parse a text that is ISO 8601 and nothing else; None: it is not."""
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            moment = read(text)
        except ValueError:
            continue
        return moment if moment.year in _YEARS else None
    return None


def _month(match: re.Match[str], shape: str, customs: Customs) -> int | None:
    """Return the number of the month; None: the word is not the name of a month."""
    name = match[f"m{shape}"]
    return int(name) if name.isdecimal() else month_of(name, customs.language)


def _is_short_year(match: re.Match[str], customs: Customs, *, allowed: bool) -> bool:
    return allowed and customs.language not in _YEAR_LAST_UNSURE and len(match["mark"]) == 1


def _clock_inside(match: re.Match[str]) -> _Clock | None:
    """Return the time of day between day and year, as ``ctime`` and Java's ``Date`` print it."""
    hour, minute, second = (*map(int, match["clock"].split(":")), 0)[:3]
    zone = (match["zone"] or "").lower()
    try:
        moment = time(hour, minute, second)
    except ValueError:
        return None
    return _Clock(match.start(), match.end(), moment, zone if zone in KNOWN else "", None)


def _clock(text: str, match: re.Match[str]) -> _Clock | None:
    """Return the time of day printed after a date, or before it."""
    clock = TIME_AFTER.match(text, match.end()) or TIME_BEFORE.search(text[: match.start()])
    if clock is None or not (clock["minute"] or clock["half"]):
        return None
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (clock["half"].lower() == "p")
    try:
        moment = time(hour, int(clock["minute"] or 0), int(clock["second"] or 0))
    except ValueError:
        return None
    zone = (clock["zone"] or "").lower()
    known = zone in KNOWN
    end = clock.end() if known or not zone or clock["offset"] else clock.start("zone")
    return _Clock(clock.start(), end, moment, zone if known else "", _offset(clock["offset"]))


def _offset(printed: str | None) -> timedelta | None:
    if not printed:
        return None
    digits = printed[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return None if offset > timedelta(hours=14) else offset if printed[0] == "+" else -offset


def _day(match: re.Match[str], shape: str, month: int, *, month_first: bool | None) -> date | None:
    """Return the day of a date; None for a day that does not exist, and where the order is not certain."""
    year, day = _year(match, shape), int(match[f"d{shape}"])
    if shape == "2" and day != month and day <= 12 and "." not in match["mark"]:
        if month > 12 or month_first:
            month, day = day, month
        elif month_first is None:
            return None
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _year(match: re.Match[str], shape: str) -> int:
    printed = match[f"y{shape}"]
    year = int(printed)
    if len(printed) == 2:
        return year + (2000 if year < _LAST_SHORT_YEAR else 1900)
    if year in _BUDDHIST and _THAI.search(match[f"m{shape}"]):
        return year - 543
    return year


def _moment(day: date, clock: _Clock | None, customs: Customs) -> date | datetime:
    """Join a day and its time; the time is left out if its zone is ambiguous."""
    if clock is None or (clock.offset is None and is_unsure(clock.zone, customs.region)):
        return day
    moment = datetime.combine(day, clock.time)
    if clock.offset is not None:
        return moment.replace(tzinfo=timezone(clock.offset))
    return in_zone(moment, clock.zone, customs.region)


def _written(moment: date | datetime, zone: ZoneInfo | None) -> str:
    """Write a day, or an instant to the second, in the site's zone."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is None:
        if zone is None:
            return moment.date().isoformat()
        return moment.replace(tzinfo=zone).isoformat(timespec="seconds")
    return (moment.astimezone(zone) if zone else moment).isoformat(timespec="seconds")
