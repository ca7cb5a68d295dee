"""Last step: the article and its frontier row, in one transaction."""

from __future__ import annotations

from typing import Any, Protocol, cast

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from twisted.python.failure import Failure

from crawler.frontier import Frontier
from crawler.rows import Outcome, ScrapedArticle
from crawler.scrapy_utils.faults import error_reason
from crawler.scrapy_utils.stopping import STORE_LOST, stop
from crawler.stats import ARTICLE_DROPPED, ARTICLE_FAILED, STORED
from crawler.store import Saved, StoreError, save_article
from crawler.urls import article_key
from pipelines.validate import ArticleDropped

_LOST = "The store was lost; what was stored before is kept."


class NothingNew(DropItem):
    """An article that is stored already: it goes no further, and is logged only at DEBUG."""

    def __init__(self, url: str | None) -> None:
        super().__init__(f"unchanged: {url}", log_level="DEBUG")


class _Crawling(Protocol):
    """What this step needs of a spider."""

    frontier: Frontier


class StorePipeline:
    """Stores articles, and ends the frontier row of each item exactly once.

    Each item is counted by its outcome; see :mod:`crawler.stats`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        """Build it, and connect it to the signals of items that end before they reach it."""
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.item_dropped, signal=signals.item_dropped)
        crawler.signals.connect(pipeline.item_error, signal=signals.item_error)
        return pipeline

    def process_item(self, item: Any) -> Any:
        """Store an article; return the bare one if it is new or changed, else drop it as NothingNew."""
        if not isinstance(item, ScrapedArticle):
            return item
        try:
            saved = self._save(item)
        except StoreError:
            stop(self._crawler, STORE_LOST, _LOST)
            raise
        self._count(STORED[saved.result].name)
        if saved.result in ("unchanged", "revived"):
            raise NothingNew(saved.article.url)
        return saved.article

    def item_dropped(self, item: Any, exception: BaseException) -> None:
        """End the row of an item that this or an earlier step dropped."""
        if isinstance(item, ScrapedArticle) and not isinstance(exception, NothingNew):
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

    def _save(self, item: ScrapedArticle) -> Saved:
        frontier, row = self._frontier, item.row
        with frontier.store.begin() as conn:
            requested_url = None if item.carried else row.url
            saved = save_article(
                conn, item.article, requested_url=requested_url, permalink=item.permalink, run=frontier.run
            )
            outcome = Outcome.done("stored" if saved.result in ("new", "changed") else "unchanged")
            url, lastmod = str(saved.article.url), saved.article.modified_at
            if item.carried:
                frontier.carried(row, url, outcome, lastmod=lastmod, conn=conn)
            elif article_key(url) == article_key(row.url):
                frontier.finish(row, outcome, conn=conn)
            else:
                frontier.finish(row, Outcome.done("moved"), conn=conn)
                frontier.record(url, row.source, outcome, lastmod=lastmod, conn=conn)
        return saved

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
        except StoreError:
            stop(self._crawler, STORE_LOST, _LOST)
            raise

    def _count(self, name: str) -> None:
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(name)
