"""What a site says it has."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from crawler.dates import has_time, to_instant

_DAY = timedelta(days=1)


class Named(NamedTuple):
    """An article that the site names."""

    url: str
    month: str | None
    """As "2024-03", in the site's zone; None: the site does not tell it."""
    at: datetime | None = None
    """When it was published or last changed, with its offset; None: the site does not tell it."""
    permalink: str | None = None
    """The address that it keeps when it is renamed (WordPress' ``?p=12``); None: none is known."""


def latest(published: str | None) -> datetime | None:
    """Return the latest moment that a printed date may mean: the end of a day; None: it is not a date."""
    found = to_instant(published or "")
    return found if found is None or has_time(published or "") else found + _DAY


def later(*moments: datetime | None) -> datetime | None:
    """Return the last of some moments; None: none is told."""
    return max(filter(None, moments), default=None)
