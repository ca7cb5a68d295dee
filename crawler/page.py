"""A fetched page: what a live response, a saved file and an archived record all become."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer of a server, before anything was read from it.

    Extraction sees nothing else of it, so it never knows where a page came from.
    """

    url: str
    """Final address, after redirects."""
    body: bytes
    """The bytes of the body, decompressed, in the page's own encoding."""
    encoding: str | None = None
    """Charset of the ``Content-Type`` header; null where it names none."""
    content_type: str | None = None
    """Media type of the ``Content-Type`` header without parameters, lower case; null if unknown."""
    status: int = 200
    """HTTP status."""
    fetched_at: datetime | None = None
    """When it was fetched (aware, UTC); null for a page that was not fetched by us."""
