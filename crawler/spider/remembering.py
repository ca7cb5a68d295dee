"""How long ago something was done, as a checkpoint in the store remembers it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from crawler.dates import to_instant
from crawler.rows import JSON


def is_older(checkpoint: Mapping[str, JSON], days: float) -> bool:
    """Say whether what a checkpoint dates with ``at`` is at least some days ago, or was never done.

    A clock that was set back since must not delay it until the clock has caught up.
    """
    at = checkpoint.get("at")
    done = to_instant(at) if isinstance(at, str) else None
    now = datetime.now(UTC)
    return done is None or not now - timedelta(days=days) < done <= now
