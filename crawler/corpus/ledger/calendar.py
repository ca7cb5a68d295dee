"""Months, as the ledger names them: "2024-03"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_PATH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")
_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_/]?|&mm=)(0[1-9]|1[0-2])(?:(?:[-_/]|&dd=)?\d\d)?(?!\d)")

_SECOND = timedelta(seconds=1)


def month_of(moment: datetime) -> str:
    """Return the month of a moment, in its own zone."""
    return f"{moment.year:04}-{moment.month:02}"


def following(month: str) -> str:
    """Return the month after a month.

    >>> following("2018-12")
    '2019-01'
    """
    year, number = int(month[:4]), int(month[5:7])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def between(first: str, last: str) -> list[str]:
    """Return all months from the first to the last, both inclusive.

    >>> between("2018-11", "2019-01")
    ['2018-11', '2018-12', '2019-01']
    """
    months = []
    while first <= last:
        months.append(first)
        first = following(first)
    return months


def bounds(month: str) -> tuple[str, str]:
    """Return the moments between which a month lies, both exclusive, without offset, to the second.

    >>> bounds("2018-12")
    ('2018-11-30T23:59:59', '2019-01-01T00:00:00')
    """
    before_first = datetime.fromisoformat(f"{month}-01") - _SECOND
    return before_first.isoformat(), f"{following(month)}-01T00:00:00"


def month_in_path(url: str) -> str | None:
    """Return the month that the permalink of an article names; None: it names none.

    >>> month_in_path("https://koran.test/2018/07/15/pasar-ikan/"), month_in_path("https://koran.test/pasar-ikan/")
    ('2018-07', None)
    """
    found = _PATH.search(url)
    return f"{found[1]}-{found[2]}" if found else None


def month_in_name(url: str) -> str | None:
    """Return the month that the name of a sitemap has; None: it has none, or a year alone.

    >>> month_in_name("https://koran.test/sitemap-pt-post-2018-07.xml")
    '2018-07'
    >>> month_in_name("https://koran.test/sitemap.xml?yyyy=2018&mm=07&dd=15")
    '2018-07'
    >>> month_in_name("https://koran.test/wp-sitemap-posts-post-1.xml")
    """
    name = url.rstrip("/").rpartition("/")[2]
    found = _NAME.search(name) or _PATH.search(url)
    return f"{found[1]}-{found[2]}" if found else None
