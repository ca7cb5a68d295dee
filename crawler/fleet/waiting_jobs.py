"""What a worker asks of its queue: procrastinate's job manager, made patient and distrustful.

procrastinate ends a worker whose database is away for a moment, leaves a job whose arguments are no object
in ``doing`` for ever, and lets a worker that was taken for dead end a job that another one runs by now. So a
statement here waits for the server, a job is looked at before it is begun, and only its worker ends it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Any, LiteralString, Protocol

from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager, NotificationCallback

from crawler.fleet.job_shape import shape_fault

logger = logging.getLogger(__name__)

_PAUSE, _LONGEST_PAUSE = 0.5, 5.0
"""Seconds between two tries of what the server did not take."""
_PERSIST_SECONDS = 60.0
"""How long the end of a job is tried to be written; after that, it is a job of a dead worker."""

_FETCH: LiteralString = """
SELECT id, status, task_name, priority, lock, queueing_lock, args, queue_name, attempts, worker_id,
    NULL AS scheduled_at, coalesce(deaths, 0) AS deaths
FROM procrastinate_fetch_job_v2(%(queues)s::varchar[], %(worker_id)s)
LEFT JOIN job_note ON job_id = id AND noted_at > now() - interval '1 hour'
"""  # without the time: one before the year 1 cannot be read by Python
_MINE: LiteralString = "id = %(id)s AND status = 'doing' AND worker_id = %(worker)s"
_DELETE: LiteralString = f"DELETE FROM procrastinate_jobs WHERE {_MINE}"
_END: LiteralString = f"""
WITH ended AS (
    UPDATE procrastinate_jobs SET status = %(status)s::procrastinate_job_status, abort_requested = false,
        attempts = attempts + 1 WHERE {_MINE} RETURNING id
)
INSERT INTO job_note (job_id, reason) SELECT id, %(reason)s FROM ended
ON CONFLICT (job_id) DO UPDATE SET reason = excluded.reason, noted_at = now()
"""
_RETRY: LiteralString = f"""
WITH back AS (
    UPDATE procrastinate_jobs SET
        status = CASE WHEN abort_requested THEN 'aborted' ELSE 'todo' END::procrastinate_job_status,
        abort_requested = false, attempts = attempts + 1, worker_id = NULL,
        priority = coalesce(%(priority)s, priority),
        scheduled_at = now() + make_interval(secs => %(seconds)s)  -- by the clock that fetching goes by
    WHERE {_MINE} RETURNING id
)
UPDATE job_note SET deaths = 0 FROM back WHERE job_id = back.id
"""
_PUT_OFF: LiteralString = f"""
UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL, priority = priority - 1,
    scheduled_at = now() + interval '10 seconds' WHERE {_MINE}
