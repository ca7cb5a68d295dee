"""Last step: the article and its frontier row, in one transaction, with others of the same moment."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, Protocol, cast

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from sqlalchemy import Connection
from twisted.python.failure import Failure

from crawler.finish_reasons import STORE_LOST
from crawler.frontier import Frontier
from crawler.health.new_articles import of_new_article
from crawler.rows import SAME_TEXT, Outcome, ScrapedArticle
from crawler.scrapy_utils.faults import error_reason
from crawler.scrapy_utils.stopping import stop
from crawler.stats import ARTICLE_DROPPED, ARTICLE_FAILED, ARTICLE_FAILED_AGAIN, STORED
from crawler.store import Saved, StoreError, save_article, take_back
from crawler.urls import article_key
from pipelines.same_text import Met, Texts
from pipelines.together import Together
from pipelines.validate import ArticleDropped

logger = logging.getLogger(__name__)

_KEPT = "What was stored before is kept."


class NothingNew(DropItem):
    """An article that is stored already: it goes no further, and is logged only at DEBUG."""

    def __init__(self, url: str | None) -> None:
        super().__init__(f"unchanged: {url}", log_level="DEBUG")


class TextRepeated(DropItem):
    """An article whose text stands at too many addresses to be one."""

    def __init__(self, url: str | None, others: Sequence[Met]) -> None:
        super().__init__(f"{SAME_TEXT}: {url}")
        self.others = others
        """Where this run stored the same text."""


class _Crawling(Protocol):
    """What this step needs of a spider."""

    frontier: Frontier


class StorePipeline:
    """Stores articles, and ends the frontier row of each item exactly once.

    Each item is counted by its outcome; see :mod:`crawler.stats`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._texts = Texts()
        """Of articles that the site shows on pages of their own."""
        self._together = Together(
            lambda: self._frontier.store,
            self._save,
            row_of=lambda item: item.row.id,
            most=crawler.settings.getint("CONCURRENT_ITEMS"),
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        """Build it, and connect it to the signals of items that end before they reach it."""
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.item_dropped, signal=signals.item_dropped)
        crawler.signals.connect(pipeline.item_error, signal=signals.item_error)
        return pipeline

    async def process_item(self, item: Any) -> Any:
        """Store an article; return the bare one if it is new or changed, else drop it as NothingNew.

        Articles that come within a moment are stored in one transaction. A text that stands at too many
        addresses is not stored (TextRepeated), and taken back where it was.
        """
        if not isinstance(item, ScrapedArticle):
            return item
        try:
            saved = await self._together.write(item)
        except StoreError as lost:
            stop(self._crawler, STORE_LOST, f"{lost} {_KEPT}")
            raise
        except TextRepeated as repeated:
            self._fail_repeated(item, repeated.others)
            raise
        self._count(STORED[saved.result].name)
        if saved.result == "new":
            for name, number in of_new_article(saved.article):
                self._count(name, number)
        if saved.result in ("unchanged", "revived"):
            raise NothingNew(saved.article.url)
        return saved.article

    def item_dropped(self, item: Any, exception: BaseException) -> None:
        """End the row of an item that this or an earlier step dropped."""
        if isinstance(item, ScrapedArticle) and not isinstance(exception, NothingNew | TextRepeated):
            reason = exception.reason if isinstance(exception, ArticleDropped) else "by_pipeline"
            self._end(item, Outcome.dropped(reason))
            self._count(ARTICLE_DROPPED.of(reason))

    def item_error(self, item: Any, failure: Failure) -> None:
        """End the row of an item on which a step failed: a later run tries it again."""
        if isinstance(item, ScrapedArticle) and not isinstance(failure.value, StoreError):
            reason = error_reason(failure.value)
            self._end(item, Outcome.failed(reason))
            self._count(ARTICLE_FAILED.of(reason))

    @property
    def _frontier(self) -> Frontier:
        return cast(_Crawling, self._crawler.spider).frontier

    def _save(self, conn: Connection, item: ScrapedArticle) -> Saved:
        frontier, row = self._frontier, item.row
        requested_url = None if item.carried else row.url
        saved = save_article(
            conn, item.article, requested_url=requested_url, permalink=item.permalink, run=frontier.run
        )
        self._refuse_repeated(item, saved)
        outcome = Outcome.done("stored" if saved.result in ("new", "changed") else "unchanged")
        url, lastmod = str(saved.article.url), saved.article.modified_at
        if item.carried:
            frontier.carried(row, url, outcome, lastmod=lastmod, conn=conn)
        elif article_key(url) == article_key(row.url):
            frontier.finish(row, outcome, conn=conn)
        else:
            is_edited = saved.result in ("new", "changed")
            frontier.finish(row, Outcome.done("moved"), is_edited=is_edited, conn=conn)
            frontier.record(url, row.source, outcome, lastmod=lastmod, conn=conn)
        return saved

    def _refuse_repeated(self, item: ScrapedArticle, saved: Saved) -> None:
        """Raise TextRepeated for a text that takes the place of several articles, which undoes its storing.

        New articles with a date are not looked at: that is what sites do not print on such pages, and what
        those have that were imported twice.
        """
        met, url = item.article, saved.article.url
        is_suspect = saved.result == "changed" or (saved.result == "new" and met.published_at is None)
        if item.carried or url is None or not is_suspect:
            return
        here = Met(url, item.row, saved.result)
        if others := self._texts.meet(met.content_hash, here):
            raise TextRepeated(url, others)
        self._frontier.store.when_undone(lambda: self._texts.forget(met.content_hash, here))

    def _fail_repeated(self, item: ScrapedArticle, others: Sequence[Met]) -> None:
        """End the row of an article as failed, and take back where this run stored the same text."""
        frontier, outcome = self._frontier, Outcome.failed(SAME_TEXT)
        taken_back = []
        try:
            with frontier.store.begin() as conn:
                for each in others:
                    if take_back(conn, each.url, item.article.content_hash, frontier.run):
                        frontier.revoke(each.row, each.url, outcome, conn)
                        taken_back.append(each)
                frontier.finish(item.row, outcome, conn=conn)
        except StoreError as lost:
            stop(self._crawler, STORE_LOST, f"{lost} {_KEPT}")
            raise
        for each in taken_back:
            self._count(STORED[each.result].name, -1)
        self._count(ARTICLE_FAILED.of(SAME_TEXT), 1 + len(taken_back))
        if item.row.tries:
            self._count(ARTICLE_FAILED_AGAIN.of(SAME_TEXT))
        if taken_back:
            logger.warning(
                'The site shows one text at several addresses, which is not stored: "%s" at %s.',
                item.article.headline[:200],
                ", ".join([*(each.url for each in taken_back), str(item.article.url)]),
            )

    def _end(self, item: ScrapedArticle, outcome: Outcome) -> None:
        try:
            if item.carried:
                self._frontier.carried(
                    item.row,
                    item.article.url,
                    outcome,
                    lastmod=item.article.modified_at,
                    published=item.article.published_at,
                )
            else:
                self._frontier.finish(item.row, outcome)
        except StoreError as lost:
            stop(self._crawler, STORE_LOST, f"{lost} {_KEPT}")
            raise

    def _count(self, name: str, number: int = 1) -> None:
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(name, number)
