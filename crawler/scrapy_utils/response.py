"""From Scrapy's responses to pages, and from its errors to words."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response

from crawler.discovery import ListingResponse
from crawler.page import Page

_WHY = {
    CannotResolveHostError: ("unknown_host", "its host is unknown"),
    DownloadConnectionRefusedError: ("refused_connection", "it refuses the connection"),
    DownloadTimeoutError: ("timeout", "it did not respond in time"),
}

FETCHED_AT = "fetched_at"
"""Key of ``request.meta``: when the response arrived, as the archive dates it."""


def to_page(response: Response) -> Page:
    """Return the page that extraction reads; its time is that of the archive, without one now."""
    at = response.request.meta.get(FETCHED_AT) if response.request is not None else None
    return Page.received(
        url=response.url,
        body=response.body,
        content_type=text_header(response, "Content-Type") if "Content-Type" in response.headers else None,
        status=response.status,
        fetched_at=(at or datetime.now(UTC)).replace(microsecond=0),
    )


def text_header(response: Response, name: str) -> str:
    """Return a header as text, several of one name joined by commas; empty if there is none."""
    return ", ".join(value.decode("latin-1") for value in response.headers.getlist(name))


def to_answer(response: Response) -> ListingResponse:
    """Return a response as the sources of discovery read it."""
    names = {name.decode("latin-1").lower() for name in response.headers}
    return ListingResponse(to_page(response), {name: text_header(response, name) for name in names})


def reason_of(error: BaseException) -> str:
    """Return the word that statistics use for an error of the network."""
    otherwise = "ignored" if isinstance(error, IgnoreRequest) else "network"
    return next((word for kind, (word, _) in _WHY.items() if isinstance(error, kind)), otherwise)


def said_of(error: BaseException) -> str:
    """Return what an error of the network means, in words."""
    said = next((said for kind, (_, said) in _WHY.items() if isinstance(error, kind)), None)
    if said is None and "SSL" in str(error):
        said = "it does not speak TLS there, or shows no valid certificate; its http:// URL may work"
    return said or str(error)
