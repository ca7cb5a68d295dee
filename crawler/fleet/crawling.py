"""One crawl of a worker: begun on the worker's own event loop, stopped with it, judged like any other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from procrastinate import JobContext
from procrastinate.exceptions import JobAborted
from procrastinate.job_context import AbortReason
from procrastinate.jobs import Job
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings, Settings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.misc import load_object

from crawler.extensions.notify import tell_unbegun
from crawler.extensions.outcome import Outcome, outcome_of, unbegun
from crawler.fleet.books import Books
from crawler.fleet.job_shape import short
from crawler.fleet.jobs import CRAWL, SITES, Again, crawl_lock
from crawler.fleet.listing import Listing
from crawler.fleet.logs import SUBJECT, Subject
from crawler.fleet.sites_file import FleetSite
from crawler.scrapy_utils.engine import is_running
from crawler.scrapy_utils.exit_status import LOCKED
from crawler.store import StoreError

logger = logging.getLogger(__name__)

_LOCKED_SECONDS = 15.0
"""Pause before a site is tried again that another run has."""
_STORE_SECONDS, _STORE_LONGEST = 5.0, 60.0
"""Pause before a site is tried again whose store could not be had: at first, and at most."""
_STOP_AGAIN = 0.5
"""Seconds between two looks at a crawl that is only being begun, and cannot be stopped yet."""

_STOPPED = "An operator stopped it."


class Crawling:
    """The crawls of one worker."""

    def __init__(self, settings: Settings, listing: Listing, books: Books) -> None:
        self._settings = settings
        self._listing = listing
        self._books = books

    def fault_of(self, job: Job) -> str | None:
        """Return why a job of the queue of sites cannot be done, in a sentence; None: it can."""
        if job.queue != SITES:
            return None  # who does it looks at it
        if job.task_name != CRAWL:
            return f"There is no task {short(job.task_name)}."
        arguments: object = job.task_kwargs
        name = arguments.get("site") if isinstance(arguments, Mapping) else None
        if not isinstance(name, str) or len(job.task_kwargs) != 1:
            return f"Its arguments must be the name of a site, not {short(arguments)}."
        site = self._listing.sites().get(name)
        if site is None:
            return f"The site {short(name)} is not in the file of this worker."
        if job.lock != site.host or job.queueing_lock != crawl_lock(name):
            return f"It does not hold the locks of {name}, whose host is {site.host}."
        return None

    async def is_of_others(self, job: Job) -> bool:
        """Say whether a job is right, but its site is only in the file of another worker."""
        arguments: object = job.task_kwargs
        name = arguments.get("site") if isinstance(arguments, Mapping) else None
        if job.queue != SITES or job.task_name != CRAWL or not isinstance(name, str):
            return False
        if len(job.task_kwargs) != 1 or job.queueing_lock != crawl_lock(name):
            return False
        try:
            return name not in self._listing.sites() and await self._books.is_listed(name)
        except StoreError:
            return True  # nobody can tell now

    async def crawl(self, context: JobContext, name: str) -> None:
        """Crawl a site, and note how it went. Raises Again, JobAborted."""
        site = self._listing.sites()[name]
        subject = Subject(name)
        SUBJECT.set(subject)
        outcome = Outcome(0)
        try:
            await self._books.begun(name)
            outcome, is_stopped = await self._run(site, subject)
            if is_stopped and context.abort_reason() != AbortReason.USER_REQUEST:
                raise Again("This worker stops.", 0)
            if is_stopped:
                await self._books.ended(name, 0, _STOPPED)
                logger.warning(_STOPPED)
                raise JobAborted
            self._put_off(outcome, context.job.attempts)
            await self._books.ended(name, outcome.status, outcome.sentence)
        except StoreError as error:
            self._put_off(unbegun(error), context.job.attempts)
        except asyncio.CancelledError:  # while the store was asked
            if context.abort_reason() == AbortReason.USER_REQUEST:
                raise JobAborted from None
            raise Again("This worker stops.", 0) from None
        if outcome.is_unforeseen and subject.crawler is not None:
            tell_unbegun(subject.crawler, str(outcome.sentence))

    async def _run(self, site: FleetSite, subject: Subject) -> tuple[Outcome, bool]:
        """Crawl; return what became of it, and whether it was stopped."""
        try:
            subject.crawler = crawler = self._crawler(site)
        except Exception as error:
            return self._told(unbegun(error)), False
        task = asyncio.ensure_future(crawler.crawl_async(**site.options))
        is_stopped, stopping = False, None
        while not task.done():
            try:
                await asyncio.wait([task], timeout=_STOP_AGAIN if is_stopped else None)
            except asyncio.CancelledError:
                is_stopped = True
            if is_stopped and stopping is None and is_running(crawler):  # one that only begins cannot be
                stopping = asyncio.ensure_future(crawler.stop_async())
        return self._told(outcome_of(crawler, task)), is_stopped

    def _crawler(self, site: FleetSite) -> Crawler:
        """Build the crawler of a site. Raises UsageError."""
        settings = self._settings.copy()
        settings.setdict(dict(site.settings), priority="cmdline")
        return Crawler(get_spider_loader(settings).load(site.spider), settings)

    def _told(self, outcome: Outcome) -> Outcome:
        """Log what was raised instead of a crawl; what is tried again is told then."""
        if outcome.is_unforeseen:
            logger.error("%s", outcome.sentence, exc_info=outcome.error)
        elif outcome.error is not None and not outcome.is_store_lost and outcome.status != LOCKED:
            logger.error("%s", outcome.sentence)
        return outcome

    def _put_off(self, outcome: Outcome, attempts: int) -> None:
        """Raise Again for what goes over by itself."""
        if outcome.is_store_lost:
            pause = min(_STORE_SECONDS * 2 ** min(attempts, 10), _STORE_LONGEST)
            logger.warning("%s It is tried again in %d s.", outcome.sentence, pause)
            raise Again(str(outcome.sentence), pause)
        if outcome.status == LOCKED:
            logger.info("%s It is tried again in %d s.", outcome.sentence, _LOCKED_SECONDS)
            raise Again(str(outcome.sentence), _LOCKED_SECONDS)


def load_all(settings: BaseSettings) -> None:
    """Import what crawls need, which takes a second, before there are any that would wait for it."""
    tables = (
        "EXTENSIONS",
        "DOWNLOADER_MIDDLEWARES",
        "SPIDER_MIDDLEWARES",
        "ITEM_PIPELINES",
        "DOWNLOAD_HANDLERS",
    )
    for table in tables:
        for key, value in settings.getwithbase(table).items():
            path = value if table == "DOWNLOAD_HANDLERS" else key
            if value is not None and isinstance(path, str):
                load_object(path)
    for name in ("SCHEDULER", "DOWNLOADER", "STATS_CLASS", "DUPEFILTER_CLASS", "ROBOTSTXT_PARSER"):
        load_object(settings[name])
    loader = get_spider_loader(settings)
    for name in loader.list():
        loader.load(name)
