"""How a crawl fetches articles, and how it ends their frontier rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.archive.index import ARTICLE, FURTHER, RECORD
from crawler.discovery import Filters
from crawler.fetched import (
    OTHER_SITE,
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
from crawler.page import PAYMENT_REQUIRED
from crawler.rows import Outcome, Row, ScrapedArticle
from crawler.scrapy_utils.failures import is_final, reason_of
from crawler.scrapy_utils.response import price_asked, text_header, to_answer, to_page
from crawler.spider.agreement import Agreement
from crawler.spider.crawl import Crawl
from crawler.spider.gone_check import GoneCheck
from crawler.stats import (
    ARTICLE_FROM_RECORD,
    ARTICLE_FROM_RECORD_URL,
    ARTICLE_PRICE,
    RECORD_REFUSED,
    WORD_COUNT,
    WORD_COUNT_OFF,
)
from crawler.urls import fetchable, is_inside

PRIORITY = 20
"""Priority of an article's further requests: before all others, so that few articles wait in memory."""

LARGEST_PAGE = 8 * 1024 * 1024
"""Bytes of the largest page of an article; listings have DOWNLOAD_MAXSIZE. Several are in flight at once."""

_TEMPORARY = (302, 303, 307)

MOST_IN_VAIN = 5
"""After this many records in a row that had no more text than their broken pages, no other is asked for that.

A site that counts its words wrongly, or posts pictures without a text, would cost two requests an article.
"""


