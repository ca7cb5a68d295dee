"""Checks whether an article is really gone (a soft-404 check): its site must still show another one."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.extract import NotAnArticle, extract_page
from crawler.rows import Outcome, Row
from crawler.scrapy_utils.response import to_page
from crawler.spider.crawl import Crawl
from crawler.urls import is_inside

logger = logging.getLogger(__name__)

MOST_CONTROLS = 3
"""Number of stored articles tried as controls: editors may have withdrawn the newest."""

NEWEST = 50
"""Number of newest stored articles among which a control is chosen: some may be on another host."""

IN_A_ROW = 20
"""After this many gone articles in a row a new control is needed: the site may have broken."""

MOST_WAITING = 16
"""This many rows wait for any other article to be read, before a control is fetched."""

PRIORITY = 30


class GoneCheck:
    """Ends the rows of articles whose URL responds that they are gone.

    A site whose permalinks are broken responds with 404 for every article while its front page works. Then
    nothing is gone: the rows fail and are tried again later.
    """

    def __init__(self, crawl: Crawl) -> None:
        self._crawl = crawl
        self._suspects: list[tuple[Row, str]] = []
        self._is_sane: bool | None = None
        self._in_a_row = 0
        self._controls: list[str] = []
        self._is_fetching = False

    def is_all_that_is_left(self, in_flight: int) -> bool:
        """Say whether all ``in_flight`` rows wait here, and no control is being fetched."""
        return in_flight == len(self._suspects) and not self._is_fetching

    def holds(self, row: Row) -> bool:
        """Say whether a row waits for a control."""
        return any(row.id == suspect.id for suspect, _ in self._suspects)

    def saw_article(self) -> None:
        """Note that the page of an article was read."""
        self._in_a_row = 0
        self._controls = []
        self._judge(is_sane=True)

    def suspect(self, row: Row, reason: str) -> Iterator[Request]:
        """End a row as gone if the site is sane, as failed if it is not; until that is known, let it wait."""
        self._in_a_row += 1
        if self._is_sane and self._in_a_row > IN_A_ROW:
            self._is_sane = None
        if self._is_sane is not None:
            self._end(row, reason)
            return
        self._suspects.append((row, reason))
        if len(self._suspects) >= MOST_WAITING and not self._is_fetching:
            yield from self.request()

    def request(self) -> Iterator[Request]:
        """Fetch a stored article as the control of the waiting rows; without one, none is taken for gone."""
        site_url = self._crawl.home
        but = [*self._controls, *(row.url for row, _ in self._suspects)]
        newest = self._crawl.frontier.inventory.newest(NEWEST, but=but)
        other = next((url for url in newest if is_inside(url, site_url)), None)
        self._is_fetching = other is not None and len(self._controls) < MOST_CONTROLS
        if other is None or not self._is_fetching:
            if self._controls:
                logger.warning(
                    "%s responds that articles are gone, but shows no other article: none is marked as gone.",
                    site_url,
                )
            self._judge(is_sane=False)
            return
        self._controls.append(other)
        yield self._crawl.request_without_row(other, self.parse_control, self.no_control, priority=PRIORITY)

    def forget_request(self) -> None:
        """Note that no request is in flight any more: that of the control got lost."""
        self._is_fetching = False

    def parse_control(self, response: Response) -> Iterator[Request]:
        """Read the page of a control."""
        page = to_page(response)
        try:
            is_there = page.is_ok and bool(extract_page(page, self._crawl.site).text)
        except NotAnArticle:
            is_there = False
        self._is_fetching = False
        if is_there:
            self.saw_article()
        elif self._is_sane is None:
            yield from self.request()

    def no_control(self, error: BaseException) -> Iterator[Request]:
        """Continue without a response."""
        self._is_fetching = False
        if self._is_sane is None:
            yield from self.request()

    def _judge(self, *, is_sane: bool) -> None:
        self._is_sane = is_sane
        suspects, self._suspects = self._suspects, []
        for row, reason in suspects:
            self._end(row, reason)

    def _end(self, row: Row, reason: str) -> None:
        self._crawl.end(row, Outcome.gone() if self._is_sane else Outcome.failed(reason))
