"""What a request is for: set where it is made, read where its response is archived."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy import Request

from crawler.rows import Row

_KEY = "purpose"


@dataclass(frozen=True, slots=True)
class Purpose:
    """The frontier row that a request belongs to, and the role of its response."""

    row: Row
    role: str
    """The role of the response (:mod:`crawler.archive.index`)."""
    site_url: str | None
    """The front page, once fetched: pages outside of it are not articles of this site."""


def set_purpose(request: Request, purpose: Purpose) -> None:
    """Set what a request is for; its redirects and retries inherit it."""
    request.meta[_KEY] = purpose


def purpose_of(request: Request) -> Purpose | None:
    """Return what a request is for; None: nothing is read from its response (robots.txt, the front page)."""
    purpose = request.meta.get(_KEY)
    return purpose if isinstance(purpose, Purpose) else None
