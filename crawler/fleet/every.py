"""How often a site is crawled: a number and its unit, as ``1h``."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

LEAST, MOST = timedelta(seconds=1), timedelta(days=366)

_PERIOD = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*([smhd])", re.ASCII)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def parse_every(value: object) -> timedelta:
    """Return a period in whole seconds. Raises ValueError: the rest of a sentence about its value.

    >>> parse_every("1.5h")
    datetime.timedelta(seconds=5400)
    """
    wanted = 'write a number and s, m, h or d, as in every = "1h"'
    if not isinstance(value, str):
        raise ValueError(f"is not a text: {wanted}")
    found = _PERIOD.fullmatch(value.strip())
    if found is None:
        raise ValueError(f"is no period: {wanted}")
    seconds = Decimal(found[1]) * _SECONDS[found[2]]
    if seconds == 0:
        raise ValueError("would crawl without a pause: a period is at least 1s")
    if seconds != int(seconds):
        raise ValueError("is not a whole number of seconds")
    if seconds > MOST.total_seconds():
        raise ValueError(f"is too long: a period is at most {MOST.days}d")
    return timedelta(seconds=int(seconds))


def as_text(seconds: int) -> str:
    """Return a period as it is written in the file, in its largest unit.

    >>> as_text(5400)
    '90m'
    """
    unit = next(unit for unit in "dhms" if seconds % _SECONDS[unit] == 0)
    return f"{seconds // _SECONDS[unit]}{unit}"


def brief(span: timedelta) -> str:
    """Return about how long something lasts, in its largest unit; for tables that people read.

    >>> brief(timedelta(minutes=150)), brief(timedelta(seconds=-5))
    ('2h', '0s')
    """
    seconds = max(int(span.total_seconds()), 0)
    unit = next((unit for unit in "dhm" if seconds >= 2 * _SECONDS[unit]), "s")
    return f"{seconds // _SECONDS[unit]}{unit}"
