"""The checkpoint of a collection: up to when it is listed, and how the site's local time is ahead of GMT."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from crawler.discovery.listing import ListingResponse
from crawler.discovery.wordpress import RestRecord
from crawler.rows import JSON, Row

MARGIN = timedelta(hours=2)
"""How far a checkpoint is set back, since clocks and caches lag."""

_FIRST_YEAR = 2003
"""WordPress was first released then: a server whose clock is behind it tells nothing."""

_MOST_MINUTES = 14 * 60
"""No zone is further from GMT than this."""

_UNKNOWN_OFFSET = -12 * 60
"""Minutes by which local time is ahead of GMT where no record tells: a longer list loses nothing."""


def checkpoint_of(
    row: Row, answer: ListingResponse, records: Sequence[RestRecord]
) -> tuple[Mapping[str, JSON], timedelta]:
    """Return the checkpoint of a collection, and how far its local time is ahead of GMT.

    It is now by the server's clock, which stamps the changes. The slower of the server's clock and ours
    counts, and a clock that was set back moves the checkpoint back with it: an article read twice is merely
    unchanged, a skipped one is lost.
    """
    now = answer.page.fetched_at or datetime.now(UTC)
    with suppress(ValueError, OverflowError):
        told = parsedate_to_datetime(answer.headers.get("date", "")).astimezone(UTC)
        now = min(now, told) if told.year > _FIRST_YEAR else now
    minutes = next((minutes for record in records if (minutes := _offset(record)) is not None), _known(row))
    seen = now.replace(tzinfo=None, microsecond=0).isoformat()
    return {"seen": seen, "offset": minutes}, timedelta(minutes=minutes)


def limit_of(row: Row) -> str | None:
    """Return the instant from which changes are read, as WordPress prints it (GMT); None: no limit."""
    seen = row.checkpoint.get("seen")
    return (datetime.fromisoformat(seen) - MARGIN).isoformat() if isinstance(seen, str) else None


def local_limit(row: Row, limit: str) -> str:
    """Return an instant in GMT in the site's local time."""
    return (datetime.fromisoformat(limit) + timedelta(minutes=_known(row))).isoformat()


def _known(row: Row) -> int:
    """Return the offset that an earlier run saw, in minutes."""
    minutes = row.checkpoint.get("offset")
    return minutes if isinstance(minutes, int) else _UNKNOWN_OFFSET


def _offset(record: RestRecord) -> int | None:
    """Return how many minutes the site's local time is ahead of GMT; None: the record does not show it."""
    if record.date is None or record.date_gmt is None:
        return None
    minutes = round((record.date - record.date_gmt).total_seconds() / 60)
    return minutes if abs(minutes) <= _MOST_MINUTES else None
