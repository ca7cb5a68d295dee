"""Reads a few of a run's new articles from a second source as well: page and REST record have to agree.

The second request is made when the crawl has nothing else to do, as politely as any other. What becomes of it
concerns no article: it has no row in the frontier, and is archived as what nothing is read from.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from heapq import heappush, heappushpop
from itertools import takewhile

from scrapy import signals
from scrapy.http import Response

from crawler.article import Article
from crawler.discovery import NotAListing
from crawler.extract import NotAnArticle
from crawler.extract.page import examine_page
from crawler.fetched import ArticleFetch
from crawler.fetched.broken import BROKEN
from crawler.fetched.links import following_page
from crawler.fetched.record import read_record
from crawler.health.history import load_history
from crawler.health.readings import disagreements, was_edited_between
from crawler.page import Page
from crawler.scrapy_utils.engine import is_closing, is_idle
from crawler.scrapy_utils.faults import log_fault
from crawler.scrapy_utils.purpose import purpose_of
from crawler.scrapy_utils.stopping import Stopped
from crawler.spider.crawl import Crawl
from crawler.spider.probe import Probe
from crawler.stats import (
    AGREEMENT_COMPARED,
    AGREEMENT_DIFFERS,
    AGREEMENT_EXAMPLE,
    AGREEMENT_LACKS,
    AGREEMENT_MISSED,
    AGREEMENT_UNANSWERED,
    ARTICLE_NEW,
    Numbers,
)
from crawler.urls import article_key, is_inside

logger = logging.getLogger(__name__)

FEWEST_NEW = 5
"""A comparison waits until so many new articles have come since the last one, in all runs since then.

