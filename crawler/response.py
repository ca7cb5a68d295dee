"""From Scrapy's responses to pages."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import Message

from scrapy.http import Response

from crawler.page import Page


def to_page(response: Response) -> Page:
    """Return what was fetched, as extraction sees it; fetched now."""
    header = Message()
    header["Content-Type"] = text_header(response, "Content-Type")
    charset = header.get_content_charset()
    return Page(
        url=response.url,
        body=response.body,
        encoding=charset,
        content_type=header.get_content_type() if "Content-Type" in response.headers else None,
        status=response.status,
        fetched_at=datetime.now(UTC).replace(microsecond=0),
    )


def text_header(response: Response, name: str) -> str:
    """Return a header as text, several of one name joined by commas; empty where there is none."""
    return ", ".join(value.decode("latin-1") for value in response.headers.getlist(name))
