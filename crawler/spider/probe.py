"""What a crawl fetches outside of the frontier: robots.txt, the front page, where listings are, totals."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

from crawler.discovery import ListingResponse, NotAListing, TryLater
from crawler.discovery.home_page import HomePage, read_home_page
from crawler.extract import NotAnArticle, extract_page
from crawler.page import Page
from crawler.scrapy_utils.failures import is_final, reason_of, said_of
from crawler.scrapy_utils.response import to_answer
from crawler.site import Site
from crawler.urls import BAD_ADDRESS, fetchable, same_site


class SiteFailed(Exception):
    """A site that cannot be crawled now; the message is one sentence with its URL."""


@dataclass(frozen=True, slots=True)
class RobotsTxt:
    """What robots.txt says; without one, everything is allowed."""

    parser: RobotParser | None
    agent: str

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps it names."""
        return list(self.parser.rp.sitemaps) if isinstance(self.parser, ProtegoRobotParser) else []

    def allows(self, url: str) -> bool:
        """Say whether a URL may be fetched."""
        return self.parser is None or (fetchable(url) is not None and self.parser.allowed(url, self.agent))


class Probe:
    """Fetches from a site directly, outside of the frontier."""

    def __init__(self, crawler: Crawler, site: Site, site_url: str) -> None:
        self._crawler = crawler
        self._site = site
        self.site_url = site_url
        """The front page; after :meth:`home_page`, on the host and scheme that it redirects to."""
        self.home_answer: ListingResponse | None = None

    async def fetch(self, url: str) -> ListingResponse:
        """Fetch a URL. Raises NotAListing if the response is an error, TryLater if there is no response."""
        if fetchable(url) is None:
            raise NotAListing(BAD_ADDRESS)
        try:
            answer = await self._download(url)
        except Exception as error:
            raise (NotAListing if is_final(error) else TryLater)(reason_of(error)) from error
        if not answer.page.is_ok:
            raise NotAListing(f"http_{answer.page.status}")
        return answer

    async def home_page(self) -> HomePage:
        """Return the front page. Raises SiteFailed if it cannot be fetched or is a challenge page."""
        try:
            answer = await self._download(self.site_url)
        except Exception as error:
            what = "may not be crawled" if is_final(error) else "cannot be reached"
            raise SiteFailed(f"{self.site_url} {what}: {said_of(error)}.") from error
        self._check(answer.page)
        self.home_answer = answer
        self.site_url = _moved(self.site_url, answer.page.url)
        try:
            return read_home_page(answer, self.site_url)
        except NotAListing as error:
            raise SiteFailed(f"{self.site_url} did not return a web page ({error.reason}).") from None

    async def robots(self) -> RobotsTxt:
        """Return robots.txt, which the middleware that obeys it fetches once."""
        middleware = self._crawler.get_downloader_middleware(RobotsTxtMiddleware)
        settings = self._crawler.settings
        agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        if middleware is not None:
            return RobotsTxt(await middleware.robot_parser(Request(self.site_url)), agent)
        parts = urlsplit(self.site_url)
        try:
            answer = await self.fetch(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")))
        except NotAListing:
            return RobotsTxt(None, agent)
        return RobotsTxt(ProtegoRobotParser.from_crawler(self._crawler, answer.page.body), agent)

    async def _download(self, url: str) -> ListingResponse:
        request = Request(url, callback=NO_CALLBACK, dont_filter=True)
        return to_answer(await self._crawler.engine.download_async(request))

    def _check(self, page: Page) -> None:
        """Raise SiteFailed if the front page is an error, or a challenge instead of it."""
        try:
            extract_page(page, self._site)
        except NotAnArticle as refusal:
            if refusal.reason == "challenge":
                raise SiteFailed(
                    f"{page.url} responds with a challenge page of a protection service."
                ) from None
        if not page.is_ok:
            raise SiteFailed(f"{page.url} responds with status {page.status}.")


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
