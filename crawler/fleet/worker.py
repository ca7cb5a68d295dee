"""A worker: one process that crawls many sites at once, on one event loop, as a queue tells it."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.worker import Worker
from psycopg import Error as PsycopgError
from scrapy.settings import Settings

from crawler.errors import Trouble
from crawler.fleet.books import Books
from crawler.fleet.connecting import QueueError
from crawler.fleet.crawling import Crawling
from crawler.fleet.guarding import Guard, end_now
from crawler.fleet.jobs import CRAWLER, SITES, defer_crawl, unfinished
from crawler.fleet.listing import Listing
from crawler.fleet.pace import Pace
from crawler.fleet.queue import open_queue
from crawler.fleet.rounds.tasks import rewriting
from crawler.fleet.sweeping import EVERY as SWEEP_EVERY
from crawler.fleet.sweeping import GIVEN_UP, HEARTBEAT, Sweeper
from crawler.fleet.waiting_jobs import WaitingJobs
from crawler.scrapy_utils.exit_status import FAILED, INTERRUPTED

logger = logging.getLogger(__name__)

TICK_EVERY = 60.0
"""Seconds between two looks at what is due."""
_POLL = 2.0
"""Seconds between two looks into the queue, if nothing is announced."""
_IDLE_EVERY = 1.0
_START_SECONDS = 60.0
"""How long a worker waits at its start for a database that is away."""


class _ToldToStop(Exception):
    """A worker was told to stop before it had a queue."""


class FleetWorker:
    """One process of a fleet."""

    def __init__(self, settings: Settings, listing: Listing, *, sites: int, until_idle: bool) -> None:
        self._settings = settings
        self._listing = listing
        self._sites = sites
        self._until_idle = until_idle
        self._store_url = str(settings["STORE_URL"])
        self._books = Books(self._store_url)
        self._crawling = Crawling(settings, listing, self._books)
        self._pace = Pace(sites, self._crawls_nothing)
        self._guard = Guard()
        self._workers: list[Worker] = []
        self._is_stopping = asyncio.Event()
        self._was_told = False
        """Whether a signal has come."""

    async def run(self) -> int:
        """Work until it is told to stop, or until there is nothing to do; return the exit status.

        Raises StoreMisnamed, QueueError, StoreError: the database cannot be used, or stayed away.
        """
        loop = asyncio.get_running_loop()

        def signalled(_number: int, _frame: object) -> None:
            # Not add_signal_handler: a loop that waits for the database would not hear of it.
            if self._was_told:
                end_now(INTERRUPTED)
            self._was_told = True
            self._guard.stopping()
            with suppress(RuntimeError):  # the loop is closed: it has ended
                loop.call_soon_threadsafe(self._told_to_stop)

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signalled)
        try:
            async with self._queue() as app:
                return await self._work(app)
        except _ToldToStop:
            return 0
        finally:
            self._guard.end()
            await self._books.close()

    def stop(self) -> None:
        """Stop: what runs goes back to the queue."""
        if not self._is_stopping.is_set():
            self._is_stopping.set()
            self._guard.stopping()
            for worker in self._workers:
                worker.stop()  # type: ignore[no-untyped-call]

    def _told_to_stop(self) -> None:
        logger.info("Stopping: the sites that are crawled here go back to the queue.")
        self.stop()

    @asynccontextmanager
    async def _queue(self) -> AsyncIterator[App]:
        """Open the queue; a database that is away is waited for. Raises StoreMisnamed, QueueError."""
        loop = asyncio.get_running_loop()
        until, pause = loop.time() + _START_SECONDS, 1.0
        while True:
            opening = open_queue(self._store_url)
            try:
                app = await opening.__aenter__()
                break
            except QueueError as error:
                if error.is_mistake or loop.time() + pause > until:
                    raise
                logger.warning("%s It is tried again in %.0f s.", error, pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_stopping.wait(), pause)
                raise _ToldToStop
            pause = min(pause * 2, 15.0)
        try:
            yield app
        finally:
            await opening.__aexit__(None, None, None)

    async def _work(self, app: App) -> int:
        manager = app.job_manager
        assert isinstance(manager, WaitingJobs)
        manager.inspector, manager.gate = self._crawling, self._may_begin
        manager.gated, manager.when_answered = frozenset({SITES}), self._guard.answered
        self._guard.answered()
        self._guard.start()
        side = [
            asyncio.ensure_future(each)
            for each in (
                self._pace.measure(),
                self._regularly(1.0, self._beat),
                self._regularly(TICK_EVERY, lambda: self._tick(app)),
                self._sweep(app),
                *([self._wait_until_idle(app)] if self._until_idle else []),
            )
        ]
        try:
            async with _rewriting(self._settings) as (queues, means):
                self._workers = [self._worker(app, [SITES], self._sites, {CRAWLER: self._crawling})]
                if queues:
                    self._workers.append(self._worker(app, queues, 1, means))
                return await self._until_stopped()
        finally:
            for each in side:
                each.cancel()
            await asyncio.gather(*side, return_exceptions=True)

    async def _until_stopped(self) -> int:
        """Work until one of the workers ends, for whatever reason; return the exit status."""
        running = [asyncio.ensure_future(_run(worker)) for worker in self._workers]
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        was_told = self._is_stopping.is_set()
        self.stop()
        ended = await asyncio.gather(*running, return_exceptions=True)
        errors = [each for each in ended if isinstance(each, BaseException)]
        for error in errors:
            if isinstance(error, ConnectorException):
                logger.error("The queue was lost: %s", str(error.__cause__ or error).strip())
            else:
                logger.error("The worker has failed.", exc_info=error)
        if not was_told and not errors:
            logger.error("The worker has ended by itself.")
        return 0 if was_told and not errors else FAILED

    def _worker(self, app: App, queues: list[str], at_once: int, context: dict[str, Any]) -> Worker:
        return Worker(
            app,
            queues=queues,
            concurrency=at_once,
            fetch_job_polling_interval=_POLL,
            abort_job_polling_interval=_POLL,
            shutdown_graceful_timeout=0,  # a crawl may take hours: it goes back to the queue
            delete_jobs="successful",
            additional_context=context,
            install_signal_handlers=False,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=1e9,  # by the sweep, which returns their jobs as well
        )

    async def _may_begin(self) -> bool:
        """Wait until a crawl may begin; False: this worker stops meanwhile."""
        waiting = [asyncio.ensure_future(each) for each in (self._pace.wait(), self._is_stopping.wait())]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waiting:
                each.cancel()
        return not self._is_stopping.is_set()

    def _crawls_nothing(self) -> bool:
        return not (self._workers and self._workers[0]._running_jobs)

    async def _beat(self) -> None:
        self._guard.beat()
        if self._is_stopping.is_set():  # one that was told so while it began has forgotten it
            for worker in self._workers:
                worker.stop()  # type: ignore[no-untyped-call]

    async def _regularly(self, seconds: float, do: Callable[[], Awaitable[Any]]) -> None:
        """Do something again and again, whatever the database does meanwhile."""
        said: str | None = None
        while True:
            trouble = await _trouble_of(do())
            if trouble is not None and trouble != said:
                logger.warning("%s It is tried again.", trouble)
            said = trouble
            await asyncio.sleep(seconds)

    async def _tick(self, app: App) -> int | None:
        """Put into the queue what is due; return how many sites are, None: another worker does it."""
        due = await self._books.due(self._listing.sites())
        if due is None:
            return None
        for site in due:
            await defer_crawl(app, site)
        return len(due)

    async def _sweep(self, app: App) -> None:
        sweeper = Sweeper(app)

        async def sweep() -> None:
            running = {
                worker.worker_id: {int(each.job.id or 0) for each in worker._running_jobs.values()}
                for worker in self._workers
                if worker.worker_id is not None
            }
            for name in await sweeper.sweep(running):
                await self._books.ended(name, FAILED, f"It is given up until its period is over: {GIVEN_UP}")
            await sweeper.forget_old()

        await self._regularly(SWEEP_EVERY, sweep)

    async def _wait_until_idle(self, app: App) -> None:
        """Stop once nothing is due, waiting or running in the whole fleet."""

        async def look() -> None:
            jobs: list[Job] = await unfinished(app)
            if not jobs and await self._tick(app) == 0 and not await unfinished(app):
                logger.info("Nothing is left to do.")
                self.stop()

        await self._regularly(_IDLE_EVERY, look)


@asynccontextmanager
async def _rewriting(settings: Settings) -> AsyncIterator[tuple[list[str], dict[str, Any]]]:
    """Yield the queues of re-extraction that this place serves, and what their jobs need; empty: none."""
    opening = rewriting(settings)
    try:
        served = await opening.__aenter__()
    except (Trouble, OSError, PsycopgError) as error:
        logger.warning("This worker only crawls, and reads no archive again: %s", error)
        yield [], {}
        return
    try:
        yield served
    finally:
        await opening.__aexit__(None, None, None)


async def _run(worker: Worker) -> None:
    await worker.run()  # type: ignore[no-untyped-call]


async def _trouble_of(doing: Awaitable[Any]) -> str | None:
    """Wait for something; return why it could not be done."""
    try:
        await doing
    except Trouble as error:
        return str(error)
    except ConnectorException as error:
        lines = str(error.__cause__ or error).strip().splitlines()
        return f"The queue cannot be used: {lines[0] if lines else type(error).__name__}."
    except Exception as error:
        logger.debug("A regular duty of this worker has failed.", exc_info=True)
        return f"A regular duty of this worker has failed: {type(error).__name__}: {error}."
    return None
