"""The jobs of a fleet: what stands in its queues, and what becomes of it when it cannot be done now.

Queues: ``sites`` (a crawl of a site), ``files:PLACE`` (an archive file of a place, read again),
``rewrite`` (a site's articles, written anew). All arguments are names; who takes a job trusts none of them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from procrastinate import App, JobContext, RetryDecision
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy

if TYPE_CHECKING:
    from crawler.fleet.sites_file import FleetSite

SITES, FILES, REWRITE = "sites", "files:", "rewrite"
"""The queues; that of files has the name of a place behind it."""
CRAWL = "crawl"
"""The task that crawls a site."""
SHARD = "shard"
"""The task that reads an archive file again; that which writes a site is called as its queue."""
CRAWLER = "crawler"
"""Key of a worker's context: what crawls."""

_EXISTS = """
SELECT EXISTS (
    SELECT FROM procrastinate_jobs WHERE queueing_lock = %(lock)s AND status IN ('todo', 'doing')
) AS found
"""
_UNFINISHED = """
SELECT id, queue_name, task_name, priority, lock, queueing_lock, status, attempts, abort_requested, worker_id,
    CASE jsonb_typeof(args) WHEN 'object' THEN args ELSE '{}' END AS args,
    CASE WHEN scheduled_at BETWEEN '1970-01-01' AND '9999-01-01' THEN scheduled_at END AS scheduled_at
FROM procrastinate_jobs WHERE status IN ('todo', 'doing') ORDER BY id
"""


class Again(Exception):
    """A job that cannot be done now, but later, by any worker."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


class WhenItSays(BaseRetryStrategy):
    """A job is tried again when the error that ended it says so: Again."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Decide; None: it is not tried again."""
        if not isinstance(exception, Again):
            return None
        at = datetime.now(UTC) + timedelta(seconds=exception.seconds)
        # A job that waits for its time holds back those of the same lock that come after it: those of a
        # higher priority go on, so another site of the same host need not wait for a site that is locked.
        return RetryDecision(retry_at=at, priority=job.priority - 1 if exception.seconds else None)


def crawl_lock(name: str) -> str:
    """Return the lock that keeps two jobs of a site from waiting at once."""
    return f"{CRAWL}:{name}"


def add_tasks(app: App) -> None:
    """Add the task of the queue of sites to an app."""

    @app.task(name=CRAWL, queue=SITES, retry=WhenItSays(), pass_context=True)
    async def crawl(context: JobContext, site: str) -> None:
        """Crawl a site. Raises Again, JobAborted."""
        await context.additional_context[CRAWLER].crawl(context, site)


async def defer_crawl(app: App, site: FleetSite) -> bool:
    """Put a crawl of a site into its queue; False: one waits or runs already."""
    lock = crawl_lock(site.name)
    if (await app.connector.execute_query_one_async(_EXISTS, lock=lock))["found"]:
        return False
    try:
        await app.configure_task(CRAWL, lock=site.host, queueing_lock=lock).defer_async(site=site.name)
    except AlreadyEnqueued:
        return False
    return True


async def unfinished(app: App) -> list[Job]:
    """Return the jobs of all queues that wait or run; a row that is not ours without its oddities."""
    rows: list[dict[str, Any]] = await app.connector.execute_query_all_async(_UNFINISHED)
    return [Job.from_row(row) for row in rows]
