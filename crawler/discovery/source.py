"""A source: one way to find the articles of a newspaper. Each is a subclass in its own file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol

from crawler.discovery.filters import Filters
from crawler.discovery.home_page import HomePage
from crawler.discovery.listing import LISTING_PRIORITY, CarriedArticle, Fetch, ListingResponse, ListingResult
from crawler.discovery.totals import Totals
from crawler.page import Page
from crawler.rows import JSON, Candidate, Row


class Robots(Protocol):
    """What robots.txt says."""

    @property
    def sitemaps(self) -> Sequence[str]:
        """The sitemaps it names."""

    def allows(self, url: str) -> bool:
        """Say whether a URL may be fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """What the sources of one crawl know about their site, and how they fetch from it."""

    site_url: str
    """The front page, absolute, after redirects; ends in a slash unless it has a query."""
    home_page: HomePage
    filters: Filters
    """What this run leaves out."""
    fetch: Fetch
    robots: Callable[[], Awaitable[Robots]]
    places: Sequence[str] = ()
    """Sitemaps that nobody names, and that gave articles in an earlier run (:meth:`Source.elsewhere`)."""


@dataclass(frozen=True, slots=True)
class ListingRequest:
    """How a listing is requested."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    is_retried: bool = True
    """False: Scrapy does not retry a failure; the source judges it at once (:meth:`Source.judge`)."""


@dataclass(frozen=True, slots=True)
class ListingFailure:
    """A listing that could not be read."""

    reason: str
    is_final: bool
    """True: the site says that there is no such listing; False: a later run may succeed."""
    answer: ListingResponse | None = None
    """The response that came instead; None: there was none."""


Judgement = Literal["refused", "failed", "request_again"]


class Source(ABC):
    """One way to find the articles of a newspaper, for one crawl of one site.

    Everything that a crawl needs to know about it is a member: no other code compares a source's name.
    """

    name: ClassVar[str]
    """Its name in the frontier, statistics and the archive: unique, and never changed once it was stored."""
    option: ClassVar[str]
    """The value of ``-a discover=`` that selects it; sources with the same value are tried in turn."""
    title: ClassVar[str]
    """Its name in log lines, as written in the middle of a sentence."""
    tells_every_change: ClassVar[bool] = False
    """True: its listings show every edit of an article, so that no article is refetched just in case."""
    carries_articles: ClassVar[bool] = False
    """True: its listings contain the articles themselves (:attr:`ListingResult.carried`)."""

    totals: Totals | None = None
    """How many articles the site says it has; None: this source does not tell."""

    compared_with: ClassVar[str | None] = None
    """Name of another source that may name articles which this one does not; None: there is none."""

    def __init__(self, context: SiteContext) -> None:
        self.context = context
        self.tells: dict[str, bool] = {}
        """What this run saw that the source tells, or should and does not: ``edits``, ``deletions``.

        A complete listing shows the latter. What the run saw nothing of is not there.
        """

    @abstractmethod
    async def roots(self) -> list[Candidate]:
        """Return the listings to start with. Raises NotAListing if the site has no such source."""

    def request(self, row: Row) -> ListingRequest:
        """Return the request for a listing: conditional if it may be unchanged (RFC 9110, 13.1)."""
        validators = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
        return ListingRequest(row.url, {name: value for name, value in validators.items() if value})

    @abstractmethod
    def read(self, row: Row, answer: ListingResponse) -> ListingResult:
        """Read the response of a listing; its status is 2xx. Raises NotAListing, TryLater."""

    def elsewhere(self, listed: Mapping[str, Mapping[str, JSON]]) -> list[Candidate] | None:
        """Return listings that nobody names but that may be there; None: this source has none of that kind.

        A complete round requests them once all others are read, and asks for more until there are none.
        ``listed``: URLs of this source's listings in this round, with their ``meta``. The ``meta`` of
        each, and of what it leads to, has its URL as ``place``: those that give articles which no
        other listing names are remembered.
        """
        return None

    def shortfall(self) -> str | None:
        """Return why a complete round cannot have listed all articles, as a sentence; None: it can."""
        return None

    def instead(self, row: Row) -> list[Candidate]:
        """Return what to request in place of a listing that could not be read."""
        return []

    def judge(self, row: Row, failure: ListingFailure, *, has_answered: bool) -> Judgement:
        """Decide about a listing that could not be read; ``has_answered``: others of this source could.

        ``refused``: it is done; ``failed``: a later run tries again; ``request_again``: this run retries.
        """
        return "refused" if failure.is_final else "failed"

    def leaves_out(self, listing_url: str) -> bool:
        """Say whether a listing of the compared source names what this one leaves out: no articles."""
        return False

    async def examine(self) -> None:  # noqa: B027 - most sources have nothing to look at
        """Find out by few requests what the listings do not show of :attr:`tells`. Raises NotAListing."""

    def listing(self, url: str, meta: Mapping[str, JSON], lastmod: str | None = None) -> Candidate:
        """Return a listing of this source, to be requested; ``meta``: what its row will have as ``meta``."""
        return Candidate(url, "listing", self.name, LISTING_PRIORITY, lastmod, meta)

    @classmethod
    def recognizes(cls, page: Page) -> bool:
        """Say whether a page of a foreign archive may be a listing of this source that carries articles."""
        return False

    @classmethod
    def site_url_of(cls, url: str) -> str:
        """Return the front page of the site; ``url``: one of its listings that carry articles."""
        return url

    @classmethod
    def carried(cls, page: Page) -> Sequence[CarriedArticle]:
        """Return the articles that an archived listing carries. Raises NotAListing."""
        return ()