Each costs a request, which a run with a single new article need not make; drift shows itself in several.
"""
_REMEMBERED = 256
"""Articles on their way to the store of which it is known where their second source is."""


@dataclass(frozen=True, slots=True)
class _Other:
    """The second source of an article that was read from its page."""

    record_url: str | None
    two_readings: tuple[Article, Article] | None
    """Where the run has read both anyway (READ_REST_RECORD)."""


@dataclass(frozen=True, slots=True)
class _Sample:
    """A new article to compare."""

    article: Article
    other: _Other | None
    """None: it was read from REST, and its page is the second source."""


class Agreement:
    """Chooses new articles of the run, all alike, and compares them when the rest is done."""

    def __init__(self, crawl: Crawl, probe: Probe) -> None:
        self._crawl = crawl
        self._probe = probe
        self._most = crawl.number("AGREEMENT_BUDGET")
        self._others: OrderedDict[int, _Other] = OrderedDict()
        self._chosen: list[tuple[int, str, _Sample]] = []
        self._silent: set[str] = set()
        self._is_on = self._most > 0 and not crawl.options.scope
        if self._is_on:
            crawl.crawler.signals.connect(self.item_scraped, signal=signals.item_scraped)

    def may_choose(self, url: str) -> bool:
        """Say whether an article would be chosen if it is new: then its second source is to be noted."""
        return self._is_on and (len(self._chosen) < self._most or -_hash(url) > self._chosen[0][0])

    def note(self, row_id: int, fetch: ArticleFetch) -> None:
        """Note where an article's second source is, before it is known whether the article is new."""
        if not self._is_on or fetch.from_record or not (fetch.record_url or fetch.two_readings):
            return
        self._others[row_id] = _Other(fetch.record_url, fetch.two_readings)
        if len(self._others) > _REMEMBERED:
            self._others.popitem(last=False)

    def item_scraped(self, item: object, response: Response | None) -> None:
        """Choose an article that was stored, or not: each new one with the same chance, whenever it came."""
        purpose = response and response.request and purpose_of(response.request)
        if not isinstance(item, Article) or not purpose:
            return
        other = self._others.pop(purpose.row.id, None)
        if item.revision != 1 or item.url is None or not is_inside(item.url, self._crawl.home):
            return
        if item.source == "api" and purpose.row.kind == "listing":
            self._choose(item.url, _Sample(item, None))
        elif item.source == "page" and other:
            self._choose(item.url, _Sample(item, other))

    async def run(self) -> None:
        """Read the chosen articles from their second source and compare; a stop waits for none."""
        crawler = self._crawl.crawler
        while self._is_on and not is_idle(crawler) and not is_closing(crawler):
            await crawler.signals.wait_for(signals.scheduler_empty)  # the last article is on its way to us
        if not self._chosen or not self._is_due():
            return
        for _, _, sample in sorted(self._chosen, key=lambda each: each[:2]):
            if is_closing(crawler):
                return
            try:
                await self._compare(sample)
            except Stopped:
                return
            except Exception as error:
                log_fault(f"The comparison of {sample.article.url}", error)
        self._chosen = []

    def _is_due(self) -> bool:
        """Say whether enough is new. A first run, in which all is, asks for its articles alone."""
        frontier, now = self._crawl.frontier, datetime.now(UTC)
        with frontier.store.read() as conn:
            history = load_history(conn, self._crawl.site.name, now, but=frontier.run)
        since = takewhile(lambda run: not run.numbers.number(AGREEMENT_COMPARED), history[:-1])
        new = Numbers(self._crawl.stats.get_stats()).number(ARTICLE_NEW)
        return bool(history) and new + sum(run.numbers.number(ARTICLE_NEW) for run in since) >= FEWEST_NEW

    def _choose(self, url: str, sample: _Sample) -> None:
        """Keep the articles whose addresses have the smallest hashes: a fair sample, the same each time."""
        entry = (-_hash(url), url, sample)
        if len(self._chosen) < self._most:
            heappush(self._chosen, entry)
        else:
            heappushpop(self._chosen, entry)

    async def _compare(self, sample: _Sample) -> None:
        article, other = sample.article, sample.other
        if other is None:
            await self._with_page(article)
        elif other.two_readings is not None:
            page, record = other.two_readings
            self._judge(page, record, stored=page)
        elif other.record_url is not None and is_inside(other.record_url, self._crawl.home):
            await self._with_record(article, other.record_url)

    async def _with_record(self, article: Article, url: str) -> None:
        answer = await self._fetch("record", url)
        if answer is None:
            return
        try:
            record = read_record(answer, self._crawl.site, is_whole=True)
        except (NotAListing, NotAnArticle) as none:
            self._unanswered(none.reason)
        else:
            if record is not None and self._is_same(article, record):
                self._judge(article, record, stored=article)

    async def _with_page(self, article: Article) -> None:
        answer = await self._fetch("page", str(article.url))
        if answer is None:
            return
        try:
            examined = examine_page(answer, self._crawl.site)
        except NotAnArticle as none:
            if none.reason in BROKEN and article_key(answer.url) == article_key(str(article.url)):
                hidden = replace(article, text="")  # and perhaps all else
                self._judge(hidden, article, stored=article)
            else:
                self._unanswered(none.reason)
            return
        if self._is_same(article, examined.article):
            # The first page of several has a part of the text; the rest is not asked for.
            is_part = following_page([examined.article], examined.links) is not None
            self._judge(examined.article, article, stored=article, but="text" if is_part else "")

    def _is_same(self, first: Article, second: Article) -> bool:
        """Say whether a second reading is that of the same article, unchanged: else it tells nothing."""
        is_other = second.url is not None and article_key(second.url) != article_key(str(first.url))
        if is_other or was_edited_between(first, second):
            self._unanswered("other_article" if is_other else "edited")
            return False
        return True

    def _unanswered(self, reason: str) -> None:
        self._crawl.stats.inc_value(AGREEMENT_UNANSWERED.of(reason))

    def _judge(self, page: Article, record: Article, *, stored: Article, but: str = "") -> None:
        """Count what both sources say of an article, and log where they differ.

        What the stored reading lacks is seen in the coverage of the field, and not judged here.
        """
        stats = self._crawl.stats
        stats.inc_value(AGREEMENT_COMPARED.name)
        for each in disagreements(page, record):
            if each.field == but:
                continue
            said = f"{each} ({page.url})"
            logger.info("Two sources disagree about the %s of an article: %s.", each.field, said)
            if each.is_lack and not getattr(stored, each.field):
                stats.inc_value(AGREEMENT_MISSED.of(each.field))
                continue
            stats.inc_value((AGREEMENT_LACKS if each.is_lack else AGREEMENT_DIFFERS).of(each.field))
            stats.set_value(AGREEMENT_EXAMPLE.of(each.field), said)

    async def _fetch(self, what: str, url: str) -> Page | None:
        """Return a second source; None: its kind does not answer, and is asked no more. Raises Stopped."""
        if what in self._silent:
            return None
        try:
            return (await self._probe.fetch(url)).page
        except NotAListing as none:
            if isinstance(none.__cause__, Stopped):
                raise none.__cause__ from none
            self._silent.add(what)
            self._unanswered(none.reason)
            return None


def _hash(url: str) -> int:
    return int.from_bytes(sha256(url.encode("utf-8", "replace")).digest()[:8])
