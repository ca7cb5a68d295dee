"""From Scrapy's responses to pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from scrapy.http import Response

from crawler.discovery import ListingResponse
from crawler.page import Page

FETCHED_AT = "fetched_at"
"""Key of ``request.meta``: when the response arrived, as the archive dates it."""


_PRICES = ("crawler-price", "crawler-max-price")
_LONGEST_PRICE = 40
"""Characters; a price is a currency and a number."""


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
    # A NUL is no part of a header (RFC 9110, 5.5), and not every database takes it.
    return ListingResponse(
        to_page(response), {name: text_header(response, name).replace("\0", "") for name in names}
    )


def price_asked(headers: Mapping[str, str]) -> str:
    """Return the price that the headers of a 402 response name; empty: none.

    ``headers``: lower-case names. Cloudflare's pay per crawl has ``crawler-price: USD 0.01``
    (https://developers.cloudflare.com/ai-crawl-control/features/pay-per-crawl/).
    """
    named = (f"{name}: {headers[name][:_LONGEST_PRICE]}" for name in _PRICES if headers.get(name))
    return next(named, "")


def is_conditional(response: Response) -> bool:
    """Say whether validators were sent, so that the response may be 304 (RFC 9110, 13.1)."""
    sent = response.request.headers if response.request is not None else {}
    return "If-None-Match" in sent or "If-Modified-Since" in sent
