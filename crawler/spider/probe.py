"""What a crawl fetches outside of the frontier: robots.txt, the front page, where listings are, totals."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from crawler.discovery import ListingResponse, NotAListing, TryLater
from crawler.discovery.home_page import HomePage, reading_home_page
from crawler.discovery.listing_page import parse_listing_page
from crawler.discovery.steps import in_steps
from crawler.extract.parse.document import Document
from crawler.extract.refusing.challenges import is_challenge
from crawler.health.failures import REACHABLE, WELCOME
from crawler.page import PAYMENT_REQUIRED
from crawler.scrapy_utils.failures import RobotsUnreachable, is_final, reason_of, said_of
from crawler.scrapy_utils.hosts import own_hosts
from crawler.scrapy_utils.response import price_asked, to_answer
from crawler.scrapy_utils.robots import RobotRules, agent_of, decoded
from crawler.scrapy_utils.stopping import Stopped
from crawler.site import Site
from crawler.urls import BAD_ADDRESS, fetchable, same_site

_TURNED_AWAY = (401, 403, 429, 451)
"""Statuses of a site that answers, and does not want to be crawled."""


class SiteFailed(Exception):
    """A site that cannot be crawled now; the message is one sentence with its URL."""

    def __init__(self, sentence: str, name: str = REACHABLE) -> None:
        super().__init__(sentence)
        self.name = name
        """What failed: one of :mod:`crawler.health.failures`."""


@dataclass(frozen=True, slots=True)
class RobotsTxt:
    """What robots.txt says."""

    rules: RobotRules

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps it names."""
        return list(self.rules.sitemaps)

    def allows(self, url: str) -> bool:
        """Say whether a URL may be fetched."""
        return fetchable(url) is not None and self.rules.allowed(url)


class Probe:
    """Fetches from a site directly, outside of the frontier."""

    def __init__(self, crawler: Crawler, site: Site, site_url: str) -> None:
        self._crawler = crawler
        self._site = site
        self.site_url = site_url
        """The front page; after :meth:`home_page`, on the host and scheme that it redirects to."""
        self.home_answer: ListingResponse | None = None

    async def fetch(self, url: str, *, further: int | None = None) -> ListingResponse:
        """Fetch a URL. Raises NotAListing if the response is an error, TryLater if there is no response.

        ``further``: at most so many requests more, for another try or a redirect; None: as many as usual.
        """
        if fetchable(url) is None:
            raise NotAListing(BAD_ADDRESS)
        try:
            answer = await self._download(url, further=further)
        except Exception as error:
            raise (NotAListing if is_final(error) else TryLater)(reason_of(error)) from error
        if not answer.page.is_ok:
            raise NotAListing(answer.page.failure)
        return answer

    async def home_page(self) -> HomePage:
        """Return the front page. Raises SiteFailed if it cannot be had or is a challenge page, Stopped."""
        try:
            answer = await self._download(self.site_url)
        except Stopped:
            raise
        except RobotsUnreachable as error:  # of a host that it redirects to
            raise SiteFailed(str(error)) from error
        except Exception as error:
            is_closed = is_final(error)
            what = "may not be crawled" if is_closed else "cannot be reached"
            name = WELCOME if is_closed else REACHABLE
            raise SiteFailed(f"{self.site_url} {what}: {said_of(error)}.", name) from error
        document, unread = None, None
        try:
            document = parse_listing_page(answer.page)
        except NotAListing as error:
            unread = error.reason
        self._check(answer, document)
        self.home_answer = answer
        self.site_url = _moved(self.site_url, answer.page.url)
        own_hosts(self._crawler.spider).add(urlsplit(self.site_url).netloc)
        if document is None:
            raise SiteFailed(f"{self.site_url} did not return a web page ({unread}).")
        return await in_steps(reading_home_page(answer, self.site_url, document))

    async def robots(self) -> RobotsTxt:
        """Return robots.txt, which the middleware that obeys it has. Raises TryLater."""
        middleware = self._crawler.get_downloader_middleware(RobotsTxtMiddleware)
        if middleware is not None:
            try:
                rules = await middleware.robot_parser(Request(self.site_url))
            except IgnoreRequest as error:
                raise TryLater(reason_of(error)) from error
            assert isinstance(rules, RobotRules)
            return RobotsTxt(rules)
        parts, text = urlsplit(self.site_url), ""
        try:
            answer = await self.fetch(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")))
            text = decoded(answer.page.body)
        except NotAListing:  # it is not obeyed, and names no sitemaps
            text = ""
        return RobotsTxt(RobotRules(text, agent_of(self._crawler.settings)))

    async def _download(self, url: str, *, further: int | None = None) -> ListingResponse:
        request = Request(url, callback=NO_CALLBACK, dont_filter=True)
        if further is not None:
            settings = self._crawler.settings
            request.meta["max_retry_times"] = min(further, settings.getint("RETRY_TIMES"))
            request.meta["redirect_ttl"] = min(further, settings.getint("REDIRECT_MAX_TIMES"))
        return to_answer(await self._crawler.engine.download_async(request))

    def _check(self, answer: ListingResponse, document: Document | None) -> None:
        """Raise SiteFailed if the front page is an error, or a challenge instead of it."""
        page = answer.page
        if document is not None and is_challenge(document, self._site):
            raise SiteFailed(f"{page.url} responds with a challenge page of a protection service.", WELCOME)
        if page.status == PAYMENT_REQUIRED:
            price = price_asked(answer.headers)
            named = f" ({price})" if price else ""
            raise SiteFailed(f"{page.url} responds with status 402: it asks for payment{named}.", WELCOME)
        if not page.is_ok:
            name = WELCOME if page.status in _TURNED_AWAY else REACHABLE
            raise SiteFailed(f"{page.url} responds with status {page.status}.", name)


def _moved(site_url: str, final_url: str) -> str:
    """Return the front page's URL on the host and scheme that a redirect led to."""
    final, requested = urlsplit(final_url), urlsplit(site_url)
    if (
        same_site(site_url, final_url)
        and final.netloc == requested.netloc
        and final.scheme == requested.scheme
    ):
        return site_url
    path = requested.path if same_site(site_url, final_url) else f"{final.path.rstrip('/')}/"
    return urlunsplit((final.scheme, final.netloc, path or "/", requested.query, ""))
