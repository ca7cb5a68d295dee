"""How a crawl fetches articles, and how it ends their frontier rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.archive.index import ARTICLE, FURTHER, RECORD
from crawler.discovery import Filters
from crawler.fetched import (
    ArticleFetch,
    Complete,
    Dropped,
    Failed,
    FetchPage,
    FetchRecord,
    Gone,
    Refused,
    Step,
)
from crawler.rows import Outcome, Row, ScrapedArticle
from crawler.scrapy_utils.response import reason_of, text_header, to_page
from crawler.spider.crawl import Crawl
from crawler.spider.gone_check import GoneCheck
from crawler.stats import RECORD_REFUSED
from crawler.urls import is_inside

PRIORITY = 20
"""Priority of an article's further requests: before all others, so that few articles wait in memory."""


class Articles:
    """Makes the requests of each article: one callback for each kind of response."""

    def __init__(self, crawl: Crawl, gone_check: GoneCheck, filters: Filters) -> None:
        self._crawl = crawl
        self._gone_check = gone_check
        self._filters = filters
        self._reads_record = crawl.settings.getbool("READ_REST_RECORD")

    def request(self, row: Row) -> Request:
        """Return the request for an article's row."""
        fetch = ArticleFetch(
            self._crawl.site,
            row.url,
            site_url=self._crawl.site_url,
            filters=self._filters,
            from_section=bool(row.meta.get("of_section")),
            reads_record=self._reads_record,
        )
        request = Request(row.url, priority=row.priority)
        return self._crawl.request(request, row, ARTICLE, self.parse_article, self.no_page, fetch=fetch)

    def parse_article(self, response: Response, row: Row, fetch: ArticleFetch) -> Iterator[Any]:
        """Read the page at an article's URL."""
        step = fetch.first_page(to_page(response), text_header(response, "Link"))
        if fetch.pages:
            self._crawl.count_page(None)
            self._gone_check.saw_article()
        elif fetch.refusal is not None:
            self._crawl.count_page(fetch.refusal.reason)
        yield from self._go_on(row, fetch, step)

    def parse_further_page(self, response: Response, row: Row, fetch: ArticleFetch) -> Iterator[Any]:
        """Read a further page of an article."""
        yield from self._go_on(
            row, fetch, fetch.further_page(to_page(response), text_header(response, "Link"))
        )

    def parse_rest_record(self, response: Response, row: Row, fetch: ArticleFetch) -> Iterator[Any]:
        """Read an article's own REST record."""
        step = fetch.record(to_page(response))
        if fetch.record_refusal is not None:
            self._crawl.stats.inc_value(RECORD_REFUSED.of(fetch.record_refusal))
        yield from self._go_on(row, fetch, step)

    def no_page(self, error: BaseException, row: Row, fetch: ArticleFetch) -> Iterator[Any]:
        """Deal with a page that gave no response."""
        is_refused = isinstance(error, IgnoreRequest)
        yield from self._go_on(row, fetch, Refused("robots") if is_refused else Failed(reason_of(error)))

    def no_rest_record(self, error: BaseException, row: Row, fetch: ArticleFetch) -> Iterator[Any]:
        """Deal with a record that gave no response: the article is complete without it."""
        yield from self._go_on(row, fetch, fetch.without_record())

    def _go_on(self, row: Row, fetch: ArticleFetch, step: Step) -> Iterator[Any]:
        """Take the next step of an article."""
        crawl = self._crawl
        match step:
            case FetchPage(url):
                request = Request(url, priority=PRIORITY)
                yield crawl.request(request, row, FURTHER, self.parse_further_page, self.no_page, fetch=fetch)
            case FetchRecord(url) if not is_inside(url, crawl.home):
                yield from self._go_on(row, fetch, fetch.without_record())
            case FetchRecord(url):
                request = Request(url, priority=PRIORITY)
                yield crawl.request(
                    request, row, RECORD, self.parse_rest_record, self.no_rest_record, fetch=fetch
                )
            case Complete(article, permalink):
                yield ScrapedArticle(article, row, permalink=permalink)
            case Gone(reason):
                yield from self._gone_check.suspect(row, reason)
            case Refused(reason):
                crawl.end(row, Outcome.refused(reason))
            case Dropped(reason):
                crawl.end(row, Outcome.dropped(reason))
            case Failed(reason):
                crawl.end(row, Outcome.failed(reason))
