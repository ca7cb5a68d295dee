"""What a listing is asked with, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from crawler.article import Article
from crawler.page import Page
from crawler.rows import JSON, Candidate
from crawler.site import Site

LISTING_PRIORITY = 10
"""Listings come before articles, so that a crawl knows early what there is."""


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


class CarriedArticle(Protocol):
    """An article that its listing carries, as the site sends it."""

    @property
    def url(self) -> str | None:
        """Where its page is; None where the listing does not say."""

    @property
    def published(self) -> str | None:
        """When it came out, as an instant; None where the listing does not say."""

    @property
    def lastmod(self) -> str | None:
        """When it was changed last, as an instant; None where the listing does not say."""

    def extract(self, site: Site) -> Article:
        """Read it. Raises NotAnArticle."""

    def permalink(self, site_url: str) -> str | None:
        """Return an address that it keeps whatever it is called; None where it has none."""


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
    carried: Sequence[CarriedArticle] = ()
    """The articles themselves, where the listing carries them: then ``listings`` and ``mark`` alone count."""
    mark: Mapping[str, JSON] | None = None
    """How far the site is listed, once the round has ended."""
    outside: int = 0
    """How many links the listing's own dates and sections show to be outside of what is wanted."""
    is_whole: bool = True
    """False: it was cut off, and has to be asked again."""
    is_answer: bool = True
    """False: it says nothing of articles yet, only of further listings, or nothing at all."""


class NotAListing(Exception):
    """An answer that is no listing of the kind that was asked for.

    The reason is one word for statistics and log lines: ``html``, ``empty``, ``http_404`` ...
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TryLater(NotAListing):
    """A listing that cannot be read now, and is worth another try in a later run."""
