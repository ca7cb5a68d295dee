"""Reads some articles of a live site, following links as politely as every crawl, and stores nothing."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response, TextResponse
from scrapy.linkextractors import LinkExtractor
from twisted.python.failure import Failure

from crawler.extract import NotAnArticle
from crawler.learning.story import Story, read_story
from crawler.scrapy_utils.failures import is_final, said_of
from crawler.scrapy_utils.response import to_page
from crawler.site import Site
from crawler.urls import article_key, same_site

REQUESTS_PER_STORY = 4
"""If a site needs more requests than this per article, the spider stops."""
FEWEST_REQUESTS = 40


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
        self._links = LinkExtractor(deny_extensions=None)

    async def start(self) -> AsyncIterator[Request]:
        """Request the front page."""
        yield self._request(self.url, dont_filter=True)

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
            if not same_site(link.url, response.url) or not urlsplit(link.url).path.startswith(self._folder):
                continue
            key = article_key(link.url)
            if key not in self._asked:
                self._asked.add(key)
                yield self._request(link.url, priority=int(_is_promising(link.url)))

    def _request(self, url: str, **options: Any) -> Request:
        return Request(url, callback=self.parse, errback=self.failed, **options)


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
