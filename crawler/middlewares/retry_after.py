"""``Retry-After``: the pause that a response asks for (RFC 9110, 10.2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

PAUSING = frozenset({403, 413, 429, 503})
"""Statuses, beside redirects, whose Retry-After is obeyed.

429 (RFC 6585, 4), 413 and 503 (RFC 9110, 15.5.14 and 15.6.4) define it; with 403 firewalls and limiters say
the same. With others (404, 500, 200) it stands by mistake, and would end a run for nothing.
"""

_SECONDS = re.compile(r"\d+(?:\.\d*)?", re.ASCII)
_LIST = re.compile(r"[\d.]+(?:\s*,\s*[\d.]+)+", re.ASCII)
_LONGEST_DATE = 64


def asked_pause(values: Iterable[str], dates: Iterable[str], now: datetime) -> float:
    """Return the pause in seconds; 0: none, or none that can be read.

    ``values``, ``dates``: the headers ``Retry-After`` and ``Date`` of one response. A date is read against
    the server's own clock, or against ours (``now``) if it does not tell. Of several the longest counts.

    >>> asked_pause(["2.5"], [], datetime.now(UTC))
    2.5
    """
    sent = next((date for date in map(_instant, dates) if date is not None), now)
    return max((_pause(value, sent) for value in _split(values)), default=0.0)


def _split(values: Iterable[str]) -> Iterator[str]:
    """Yield each value; a proxy may have joined several numbers, and a date has a comma of its own."""
    for value in values:
        parts = value.split(",") if _LIST.fullmatch(value.strip()) else [value]
        yield from (part.strip() for part in parts)


def _pause(value: str, sent: datetime) -> float:
    if _SECONDS.fullmatch(value):
        return float(value)
    until = _instant(value)
    return max(0.0, (until - sent).total_seconds()) if until is not None else 0.0


def _instant(value: str) -> datetime | None:
    """Return the instant of an HTTP date, also in its two obsolete forms (RFC 9110, 5.6.7): all are UTC."""
    try:
        date = parsedate_to_datetime(value[:_LONGEST_DATE])
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
