"""What the parts of a crawl share: its frontier, site and options, and how to request, end a row and stop."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.extract.not_an_article import UNREADABLE
from crawler.extract.page import Oddities
from crawler.finish_reasons import STORE_LOST
from crawler.frontier import Frontier
from crawler.rows import Candidate, Outcome, Row
from crawler.scrapy_utils.faults import error_reason, log_fault
from crawler.scrapy_utils.numbers import whole_number
from crawler.scrapy_utils.purpose import Purpose, set_purpose
from crawler.scrapy_utils.stopping import Stopped, stop
from crawler.site import Site
from crawler.spider.options import Options
from crawler.spider.outage import Outage
from crawler.stats import (
    ARTICLE_FAILED_AGAIN,
    LISTING_REFUSED,
    PAGE_FROM_DATA,
    PAGE_PARSED_AGAIN,
    PAGE_READ,
    PAGE_REFUSED,
    PAGE_REFUSED_AGAIN,
    PAGE_SHORT,
    PAGE_UNREADABLE,
    article_ended,
)
from crawler.store import StoreError
from crawler.urls import BAD_ADDRESS, fetchable

logger = logging.getLogger(__name__)

MOST_NAMED = 5
"""Bad addresses that one run names in the log; all are counted, and `scrapy status --reason` lists them."""

Callback = Callable[..., Iterator[Any]]
"""A callback: takes the response, then what the request was made with."""
Errback = Callable[..., Iterator[Any]]
"""An errback: takes the exception, then what the request was made with."""


class Crawl:
    """One crawl of one site, shared by the parts that make requests and read responses."""

    def __init__(self, crawler: Crawler, frontier: Frontier, site: Site, options: Options) -> None:
        self.crawler = crawler
        """Gives access to Scrapy's engine and signals."""
        self.frontier = frontier
        self.site = site
        """The newspaper's declaration, named after its host if it has no name."""
        self.options = options
        self.settings = crawler.settings
        self.stats = crawler.stats
        self.site_url: str | None = None
        """The front page, once fetched: pages outside of it are not articles of this site."""
        self.outage = Outage(crawler, options.site_url)
        self._bad_addresses = 0
        frontier.refused = self._refuse

    @property
    def home(self) -> str:
        """The front page: after redirects or, until it was fetched, as the user gave it."""
        return self.site_url or self.options.site_url

    def number(self, setting: str) -> int:
        """Return a setting that is a whole number. Raises UsageError."""
        return whole_number(self.settings[setting], setting)

    def request(
        self, request: Request, row: Row, role: str, parse: Callback, fail: Errback, **cb_kwargs: Any
    ) -> Request:
        """Return a request that ends its row whatever happens; ``role``: what the response is read as.

        ``parse`` gets the response, ``fail`` the exception, each with the row and ``cb_kwargs``; what
        they yield goes to Scrapy.
        """
        kwargs = {"row": row, **cb_kwargs}

        def answered(response: Response) -> Iterator[Any]:
            self.outage.ended()
            yield from self._guarded(parse(response, **kwargs), row)

        def failed(failure: Failure) -> Iterator[Any]:
            if (error := _error_of(failure)) is not None:
                self.outage.lasts(error)
                yield from self._guarded(fail(error, **kwargs), row)

        made: Request = request.replace(callback=answered, errback=failed, dont_filter=True)
        set_purpose(made, Purpose(row, role, self.site_url))
        return made

    def request_without_row(self, url: str, parse: Callback, fail: Errback, *, priority: int) -> Request:
        """Return a request that belongs to no row: its response is only looked at."""

        def answered(response: Response) -> Iterator[Any]:
            yield from self._guarded(parse(response))

        def failed(failure: Failure) -> Iterator[Any]:
            if (error := _error_of(failure)) is not None:
                yield from self._guarded(fail(error))

        return Request(url, callback=answered, errback=failed, dont_filter=True, priority=priority)

    def end(self, row: Row, outcome: Outcome) -> None:
        """End a row that gives no article, and count why."""
        if not self.frontier.finish(row, outcome):
            return
        self.count(outcome)
        if outcome.state != "failed":
            self.outage.had_article()
        elif row.tries:  # since it last succeeded: that it fails is known
            self.stats.inc_value(ARTICLE_FAILED_AGAIN.of(outcome.reason))
        else:
            self.outage.lost_article(outcome.reason)

    def end_if_bad(self, row: Row) -> bool:
        """End a row whose URL cannot be requested: a store of an earlier release may hold one."""
        if fetchable(row.url) is not None:
            return False
        self.frontier.finish(row, Outcome.bad_address())
        self._refuse(Candidate(row.url, row.kind, row.source))
        return True

    def count(self, outcome: Outcome) -> None:
        """Count why a URL gave no article."""
        self.stats.inc_value(article_ended(outcome))

    def count_page(self, refusal: str | None, *, is_known: bool = False) -> None:
        """Count a page or a record: as read, or as refused and why; ``is_known``: it was refused before."""
        self.stats.inc_value((PAGE_READ if refusal is None else PAGE_REFUSED).name)
        if refusal is not None and is_known:
            self.stats.inc_value(PAGE_REFUSED_AGAIN.name)
        elif refusal in UNREADABLE:
            self.stats.inc_value(PAGE_UNREADABLE.name)

    def count_oddities(self, oddities: Oddities) -> None:
        """Count what was out of the ordinary when the page of an article was read."""
        for statistic, is_so in (
            (PAGE_PARSED_AGAIN, oddities.parsed_again),
            (PAGE_SHORT, oddities.is_short),
            (PAGE_FROM_DATA, oddities.is_from_data),
        ):
            if is_so:
                self.stats.inc_value(statistic.name)

    def _refuse(self, candidate: Candidate) -> None:
        """Count an address that cannot be requested, and name the first ones."""
        outcome = Outcome.bad_address()
        if candidate.kind == "article":
            self.count(outcome)
        else:
            self.stats.inc_value(LISTING_REFUSED.of(BAD_ADDRESS))
        self._bad_addresses += 1
        if self._bad_addresses <= MOST_NAMED:
            logger.warning(
                "The site names what cannot be requested (bad_address): %s", candidate.url[:200] or "(empty)"
            )

    def _guarded(self, read: Iterator[Any], row: Row | None = None) -> Iterator[Any]:
        """Yield what ``read`` yields; a lost store ends the crawl, an error in our code ends the row."""
        try:
            yield from read
        except StoreError as lost:  # what cannot be stored need not be fetched
            stop(self.crawler, STORE_LOST, str(lost))
        except Exception as error:
            log_fault(row.url if row is not None else "A response", error)
            if row is not None:
                self.end(row, Outcome.failed(error_reason(error)))


def _error_of(failure: Failure) -> BaseException | None:
    """Return why a request failed; None: the crawl was stopped before it finished."""
    return None if isinstance(failure.value, Stopped) else failure.value