"""
_SUSPECTED = 3
"""Deaths after which a job may be what kills its workers: a worker has one such job at a time, so that those
that died beside it prove to be harmless."""
_BEAT: LiteralString = """
INSERT INTO procrastinate_workers (id, last_heartbeat) OVERRIDING SYSTEM VALUE VALUES (%(worker_id)s, now())
ON CONFLICT (id) DO UPDATE SET last_heartbeat = now()
"""  # it comes back if another worker took this one for dead


class Inspector(Protocol):
    """Looks at a job before it is begun."""

    def fault_of(self, job: Job) -> str | None:
        """Return why it cannot be done, in a sentence; None: it can."""

    async def is_of_others(self, job: Job) -> bool:
        """Say whether a job that cannot be done here can be by another worker."""


class WaitingJobs(JobManager):
    """The jobs of a queue, for one process."""

    inspector: Inspector | None = None
    gate: Callable[[], Awaitable[bool]] | None = None
    """Waits until a crawl may begin, and says whether it may."""
    gated: frozenset[str] = frozenset()
    """The queues to which the gate belongs."""
    when_answered: Callable[[], None] | None = None
    """Called whenever the server has answered."""

    def __init__(self, connector: Any) -> None:
        super().__init__(connector)
        self._reasons: dict[int, str] = {}
        self._suspect: int | None = None
        self._is_away = False

    def give_reason(self, job: Job, sentence: str) -> None:
        """Note why a job is about to fail."""
        if job.id is not None:
            self._reasons[job.id] = sentence

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """Take a job that can be done; None: there is none, or none may begin now."""
        wanted = list(queues or ())
        if self.gate is not None and self.gated.intersection(wanted) and not await self.gate():
            return None
        while True:
            try:
                row = await self._one(_FETCH, queues=wanted or None, worker_id=worker_id)
            except ConnectorException as error:
                self._went_away(error)
                return None
            if row["id"] is None:
                return None
            job = Job.from_row(row)
            fault = shape_fault(job)
            if fault is None and self.inspector is not None:
                fault = self.inspector.fault_of(job)
            if fault is None and row["deaths"] < _SUSPECTED:
                return job
            if fault is None and self._suspect is None:
                self._suspect = job.id
                return job
            if fault is None:
                await self._persist(_PUT_OFF, id=job.id, worker=job.worker_id)
                continue
            if self.inspector is not None and await self.inspector.is_of_others(job):
                logger.info("Job %s waits for another worker: %s", job.id, fault)
                await self._persist(_PUT_OFF, id=job.id, worker=job.worker_id)
                continue
            logger.error("Job %s of the queue %r is not done: %s", job.id, job.queue, fault)
            self.give_reason(job, fault)
            await self.finish_job(job, Status.FAILED, delete_job=False)

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Write how a job ended, unless it is another worker's by now."""
        reason = self._forget(job)
        if delete_job:
            await self._persist(_DELETE, id=job.id, worker=job.worker_id)
        else:
            await self._persist(_END, id=job.id, worker=job.worker_id, status=status.value, reason=reason)

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Put a job back, unless it is another worker's by now; one that waits beside it is enough."""
        del queue, lock  # ours stay where they are
        self._forget(job)
        seconds = 0.0 if retry_at is None else max((retry_at - datetime.now(UTC)).total_seconds(), 0.0)
        try:
            await self._persist(_RETRY, id=job.id, worker=job.worker_id, seconds=seconds, priority=priority)
        except UniqueViolation:
            await self._persist(_DELETE, id=job.id, worker=job.worker_id)

    async def update_heartbeat(self, worker_id: int) -> None:
        """Say that a worker is alive."""
        try:
            await self._do(_BEAT, worker_id=worker_id)
        except ConnectorException as error:
            self._went_away(error)

    async def listen_for_jobs(
        self, *, on_notification: NotificationCallback, queues: Iterable[str] | None = None
    ) -> None:
        """Listen, and again when the connection was lost; jobs are looked for each few seconds anyway."""
        pause = _PAUSE
        while True:
            try:
                await super().listen_for_jobs(on_notification=on_notification, queues=queues)
            except (ConnectorException, OSError) as error:
                self._went_away(error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _forget(self, job: Job) -> str | None:
        """Forget a job that has ended here; return why it has failed."""
        if self._suspect == job.id:
            self._suspect = None
        return self._reasons.pop(job.id or 0, None)

    async def _persist(self, query: LiteralString, **arguments: Any) -> None:
        """Write, waiting for a server that is away. Raises ConnectorException if it stays away."""
        loop = asyncio.get_running_loop()
        until, pause = loop.time() + _PERSIST_SECONDS, _PAUSE
        while True:
            try:
                await self._do(query, **arguments)
                return
            except UniqueViolation:
                raise
            except ConnectorException as error:
                self._went_away(error)
                if loop.time() > until:
                    raise
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _do(self, query: LiteralString, **arguments: Any) -> None:
        await self.connector.execute_query_async(query, **arguments)
        self.note_answer()

    async def _one(self, query: LiteralString, **arguments: Any) -> dict[str, Any]:
        row = await self.connector.execute_query_one_async(query, **arguments)
        self.note_answer()
        return row

    def note_answer(self) -> None:
        """Note that the server has answered."""
        if self.when_answered is not None:
            self.when_answered()
        if self._is_away:
            self._is_away = False
            logger.warning("The queue answers again.")

    def _went_away(self, error: BaseException) -> None:
        """Say it once."""
        if not self._is_away:
            self._is_away = True
            said = str(error.__cause__ or error).strip().splitlines()
            logger.warning(
                "The queue does not answer (%s); it is waited for.", said[0] if said else type(error).__name__
            )
