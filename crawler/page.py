"""A fetched page: the common form of live responses, saved files and archived records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from functools import lru_cache
from typing import Self

PAYMENT_REQUIRED = 402
"""HTTP status of what is not given without payment (RFC 9110, 15.5.3; Cloudflare's pay per crawl)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One response of a server, before anything was extracted from it.

    Extraction sees nothing else, so it never knows where a page came from.
    """

    url: str
    """Final URL, after redirects."""
    body: bytes
    """The bytes of the body, decompressed, in the page's own encoding."""
    encoding: str | None = None
    """Charset of the ``Content-Type`` header; None if it names none."""
    content_type: str | None = None
    """Media type of the ``Content-Type`` header without parameters, lower case; None if unknown."""
    status: int = 200
    """HTTP status."""
    fetched_at: datetime | None = None
    """When it was fetched (aware, UTC); None for a page that we did not fetch."""

    @property
    def is_ok(self) -> bool:
        """Say whether the server returned what was requested (RFC 9110, 15.3)."""
        return 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Say whether the server says that there is no such page (any more)."""
        return self.status in (404, 410)

    @property
    def failure(self) -> str:
        """Why a page that is not ok cannot be had, as statistics say it: ``http_403`` ..."""
        return "payment_required" if self.status == PAYMENT_REQUIRED else f"http_{self.status}"

    @classmethod
    def received(
        cls, *, url: str, body: bytes, content_type: str | None, status: int, fetched_at: datetime | None
    ) -> Self:
        """Make a page from a response; ``content_type``: the header as sent, None: there was none."""
        encoding, media_type = _read_content_type(content_type or "")
        return cls(
            url=url,
            body=body,
            encoding=encoding,
            content_type=media_type if content_type is not None else None,
            status=status,
            fetched_at=fetched_at,
        )


@lru_cache(256)
def _read_content_type(value: str) -> tuple[str | None, str]:
    """Return charset and media type of a ``Content-Type`` header; a site sends few different ones.

    If it was sent twice, the last one counts (https://fetch.spec.whatwg.org/#concept-header-extract-mime-type).
    """
    header = Message()
    header["Content-Type"] = value.strip(" ,").rpartition(",")[2].strip()
    try:
        charset = header.get_content_charset()
    except ValueError:  # it is written in a charset that is none
        charset = None
    return charset, header.get_content_type()
