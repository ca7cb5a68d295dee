"""The spider of a newspaper: walks what the frontier says is to be asked, and yields articles."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.exceptions import IgnoreRequest, UsageError
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from crawler.discovery import NotAListing
from crawler.discovery.listing import is_inside
from crawler.extensions.run import MISUSED, STORE_LOST, Run, whole_number
from crawler.frontier import Candidate, Frontier, Outcome, Row
from crawler.middlewares.politeness import Stopped
from crawler.rows import Way
from crawler.site import Site
from crawler.spider.articles import ArticleReader
from crawler.spider.gone_check import Witness
from crawler.spider.listings import ListingReader
from crawler.spider.options import parse_options
from crawler.spider.outage import Silence
from crawler.spider.probe import SiteFailed, Visit, reason_of, to_answer
from crawler.spider.reconcile import Missing
from crawler.spider.sources import ORDER, Ways
from crawler.store import StoreError

logger = logging.getLogger(__name__)

BATCH = 16
"""Rows taken from the frontier at once: seconds of work, so that Scrapy's own queue never is the crawl."""


class NewsSpider(Spider):
    """Keeps the corpus of one newspaper. A subclass is a name and a declaration (``site``)."""

    site: ClassVar[Site]
    frontier: Frontier
    site_url: str | None = None
    """The front page, once it was asked: what is outside of it is no article of this site."""

    def __init__(self, name: str | None = None, **options: str) -> None:
        """Check the options. Raises UsageError."""
        super().__init__(name)
        self.options = parse_options(options, self.site)
        host = urlsplit(self.options.site_url).hostname or ""
        self.site_name = self.site.name or host
        self.declaration = replace(self.site, name=self.site_name)

    async def start(self) -> AsyncIterator[Any]:
        """Yield the requests of the crawl, batch by batch, until nothing is left."""
        try:
            async for each in self._crawl():
                yield each
        except SiteFailed as failure:
            self._run.fail(str(failure))
        except UsageError as mistake:
            self._run.fail(str(mistake), MISUSED)
        except StoreError as lost:
            self._run.fail(str(lost))

    @property
    def _run(self) -> Run:
        run = self.crawler.get_extension(Run)
        assert run is not None
        return run

    async def _crawl(self) -> AsyncIterator[Any]:
        self._witness = Witness(self)
        self._silence = Silence(self)
        if self.options.urls is not None:
            self._articles = ArticleReader(self, self._witness, self.options.narrowing, None)
            roots = [Candidate(url, "article", "urls") for url in self.options.urls]
            self.frontier.begin_round(self.options.scope, roots, complete=True)
            async for each in self._drain():
                yield each
            return
        visit = Visit(self.crawler, self.declaration, self.options.site_url)
        ways = self._ways = await Ways.of_site(self, visit)
        self.site_url = ways.site_url
        self._listings = ListingReader(self, ways)
        self._articles = ArticleReader(self, self._witness, ways.narrowing, ways.site_url)
        async for each in self._discover(visit, ways):
            yield each

    async def _discover(self, visit: Visit, ways: Ways) -> AsyncIterator[Any]:
        """Try the ways of discovery until one answers."""
        discover = self.options.discover
        is_begun = False
        for way in ORDER if discover == "auto" else (discover,):
            try:
                roots = await ways.roots(way)
            except NotAListing as none:
                ways.note_refusal(way, none.reason)
                continue
            complete = bool(self.options.scope) or ways.is_complete_due(way)
            if not is_begun:
                self.frontier.begin_round(self.options.scope, roots, complete=complete)
                is_begun = True
            else:
                if complete and not self.frontier.complete:
                    self.frontier.list_completely()
                self.frontier.add(roots)
            async for each in self._drain():
                yield each
            if ways.has_answered(way):
                async for each in self._look_back(visit, ways, way):
                    yield each
                return
        raise SiteFailed(ways.no_answer())

    async def _look_back(self, visit: Visit, ways: Ways, way: Way) -> AsyncIterator[Any]:
        """Ask what no listing named: it may be gone; and what none tells of: it may have been edited."""
        if self.options.scope:
            return
        missing = (
            None if way != "api" or self._listings.has_failed else Missing(self.frontier, visit, ways.api)
        )
        self.frontier.ask_unlisted()
        if missing is not None and not self.frontier.complete:
            await missing.search()
        if way != "api":
            self.frontier.ask_again(whole_number(self.settings["RECHECK_PER_DAY"], "RECHECK_PER_DAY"))
        async for each in self._drain():
            yield each
        if missing is not None:
            missing.settle()

    async def _drain(self) -> AsyncIterator[Any]:
        """Yield a request for each row that is to be asked now, and wait for what they add."""
        while True:
            batch = self.frontier.next_batch(BATCH)
            is_asking = False
            for row in batch:
                for each in self._ask(row):
                    is_asking = True
                    yield each
            waiting = self.frontier.in_flight
            if not batch and not waiting:
                return
            if not batch and waiting == self._witness.waiting and not self._witness.is_asking:
                for each in self._witness.ask():
                    yield each
            elif is_asking or not batch:
                await self.crawler.signals.wait_for(signals.scheduler_empty)
                if self._is_at_rest():
                    self._witness.is_asking = False
                    for row in self.frontier.rows_in_flight():
                        if not self._witness.holds(row):
                            self.end(row, Outcome.failed("no_answer"))

    def _is_at_rest(self) -> bool:
        """Say whether nothing is on its way: then nothing will become of the rows in flight any more.

        A middleware that drops requests in silence (DEPTH_LIMIT) must not keep a crawl waiting for ever.
        """
        engine = self.crawler.engine
        slot = engine._slot
        return (
            slot is not None
            and not slot.inprogress
            and not slot.scheduler.has_pending_requests()
            and engine.scraper.slot is not None
            and engine.scraper.slot.is_idle()
        )

    def _ask(self, row: Row) -> Iterator[Request]:
        answer = self._ways.at_hand(row) if row.kind == "listing" else None
        if answer is not None:
            yield from self._listings.read(row, answer)
        elif row.way == "recheck" and not is_inside(row.url, self._ways.site_url):
            self.frontier.finish(
                row, Outcome.done("unchanged")
            )  # the store knows the site by another host, too
        else:
            yield self.request(row)

    def request(self, row: Row) -> Request:
        """Return the request for a row."""
        request = self._listings.request(row) if row.kind == "listing" else Request(row.url)
        request = request.replace(
            callback=self.parse_row, errback=self.row_failed, dont_filter=True, priority=row.priority
        )
        request.cb_kwargs["row"] = row
        return request

    def parse_row(self, response: Response, row: Row, **parts: Any) -> Iterator[Any]:
        """Read what a row's address answered; whatever happens, the row ends."""
        self._silence.broken()
        try:
            if row.kind == "listing":
                yield from self._listings.read(row, to_answer(response))
            else:
                yield from self._articles.read(row, response, **parts)
        except StoreError as lost:
            self.lose_store(lost)
        except Exception as error:
            self.end(row, Outcome.failed(f"error_{type(error).__name__}"))
            raise

    def row_failed(self, failure: Failure) -> Iterator[Any]:
        """Deal with a row whose address gave no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        parts = dict(request.cb_kwargs)
        row: Row = parts.pop("row")
        error: BaseException = failure.value  # type: ignore[assignment]
        if isinstance(error, Stopped):
            return
        self._silence.lasts(error)
        try:
            if row.kind == "listing":
                is_final = isinstance(error, IgnoreRequest)
                yield from self._listings.failed(row, reason_of(error), is_final=is_final)
            else:
                yield from self._articles.failed(row, error, **parts)
        except StoreError as lost:
            self.lose_store(lost)
        except Exception as mistake:
            self.end(row, Outcome.failed(f"error_{type(mistake).__name__}"))
            raise

    def witness_answered(self, response: Response) -> Iterator[Any]:
        """Read what an article answered that was asked because others are gone."""
        try:
            yield from self._witness.answered(response)
        except StoreError as lost:
            self.lose_store(lost)

    def witness_failed(self, failure: Failure) -> Iterator[Any]:
        """Deal with such an article that gave no answer."""
        if isinstance(failure.value, Stopped):
            return
        try:
            yield from self._witness.failed()
        except StoreError as lost:
            self.lose_store(lost)

    def end(self, row: Row, outcome: Outcome) -> None:
        """End an article's row without an article, and count why."""
        if self.frontier.finish(row, outcome):
            self.count(outcome)

    def count(self, outcome: Outcome) -> None:
        """Count why an address gave no article."""
        reason = outcome.reason.replace(":", "/")
        self.crawler.stats.inc_value(f"article/{reason if outcome.state == 'done' else f'failed/{reason}'}")

    def lose_store(self, error: StoreError) -> None:
        """End the crawl: what cannot be stored need not be fetched."""
        self._run.fail(str(error))
        deferred_from_coro(self.crawler.engine.close_spider_async(reason=STORE_LOST))
