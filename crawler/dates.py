"""Printed dates -> the dates of an Article; see ``Article.published_at``.

All patterns look only at the first characters of a text, so their time does not grow with its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

_LOOKED_AT = 200
"""Characters at the start of a text in which a date is looked for."""

_YEARS = range(1800, 2200)
"""Years of newspapers; others come from a broken clock or an empty database field."""

_MONTH_NAMES: dict[int, str] = {
    1: "januari january januar jänner janvier enero gennaio janeiro ocak stycznia января",
    2: "februari pebruari february februar feber février febrero febbraio fevereiro şubat lutego февраля",
    3: "maret march mars märz marzo março maart mac mart marca марта",
    4: "april avril abril aprile nisan kwietnia апреля",
    5: "mei may mai mayo maggio maio maj mayıs maja мая",
    6: "juni june juin junio giugno junho haziran czerwca июня",
    7: "juli july juillet julio luglio julho temmuz lipca июля",
    8: "agustus agt agst ags august augusti augustus août agosto ogos ağustos sierpnia августа",
    9: "september sept septembre septiembre settembre setembro eylül września сентября",
    10: "oktober october octobre octubre ottobre outubro ekim października октября",
    11: "november nopember novembre noviembre novembro kasım listopada ноября",
    12: "desember december décembre dezember diciembre dicembre dezembro disember aralık grudnia декабря",
}
"""Months as Indonesian and other newspapers spell them; their first three or more letters also count."""


def _months() -> dict[str, int]:
    """Return name -> month, for the names and every prefix of three or more letters that is unambiguous."""
    beginnings: dict[str, set[int]] = {}
    for number, names in _MONTH_NAMES.items():
        for name in names.split():
            for end in range(3, len(name)):
                beginnings.setdefault(name[:end], set()).add(number)
    found = {start: min(numbers) for start, numbers in beginnings.items() if len(numbers) == 1}
    return found | {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}


_MONTHS = _months()

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

_UNSURE = frozenset({"ist", "cst", "ast"})
"""Abbreviations of several zones: a time with one of them gives only its day."""

_AMERICAN = frozenset({"est", "edt", "cdt", "mst", "mdt", "pst", "pdt", *_BY_DAY})
"""Zones of papers that print the month before the day."""

_WORD = r"[^\W\d_]{3,12}"
_DATE = re.compile(
    r"(?<!\d)(?P<y1>\d{4})(?:-|/|\.|年\s?)(?P<m1>\d{1,2})(?:-|/|\.|月\s?)(?P<d1>\d{1,2})(?!\d)日?"
    r"|(?<!\d)(?P<d2>\d{1,2})(?P<mark>[/.-])(?P<m2>\d{1,2})(?P=mark)(?P<y2>\d{4})(?!\d)"
    rf"|(?<!\d)(?P<d3>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|°)?[\s-]{{1,2}}(?:(?:de|of)\s)?(?P<m3>{_WORD})\.?,?"
    r"[\s-]{1,2}(?:del?\s)?(?P<y3>\d{4})(?!\d)"
    rf"|(?<![^\W\d_])(?P<m4>{_WORD})\.?\s{{1,2}}(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y4>\d{{4}})(?!\d)",
    re.IGNORECASE,
)

_CLOCK = (
    r"(?P<hour>\d{1,2})(?:(?:\s?[:.h]\s?|時)(?P<minute>\d{2})(?:[:.分](?P<second>\d{2})(?:[.,]\d{1,9})?)?(?!\d))?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s?uhr\b)?"
    r"(?:[\s(|]{0,3}(?P<zone>[a-z]{1,5})\b)?(?:\s?(?P<offset>[+−-]\d{1,2}(?::?\d{2})?)(?!\d))?\)?"
)
_BETWEEN = (
    r"[\sT,|/;·•(–—-]{0,4}(?:(?:pukul|jam|pkl\.?|at|um|à|a\slas|alle|às|kl\.?|om|o)[\s:]{1,2})?[\s:-]{0,2}"
)
_TIME_AFTER = re.compile(_BETWEEN + _CLOCK, re.IGNORECASE)
_TIME_BEFORE = re.compile(r"(?<![\d.:])" + _CLOCK + r"[\s,|/;·•)–—-]{1,4}(?:\w{1,12},?\s)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Clock:
    """A printed time of day, with its zone as printed."""

    start: int
    end: int
    time: time
    zone: str
    offset: timedelta | None


def parse_date(text: str, timezone: str | None) -> str | None:
    """Return the first date in a text in the form of ``Article.published_at``; None if there is none.

    Reads ISO 8601, RFC 2822 and dates in words. ``timezone`` is the site's IANA zone: that of printed
    local times and of the result. Without it, a printed local time gives only its day, and a time
    with an offset keeps that offset. Raises ZoneInfoNotFoundError for a zone that does not exist.

    >>> parse_date("Selasa, 6 September 2016 | 14:05 WIB", None)
    '2016-09-06T14:05:00+07:00'
    >>> parse_date("6 Sep 2016", "Asia/Jakarta")
    '2016-09-06'
    """
    found = _find(" ".join(text[:_LOOKED_AT].split()), ZoneInfo(timezone) if timezone else None)
    return found[0] if found else None


def parse_date_line(text: str, timezone: str | None) -> str | None:
    """Return the date of a line that contains nothing but a date and its label; otherwise None.

    >>> parse_date_line("Kompas.com - 06/09/2016, 14:05 WIB", None)
    '2016-09-06T14:05:00+07:00'
    >>> parse_date_line("Lahir di Blora, 6 September 2016", None) is None
    True
    """
    if len(text) > _LOOKED_AT:
        return None
    text = " ".join(text.split())
    found = _find(text, ZoneInfo(timezone) if timezone else None) if len(text) <= 100 else None
    if found is None:
        return None
    value, start, end = found
    return value if _LABEL.fullmatch(text[:start]) and not re.search(r"\w", text[end:]) else None


_LABEL = re.compile(
    r"(?:[\w-]{1,30}\.(?:com|co\.id|id|net|co)\s*[,|–—-]+\s*)?"
    r"(?:(?:di)?(?:publikasi(?:kan)?|terbit(?:kan)?|posting|unggah|perbarui|tayang(?:kan)?)|publish(?:ed)?|posted|updated?"
    r"|last\supdated|rilis|tanggal|date)?(?:\s(?:on|pada|tanggal))?[\s:|–—-]*"
    r"(?:(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab|min|[a-z]{3,6}day|mon|tue|wed|thu|fri"
    r"|sat|sun)[\s,./|–—-]*)?",
    re.IGNORECASE,
)


def to_instant(value: str) -> datetime | None:
    """Return an Article's date as an aware UTC datetime, a day as midnight UTC; None: it is not a date.

    For sorting and comparing only: ``value`` itself is what was printed.
    """
    try:
        instant = datetime.fromisoformat(value)
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _find(text: str, zone: ZoneInfo | None) -> tuple[str, int, int] | None:
    """Return the first date in a text, and where it starts and ends; None: there is none."""
    iso = _iso(text)
    if iso is not None:
        return _written(iso, zone), 0, len(text)
    for match in _DATE.finditer(text):
        word = match["m3"] or match["m4"]
        if word and word.casefold() not in _MONTHS:
            continue
        clock = _clock(text, match)
        day = _day(match, american=clock is not None and clock.zone in _AMERICAN)
        if day is None:
            return None
        start = min(match.start(), clock.start) if clock else match.start()
        end = max(match.end(), clock.end) if clock else match.end()
        return _written(_moment(day, clock), zone), start, end
    return None


def _iso(text: str) -> date | datetime | None:
    """Parse a text that is ISO 8601 and nothing else; None: it is not."""
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            moment = read(text)
        except ValueError:
            continue
        return moment if moment.year in _YEARS else None
    return None


def _clock(text: str, match: re.Match[str]) -> _Clock | None:
    """Return the time of day printed after a date, or before it."""
    clock = _TIME_AFTER.match(text, match.end()) or _TIME_BEFORE.search(text[: match.start()])
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
    known = zone in _OFFSETS or zone in _BY_DAY or zone in _UNSURE
    end = clock.end() if known or not zone or clock["offset"] else clock.start("zone")
    return _Clock(clock.start(), end, moment, zone if known else "", _offset(clock["offset"]))


def _offset(printed: str | None) -> timedelta | None:
    if not printed:
        return None
    digits = printed[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return None if offset > timedelta(hours=14) else offset if printed[0] == "+" else -offset


def _day(match: re.Match[str], *, american: bool) -> date | None:
    """Return the day of a date; None for a day that does not exist."""
    shape = next(number for number in "1234" if match[f"y{number}"])
    year, month, day = (match[f"{part}{shape}"] for part in "ymd")
    number = _MONTHS[month.casefold()] if shape in "34" else int(month)
    first, second = (number, int(day)) if not (shape == "2" and american) else (int(day), number)
    try:
        return date(int(year), first, second) if int(year) in _YEARS else None
    except ValueError:
        return None


def _moment(day: date, clock: _Clock | None) -> date | datetime:
    """Join a day and its time; the time is left out if its zone is ambiguous."""
    if clock is None or (clock.offset is None and clock.zone in _UNSURE):
        return day
    moment = datetime.combine(day, clock.time)
    if clock.offset is not None:
        return moment.replace(tzinfo=timezone(clock.offset))
    if clock.zone in _BY_DAY:
        return moment.replace(tzinfo=ZoneInfo(_BY_DAY[clock.zone]))
    return moment.replace(tzinfo=timezone(timedelta(hours=_OFFSETS[clock.zone]))) if clock.zone else moment


def _written(moment: date | datetime, zone: ZoneInfo | None) -> str:
    """Write a day, or an instant to the second, in the site's zone."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is None:
        if zone is None:
            return moment.date().isoformat()
        return moment.replace(tzinfo=zone).isoformat(timespec="seconds")
    return (moment.astimezone(zone) if zone else moment).isoformat(timespec="seconds")
