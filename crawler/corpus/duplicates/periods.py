"""When articles were published, as numbers: both databases compare those alike, and quickly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

UNDATED = -(2**31)
"""The period of articles without a date: no date is in it."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
A_DAY = timedelta(days=1) // _MICROSECOND
"""In microseconds."""
_PERIOD = 30 * A_DAY
"""With a window of 30 days a look-up is in three periods; longer ones would hold more of no use to it."""


def as_instant(value: str | datetime | None) -> datetime | None:
    """Return an instant in UTC from what a database's own driver gives: of SQLite a text in UTC."""
    if value is None:
        return None
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def microseconds(length: timedelta) -> int:
    """Return a length of time in microseconds.

    >>> microseconds(timedelta(seconds=2))
    2000000
    """
    return length // _MICROSECOND


def since_1970(instant: datetime | None) -> int | None:
    """Return an instant as microseconds since 1970; None for None."""
    return None if instant is None else (instant - _EPOCH) // _MICROSECOND


def period_of(published: int | None) -> int:
    """Return the number of the 30 days in which an instant is (:func:`since_1970`).

    >>> period_of(0), period_of(-1), period_of(None) == UNDATED
    (0, -1, True)
    """
    return UNDATED if published is None else published // _PERIOD


def periods_around(published: int | None, window: int) -> list[int]:
    """Return the periods of what may be compared with an article; ``window`` in microseconds.

    >>> periods_around(period_of(0), 1)
    [-1, 0]
    """
    if published is None:
        return [UNDATED]
    return list(range(period_of(published - window), period_of(published + window) + 1))
