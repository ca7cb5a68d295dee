"""Taking part in a round of re-extraction until nothing of it is left."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any, LiteralString

from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.worker import Worker

from crawler.fleet.rounds.folder import Round
from crawler.fleet.sweeping import EVERY, HEARTBEAT, Sweeper

_POLL = 1.0
"""Seconds between two looks into the queue."""
_LEFT: LiteralString = """
SELECT count(*) AS number FROM procrastinate_jobs
WHERE status IN ('todo', 'doing') AND jsonb_typeof(args) = 'object' AND args ->> 'round' = %(round)s
"""
_FAILED: LiteralString = """
SELECT DISTINCT coalesce(note.reason, 'a job of ' || coalesce(job.args ->> 'site', job.args ->> 'file', 'it')
    || ' was taken away') AS reason
FROM procrastinate_jobs AS job LEFT JOIN job_note AS note ON note.job_id = job.id
WHERE job.status NOT IN ('todo', 'doing', 'succeeded') AND jsonb_typeof(job.args) = 'object'
    AND job.args ->> 'round' = %(round)s ORDER BY 1
"""


class Stopped(Exception):
    """A signal came; what was being read or written went back to the queue."""


async def jobs_left(app: App, of_round: Round) -> int:
    """Return how many jobs of a round wait or run."""
    row = await app.connector.execute_query_one_async(_LEFT, round=of_round.name)
    return int(row["number"])


async def failures(app: App, of_round: Round) -> list[str]:
    """Return why jobs of a round have failed, a sentence each."""
    rows = await app.connector.execute_query_all_async(_FAILED, round=of_round.name)
    return [str(row["reason"]) for row in rows]


async def work_until_idle(
    app: App,
    of_round: Round,
    queues: list[str],
    context: dict[str, Any],
    *,
    on_left: Callable[[int], object] = lambda left: None,
) -> None:
    """Do jobs of these queues until nothing of the round is left, at any worker.

    Raises Stopped; ConnectorException: the queue was lost.
    """
    worker = Worker(
        app,
        queues=queues,
        concurrency=1,
        fetch_job_polling_interval=_POLL,
        abort_job_polling_interval=_POLL,
        shutdown_graceful_timeout=0,
        delete_jobs="successful",
        additional_context=context,
        install_signal_handlers=False,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=1e9,  # by the sweep, which returns their jobs as well
    )
    is_stopped = False

    def stop() -> None:
        nonlocal is_stopped
        is_stopped = True
        worker.stop()  # type: ignore[no-untyped-call]

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    side = [
        asyncio.ensure_future(_stop_when_idle(app, of_round, worker, on_left)),
        asyncio.ensure_future(_sweep(app, worker)),
    ]
    try:
        await worker.run()  # type: ignore[no-untyped-call]
    finally:
        for each in side:
            each.cancel()
        await asyncio.gather(*side, return_exceptions=True)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
    if is_stopped and await jobs_left(app, of_round):
        raise Stopped


async def _stop_when_idle(
    app: App, of_round: Round, worker: Worker, on_left: Callable[[int], object]
) -> None:
    while True:
        try:
            left = await jobs_left(app, of_round)
        except ConnectorException:  # it is waited for, as the worker does
            left = 1
        else:
            on_left(left)
        if not left:
            worker.stop()  # type: ignore[no-untyped-call]
            return
        await asyncio.sleep(_POLL / 2)


async def _sweep(app: App, worker: Worker) -> None:
    """Return the jobs of dead workers to their queue; this process may be the only one that is left."""
    sweeper = Sweeper(app)
    while True:
        if worker.worker_id is not None:
            running = {int(each.job.id or 0) for each in worker._running_jobs.values()}
            with suppress(ConnectorException):
                await sweeper.sweep({worker.worker_id: running})
        await asyncio.sleep(EVERY)
