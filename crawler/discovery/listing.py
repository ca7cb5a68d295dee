"""What the ways of discovery have in common: what a listing is asked with, and what it gives."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawler.frontier import JSON, Candidate, Row
from crawler.page import Page
from crawler.rows import Way
from crawler.urls import same_site

LISTING_PRIORITY = 10
"""Listings come before articles, so that a crawl knows early what there is."""

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|pdf|docx?|xlsx?|pptx?|zip|rar|mp[34]|m4[av]|webm|ogg|css|js)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a listing names, with what the listing says of it."""

    url: str
    published: str | None = None
    """Instant or day of publication as printed, where the listing tells it."""
    lastmod: str | None = None
    """Instant or day of the last change as printed, where the listing tells it."""
    sections: tuple[str, ...] = ()
    """Names of the categories, where the listing tells them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a listing's address answered."""

    page: Page
    headers: Mapping[str, str] = field(default_factory=dict)
    """By lower-case name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a listing gives."""

    articles: Sequence[Candidate] = ()
    listings: Sequence[Candidate] = ()
    """Further listings, to be asked in any case."""
    following: Candidate | None = None
    """The next page of an order that begins with the newest; asked while there is something new."""
    afterwards: Sequence[Candidate] = ()
    """Listings to be asked once that order ends, instead of the next page."""
    afterwards_always: bool = True
    """False: only where everything is listed anew, for the order holds all articles."""
    stops_early: bool = False
    """Even a complete listing ends where nothing is new."""
    records: Sequence[Mapping[str, Any]] = ()
    """The articles themselves, where the listing carries them (REST)."""
    mark: Mapping[str, JSON] | None = None
    """How far the site is listed, once the round has ended."""
    outside: int = 0
    """How many links the listing's own dates and sections show to be outside of what is wanted."""
    is_whole: bool = True
    """False: it was cut off, and has to be asked again."""
    is_answer: bool = True
    """False: it says nothing of articles yet, only of further listings, or nothing at all."""


class DiscoveryWay(Protocol):
    """One of the ways to find the articles of a newspaper."""

    @property
    def name(self) -> Way:
        """Its name in ``-a discover=`` and in the frontier."""

    def read(self, row: Row, answer: Answer) -> Found:
        """Read what a listing answered. Raises NotAListing."""

    def instead(self, row: Row) -> list[Candidate]:
        """Return what is asked in place of a listing that is none."""


class NotAListing(Exception):
    """An answer that is no listing of the kind that was asked for.

    The reason is one word for statistics and log lines: ``html``, ``empty``, ``http_404`` ...
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TryLater(NotAListing):
    """A listing that cannot be read now, and is worth another try in a later run."""


def with_query(url: str, **parameters: str | int | None) -> str:
    """Return an address with these parameters set; null leaves one out.

    >>> with_query("https://telegraf.co.id/?rest_route=/wp/v2/posts", page=2)
    'https://telegraf.co.id/?rest_route=/wp/v2/posts&page=2'
    """
    parts = urlsplit(url)
    query: dict[str, str | int | None] = {
        **dict(parse_qsl(parts.query, keep_blank_values=True)),
        **parameters,
    }
    kept = {name: value for name, value in query.items() if value is not None}
    return urlunsplit(parts._replace(query=urlencode(kept, safe="/,:")))


def joined(base: str, address: str) -> str | None:
    """Return an address that a listing prints, made absolute; null for a text that is none.

    >>> joined("https://telegraf.co.id/feed/", "/judul/")
    'https://telegraf.co.id/judul/'
    """
    try:
        return urljoin(base, address.strip())
    except ValueError:  # brackets that are no IPv6 address
        return None


def is_inside(url: str, site_url: str) -> bool:
    """Say whether an address belongs to a site, which may live in a folder of its host.

    >>> is_inside("https://www.contoh.id/koran/judul/", "https://contoh.id/koran/")
    True
    >>> is_inside("https://contoh.id/toko/", "https://contoh.id/koran/")
    False
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not same_site(url, site_url):
        return False
    return f"{parts.path.rstrip('/')}/".startswith(f"{urlsplit(site_url).path.rstrip('/')}/")


def is_file(url: str) -> bool:
    """Say whether an address names a picture, a document or another file that is no page."""
    return _FILE.search(urlsplit(url).path) is not None
