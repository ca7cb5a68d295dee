"""How a crawl reads articles: their further pages, their REST records, and what becomes of their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.article import Article
from crawler.discovery.filters import Narrowing
from crawler.discovery.listing import NotAListing, is_inside, with_query
from crawler.discovery.naming import lasting_address, record_url
from crawler.discovery.pagination import next_article_page, usual_article_page
from crawler.discovery.wordpress import EMBED, read_json
from crawler.extract import NotAnArticle, extract_page, extract_record, join_pages
from crawler.extract.parse.encoding import to_utf8
from crawler.frontier import Outcome, Row, Scraped
from crawler.page import Page
from crawler.scrapy_utils.response import text_header, to_page
from crawler.spider.gone_check import Witness
from crawler.spider.probe import OK, reason_of
from crawler.spider.refusals import count_page
from crawler.urls import article_key

if TYPE_CHECKING:
    from crawler.spider.base import NewsSpider

MAX_PAGES = 100
"""Of one article; who prints more prints a book, or links in a circle."""

GONE = (404, 410)
_LISTINGS = ("front_page", "listing", "search", "author_archive", "date_archive")
"""Where sites redirect the readers of an article that they took from the net."""

PRIORITY = 20
"""Of the further requests of an article that is begun: before all else, so that little is held in memory."""

_FILLED = (
    "section",
    "tags",
    "authors",
    "modified_at",
    "image_url",
    "caption",
    "credit",
    "language",
    "published_at",
)
"""Fields that a page may not show, and that its REST record tells."""


class ArticleReader:
    """Reads what articles answer, and moves the frontier."""

    def __init__(
        self, spider: NewsSpider, witness: Witness, narrowing: Narrowing, site_url: str | None
    ) -> None:
        self._spider = spider
        self._witness = witness
        self._narrowing = narrowing
        self._site_url = site_url
        self._reads_records = spider.settings.getbool("READ_REST_RECORD")

    def read(
        self, row: Row, response: Response, pages: tuple[Article, ...] = (), scraped: Scraped | None = None
    ) -> Iterator[Any]:
        """Read an article's page, or the next one (after ``pages``), or its record (``scraped`` before)."""
        page = to_page(response)
        if scraped is not None:
            yield from self._read_record(page, scraped)
        elif pages:
            yield from self._read_further(row, response, page, pages)
        else:
            yield from self._read_first(row, response, page)

    def failed(
        self,
        row: Row,
        error: BaseException,
        pages: tuple[Article, ...] = (),
        scraped: Scraped | None = None,
        **_: Any,
    ) -> Iterator[Any]:
        """Deal with a page or a record that gave no answer; an article is complete without its record."""
        if scraped is not None:
            yield from self._hand_on(scraped)
        elif isinstance(error, IgnoreRequest):
            self._spider.end(row, Outcome.refused("robots"))
        else:
            self._spider.end(row, Outcome.failed(reason_of(error)))

    def _read_first(self, row: Row, response: Response, page: Page) -> Iterator[Any]:
        if page.status in GONE:
            yield from self._witness.suspect(row, f"http_{page.status}")
        elif page.status not in OK:
            self._spider.end(row, Outcome.failed(f"http_{page.status}"))
        elif self._site_url is not None and not is_inside(page.url, self._site_url):
            self._spider.end(row, Outcome.refused("other_site"))
        else:
            try:
                article = extract_page(page, self._spider.declaration)
            except NotAnArticle as refusal:
                count_page(self._spider, refusal)
                yield from self._refuse(row, page, refusal)
                return
            count_page(self._spider, None)
            self._witness.saw_article()
            yield from self._go_on(row, response, page, (article,))

    def _refuse(self, row: Row, page: Page, refusal: NotAnArticle) -> Iterator[Any]:
        """End the row of a page that is no article, which may be how its site says that there is none."""
        is_led_away = article_key(page.url) != article_key(row.url) and refusal.reason in _LISTINGS
        if refusal.reason == "not_found" or is_led_away:
            yield from self._witness.suspect(row, refusal.reason)
        elif refusal.reason == "challenge":
            self._spider.end(row, Outcome.failed("challenge"))
        else:
            self._spider.end(row, Outcome.refused(refusal.reason))

    def _read_further(
        self, row: Row, response: Response, page: Page, pages: tuple[Article, ...]
    ) -> Iterator[Any]:
        """Read a further page; what is missing, or repeats one before, ends the article."""
        if page.status not in OK and page.status not in GONE:
            self._spider.end(row, Outcome.failed(f"http_{page.status}_further_page"))
            return
        try:
            article = extract_page(page, self._spider.declaration) if page.status in OK else None
        except NotAnArticle:
            article = None
        if article is None or article.content_hash in [each.content_hash for each in pages]:
            yield from self._complete(row, response, page, pages)
        else:
            yield from self._go_on(row, response, page, (*pages, article))

    def _go_on(self, row: Row, response: Response, page: Page, pages: tuple[Article, ...]) -> Iterator[Any]:
        next_url = following_page(pages, page)
        if next_url is None:
            yield from self._complete(row, response, page, pages)
        else:
            yield self._request(next_url, row, pages=pages)

    def _complete(
        self, row: Row, response: Response, page: Page, pages: tuple[Article, ...]
    ) -> Iterator[Any]:
        link_header = text_header(response, "Link")
        scraped = Scraped(join_pages(pages), row, lasting=lasting_address(page, link_header))
        named = record_url(page, link_header) if self._reads_records else None
        if named is not None and is_inside(named, self._spider.options.site_url):
            yield self._request(with_query(named, _embed=EMBED), row, scraped=scraped)
        else:
            yield from self._hand_on(scraped)

    def _read_record(self, page: Page, scraped: Scraped) -> Iterator[Any]:
        try:
            record = read_json(page.body) if page.status in OK else None
            if isinstance(record, dict) and "id" in record:
                fill(scraped.article, extract_record(record, self._spider.declaration))
        except (NotAListing, NotAnArticle) as none:
            self._spider.crawler.stats.inc_value(f"record/refused/{none.reason}")
        yield from self._hand_on(scraped)

    def _hand_on(self, scraped: Scraped) -> Iterator[Scraped]:
        row = scraped.row
        reason = self._narrowing.drop_reason(scraped.article, from_section=bool(row.hint.get("of_section")))
        if reason is not None:
            self._spider.end(row, Outcome.dropped(reason))
        else:
            yield scraped

    def _request(self, url: str, row: Row, **parts: Any) -> Request:
        return Request(
            url,
            callback=self._spider.parse_row,
            errback=self._spider.row_failed,
            cb_kwargs={"row": row, **parts},
            dont_filter=True,
            priority=PRIORITY,
        )


def following_page(pages: Sequence[Article], page: Page) -> str | None:
    """Return the next page of an article of which these were read, the last from ``page``; null: none."""
    first = pages[0].url or page.url
    html = to_utf8(page).decode("utf-8", "replace")
    next_url = next_article_page(first, len(pages), page.url, html)
    if next_url is None and "page_label" in pages[-1].removed:
        # "Halaman Selanjutnya", and no link: block themes print none for a page break of the old editor.
        next_url = usual_article_page(first, len(pages) + 1)
    return next_url if len(pages) < MAX_PAGES else None


def fill(article: Article, record: Article) -> None:
    """Fill what an article's page did not show from its REST record; the instant instead of the day alone."""
    for each in fields(Article):
        if each.name in _FILLED and not getattr(article, each.name):
            setattr(article, each.name, getattr(record, each.name))
    for name in ("published_at", "modified_at"):
        shown, told = getattr(article, name), getattr(record, name)
        if shown is not None and told is not None and len(shown) < len(told):
            setattr(article, name, told)
