"""Asks a site what it has, as politely as every crawl, and keeps the ledger; it stores no article."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import UsageError

from crawler.corpus.ledger import Ledger, Reckoning
from crawler.corpus.ledger.asking import NoListing, take_stock
from crawler.corpus.ledger.budget import Asking, Budget
from crawler.corpus.ledger.keeping import save
from crawler.corpus.ledger.said import latest
from crawler.corpus.ledger.stored import stored_elsewhere
from crawler.discovery import Filters, ListingResponse, NotAListing, SiteContext
from crawler.fetched import ArticleFetch, Failed, Gone, Refused
from crawler.finish_reasons import RETRY_AFTER
from crawler.frontier import Frontier
from crawler.health.failures import LISTED, WELCOME
from crawler.scrapy_utils.engine import is_closing
from crawler.scrapy_utils.hosts import hosts_of
from crawler.scrapy_utils.stopping import Stopped, fail
from crawler.site import Site
from crawler.spider.options import Options
from crawler.spider.places import Places
from crawler.spider.probe import Probe, SiteFailed
from crawler.spider.telling import failures_told
from crawler.urls import article_key, same_site

_REQUESTS = "downloader/request_count"
"""Scrapy's statistic of all requests: robots.txt, redirects and retries as well."""


class LedgerSpider(Spider):
    """Takes stock of one site."""

    name = "ledger"
    frontier: Frontier
    """That of the site; the extension SiteStore sets it before the spider starts."""

    custom_settings: dict[str, Any] | None = {  # noqa: RUF012 (as Scrapy declares it)
        # No run, no export and no archive: an article that is missing is fetched by a crawl.
        "ITEM_PIPELINES": {},
        "FEEDS": {},
        "EXTENSIONS": {
            "crawler.extensions.site_store.SiteStore": 10,
            "crawler.extensions.shutdown.Shutdown": 20,
            "crawler.extensions.store_file.StoreFile": 30,
            "scrapy.extensions.logstats.LogStats": None,
        },
    }

    def __init__(self, site: Site, options: Options, ways: Collection[str]) -> None:
        """``site``: the declaration, with the name that the store has; ``ways``: of discovery."""
        super().__init__()
        self.site = site
        self.site_name = site.name
        self.options = options
        self.ways = ways
        self.named_urls = (options.site_url,)
        """URLs that the user named: their hosts may have private addresses."""
        self.own_hosts = hosts_of(self.named_urls)
        """Hosts of the site: a robots.txt or a Crawl-delay that forbids all there ends the ledger."""
        self.ledger: Ledger | None = None
        """What was found; None: it could not be finished."""

    async def start(self) -> AsyncIterator[Request]:
        """Take stock; all requests are made meanwhile, and none is left to be made."""
        with failures_told(self.crawler, self.options.site_url):
            self.ledger = await self._take_stock()
        for request in list[Request]():
            yield request

    def closed(self, reason: str) -> None:
        """Say why not all was asked, if the site has ended it."""
        if reason == RETRY_AFTER:
            longest = self.settings.getint("MAX_WAIT")
            sentence = (
                f"{self.options.site_url} asks for a longer pause (Retry-After) than a ledger waits, so that"
                f" not all was asked. Run it again later, or with a MAX_WAIT of more than {longest} seconds."
            )
            fail(self.crawler, sentence, name=WELCOME)

    async def _take_stock(self) -> Ledger:
        """Ask the site, and keep the ledger. Raises SiteFailed, StoreError, Stopped."""
        probe = Probe(self.crawler, self.site, self.options.site_url)
        self._probe = probe
        try:
            home_page = await probe.home_page()
        except SiteFailed:
            self._check()
            raise
        store, stats = self.frontier.store, self.crawler.stats
        self._check_address(probe.site_url)
        context = SiteContext(
            home_page=home_page,
            site_url=probe.site_url,
            filters=Filters(),
            fetch=self._fetch,
            robots=probe.robots,
            places=Places(self.frontier).urls,
        )
        reckoning = Reckoning(store, self.site_name, now=datetime.now(UTC))
        self._budget = budget = Budget(lambda: int(stats.get_value(_REQUESTS, 0)))
        try:
            ledger = await take_stock(Asking(context, reckoning, budget), self.ways, self._look, self._date)
        except NoListing as none:
            sentence = f"{probe.site_url} has no listing of articles that can be read ({none})."
            raise SiteFailed(sentence, LISTED) from none
        save(store, self.site_name, ledger)
        return ledger

    def _check_address(self, site_url: str) -> None:
        """Raise UsageError if no stored article is at this address; SiteFailed if the site leads there."""
        elsewhere = stored_elsewhere(self.frontier.store, self.site_name, site_url)
        if elsewhere is None:
            return
        sentence = f"No stored article of {self.site_name} is at {site_url}: the newest is {elsewhere}."
        if not same_site(site_url, self.options.site_url):
            raise SiteFailed(f"{sentence} {self.options.site_url} leads there: crawl it there first.")
        raise UsageError(f"{sentence} Is -a site right? If the newspaper has moved, crawl it there first.")

    async def _fetch(self, url: str) -> ListingResponse:
        """Fetch a URL. Raises NotAListing, TryLater, Stopped."""
        try:
            return await self._probe.fetch(url, further=max(0, self._budget.left - 1))
        except NotAListing:
            self._check()
            raise

    def _check(self) -> None:
        """Raise Stopped if a request failed because the spider was stopped: all others would fail as well."""
        if is_closing(self.crawler) or self.crawler.engine.spider is None:
            raise Stopped("the ledger was stopped")

    async def _date(self, url: str) -> datetime | None:
        """Return when an article was published, as its page tells it; None: it does not."""
        try:
            page = (await self._fetch(url)).page
        except NotAListing:
            return None
        article = ArticleFetch(self.site, url, site_url=self._probe.site_url)
        article.first_page(page)
        return latest(article.pages[0].published_at) if article.pages else None

    async def _look(self, url: str) -> str:
        """Return what became of a stored article that no listing names, in one word."""
        try:
            page = (await self._fetch(url)).page
        except NotAListing as none:
            return "gone" if none.reason in ("http_404", "http_410") else none.reason
        step = ArticleFetch(self.site, url, site_url=self._probe.site_url).first_page(page)
        match step:
            case Gone():
                return "gone"
            case Refused(reason) | Failed(reason):
                return reason
        return "there" if article_key(page.url) == article_key(url) else "moved"
