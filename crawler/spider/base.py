"""The base class of a newspaper's spider."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Spider

from crawler.frontier import Frontier
from crawler.scrapy_utils.hosts import hosts_of
from crawler.site import Site
from crawler.spider.crawl import Crawl
from crawler.spider.options import parse_options
from crawler.spider.telling import failures_told
from crawler.spider.walk import walk_addresses, walk_site


class NewsSpider(Spider):
    """Keeps the corpus of one newspaper. A subclass is a name and a declaration (``site``)."""

    site: ClassVar[Site]
    frontier: Frontier
    """The rows to fetch; the extension Run sets it before the crawl starts."""

    def __init__(self, name: str | None = None, **options: str) -> None:
        """Check the options. Raises UsageError."""
        super().__init__(name)
        self.options = parse_options(options, self.site)
        self.named_urls = (self.options.site_url, *(self.options.urls or ()))
        """URLs that the user named: their hosts may have private addresses."""
        self.own_hosts = hosts_of(self.named_urls)
        """Hosts of the crawled site: a robots.txt or a Crawl-delay that forbids all there ends the run."""
        self.site_name = self.site.name or urlsplit(self.options.site_url).hostname or ""

    async def start(self) -> AsyncIterator[Any]:
        """Yield the requests of the crawl until nothing is left to fetch."""
        crawl = Crawl(self.crawler, self.frontier, replace(self.site, name=self.site_name), self.options)
        walk = walk_site(crawl) if self.options.urls is None else walk_addresses(crawl, self.options.urls)
        with failures_told(self.crawler, self.options.site_url):
            async for each in walk:
                yield each
