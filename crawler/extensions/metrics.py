"""The metrics of a crawl in a file (METRICS_FILE), while it runs and once it has ended."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, UsageError
from sqlalchemy import func, select

from crawler import stats
from crawler.extensions.ticking import Ticker
from crawler.health.ending import Ending
from crawler.metrics import LastRun, Measured, metrics_file, unknown_place, write_metrics
from crawler.scrapy_utils.project import project_folder
from crawler.scrapy_utils.stopping import crawl_ended
from crawler.stats import Numbers
from crawler.store.schema import run

logger = logging.getLogger(__name__)

_LEAST, _MOST = 15.0, 60.0
"""Seconds between two writings: LOGSTATS_INTERVAL, but not below what Prometheus usually reads, nor above."""


class MetricsFile:
    """Extension: writes the statistics by the clock. That it cannot is said once, and changes no result."""

    def __init__(self, crawler: Crawler, spider: Any, file: Path) -> None:
        self._crawler = crawler
        self._spider = spider
        self._file = file
        self._started_at = datetime.now(UTC)
        self._stored_before: int = self._spider.frontier.inventory.stored()
        self._last = self._last_run()
        self._has_failed = False
        interval = crawler.settings.getfloat("LOGSTATS_INTERVAL") or _MOST
        self._ticker = Ticker(min(max(interval, _LEAST), _MOST), self._write)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it. Raises NotConfigured: no file is wanted, or there is no run; UsageError, StoreError."""
        setting = str(crawler.settings["METRICS_FILE"] or "").strip()
        spider: Any = crawler.spider
        if not setting or not hasattr(spider, "frontier"):
            raise NotConfigured  # without a sentence, which would be a warning in every run
        if unknown := unknown_place(setting):
            raise UsageError(
                f"METRICS_FILE={setting} has {unknown}; only %(site)s has a meaning", print_help=False
            )
        metrics = cls(crawler, spider, metrics_file(setting, spider.site_name, project_folder()))
        crawler.signals.connect(metrics.engine_started, signal=signals.engine_started)
        crawler.signals.connect(metrics.crawl_ended, signal=crawl_ended)
        crawler.signals.connect(metrics.engine_stopped, signal=signals.engine_stopped)
        return metrics

    def engine_started(self) -> None:
        """Write that a run goes on, and then what it does."""
        self._write()
        self._ticker.start()

    def crawl_ended(self, ending: Ending) -> None:
        """Write how it ended."""
        self._ticker.stop()
        is_healthy = ending.status == 0
        checks = tuple(dict.fromkeys(each.name for each in ending.failed_checks))
        succeeded_at = ending.ended_at if is_healthy else self._last.succeeded_at
        self._last = LastRun(ending.status, checks, succeeded_at)
        self._write(ending)

    def engine_stopped(self) -> None:
        """Write no more, however it ended."""
        self._ticker.stop()

    def _write(self, ending: Ending | None = None) -> None:
        numbers = Numbers(self._crawler.stats.get_stats())
        now = datetime.now(UTC)
        measured = Measured(
            site=self._spider.site_name,
            numbers=ending.numbers if ending else numbers,
            started_at=ending.started_at if ending else self._started_at,
            seconds=ending.seconds if ending else (now - self._started_at).total_seconds(),
            is_running=ending is None,
            stored=ending.stored if ending else self._stored_before + numbers.number(stats.ARTICLE_NEW),
            left=sum(ending.left.get(state, 0) for state in ("pending", "failed")) if ending else None,
            last=self._last,
        )
        try:
            write_metrics(self._file, measured)
        except OSError as error:
            if not self._has_failed:
                said = "The metrics cannot be written to %s (METRICS_FILE): %s. The crawl goes on without."
                logger.warning(said, self._file, error.strerror)
            self._has_failed = True

    def _last_run(self) -> LastRun:
        """Return how the last run of the site went. Raises StoreError."""
        of_site = (run.c.site == self._spider.site_name) & run.c.ended_at.is_not(None)
        last = select(run.c.status, run.c.failed_checks).where(of_site).order_by(run.c.id.desc()).limit(1)
        success = select(func.max(run.c.ended_at)).where(of_site, run.c.status == 0)
        with self._spider.frontier.store.read() as conn:
            found = conn.execute(last).one_or_none()
            succeeded_at = conn.execute(success).scalar_one_or_none()
        if found is None:
            return LastRun(None, (), succeeded_at)
        names = dict.fromkeys(each["name"] for each in found.failed_checks or ())
        return LastRun(found.status, tuple(names), succeeded_at)
