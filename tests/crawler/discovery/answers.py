"""Answers and rows as the ways of discovery are given them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from crawler.discovery import Filters, ListingResponse, NotAListing, SiteContext
from crawler.discovery.home_page import read_home_page
from crawler.frontier import JSON, Row
from crawler.page import Page

SITE = "https://telegraf.test/"
NOW = datetime(2018, 7, 1, 12, tzinfo=UTC)


def page(body: str | bytes, url: str = SITE, status: int = 200) -> Page:
    data = body.encode() if isinstance(body, str) else body
    return Page(url=url, body=data, encoding="utf-8", content_type="text/html", status=status, fetched_at=NOW)


def answer(body: str | bytes, url: str = SITE, **headers: str) -> ListingResponse:
    return ListingResponse(
        page(body, url), {name.replace("_", "-"): value for name, value in headers.items()}
    )


def row(
    url: str = SITE,
    source: str = "sitemap",
    *,
    checkpoint: Mapping[str, JSON] | None = None,
    given: Mapping[str, JSON] | None = None,
    **meta: Any,
) -> Row:
    """Return a listing's row; ``given`` and ``meta`` together are what the spider finds again."""
    return Row(
        1, url, "listing", source, 10, 0, None, None, None, checkpoint or {}, {**(given or {}), **meta}
    )


@dataclass(frozen=True)
class Robots:
    """A robots.txt that allows everything."""

    sitemaps: Sequence[str] = ()

    def allows(self, url: str) -> bool:
        return True


def context(
    filters: Filters | None = None,
    *,
    front: str = "<html><body>Telegraf</body></html>",
    sitemaps: Sequence[str] = (),
    answers: Mapping[str, ListingResponse] | None = None,
) -> SiteContext:
    """Return what sources are given of a site; ``front``: its front page, ``answers``: its other pages."""

    async def fetch(url: str) -> ListingResponse:
        if url not in (answers or {}):
            raise NotAListing("http_404")
        return (answers or {})[url]

    async def robots() -> Robots:
        return Robots(sitemaps)

    return SiteContext(
        site_url=SITE,
        home_page=read_home_page(answer(front), SITE),
        filters=filters or Filters(),
        fetch=fetch,
        robots=robots,
    )
