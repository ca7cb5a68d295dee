"""From Scrapy's responses to pages."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.http import Response

from crawler.page import Page

FETCHED_AT = "fetched_at"
"""Key of ``request.meta``: when the answer came, as the archive dates it."""


def to_page(response: Response) -> Page:
    """Return what was fetched, as extraction sees it; fetched when the archive says, without one now."""
    at = response.request.meta.get(FETCHED_AT) if response.request is not None else None
    return Page.received(
        url=response.url,
        body=response.body,
        content_type=text_header(response, "Content-Type") if "Content-Type" in response.headers else None,
        status=response.status,
        fetched_at=(at or datetime.now(UTC)).replace(microsecond=0),
    )


def text_header(response: Response, name: str) -> str:
    """Return a header as text, several of one name joined by commas; empty where there is none."""
    return ", ".join(value.decode("latin-1") for value in response.headers.getlist(name))
