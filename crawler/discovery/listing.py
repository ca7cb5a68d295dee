"""The priority of listings, their responses, and what is found in them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from crawler.article import Article
from crawler.page import Page
from crawler.rows import JSON, Candidate
from crawler.site import Site
from crawler.urls import fetchable, is_inside

LISTING_PRIORITY = 10
"""Listings are requested before articles, so that a crawl knows early what there is."""


@dataclass(frozen=True, slots=True)
class Link:
    """A URL that a listing names, with what the listing says about it."""

    url: str
    published: str | None = None
    """Instant or day of publication as printed, if the listing tells it."""
    lastmod: str | None = None
    """Instant or day of the last change as printed, if the listing tells it."""
    sections: tuple[str, ...] = ()
    """Names of the categories, if the listing tells them."""


def bad_addresses(links: Iterable[Link]) -> list[str]:
    """Return the URLs of links that cannot be requested."""
    return [link.url for link in links if fetchable(link.url) is None]


def elsewhere(links: Iterable[Link], site_url: str) -> list[str]:
    """Return the URLs of links that can be requested, but do not belong to the site."""
    return [link.url for link in links if fetchable(link.url) and not is_inside(link.url, site_url)]


@dataclass(frozen=True, slots=True)
class ListingResponse:
    """The response to the request for a listing."""

    page: Page
    headers: Mapping[str, str] = field(default_factory=dict)
    """Keys are lower-case header names."""


Fetch = Callable[[str], Awaitable[ListingResponse]]
"""Fetches a URL outside of the frontier. Raises NotAListing, TryLater."""


class CarriedArticle(Protocol):
    """An article that is contained in its listing, as the site sends it."""

    @property
    def url(self) -> str | None:
        """The URL of its page; None if the listing does not say."""

    @property
    def published(self) -> str | None:
        """When it was published, as an instant; None if the listing does not say."""

    @property
    def lastmod(self) -> str | None:
        """When it was last changed, as an instant; None if the listing does not say."""

    def extract(self, site: Site) -> Article:
        """Extract the article. Raises NotAnArticle."""

    def permalink(self, site_url: str) -> str | None:
        """Return a permalink that survives renaming (WordPress' ``?p=12``); None if it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingResult:
    """What was found in a listing."""

    articles: Sequence[Candidate] = ()
    listings: Sequence[Candidate] = ()
    """Further listings, requested in any case."""
    in_complete_round: Sequence[Candidate] = ()
    """Further listings, requested in a round that lists the whole site."""
    following: Candidate | None = None
    """The next page of a sequence that starts with the newest; requested while there is something new."""
    is_followed_always: bool = False
    """True: the next page is requested even if nothing on this one is new to the store."""
    afterwards: Sequence[Candidate] = ()
    """Listings to request once that sequence ends, instead of the next page."""
    afterwards_always: bool = True
    """False: request them only in a complete round, since the sequence already holds all articles."""
    stops_early: bool = False
    """True: even a complete round stops at the first page with nothing new."""
    carried: Sequence[CarriedArticle] = ()
    """The articles, if the listing contains them: then ``articles`` is empty."""
    repeats: bool = False
    """True: its sequence named nothing new any more and was ended, so what it does not name may be there."""
    bad: Sequence[str] = ()
    """Addresses of articles that cannot be requested (:func:`crawler.urls.fetchable`)."""
    elsewhere: Sequence[str] = ()
    """URLs of articles that it names, but that do not belong to the site."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Reason -> how many entries were left out: ``bad_record`` (it has no ID), ``too_many``."""
    checkpoint: Mapping[str, JSON] | None = None
    """The checkpoint up to which the site is listed once the round has ended."""
    named: Sequence[str] = ()
    """URLs of all articles that it names, also of those outside; empty: they are those of the rest."""
    outside: int = 0
    """How many links are outside of what is wanted, by the listing's own dates and sections."""
    is_whole: bool = True
    """False: it was cut off and has to be requested again."""
    is_answer: bool = True
    """False: it names no articles of the site, only further listings or nothing at all."""


class NotAListing(Exception):
    """A response that is not a listing of the requested kind.

    The reason is one word for statistics and log lines: ``html``, ``empty``, ``http_404`` ...
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TryLater(NotAListing):
    """A listing that cannot be read now, but is worth another try in a later run."""
