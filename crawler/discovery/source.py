"""A source: one way to find the articles of a newspaper. Each is a subclass, in a file of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol

from crawler.discovery.filters import Narrowing
from crawler.discovery.home_page import HomePage
from crawler.discovery.listing import LISTING_PRIORITY, Answer, CarriedArticle, Found
from crawler.discovery.totals import Totals
from crawler.page import Page
from crawler.rows import JSON, Candidate, Row


class Robots(Protocol):
    """What robots.txt says."""

    @property
    def sitemaps(self) -> Sequence[str]:
        """The sitemaps it names."""

    def allows(self, url: str) -> bool:
        """Say whether an address may be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """What the sources of one crawl know of their site, and how they ask it."""

    site_url: str
    """The front page, absolute, after redirects; ends in a slash unless it has a query."""
    home_page: HomePage
    narrowing: Narrowing
    """What this run leaves out."""
    fetch: Callable[[str], Awaitable[Answer]]
    """Asks for an address outside of the frontier. Raises NotAListing, TryLater."""
    robots: Callable[[], Awaitable[Robots]]


@dataclass(frozen=True, slots=True)
class ListingRequest:
    """How a listing is asked."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    is_retried: bool = True
    """False: a failure is for the source to judge at once (:meth:`Source.judge`), not to be tried again."""


@dataclass(frozen=True, slots=True)
class ListingFailure:
    """A listing that gave nothing."""

    reason: str
    is_final: bool
    """True: the site says that there is no such listing; False: it may answer in a later run."""
    answer: Answer | None = None
    """What came instead; None: nothing did."""


Judgement = Literal["refused", "failed", "ask_again"]


class Source(ABC):
    """One way to find the articles of a newspaper, for one crawl of one site.

    Everything that a crawl wants to know of it stands here: nothing else asks a source for its name.
    """

    name: ClassVar[str]
    """What the frontier, statistics and the archive call it; unique, and never changed once it was stored."""
    option: ClassVar[str]
    """The value of ``-a discover=`` that takes it; sources with the same one are tried in turn."""
    title: ClassVar[str]
    """What log lines call it, in the middle of a sentence."""
    tells_every_change: ClassVar[bool] = False
    """True: an edit of any article shows itself in its listings, so that none is asked again on suspicion."""
    carries_articles: ClassVar[bool] = False
    """True: its listings hold the articles themselves (:attr:`Found.carried`)."""

    totals: Totals | None = None
    """What the site says of how many articles it has; None: this source does not tell."""

    def __init__(self, context: SiteContext) -> None:
        self.context = context

    @abstractmethod
    async def roots(self) -> list[Candidate]:
        """Return the listings to begin with. Raises NotAListing where the site has no such source."""

    def request(self, row: Row) -> ListingRequest:
        """Return how a listing is asked: conditionally, where it may be unchanged (RFC 9110, 13.1)."""
        validators = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
        return ListingRequest(row.url, {name: value for name, value in validators.items() if value})

    @abstractmethod
    def read(self, row: Row, answer: Answer) -> Found:
        """Read what a listing answered, an answer with status 2xx. Raises NotAListing, TryLater."""

    def instead(self, row: Row) -> list[Candidate]:
        """Return what is asked in place of a listing that gave nothing."""
        return []

    def judge(self, row: Row, failure: ListingFailure, *, has_answered: bool) -> Judgement:
        """Say what becomes of a listing that gave nothing; ``has_answered``: others of this source did.

        ``refused``: it is done; ``failed``: a later run tries again; ``ask_again``: this run does, at once.
        """
        return "refused" if failure.is_final else "failed"

    def listing(self, url: str, hint: Mapping[str, JSON], lastmod: str | None = None) -> Candidate:
        """Return a listing of this source, to be asked; ``hint``: what is found again in its row."""
        return Candidate(url, "listing", self.name, LISTING_PRIORITY, lastmod, hint)

    @classmethod
    def recognizes(cls, page: Page) -> bool:
        """Say whether a page of another archive may be a listing of this source that carries articles."""
        return False

    @classmethod
    def site_url_of(cls, url: str) -> str:
        """Return the front page of the site, one of whose listings that carry articles has this address."""
        return url

    @classmethod
    def carried(cls, page: Page) -> Sequence[CarriedArticle]:
        """Return the articles that an archived listing carries. Raises NotAListing."""
        return ()
