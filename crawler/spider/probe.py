"""What a crawl asks of a site before it walks it: robots.txt, the front page, the places of its listings."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

from crawler.discovery.home_page import Front, read_front
from crawler.discovery.listing import Answer, NotAListing, TryLater
from crawler.discovery.wordpress import POSTS, PostType, read_types, route_url
from crawler.extract import NotAnArticle, extract_page
from crawler.page import Page
from crawler.scrapy_utils.response import text_header, to_page
from crawler.site import Site
from crawler.urls import same_site

logger = logging.getLogger(__name__)

OK = range(200, 300)
_WHY = {
    CannotResolveHostError: ("unknown_host", "its host is unknown"),
    DownloadConnectionRefusedError: ("refused_connection", "it refuses the connection"),
    DownloadTimeoutError: ("timeout", "it did not answer in time"),
}


class SiteFailed(Exception):
    """A site that cannot be crawled now: one sentence, with its address in it."""


def reason_of(error: BaseException) -> str:
    """Return the one word for an error of the network, for statistics."""
    for kind, (word, _) in _WHY.items():
        if isinstance(error, kind):
            return word
    return "ignored" if isinstance(error, IgnoreRequest) else "network"


def _said_of(error: BaseException) -> str:
    """Return what an error of the network means, for people."""
    said = next((said for kind, (_, said) in _WHY.items() if isinstance(error, kind)), None)
    if said is None and "SSL" in str(error):
        said = "it does not speak TLS there, or shows no valid certificate; its http:// address may answer"
    return said or str(error)


def to_answer(response: Response) -> Answer:
    """Return what a response says, as the ways of discovery see it."""
    names = {name.decode("latin-1").lower() for name in response.headers}
    return Answer(to_page(response), {name: text_header(response, name) for name in names})


@dataclass(frozen=True, slots=True)
class Robots:
    """What robots.txt says; without one everything is allowed."""

    parser: RobotParser | None
    agent: str

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps it names."""
        return list(self.parser.rp.sitemaps) if isinstance(self.parser, ProtegoRobotParser) else []

    def allows(self, url: str) -> bool:
        """Say whether an address may be asked."""
        return self.parser is None or self.parser.allowed(url, self.agent)


class Visit:
    """Asks a site directly, outside of the frontier: few addresses, each at most once a run."""

    def __init__(self, crawler: Crawler, site: Site, site_url: str) -> None:
        self._crawler = crawler
        self._site = site
        self.site_url = site_url
        """The front page; after :meth:`front` on the host and scheme that it redirects to."""
        self.front_answer: Answer | None = None

    async def ask(self, url: str) -> Answer:
        """Ask for an address. Raises NotAListing if the answer is an error, TryLater if there is none."""
        try:
            answer = await self._fetch(url)
        except IgnoreRequest as error:
            raise NotAListing("robots") from error
        except Exception as error:
            raise TryLater(reason_of(error)) from error
        if answer.page.status not in OK:
            raise NotAListing(f"http_{answer.page.status}")
        return answer

    async def front(self) -> Front:
        """Return the front page. Raises SiteFailed if it cannot be had, or a protection service answers."""
        try:
            answer = await self._fetch(self.site_url)
        except IgnoreRequest as error:
            raise SiteFailed(f"{self.site_url} may not be crawled: {error}.") from None
        except Exception as error:
            raise SiteFailed(f"{self.site_url} cannot be reached: {_said_of(error)}.") from error
        self._check(answer.page)
        self.front_answer = answer
        self.site_url = _moved(self.site_url, answer.page.url)
        try:
            return read_front(answer, self.site_url)
        except NotAListing as error:
            raise SiteFailed(f"{self.site_url} answers no web page ({error.reason}).") from None

    async def robots(self) -> Robots:
        """Return robots.txt, asked by the middleware that obeys it, once."""
        middleware = self._crawler.get_downloader_middleware(RobotsTxtMiddleware)
        settings = self._crawler.settings
        agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        if middleware is not None:
            return Robots(await middleware.robot_parser(Request(self.site_url)), agent)
        parts = urlsplit(self.site_url)
        try:
            answer = await self.ask(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")))
        except NotAListing:
            return Robots(None, agent)
        return Robots(ProtegoRobotParser.from_crawler(self._crawler, answer.page.body), agent)

    async def rest(self, front: Front) -> tuple[str, list[PostType]]:
        """Return the root of the REST interface, and the post types that are articles. Raises NotAListing.

        A site that keeps its list of types for itself has posts at least.
        """
        if front.rest_root is None:
            raise NotAListing("no_rest_root")
        if not (await self.robots()).allows(route_url(front.rest_root, POSTS.route)):
            raise NotAListing("robots")
        try:
            return front.rest_root, read_types(
                (await self.ask(route_url(front.rest_root, "wp/v2/types"))).page.body
            )
        except NotAListing:
            return front.rest_root, [POSTS]

    async def _fetch(self, url: str) -> Answer:
        request = Request(url, callback=NO_CALLBACK, dont_filter=True)
        return to_answer(await self._crawler.engine.download_async(request))

    def _check(self, page: Page) -> None:
        """Find out whether the front page is an error, or a challenge instead of it."""
        try:
            extract_page(page, self._site)
        except NotAnArticle as refusal:
            if refusal.reason == "challenge":
                raise SiteFailed(
                    f"{page.url} answers with a challenge page of a protection service."
                ) from None
        if page.status not in OK:
            raise SiteFailed(f"{page.url} answers with status {page.status}.")


def _moved(site_url: str, final_url: str) -> str:
    """Return the front page's address on the host and scheme where a redirect has led."""
    final, asked = urlsplit(final_url), urlsplit(site_url)
    if same_site(site_url, final_url) and final.netloc == asked.netloc and final.scheme == asked.scheme:
        return site_url
    path = asked.path if same_site(site_url, final_url) else f"{final.path.rstrip('/')}/"
    return urlunsplit((final.scheme, final.netloc, path or "/", asked.query, ""))
