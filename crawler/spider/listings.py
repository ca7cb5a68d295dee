"""How a crawl reads listings, and what they add to the frontier."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.archive.index import listing_role
from crawler.discovery import (
    ListingFailure,
    ListingResponse,
    ListingResult,
    NotAListing,
    Source,
    TryLater,
)
from crawler.page import Page
from crawler.rows import REPEATS, Candidate, Outcome, Row
from crawler.scrapy_utils.failures import CutOff, is_final, reason_of
from crawler.scrapy_utils.response import is_conditional, to_answer
from crawler.spider.carried import CarriedArticles
from crawler.spider.crawl import Crawl
from crawler.spider.other_hosts import OtherHosts
from crawler.spider.repetition import MOST_REPEATS, Repetition, continuing
from crawler.spider.sources import Sources
from crawler.stats import (
    ARTICLE_REFUSED,
    LISTING_FAILED,
    LISTING_OUTSIDE,
    LISTING_READ,
    LISTING_REFUSED,
    LISTING_TOTAL,
)

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
        self._carried = CarriedArticles(crawl, sources)
        self._repetition = Repetition()
        self._other_hosts = OtherHosts(crawl.frontier.inventory, sources)
        self.is_partial = False
        """True: a listing could not be read, and is tried again later, or its sequence was ended."""
        self.is_tried_again = False
        """True: a listing could not be read, and a later run tries again."""
        self.is_endless = False
        """True: an index named so many listings in vain that it was ended."""

    def request(self, row: Row) -> Iterator[Any]:
        """Yield the request for a listing; if this run fetched it already, yield what it gives."""
        if self._home_answer is not None and row.url == self._sources.context.site_url:
            yield from self._read(row, self._home_answer)
        elif self._repetition.is_barren(row):
            self.is_endless = True
            self._crawl.frontier.finish(row, Outcome.done(REPEATS))
        else:
            yield self._request(row)

    def parse_listing(self, response: Response, row: Row) -> Iterator[Any]:
        """Read the response of a listing."""
        yield from self._read(row, to_answer(response), is_conditional=is_conditional(response))

    def no_listing(self, error: BaseException, row: Row) -> Iterator[Any]:
        """Deal with a listing that gave no response."""
        yield from self._failed(row, ListingFailure(reason_of(error), is_final(error)))

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

    def _read(self, row: Row, answer: ListingResponse, *, is_conditional: bool = False) -> Iterator[Any]:
        """Read a response and end its row; yields the articles that it carries.

        Only the response to a conditional request can say that a listing is unchanged (RFC 9110, 15.4.5).
        """
        source = self._sources.named(row.source)
        if answer.page.status == UNCHANGED and is_conditional:
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
        if self._crawl.frontier.complete and source.totals is not None and (all_ := source.totals.listed()):
            self._crawl.stats.set_value(LISTING_TOTAL.name, all_)
        self._crawl.stats.inc_value(LISTING_OUTSIDE.name, found.outside)
        for reason, number in found.left_out.items():
            if number:
                self._crawl.stats.inc_value(ARTICLE_REFUSED.of(reason), number)
        if found.is_answer:
            self._sources.note_answer(source)
        elif self._other_hosts.note(row, source, found):
            # So that it is read again, and judged again: "unchanged" would count as an answer.
            answer = replace(answer, headers={})
        found = self._until_it_repeats(row, found)
        if source.carries_articles and not found.articles:
            yield from self._carried.read(
                row, answer, found, [*_bad(row, found)], Outcome.done(_reason(found))
            )
        else:
            self._add(row, answer, found)

    def _until_it_repeats(self, row: Row, found: ListingResult) -> ListingResult:
        """Return what was found, without the next listing of a sequence that names nothing new any more."""
        named = found.named or [
            *(each.url for each in found.articles),
            *(each.url for each in found.carried if each.url),
        ]
        in_a_row = self._repetition.note(row, named)
        if found.listings and self._repetition.is_barren(row):
            self.is_partial = self.is_endless = True
            return replace(found, listings=[], repeats=True)
        if found.following is not None and in_a_row >= MOST_REPEATS:
            logger.warning(
                "%s and the listings before it name nothing new (%d in a row): that is taken for their end.",
                row.url,
                in_a_row,
            )
            self.is_partial = True
            return replace(found, following=None, repeats=True)
        return replace(
            found,
            following=found.following and continuing(row, found.following),
            # Those that an index names are one sequence; what others name begins its own.
            listings=[continuing(row, each) for each in found.listings]
            if not found.is_answer
            else found.listings,
        )

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
        if judgement == "refused" and self._crawl.frontier.complete:  # one 404 may be an accident
            self._sources.places.forget(row.url)
        self.is_partial |= judgement == "failed"
        self.is_tried_again |= judgement == "failed"
        if not has_answered:
            self._sources.note_refusal(source, reason, row.url)
        elif judgement == "failed":
            logger.warning("The listing %s could not be read (%s); a later run tries again.", row.url, reason)

    def _check(self, source: Source, page: Page) -> None:
        """Raise NotAListing for an error that means there is no such listing, TryLater for any other."""
        if page.is_ok:
            return
        is_closed = page.status in _CLOSED and not self._sources.has_answered(source)
        raise (NotAListing if page.status in _NOT_THERE or is_closed else TryLater)(page.failure)

    def _add(self, row: Row, answer: ListingResponse, found: ListingResult) -> None:
        """Add what a listing names to the frontier and end its row, in one transaction."""
        frontier, place = self._crawl.frontier, row.meta.get("place")
        unknown: list[str] = []
        if place is not None:
            found = replace(found, articles=frontier.without_gone(found.articles))
            unknown = self._sources.places.unknown(found.articles)
        with frontier.store.begin() as conn:
            has_news = not frontier.complete and frontier.has_news(found.articles, conn)
            new = frontier.add(found.articles, conn)
            frontier.add([*found.listings, *_bad(row, found)], conn)
            if frontier.complete:
                frontier.add(found.in_complete_round, conn)
            candidates: list[Candidate] = []
            is_wanted = new if found.stops_early else frontier.complete or has_news
            if found.following and (is_wanted or found.is_followed_always):
                candidates = [found.following]
            elif frontier.complete or found.afterwards_always:
                candidates = list(found.afterwards)
            outcome = Outcome.done(_reason(found))
            frontier.finish(
                row,
                outcome if found.is_whole else Outcome.failed(CutOff.reason),
                candidates=candidates,
                etag=answer.headers.get("etag"),
                last_modified=answer.headers.get("last-modified"),
                checkpoint=found.checkpoint,
                conn=conn,
            )
        if unknown:
            self._sources.places.remember(str(place), unknown)
        if not found.is_whole:
            self.is_partial = self.is_tried_again = True
            self._crawl.stats.inc_value(LISTING_FAILED.of(CutOff.reason))


def _bad(row: Row, found: ListingResult) -> Iterator[Candidate]:
    """Yield the addresses that cannot be requested, so that the frontier counts them and lists them."""
    for url in found.bad:
        yield Candidate(url, "article", row.source)


def _reason(found: ListingResult) -> str:
    """Return under which reason a listing that was read is done."""
    if found.repeats:
        return REPEATS
    return "listed" if found.is_answer else "indexed"
