"""Answers and rows as the ways of discovery are given them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from crawler.discovery import Answer
from crawler.frontier import JSON, Row
from crawler.page import Page
from crawler.rows import Way

SITE = "https://telegraf.test/"
NOW = datetime(2018, 7, 1, 12, tzinfo=UTC)


def page(body: str | bytes, url: str = SITE, status: int = 200) -> Page:
    data = body.encode() if isinstance(body, str) else body
    return Page(url=url, body=data, encoding="utf-8", content_type="text/html", status=status, fetched_at=NOW)


def answer(body: str | bytes, url: str = SITE, **headers: str) -> Answer:
    return Answer(page(body, url), {name.replace("_", "-"): value for name, value in headers.items()})


def row(
    url: str = SITE,
    way: Way = "sitemap",
    *,
    mark: Mapping[str, JSON] | None = None,
    given: Mapping[str, JSON] | None = None,
    **hint: Any,
) -> Row:
    """Return a listing's row; ``given`` and ``hint`` together are what the spider finds again."""
    return Row(1, url, "listing", way, 10, 0, None, None, None, mark or {}, {**(given or {}), **hint})
