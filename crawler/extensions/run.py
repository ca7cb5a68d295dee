"""One run of a crawl: its row in table ``run``, and whether it was healthy."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from crawler.extensions.site_store import SiteStore
from crawler.finish_reasons import FINISHED
from crawler.health import Ended
from crawler.health.ending import Ending
from crawler.health.failures import STORE
from crawler.health.had import had, none_had
from crawler.health.history import PastRun, load_history
from crawler.rows import JSON
from crawler.scrapy_utils.duplicates_settings import duplicates_window
from crawler.scrapy_utils.exit_status import FAILED
from crawler.scrapy_utils.feeds import prepare_exports
from crawler.scrapy_utils.health_settings import HealthSettings
from crawler.scrapy_utils.numbers import whole_number
from crawler.scrapy_utils.project import archive_name
from crawler.scrapy_utils.stopping import crawl_ended
from crawler.stats import Numbers
from crawler.store import StoreError
from crawler.store.secrets import shown

logger = logging.getLogger(__name__)

_MEMORY, _HAD_NONE = "health:articles", "had_none"
"""Under which key the store remembers that no article could be had, and how it is said."""


class Run(SiteStore):
    """Extension: a run that keeps the articles of a site: its row, its exports, its health."""

    creates = True

    def __init__(self, crawler: Crawler, spider: Any) -> None:
        settings = crawler.settings
        for name in (
            "FULL_LISTING_DAYS",
            "RECHECK_PER_DAY",
            "AGREEMENT_BUDGET",
        ):  # used later, but checked now
            whole_number(settings[name], name)
        duplicates_window(settings)
        self._health = HealthSettings.read(settings)
        self._started_at = datetime.now(UTC)
        self._reason: str | None = None
        super().__init__(crawler, spider)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Begin the run. Raises StoreError, SiteLocked, UsageError; NotConfigured for other spiders."""
        run = super().from_crawler(crawler)
        crawler.signals.connect(run.spider_closed, signal=signals.spider_closed)
        return run

    def fail(self, name: str, sentence: str, status: int = FAILED) -> None:
        """Note, and log, that the job cannot be done; the first reason counts."""
        if not self.failed:
            logger.error(sentence)
        super().fail(name, sentence, status)

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Note why the crawl ends; its exports are closed meanwhile."""
        self._reason = reason

    async def engine_stopped(self) -> None:
        """Write how the run ended, tell who wants to know, and release the lock."""
        try:
            if self._reason is not None:
                ending = self._end(self._reason)
                await self._crawler.signals.send_catch_log_async(crawl_ended, ending=ending)
        finally:
            self._close()

    def _prepare(self) -> None:
        """Make ready the files of the exports, which another run must not be writing. Raises UsageError."""
        prepare_exports(self._crawler.settings)

    def _end(self, reason: str) -> Ending:
        """Judge the run and write it down."""
        left: dict[str, int] = {}
        stored = None
        try:
            self._judge(reason)
            self.frontier.end_round()
            self._write(reason)
            left = self.frontier.counts()
            stored = self.frontier.inventory.stored()
        except StoreError as error:
            self.fail(STORE, str(error))
        return Ending(
            site=self._spider.site_name,
            run=self.frontier.run,
            scope=self._scope,
            started_at=self._started_at,
            ended_at=datetime.now(UTC),
            status=self.status,
            reason=reason,
            failed_checks=self.failed,
            numbers=self._numbers,
            stored=stored,
            left=left,
            store=shown(self._store.url),
            archive=archive_name(self._crawler.settings),
        )

    def _judge(self, reason: str) -> None:
        """Make the checks, unless it is known already that the run failed. Raises StoreError."""
        crawl = self._ended(reason)
        failed = () if self.failed else self._health.judge(crawl)
        for each in failed:
            logger.error(each.sentence)
        if failed:
            self.failed, self.status = failed, FAILED

    def _write(self, reason: str) -> None:
        sentence = self.failed[0].sentence if self.failed else reason
        checks: list[JSON] = [{"name": each.name, "sentence": each.sentence} for each in self.failed]
        self.frontier.end_run(
            sentence, self._stats(), scope=self._scope, status=self.status, failed_checks=checks
        )

    @property
    def _scope(self) -> str:
        """The options that narrow the run; empty: none does."""
        options = getattr(self._spider, "options", None)
        return "" if options is None else str(options.scope)

    def _ended(self, reason: str) -> Ended:
        """Return the crawl that has ended, with what the store knows of earlier ones. Raises StoreError."""
        numbers, inventory = self._numbers, self.frontier.inventory
        before = bool(inventory.load_checkpoint(_MEMORY).get(_HAD_NONE))
        are_named = getattr(getattr(self._spider, "options", None), "urls", None) is not None
        is_first = are_named or not (had(numbers) or inventory.newest(1))
        crawl = Ended(
            numbers,
            reason,
            is_first=is_first,
            had_none_before=before,
            history=self._history(reason),
            started_at=self._started_at,
            timezone=getattr(self._spider.site, "timezone", None),
            stored=inventory.stored(),
            gone=inventory.gone_since(self._started_at),
            newest=inventory.newest_instant(),
        )
        now = none_had(crawl) or (before and not had(numbers))
        if now != before and self.frontier.run is not None and not are_named:
            inventory.save_checkpoint(_MEMORY, "health", {_HAD_NONE: now})
        return crawl

    def _history(self, reason: str) -> list[PastRun]:
        """Return the runs that this one is compared with; empty: it took in a part of the site only."""
        if self._scope or reason != FINISHED or self.frontier.run is None:
            return []
        with self._store.read() as conn:
            return load_history(conn, self._spider.site_name, datetime.now(UTC), but=self.frontier.run)

    @property
    def _numbers(self) -> Numbers:
        return Numbers(self._crawler.stats.get_stats())

    def _stats(self) -> dict[str, JSON]:
        return {
            key: value.isoformat() if isinstance(value, datetime) else value
            for key, value in self._crawler.stats.get_stats().items()
            if isinstance(value, str | int | float | datetime)
        }
