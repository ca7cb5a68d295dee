"""A fetched page: what a live response, a saved file and an archived record all become."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from typing import Self


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

    @classmethod
    def received(
        cls, *, url: str, body: bytes, content_type: str | None, status: int, fetched_at: datetime | None
    ) -> Self:
        """Make a page of an answer; ``content_type``: the header as the server sent it, null: it sent none."""
        header = Message()
        header["Content-Type"] = content_type or ""
        return cls(
            url=url,
            body=body,
            encoding=header.get_content_charset(),
            content_type=header.get_content_type() if content_type is not None else None,
            status=status,
            fetched_at=fetched_at,
        )
