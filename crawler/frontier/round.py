"""A round: one discovery of a site, or of a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One discovery of what a scope names, as seen now, in one of the runs that it may take."""

    site: str
    scope: str
    number: int
    complete: bool
    max_tries: int
    run: int
    """ID of the present run in the table ``run``; 0: there is none yet."""
    since: datetime
    """Start of the present run."""
    now: datetime
    settled_at: datetime | None = None
    """When the scope's last round ended whose listings all were read; None: never."""
    is_doubted: bool = False
    """True: the site's dates of change are not believed."""
