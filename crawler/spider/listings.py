"""How a crawl reads listings, and what their answers add to the frontier."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from scrapy import Request

from crawler.discovery import Answer, Found, NotAListing, TryLater
from crawler.discovery.rest import LEAST_PER_PAGE, LINKS_ONLY, PER_PAGE
from crawler.discovery.wordpress import lasting_url
from crawler.extract import NotAnArticle, extract_record
from crawler.frontier import Candidate, Outcome, Row, Scraped
from crawler.spider.probe import OK
from crawler.spider.refusals import count_page
from crawler.spider.sources import Ways
from crawler.urls import clean_url

if TYPE_CHECKING:
    from crawler.spider.base import NewsSpider

logger = logging.getLogger(__name__)

UNCHANGED = 304
_NOT_THERE = (400, 404, 410)
_CLOSED = (401, 403, 451)
_TOO_MUCH = ("timeout", "network", "empty")
"""How a host fails that cannot manage a large REST page, besides answering 5xx."""
_BROKEN = ("html", "invalid_json", "no_records")
"""How it answers in the middle of a REST page that it cannot manage."""


class ListingReader:
    """Reads what listings answer, and moves the frontier."""

    def __init__(self, spider: NewsSpider, ways: Ways) -> None:
        self._spider = spider
        self._ways = ways
        self._per_page = PER_PAGE
        self._by_links: set[int] = set()
        """Rows of REST pages that the site cannot print: their articles are asked by their own pages."""
        self.has_failed = False
        """A listing could not be read, and is tried again later."""

    def request(self, row: Row) -> Request:
        """Return the request for a listing; a conditional one, where it may be unchanged."""
        headers = {}
        if row.etag:
            headers["If-None-Match"] = row.etag
        if row.last_modified:
            headers["If-Modified-Since"] = row.last_modified
        if row.way != "api":
            return Request(row.url, headers=headers)
        if row.id in self._by_links:
            return Request(self._ways.api.request_url(row, LEAST_PER_PAGE, fields=LINKS_ONLY))
        is_least = self._ways.api.page_size(row, self._per_page) <= LEAST_PER_PAGE
        url = self._ways.api.request_url(row, self._per_page)
        return Request(url, meta={"dont_retry": not is_least})

    def read(self, row: Row, answer: Answer) -> Iterator[Any]:
        """Read what a listing answered, and end its row; yields the articles that it carries."""
        status = answer.page.status
        if status == UNCHANGED:
            self._ways.note_answer(row.way)
            self._spider.frontier.finish(row, Outcome.done("unchanged"))
            return
        try:
            self._check(row, status)
            found = self._ways[row.way].read(row, answer)
        except NotAListing as none:
            is_final = not isinstance(none, TryLater)
            if row.way == "api" and self._ways.has_answered("api"):
                is_final = status == 400 and row.hint.get("page", 1) != 1
            asks_for_less = b'"per_page"' in answer.page.body[:2000]
            is_too_much = status >= 500 or asks_for_less or (not is_final and none.reason in _BROKEN)
            yield from self.failed(row, none.reason, is_final=is_final, is_too_much=is_too_much)
            return
        self._spider.crawler.stats.inc_value("listing/read")
        self._spider.crawler.stats.inc_value("listing/outside", found.outside)
        if found.is_answer:
            self._ways.note_answer(row.way)
        if row.way == "api" and row.id not in self._by_links:
            yield from self._carry(row, answer, found)
        else:
            self._add(row, answer, found)

    def failed(
        self, row: Row, reason: str, *, is_final: bool, is_too_much: bool = False
    ) -> Iterator[Request]:
        """End a listing that gave nothing; of a REST page less is asked first."""
        is_too_much = (is_too_much or reason in _TOO_MUCH) and row.way == "api"
        if is_too_much and self._asks_less(row, reason):
            yield self._spider.request(row)
            return
        instead = self._ways[row.way].instead(row)
        outcome = Outcome.done(f"refused:{reason}") if is_final else Outcome.failed(reason)
        self._spider.frontier.finish(row, outcome, candidates=instead)
        self._spider.crawler.stats.inc_value(f"listing/{'refused' if is_final else 'failed'}/{reason}")
        self.has_failed |= not is_final
        if not self._ways.has_answered(row.way):
            self._ways.note_refusal(row.way, reason, row.url)
        elif not is_final:
            logger.warning("%s could not be listed (%s); a later run tries again.", row.url, reason)

    def _asks_less(self, row: Row, reason: str) -> bool:
        """Halve the size of the REST pages, at last ask for the addresses alone; False: that was tried.

        An article that WordPress cannot print (a plugin's fatal error) must not hide those behind it.
        """
        size = self._ways.api.page_size(row, self._per_page)
        if row.id in self._by_links:
            return False
        if size > LEAST_PER_PAGE:
            self._per_page = max(LEAST_PER_PAGE, size // 2)
            logger.info("%s: %s; asked again with %d articles a page.", row.url, reason, self._per_page)
        else:
            self._by_links.add(row.id)
            logger.info("%s: %s; its articles are asked one by one.", row.url, reason)
        return True

    def _check(self, row: Row, status: int) -> None:
        """Raise NotAListing for an error that says there is no such listing, TryLater for any other."""
        if status in OK:
            return
        if status in _NOT_THERE or (status in _CLOSED and not self._ways.has_answered(row.way)):
            raise NotAListing(f"http_{status}")
        raise TryLater(f"http_{status}")

    def _add(self, row: Row, answer: Answer, found: Found) -> None:
        """Put into the frontier what a listing names, and end its row, in one transaction."""
        frontier = self._spider.frontier
        articles = [*found.articles, *chain.from_iterable(map(_by_its_page, found.records))]
        with frontier.store.begin() as conn:
            has_news = not frontier.complete and frontier.has_news(articles, conn)
            new = frontier.add(articles, conn)
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
                mark=found.mark,
                conn=conn,
            )
        self.has_failed |= not found.is_whole
        if row.id in self._by_links:
            self._by_links.discard(row.id)
            self._per_page = PER_PAGE  # the size was not what the site could not manage

    def _carry(self, row: Row, answer: Answer, found: Found) -> Iterator[Scraped]:
        """Yield the articles of a REST page; its row ends with the last of them."""
        spider = self._spider
        spider.frontier.carry(row, len(found.records), candidates=found.listings, mark=found.mark)
        for record in found.records:
            try:
                article = extract_record(record, spider.declaration)
            except NotAnArticle as refusal:
                count_page(spider, refusal)
                self._leave_out(row, record, Outcome.refused(refusal.reason))
                continue
            count_page(spider, None)
            if answer.page.fetched_at is not None:
                article.fetched_at = answer.page.fetched_at.isoformat()
            reason = self._ways.narrowing.drop_reason(article, from_section=False)
            if reason is not None:
                self._leave_out(row, record, Outcome.dropped(reason))
            else:
                lasting = lasting_url(self._ways.site_url, record["id"])
                yield Scraped(article, row, carried=True, lasting=lasting)

    def _leave_out(self, row: Row, record: Mapping[str, Any], outcome: Outcome) -> None:
        published = record.get("date_gmt")
        self._spider.frontier.carried(
            row,
            _text(record.get("link")),
            outcome,
            published=f"{published}+00:00" if isinstance(published, str) else None,
        )
        self._spider.count(outcome)


def _by_its_page(record: Mapping[str, Any]) -> Iterator[Candidate]:
    """Yield a record's article as an address; a record without one names nothing that could be asked."""
    url, modified = _text(record.get("link")), _text(record.get("modified_gmt"))
    if url:
        lastmod = f"{modified}+00:00" if modified else None
        yield Candidate(clean_url(url), "article", "api", lastmod=lastmod)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
