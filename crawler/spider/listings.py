"""How a crawl reads listings, and what they add to the frontier."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.archive.index import listing_role
from crawler.discovery import (
    CarriedArticle,
    ListingFailure,
    ListingResponse,
    ListingResult,
    NotAListing,
    Source,
    TryLater,
)
from crawler.fetched import Complete, Refused, read_carried
from crawler.page import Page
from crawler.rows import Candidate, Outcome, Row, ScrapedArticle
from crawler.scrapy_utils.response import reason_of, to_answer
from crawler.spider.crawl import Crawl
from crawler.spider.sources import Sources
from crawler.stats import LISTING_FAILED, LISTING_OUTSIDE, LISTING_READ, LISTING_REFUSED

logger = logging.getLogger(__name__)

UNCHANGED = 304
_NOT_THERE = (400, 404, 410)
_CLOSED = (401, 403, 451)


class Listings:
    """Reads the responses of listings, and updates the frontier."""

    def __init__(self, crawl: Crawl, sources: Sources, home_answer: ListingResponse | None) -> None:
        self._crawl = crawl
        self._sources = sources
        self._home_answer = home_answer
        self.has_failed = False
        """True: a listing could not be read, and is tried again later."""

    def request(self, row: Row) -> Iterator[Any]:
        """Yield the request for a listing; if this run fetched it already, yield what it gives."""
        if self._home_answer is not None and row.url == self._sources.context.site_url:
            yield from self._read(row, self._home_answer)
        else:
            yield self._request(row)

    def parse_listing(self, response: Response, row: Row) -> Iterator[Any]:
        """Read the response of a listing."""
        yield from self._read(row, to_answer(response))

    def no_listing(self, error: BaseException, row: Row) -> Iterator[Any]:
        """Deal with a listing that gave no response."""
        yield from self._failed(row, ListingFailure(reason_of(error), isinstance(error, IgnoreRequest)))

    def _request(self, row: Row) -> Request:
        source = self._sources.named(row.source)
        requested = source.request(row)
        request = Request(
            requested.url,
            headers=dict(requested.headers),
            meta={} if requested.is_retried else {"dont_retry": True},
            priority=row.priority,
        )
        return self._crawl.request(
            request, row, listing_role(source.name), self.parse_listing, self.no_listing
        )

    def _read(self, row: Row, answer: ListingResponse) -> Iterator[Any]:
        """Read a response and end its row; yields the articles that it carries."""
        source = self._sources.named(row.source)
        if answer.page.status == UNCHANGED:
            self._sources.note_answer(source)
            self._crawl.frontier.finish(row, Outcome.done("unchanged"))
            return
        try:
            self._check(source, answer.page)
            found = source.read(row, answer)
        except NotAListing as none:
            failure = ListingFailure(none.reason, not isinstance(none, TryLater), answer)
            yield from self._failed(row, failure)
            return
        self._crawl.stats.inc_value(LISTING_READ.name)
        self._crawl.stats.inc_value(LISTING_OUTSIDE.name, found.outside)
        if found.is_answer:
            self._sources.note_answer(source)
        if source.carries_articles and not found.articles:
            yield from self._carry(row, answer, found)
        else:
            self._add(row, answer, found)

    def _failed(self, row: Row, failure: ListingFailure) -> Iterator[Request]:
        """End a listing that could not be read, or request it again if its source knows how."""
        source, reason = self._sources.named(row.source), failure.reason
        has_answered = self._sources.has_answered(source)
        judgement = source.judge(row, failure, has_answered=has_answered)
        if judgement == "request_again":
            yield self._request(row)
            return
        outcome = Outcome.done(f"refused:{reason}") if judgement == "refused" else Outcome.failed(reason)
        self._crawl.frontier.finish(row, outcome, candidates=source.instead(row))
        counted = LISTING_REFUSED if judgement == "refused" else LISTING_FAILED
        self._crawl.stats.inc_value(counted.of(reason))
        self.has_failed |= judgement == "failed"
        if not has_answered:
            self._sources.note_refusal(source, reason, row.url)
        elif judgement == "failed":
            logger.warning("The listing %s could not be read (%s); a later run tries again.", row.url, reason)

    def _check(self, source: Source, page: Page) -> None:
        """Raise NotAListing for an error that means there is no such listing, TryLater for any other."""
        if page.is_ok:
            return
        is_closed = page.status in _CLOSED and not self._sources.has_answered(source)
        raise (NotAListing if page.status in _NOT_THERE or is_closed else TryLater)(f"http_{page.status}")

    def _add(self, row: Row, answer: ListingResponse, found: ListingResult) -> None:
        """Add what a listing names to the frontier and end its row, in one transaction."""
        frontier = self._crawl.frontier
        with frontier.store.begin() as conn:
            has_news = not frontier.complete and frontier.has_news(found.articles, conn)
            new = frontier.add(found.articles, conn)
            frontier.add(found.listings, conn)
            candidates: list[Candidate] = []
            if found.following and (new if found.stops_early else frontier.complete or has_news):
                candidates = [found.following]
            elif frontier.complete or found.afterwards_always:
                candidates = list(found.afterwards)
            outcome = Outcome.done("listed" if found.is_answer else "indexed")
            frontier.finish(
                row,
                outcome if found.is_whole else Outcome.failed("cut_off"),
                candidates=candidates,
                etag=answer.headers.get("etag"),
                last_modified=answer.headers.get("last-modified"),
                checkpoint=found.checkpoint,
                conn=conn,
            )
        self.has_failed |= not found.is_whole

    def _carry(self, row: Row, answer: ListingResponse, found: ListingResult) -> Iterator[ScrapedArticle]:
        """Yield the articles that a listing carries; its row ends with the last of them."""
        crawl, context = self._crawl, self._sources.context
        crawl.frontier.carry(row, len(found.carried), candidates=found.listings, checkpoint=found.checkpoint)
        read = read_carried(
            found.carried, answer.page, crawl.site, site_url=context.site_url, filters=context.filters
        )
        for each, step in read:
            crawl.count_page(step.reason if isinstance(step, Refused) else None)
            match step:
                case Complete(article, permalink):
                    yield ScrapedArticle(article, row, carried=True, permalink=permalink)
                case Refused(reason):
                    self._leave_out(row, each, Outcome.refused(reason))
                case _:
                    self._leave_out(row, each, Outcome.dropped(step.reason))

    def _leave_out(self, row: Row, carried: CarriedArticle, outcome: Outcome) -> None:
        self._crawl.frontier.carried(row, carried.url, outcome, published=carried.published)
        self._crawl.count(outcome)
