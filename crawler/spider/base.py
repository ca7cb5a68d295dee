"""The base class of a newspaper's spider."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.exceptions import UsageError

from crawler.frontier import Frontier
from crawler.health.failures import PROGRAM, STORE, USAGE
from crawler.scrapy_utils.exit_status import MISUSED
from crawler.scrapy_utils.faults import error_reason, log_fault
from crawler.scrapy_utils.hosts import hosts_of
from crawler.scrapy_utils.stopping import Stopped, fail
from crawler.site import Site
from crawler.spider.crawl import Crawl
from crawler.spider.options import parse_options
from crawler.spider.probe import SiteFailed
from crawler.spider.walk import walk_addresses, walk_site
from crawler.store import StoreError


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
        try:
            async for each in walk:
                yield each
        except SiteFailed as failure:
            fail(self.crawler, str(failure), name=failure.name)
        except StoreError as lost:
            fail(self.crawler, str(lost), name=STORE)
        except Stopped:  # who stopped the crawl has said why
            return
        except UsageError as mistake:
            fail(self.crawler, str(mistake), MISUSED, name=USAGE)
        except Exception as error:  # Scrapy alone would end the crawl with status 0
            log_fault(self.options.site_url, error)
            fail(
                self.crawler,
                f"The crawl ended early because of a fault of the program: {error_reason(error)}.",
                name=PROGRAM,
            )