class Articles:
    """Makes the requests of each article: one callback for each kind of response."""

    def __init__(
        self, crawl: Crawl, gone_check: GoneCheck, filters: Filters, agreement: Agreement | None = None
    ) -> None:
        self._crawl = crawl
        self._agreement = agreement
        self._gone_check = gone_check
        self._filters = filters
        largest = min(LARGEST_PAGE, crawl.settings.getint("DOWNLOAD_MAXSIZE") or LARGEST_PAGE)
        self._bounds = {"download_maxsize": largest}
        self._reads_record = crawl.settings.getbool("READ_REST_RECORD")
        self._in_vain = 0

    def request(self, row: Row) -> Request:
        """Return the request for an article's row."""
        fetch = ArticleFetch(
            self._crawl.site,
            row.url,
            site_url=self._crawl.site_url,
            filters=self._filters,
            from_section=bool(row.meta.get("of_section")),
            reads_record=self._reads_record,
            notes_record=self._agreement is not None and self._agreement.may_choose(row.url),
        )
        request = Request(row.url, priority=row.priority, meta=self._bounds)
        return self._crawl.request(request, row, ARTICLE, self.parse_article, self.no_page, fetch=fetch)

    def parse_article(self, response: Response, row: Row, fetch: ArticleFetch) -> Iterator[Any]:
        """Read the page at an article's URL."""
        step = fetch.first_page(to_page(response), text_header(response, "Link"))
        if isinstance(step, Refused | Gone) and self._is_led_away(response):
            step = Failed(OTHER_SITE)
        self._note_price(response)
        if fetch.pages:
            self._crawl.outage.had_article()
            self._crawl.count_page(None)
            if fetch.oddities is not None:
                self._crawl.count_oddities(fetch.oddities)
            self._gone_check.saw_article()
        elif isinstance(step, Refused | Gone):
            self._count_refused(row, fetch)
        yield from self._go_on(row, fetch, step)

    def parse_further_page(self, response: Response, row: Row, fetch: ArticleFetch) -> Iterator[Any]:
        """Read a further page of an article."""
        self._note_price(response)
        yield from self._go_on(
            row, fetch, fetch.further_page(to_page(response), text_header(response, "Link"))
        )

    def parse_rest_record(self, response: Response, row: Row, fetch: ArticleFetch) -> Iterator[Any]:
        """Read an article's own REST record."""
        step = fetch.record(to_page(response))
        if fetch.record_refusal is not None:
            self._crawl.stats.inc_value(RECORD_REFUSED.of(fetch.record_refusal))
        if fetch.broken is not None:
            self._in_vain = 0 if fetch.from_record else self._in_vain + 1
        yield from self._after_record(row, fetch, step)

    def no_page(self, error: BaseException, row: Row, fetch: ArticleFetch) -> Iterator[Any]:
        """Deal with a page that gave no response."""
        reason = reason_of(error)
        yield from self._go_on(row, fetch, Refused(reason) if is_final(error) else Failed(reason))

    def no_rest_record(self, error: BaseException, row: Row, fetch: ArticleFetch) -> Iterator[Any]:
        """Deal with a record that gave no response: what the page shows is complete without it."""
        self._crawl.stats.inc_value(RECORD_REFUSED.of(reason_of(error)))
        yield from self._after_record(row, fetch, fetch.without_record())

    def _after_record(self, row: Row, fetch: ArticleFetch, step: Step) -> Iterator[Any]:
        """Count what became of a page that waited for its record, and go on."""
        if fetch.from_record:
            self._crawl.stats.inc_value(ARTICLE_FROM_RECORD.name)
            self._crawl.stats.set_value(ARTICLE_FROM_RECORD_URL.name, row.url)
        if fetch.from_record and not fetch.pages:
            self._crawl.outage.had_article()
            self._crawl.count_page(None)
        elif isinstance(step, Refused):
            self._count_refused(row, fetch)
        yield from self._go_on(row, fetch, step)

    def _count_refused(self, row: Row, fetch: ArticleFetch) -> None:
        if fetch.refusal is not None:
            self._crawl.count_page(fetch.refusal.reason, is_known=row.tries > 0)

    def _count_words(self, fetch: ArticleFetch) -> None:
        """Count whether a text has about as many words as its page says."""
        if (is_off := fetch.is_word_count_off) is not None:
            self._crawl.stats.inc_value(WORD_COUNT.name)
            self._crawl.stats.inc_value(WORD_COUNT_OFF.name, int(is_off))

    def _is_wanted(self, url: str, fetch: ArticleFetch) -> bool:
        """Say whether a record is requested: it is on the site, and not one of many that do not help."""
        is_vain = fetch.broken is not None and self._in_vain >= MOST_IN_VAIN
        return is_inside(url, self._crawl.home) and (self._reads_record or not is_vain)

    def _note_price(self, response: Response) -> None:
        if response.status == PAYMENT_REQUIRED and (price := price_asked(to_answer(response).headers)):
            self._crawl.stats.set_value(ARTICLE_PRICE.name, price)

    def _is_led_away(self, response: Response) -> bool:
        """Say whether a temporary redirect left the site: the article keeps its URL (RFC 9110, 15.4.3).

        So do walls that ask for a consent or a login on another host, whatever that answers.
        """
        site_url = self._crawl.site_url
        if response.request is None or site_url is None or is_inside(response.url, site_url):
            return False
        return any(reason in _TEMPORARY for reason in response.request.meta.get("redirect_reasons", ()))

    def _go_on(self, row: Row, fetch: ArticleFetch, step: Step) -> Iterator[Any]:
        """Take the next step of an article."""
        crawl = self._crawl
        match step:
            case FetchPage(url) if fetchable(url) is None:
                yield from self._go_on(row, fetch, fetch.end_of_pages())
            case FetchPage(url):
                request = Request(url, priority=PRIORITY, meta=self._bounds)
                yield crawl.request(request, row, FURTHER, self.parse_further_page, self.no_page, fetch=fetch)
            case FetchRecord(url) if not self._is_wanted(url, fetch):
                yield from self._after_record(row, fetch, fetch.without_record())
            case FetchRecord(url):
                request = Request(url, priority=PRIORITY, meta=self._bounds)
                yield crawl.request(
                    request, row, RECORD, self.parse_rest_record, self.no_rest_record, fetch=fetch
                )
            case Complete(article, permalink):
                if self._agreement is not None:
                    self._agreement.note(row.id, fetch)
                self._count_words(fetch)
                yield ScrapedArticle(article, row, permalink=permalink)
            case Gone(reason):
                yield from self._gone_check.suspect(row, reason)
            case Refused(reason):
                crawl.end(row, Outcome.refused(reason))
            case Dropped(reason):
                crawl.end(row, Outcome.dropped(reason))
            case Failed(reason):
                crawl.end(row, Outcome.failed(reason))
