"""What a site says it has."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Named(NamedTuple):
    """An article that the site names."""

    url: str
    month: str | None
    """As "2024-03", in the site's zone; None: the site does not tell it."""
    at: datetime | None = None
    """When it was published or last changed, with its offset; None: the site does not tell it."""
    permalink: str | None = None
    """The address that it keeps when it is renamed (WordPress' ``?p=12``); None: none is known."""


def later(*moments: datetime | None) -> datetime | None:
    """Return the last of some moments; None: none is told."""
    return max(filter(None, moments), default=None)
