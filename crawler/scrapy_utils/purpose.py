"""What a request is for: set where it is made, read by whoever archives its answer."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy import Request

from crawler.rows import Row

_KEY = "purpose"


@dataclass(frozen=True, slots=True)
class Purpose:
    """The row of the frontier that a request serves, and how."""

    row: Row
    role: str
    """What is read from the answer, as the archive calls it (:mod:`crawler.archive.index`)."""
    site_url: str | None
    """The front page, once it was asked: what is outside of it is not an article of this site."""


def set_purpose(request: Request, purpose: Purpose) -> None:
    """Say what a request is for; its redirects and retries are for the same."""
    request.meta[_KEY] = purpose


def purpose_of(request: Request) -> Purpose | None:
    """Return what a request is for; None: nothing is read from its answer (robots.txt, the front page)."""
    purpose = request.meta.get(_KEY)
    return purpose if isinstance(purpose, Purpose) else None
