"""Jobs whose worker has died go back to their queue, and rows that are no jobs of ours fail with a reason.

procrastinate leaves both to its users. It is no job itself: that could die with its worker, too. Each worker
does it, one at a time, and doing it twice changes nothing. A worker that was taken for dead and is not keeps
the site's lock, so that the job meets it and is tried again later.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Any, LiteralString

from procrastinate import App

from crawler.fleet.jobs import CRAWL
from crawler.fleet.waiting_jobs import WaitingJobs

logger = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds between two sweeps."""
HEARTBEAT = 2.5
"""Seconds between two signs of life of a worker."""
STALLED = 15.0
"""A worker is dead after so many seconds without one."""
DEATHS = 5
"""A job that so many workers died with, one after another, is not tried again by itself."""
_FORGIVEN = "1 hour"
"""A death after a longer time is not one after another: machines come and go."""
_KEPT = 1000
"""How many jobs that failed or were stopped are kept, the newest."""

_ORPHANS: LiteralString = """
WITH mine AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(511464) AS held),
dead AS (
    DELETE FROM procrastinate_workers
    WHERE (SELECT held FROM mine) AND last_heartbeat < now() - make_interval(secs => %(stalled)s)
    RETURNING id
),
orphan AS (
    SELECT job.id, job.queueing_lock, job.abort_requested, job.task_name, job.args,
        CASE WHEN note.noted_at > now() - %(forgiven)s::interval THEN note.deaths ELSE 0 END
            + CASE WHEN job.id = ANY(%(lost)s::bigint[]) THEN 0 ELSE 1 END AS deaths
    FROM procrastinate_jobs AS job LEFT JOIN job_note AS note ON note.job_id = job.id
    WHERE (SELECT held FROM mine) AND job.status = 'doing' AND (
        job.id = ANY(%(lost)s::bigint[]) OR job.worker_id IS NULL OR NOT EXISTS (
            SELECT FROM procrastinate_workers AS worker WHERE worker.id = job.worker_id
                AND worker.last_heartbeat >= now() - make_interval(secs => %(stalled)s)
        )
    )
    FOR UPDATE OF job SKIP LOCKED
),
verdict AS (
    SELECT orphan.*, CASE
        WHEN abort_requested THEN 'aborted'
        WHEN deaths >= %(deaths)s THEN 'failed'
        WHEN EXISTS (
            SELECT FROM procrastinate_jobs AS other
            WHERE other.queueing_lock = orphan.queueing_lock AND other.status = 'todo'
        ) THEN 'cancelled'
        ELSE 'todo' END AS status
    FROM orphan
),
noted AS (
    INSERT INTO job_note (job_id, deaths, reason)
    SELECT id, deaths, CASE WHEN status = 'failed' THEN %(reason)s END FROM verdict
    ON CONFLICT (job_id) DO UPDATE
        SET deaths = excluded.deaths, reason = excluded.reason, noted_at = now()
)
UPDATE procrastinate_jobs AS job
SET status = verdict.status::procrastinate_job_status, abort_requested = false, scheduled_at = NULL
FROM verdict WHERE job.id = verdict.id
RETURNING job.id, job.queue_name, verdict.status, job.task_name,
    CASE jsonb_typeof(job.args) WHEN 'object' THEN job.args ->> 'site' END AS site
"""

_STRANGE: LiteralString = """
WITH strange AS (
    SELECT id, CASE
        WHEN queue_name NOT IN ('sites', 'rewrite') AND queue_name NOT LIKE 'files:%%'
            THEN 'There is no queue of this name.'
        WHEN (queue_name = 'sites') <> (task_name = 'crawl')
            OR (queue_name = 'rewrite') <> (task_name = 'rewrite')
            OR (queue_name LIKE 'files:%%') <> (task_name = 'shard')
            THEN 'There is no task of this name in this queue.'
        WHEN jsonb_typeof(args) <> 'object' THEN 'Its arguments are no object.'
        WHEN scheduled_at > now() + interval '1 day' THEN 'It would begin in more than a day.'
        WHEN attempts NOT BETWEEN 0 AND 1000000000 OR abs(priority::bigint) > 1000000000
            THEN 'Its attempts or its priority are beyond all measure.'
        END AS reason
    FROM procrastinate_jobs WHERE status = 'todo'
),
failed AS (
    UPDATE procrastinate_jobs AS job SET status = 'failed', scheduled_at = NULL FROM strange
    WHERE job.id = strange.id AND strange.reason IS NOT NULL AND job.status = 'todo'
    RETURNING job.id, job.queue_name, job.task_name, strange.reason
),
noted AS (
    INSERT INTO job_note (job_id, reason) SELECT id, reason FROM failed
    ON CONFLICT (job_id) DO UPDATE SET reason = excluded.reason, noted_at = now()
)
SELECT * FROM failed
"""

_OLD: LiteralString = """
DELETE FROM procrastinate_jobs WHERE id IN (
    SELECT id FROM procrastinate_jobs WHERE status NOT IN ('todo', 'doing') ORDER BY id DESC OFFSET %(kept)s
)
"""

_MINE: LiteralString = "SELECT id FROM procrastinate_jobs WHERE status = 'doing' AND worker_id = ANY(%(ids)s)"

GIVEN_UP = f"{DEATHS} workers died with it, one after another."


class Sweeper:
    """Sweeps for one worker."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._swept_at: float | None = None
        self._suspected: set[int] = set()
        """Jobs of ours that we did not run when we looked last."""

    async def sweep(self, workers: dict[int, set[int]]) -> list[str]:
        """Sweep; return the sites that are given up.

        ``workers``: ids of the workers of this process, each with the jobs that it runs. Raises
        ConnectorException.
        """
        for row in await self._all(_STRANGE):
            logger.error("Job %s of the queue %r has failed: %s", row["id"], row["queue_name"], row["reason"])
        lost = await self._lost(workers)
        if not self._was_here():  # after a silence of the server, all others look dead
            return []
        rows = await self._all(
            _ORPHANS, stalled=STALLED, forgiven=_FORGIVEN, lost=sorted(lost), deaths=DEATHS, reason=GIVEN_UP
        )
        _tell(rows)
        return [
            row["site"]
            for row in rows
            if row["status"] == "failed" and row["task_name"] == CRAWL and row["site"]
        ]

    async def forget_old(self) -> None:
        """Delete the oldest of the jobs that are over. Raises ConnectorException."""
        await self._app.connector.execute_query_async(_OLD, kept=_KEPT)

    def _was_here(self) -> bool:
        now = asyncio.get_running_loop().time()
        before, self._swept_at = self._swept_at, now
        return before is not None and now - before < STALLED - EVERY

    async def _lost(self, workers: dict[int, set[int]]) -> set[int]:
        """Return jobs that are ours by the table, but which we have not run twice in a row.

        The answer of the server to who took them, or what we said at their end, was lost on its way.
        """
        rows = await self._all(_MINE, ids=sorted(workers))
        running = set[int]().union(*workers.values())
        idle = {int(row["id"]) for row in rows} - running
        lost, self._suspected = idle & self._suspected, idle
        return lost

    async def _all(self, query: LiteralString, **arguments: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = await self._app.connector.execute_query_all_async(query, **arguments)
        if isinstance(self._app.job_manager, WaitingJobs):
            self._app.job_manager.note_answer()
        return rows


def _tell(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        what = row["site"] or f"job {row['id']} of the queue {row['queue_name']!r}"
        if row["status"] == "failed":
            logger.error("%s is given up until its period is over: %s", what, GIVEN_UP)
        else:
            logger.warning("The worker that had %s is gone: another one goes on with it.", what)
