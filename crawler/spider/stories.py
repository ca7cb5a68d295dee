"""Reads some articles of a live site, following links as politely as every crawl, and stores nothing."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.linkextractors import LinkExtractor
from twisted.python.failure import Failure

from crawler.discovery.listing import Link, NotAListing
from crawler.discovery.sitemap import MAX_DEPTH, lists_articles
from crawler.discovery.sitemap_file import read_sitemap
from crawler.discovery.usual_places import USUAL_PLACES
from crawler.extract import NotAnArticle
from crawler.learning.story import Story, read_story
from crawler.scrapy_utils.failures import is_final, said_of
from crawler.scrapy_utils.response import to_page
from crawler.scrapy_utils.robots import RobotRules
from crawler.site import Site
from crawler.urls import article_key, fetchable, same_site, sitemap_address

REQUESTS_PER_STORY = 4
"""If a site needs more requests than this per article, the spider stops."""
FEWEST_REQUESTS = 40
_MOST_SITEMAPS = 4
"""Sitemaps that are read of an index, and places where one is looked for: a sample is enough."""
_LISTED = 2
"""Priority of what a sitemap names: before links, which lead to sections and tags as well."""


class StorySpider(Spider):
    """Reads articles until there are enough; starts at the front page, and prefers URLs like an article's."""

    name = "learn"

    custom_settings: dict[str, Any] | None = {  # noqa: RUF012 (as Scrapy declares it)
        # Nothing is done with the articles: no pipelines, no store, no lock, no report.
        "ITEM_PIPELINES": {},
        "EXTENSIONS": {},
        "HTTPERROR_ALLOW_ALL": True,
        # First in, first out: a wide sample of the site instead of one chain of related articles.
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
    }

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build it. URLs without a response are not logged: there are others."""
        logging.getLogger("scrapy.core.scraper").addFilter(_is_news)
        return super().from_crawler(crawler, *args, **kwargs)

    def __init__(self, site: Site, url: str, most: int) -> None:
        super().__init__()
        self.site = site
        self.url = url
        self.named_urls = (url,)
        """URLs that the user named: their hosts may have private addresses."""
        self.most = most
        self.stories: list[Story] = []
        """The stories that were read."""
        self.refused: Counter[str] = Counter()
        """Reason of NotAnArticle -> number of pages."""
        self.failure: str | None = None
        """Why the front page could not be read, in one sentence; None: it could."""
        self._asked = {article_key(url)}
        self._headlines: set[str] = set()
        self._requests = 0
        self._folder = urlsplit(url).path.rpartition("/")[0] + "/"
        self._places: list[str] = []
        self._sitemaps_left = 2 * _MOST_SITEMAPS
        self._links = LinkExtractor(deny_extensions=None)

    async def start(self) -> AsyncIterator[Request]:
        """Request the front page."""
        yield Request(self.url, callback=self.parse_front, errback=self.failed, dont_filter=True)

    async def parse_front(self, response: Response) -> AsyncIterator[Request]:
        """Read the front page, follow its links, and request a sitemap: a named one, or a usual one."""
        for each in self.parse(response):
            yield each
        if self.failure is None:
            front = urljoin(response.url, self._folder)
            usual = [urljoin(front, place) for place in USUAL_PLACES]
            named = [url for url in await self._named(response.url) if lists_articles(url)]
            self._places = (named or usual)[:_MOST_SITEMAPS]
            for request in self._next_place():
                yield request

    def parse_sitemap(self, response: Response, *, depth: int = 0) -> Iterator[Request]:
        """Follow a sample of what a sitemap names; if it is none, try the next place."""
        self._requests += 1
        try:
            if not 200 <= response.status < 300:
                raise NotAListing(f"http_{response.status}")
            sitemap = read_sitemap(response.body, response.url)
        except NotAListing:
            yield from self._next_place()
            return
        further = [link for link in sitemap.sitemaps if lists_articles(link.url)]
        if depth < MAX_DEPTH:
            for link in spread(further, _MOST_SITEMAPS):
                yield from self._ask_sitemap(link.url, response.url, depth + 1)
        for link in spread(sitemap.pages, self.most):
            yield from self._ask(link.url, response.url, priority=_LISTED)

    async def _named(self, url: str) -> list[str]:
        """Return the sitemaps that robots.txt names, which the middleware that obeys it has."""
        middleware = self.crawler.get_downloader_middleware(RobotsTxtMiddleware)
        if middleware is None:
            return []
        try:
            rules = await middleware.robot_parser(Request(url))
        except IgnoreRequest:
            return []
        assert isinstance(rules, RobotRules)
        return [sitemap_address(each, urljoin(url, "/robots.txt")) for each in rules.sitemaps]

    def _next_place(self) -> Iterator[Request]:
        """Request a sitemap from the next place where one may be."""
        while self._places:
            asked = list(self._ask_sitemap(self._places.pop(0), self.url, 0))
            if asked:
                yield from asked
                return

    def _ask_sitemap(self, url: str, base: str, depth: int) -> Iterator[Request]:
        if self._sitemaps_left and fetchable(url) is not None and same_site(url, base):
            self._sitemaps_left -= 1
            yield Request(
                url,
                callback=self.parse_sitemap,
                errback=self.sitemap_failed,
                cb_kwargs={"depth": depth},
                priority=_LISTED + 1,
            )

    def sitemap_failed(self, failure: Failure) -> Iterator[Request]:
        """Try the next place: there are other ways to articles."""
        self._requests += 1
        yield from self._next_place()

    def parse(self, response: Response, **_: Any) -> Iterator[Request]:
        """Read a page and follow its links. Raises CloseSpider once there are enough articles."""
        self._requests += 1
        is_front = self._requests == 1
        if not 200 <= response.status < 300 or not isinstance(response, TextResponse):
            if is_front:
                self.failure = f"{response.url} did not return a web page (status {response.status})."
            return
        if len(self._headlines) < self.most:  # more may have been in flight
            self._read(response, is_front=is_front)
        if len(self._headlines) >= self.most:
            raise CloseSpider("enough")
        if self._requests >= max(FEWEST_REQUESTS, REQUESTS_PER_STORY * self.most):
            raise CloseSpider("too_few_articles")
        yield from self._follow(response)

    def failed(self, failure: Failure) -> None:
        """Note that a URL gave no response; without the front page there is nothing to learn from."""
        self._requests += 1
        if self._requests == 1:
            error = failure.value
            is_forbidden = error is not None and is_final(error)
            what = "may not be crawled" if is_forbidden else "gave no response"
            said = said_of(error) if error is not None else "nobody knows why"
            self.failure = f"{self.url} {what}: {said}."

    def _read(self, response: TextResponse, *, is_front: bool) -> None:
        try:
            story = read_story(to_page(response), self.site)
        except NotAnArticle as refusal:
            self.refused[refusal.reason] += 1
            if is_front and refusal.reason == "challenge":
                self.failure = f"{response.url} responds with a challenge page of a protection service."
        else:
            self.stories.append(story)
            self._headlines.add(story.headline.casefold())  # further pages of an article have the same one

    def _follow(self, response: TextResponse) -> Iterator[Request]:
        for link in self._links.extract_links(response):
            yield from self._ask(link.url, response.url, priority=int(_is_promising(link.url)))

    def _ask(self, url: str, base: str, priority: int) -> Iterator[Request]:
        """Request a page of the site that was not asked for."""
        if not same_site(url, base) or fetchable(url) is None:
            return
        key = article_key(url)
        if urlsplit(url).path.startswith(self._folder) and key not in self._asked:
            self._asked.add(key)
            yield self._request(url, priority=priority)

    def _request(self, url: str, **options: Any) -> Request:
        return Request(url, callback=self.parse, errback=self.failed, **options)


def spread(links: Sequence[Link], most: int) -> list[Link]:
    """Return so many links at most, evenly from the first to the last of them."""
    number = min(most, len(links))
    return [links[place * len(links) // number] for place in range(number)]


def _is_news(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith("Error downloading")


def _is_promising(url: str) -> bool:
    """Say whether a URL looks like an article's: many words, or an article's number.

    >>> _is_promising("https://kabar.test/nasional/putin-yakin-bahwa/"), _is_promising("https://kabar.test/?p=12")
    (True, True)
    >>> _is_promising("https://kabar.test/kategori/nasional/")
    False
    """
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    return last.count("-") >= 2 or sum(map(str.isdigit, last)) >= 5 or parts.query.startswith("p=")
