"""Printed dates -> the dates of an Article; see ``Article.published_at``.

All patterns look only at the first characters of a text, so their time does not grow with its length.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from crawler.dates.customs import UNKNOWN, Customs, customs_of
from crawler.dates.months import WEEKDAYS, month_of
from crawler.dates.reading import Found, find_dates, plain
from crawler.dates.shapes import AMBIGUOUS

__all__ = [
    "AMBIGUOUS",
    "WEEKDAYS",
    "Customs",
    "Found",
    "customs_of",
    "dates_in",
    "day_of",
    "has_time",
    "month_of",
    "parse_date",
    "parse_date_line",
    "plain",
    "to_instant",
]

_LOOKED_AT = 200
"""Characters at the start of a text in which a date is looked for."""


def parse_date(text: str, timezone: str | None, customs: Customs = UNKNOWN) -> str | None:
    """Return the first date in a text in the form of ``Article.published_at``; None if there is none.

    Reads ISO 8601, RFC 2822 and dates in words. ``timezone`` is the site's IANA zone: that of printed
    local times and of the result. Without it, a printed local time gives only its day, and a time
    with an offset keeps that offset. Raises ZoneInfoNotFoundError for a zone that does not exist.

    >>> parse_date("Selasa, 6 September 2016 | 14:05 WIB", None)
    '2016-09-06T14:05:00+07:00'
    >>> parse_date("6 Sep 2016", "Asia/Jakarta")
    '2016-09-06'
    """
    found = next(find_dates(plain(text[:_LOOKED_AT]), _zone(timezone), customs), None)
    return found.value if found else None


def dates_in(
    text: str, timezone: str | None, customs: Customs = UNKNOWN, *, short_years: bool = False
) -> list[Found]:
    """Return the dates in a text that :func:`plain` made, and where each stands."""
    return list(find_dates(text[:_LOOKED_AT], _zone(timezone), customs, short_years=short_years))


def parse_date_line(text: str, timezone: str | None, customs: Customs = UNKNOWN) -> str | None:
    """Return the date of a line that contains nothing but a date and its label; otherwise None.

    >>> parse_date_line("Kompas.com - 06/09/2016, 14:05 WIB", None)
    '2016-09-06T14:05:00+07:00'
    >>> parse_date_line("Lahir di Blora, 6 September 2016", None) is None
    True
    """
    if len(text) > _LOOKED_AT:
        return None
    text = plain(text)
    found = next(find_dates(text, _zone(timezone), customs), None) if len(text) <= 100 else None
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


@lru_cache(maxsize=64)
def _zone(timezone: str | None) -> ZoneInfo | None:
    return ZoneInfo(timezone) if timezone else None


def to_instant(value: str) -> datetime | None:
    """Return an Article's date as an aware UTC datetime, a day as midnight UTC; None: it is not a date.

    For sorting and comparing only: ``value`` itself is what was printed.
    """
    try:
        instant = datetime.fromisoformat(value)
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def has_time(value: str) -> bool:
    """Say whether an Article's date is an instant, not only a day.

    >>> has_time("2016-09-06T14:05:00+07:00"), has_time("2016-09-06")
    (True, False)
    """
    return len(value) > _DAY


def day_of(value: str) -> str:
    """Return the day of an Article's date, as it is where it was printed.

    >>> day_of("2016-09-06T00:05:00+07:00"), day_of("2016-09-06")
    ('2016-09-06', '2016-09-06')
    """
    return value[:_DAY]


_DAY = len("2016-09-06")
