"""Articles that a listing carries whole: those of WordPress' REST API, and of feeds.

What of them needs no page of its own becomes items; all else of one response is recorded in one transaction.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection

from crawler.discovery import CarriedArticle, ListingResponse, ListingResult
from crawler.fetched import Complete, Failed, PageWanted, Refused, read_carried
from crawler.fetched.steps import Dropped
from crawler.rows import JSON, Candidate, Outcome, Row, ScrapedArticle
from crawler.scrapy_utils.faults import log_fault
from crawler.spider.crawl import Crawl
from crawler.spider.sources import Sources
from crawler.text import counted
from crawler.urls import clean_url

logger = logging.getLogger(__name__)

Rest = Dropped | Failed | Refused
"""What became of an article that is no item."""


class CarriedArticles:
    """Reads the articles that the listings of one crawl carry."""

    def __init__(self, crawl: Crawl, sources: Sources) -> None:
        self._crawl = crawl
        self._sources = sources

    def read(
        self,
        row: Row,
        answer: ListingResponse,
        found: ListingResult,
        bad: Iterable[Candidate],
        outcome: Outcome,
    ) -> Iterator[ScrapedArticle]:
        """Yield the articles that a listing carries; its row ends with the last of them, with ``outcome``.

        ``bad``: the addresses in it that cannot be requested.
        """
        crawl, context = self._crawl, self._sources.context
        listings = [*found.listings, *([found.following] if found.following else ())]
        crawl.frontier.carry(
            row,
            len(found.carried),
            candidates=[*listings, *bad],
            checkpoint=found.checkpoint,
            outcome=outcome,
        )
        read = read_carried(
            found.carried, answer.page, crawl.site, site_url=context.site_url, filters=context.filters
        )
        rest: list[tuple[CarriedArticle, Rest]] = []
        for each, step in read:
            if isinstance(step, Complete):
                crawl.count_page(None)
                yield ScrapedArticle(step.article, row, carried=True, permalink=step.permalink)
            else:
                rest.append((each, step))
        if rest:
            self._record(row, rest)

    def _record(self, row: Row, rest: Sequence[tuple[CarriedArticle, Rest]]) -> None:
        """Record the articles that are no items, and count them."""
        frontier, wanted, outcomes = self._crawl.frontier, Counter[str](), []
        with frontier.store.begin() as conn:
            for each, step in rest:
                if isinstance(step, PageWanted):
                    wanted[step.reason] += self._want_page(row, each, conn)
                    continue
                outcome = _outcome(step)
                frontier.carried(row, each.url, outcome, published=each.published, conn=conn)
                outcomes.append(outcome)
        for each, step in rest:
            if not isinstance(step, PageWanted):
                self._crawl.count_page(step.reason if isinstance(step, Refused) else None)
            if isinstance(step, Failed) and step.error is not None:
                log_fault(f"The record of {each.url or 'an article'} in {row.url}", step.error)
        for outcome in outcomes:
            self._crawl.count(outcome)
        if total := wanted.total():
            reasons = ", ".join(f"{reason} {number:,}" for reason, number in wanted.most_common() if number)
            logger.info(
                "%s has %s without headline or text (%s): the pages are fetched.",
                row.url,
                counted(total, "record"),
                reasons,
            )

    def _want_page(self, row: Row, carried: CarriedArticle, conn: Connection) -> int:
        """Have the page fetched of an article that its listing does not really carry; return 1 if it is due.

        It is a row of its own from now on, requested again when the listing says that it has changed.
        """
        frontier, section = self._crawl.frontier, self._sources.context.filters.section
        meta: dict[str, JSON] = {"published": carried.published} if carried.published else {}
        if section is not None and section.category is not None:
            meta["of_section"] = True
        url, lastmod = clean_url(carried.url or ""), carried.lastmod
        due = frontier.add([Candidate(url, "article", row.source, lastmod=lastmod, meta=meta)], conn)
        frontier.carried(row, None, Outcome.done("listed"), conn=conn)
        return due


def _outcome(step: Rest) -> Outcome:
    match step:
        case Refused(reason):
            return Outcome.refused(reason)
        case Failed(reason):
            return Outcome.failed(reason)
        case _:
            return Outcome.dropped(step.reason)
