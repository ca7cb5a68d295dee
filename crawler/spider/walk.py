"""A crawl from its first request to its last: what is requested when, batch by batch."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from scrapy import signals

from crawler.discovery import Filters, NotAListing, Source
from crawler.health.failures import LISTED
from crawler.rows import Candidate, Outcome, Row
from crawler.scrapy_utils.engine import is_idle
from crawler.spider.agreement import Agreement
from crawler.spider.articles import Articles
from crawler.spider.comparison import Comparison
from crawler.spider.crawl import Crawl
from crawler.spider.gone_check import GoneCheck
from crawler.spider.listings import Listings
from crawler.spider.probe import Probe, SiteFailed
from crawler.spider.reconcile import Reconciliation
from crawler.spider.sources import Sources, find_sources
from crawler.urls import is_inside

logger = logging.getLogger(__name__)

BATCH = 16
"""Rows taken from the frontier at once: seconds of work, so that Scrapy's queue stays short."""


async def walk_addresses(crawl: Crawl, urls: Iterable[str]) -> AsyncIterator[Any]:
    """Yield the requests for given URLs, in place of discovery."""
    roots = [Candidate(url, "article", "urls") for url in urls]
    crawl.frontier.begin_round(crawl.options.scope, roots, complete=True)
    async for each in FrontierWalk(crawl, crawl.options.filters, None).run():
        yield each


async def walk_site(crawl: Crawl) -> AsyncIterator[Any]:
    """Yield the requests that find and fetch the articles of a site. Raises SiteFailed, UsageError.

    The sources of discovery are tried until one works.
    """
    probe = Probe(crawl.crawler, crawl.site, crawl.options.site_url)
    agreement = Agreement(crawl, probe)
    sources = await find_sources(crawl, probe)
    listings = Listings(crawl, sources, probe.home_answer)
    drain = FrontierWalk(crawl, sources.context.filters, listings, agreement)
    is_begun = False
    for source in sources.wanted():
        try:
            roots = await sources.roots(source)
        except NotAListing as none:
            sources.note_refusal(source, none.reason)
            continue
        is_complete = bool(crawl.options.scope) or sources.is_complete_due(source)
        _begin(crawl, roots, is_complete=is_complete, is_begun=is_begun)
        is_begun = True
        async for each in drain.run():
            yield each
        while not listings.is_endless and sources.look_elsewhere(source):
            async for each in drain.run():
                yield each
        if sources.has_answered(source):
            if crawl.frontier.complete and (said := source.shortfall()):
                logger.warning(said)
            async for each in _look_back(crawl, sources, source, listings, drain):
                yield each
            await agreement.run()
            return
    raise SiteFailed(sources.no_answer(), LISTED)


def _begin(crawl: Crawl, roots: list[Candidate], *, is_complete: bool, is_begun: bool) -> None:
    """Begin the round with the first source that has listings; a source that is tried later joins it."""
    frontier = crawl.frontier
    if not is_begun:
        frontier.begin_round(crawl.options.scope, roots, complete=is_complete)
        return
    if is_complete and not frontier.complete:
        frontier.list_completely()
    frontier.add(roots)


async def _look_back(
    crawl: Crawl, sources: Sources, source: Source, listings: Listings, drain: FrontierWalk
) -> AsyncIterator[Any]:
    """Fetch what no listing named: what is missing by the totals or by another source, what may be gone.

    And some articles whose edits no listing would show.
    """
    if crawl.options.scope:
        return
    frontier, days = crawl.frontier, crawl.number("FULL_LISTING_DAYS")
    if source.tells_every_change:
        await sources.untold(source).look(days, complete=frontier.complete)
    reconciliation = None
    if source.totals is not None and not listings.is_tried_again:
        site_url = sources.context.site_url
        reconciliation = Reconciliation(frontier, source.name, source.totals, site_url, days)
        await reconciliation.search()
        async for each in drain.run():
            yield each
        reconciliation.mark()
    comparison = Comparison(crawl, sources, source)
    if comparison.is_due(days) and not listings.is_tried_again:
        await comparison.run()
        async for each in drain.run():
            yield each
        comparison.say()
    if reconciliation is not None:
        reconciliation.settle()
    frontier.ask_unlisted(but_marked=source.compared_with is not None)
    if not source.tells_every_change:
        frontier.ask_again(crawl.number("RECHECK_PER_DAY"))
    async for each in drain.run():
        yield each


class FrontierWalk:
    """Fetches what the frontier has until it is empty."""

    def __init__(
        self,
        crawl: Crawl,
        filters: Filters,
        listings: Listings | None,
        agreement: Agreement | None = None,
    ) -> None:
        self._crawl = crawl
        self._listings = listings
        self._gone_check = GoneCheck(crawl)
        self._articles = Articles(crawl, self._gone_check, filters, agreement)

    async def run(self) -> AsyncIterator[Any]:
        """Yield a request for each row that is due, and wait for what they add."""
        frontier, gone_check, crawler = self._crawl.frontier, self._gone_check, self._crawl.crawler
        while True:
            batch = frontier.next_batch(BATCH)
            is_fetching = False
            for row in batch:
                for each in self._ask(row):
                    is_fetching = True
                    yield each
            in_flight = frontier.in_flight
            if not batch and not in_flight:
                return
            if not batch and gone_check.is_all_that_is_left(in_flight):
                for each in gone_check.request():
                    yield each
            elif is_fetching or not batch:
                await crawler.signals.wait_for(signals.scheduler_empty)
                if is_idle(crawler):
                    self._give_up()

    def _ask(self, row: Row) -> Iterator[Any]:
        crawl = self._crawl
        if crawl.end_if_bad(row):
            return
        if row.kind == "listing":
            assert self._listings is not None
            yield from self._listings.request(row)
        elif row.source == "recheck" and crawl.site_url and not is_inside(row.url, crawl.site_url):
            # The store may also know the site under another host.
            crawl.frontier.finish(row, Outcome.done("unchanged"))
        else:
            yield self._articles.request(row)

    def _give_up(self) -> None:
        """End the rows in flight that can no longer finish, because no request is in flight.

        A middleware that silently drops requests (DEPTH_LIMIT) must not keep a crawl waiting forever.
        """
        self._gone_check.forget_request()
        for row in self._crawl.frontier.rows_in_flight():
            if not self._gone_check.holds(row):
                self._crawl.end(row, Outcome.failed("no_answer"))
