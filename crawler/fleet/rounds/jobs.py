"""Putting the jobs of a round of re-extraction into their queues."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job

from crawler.fleet.jobs import SHARD
from crawler.fleet.rounds.means import queue_of

SITES_LATER, STALE_SOONER = -10, 10
"""Priorities: files before sites, and before both what a site is held up by."""


async def put_files(app: App, place: str, files: Iterable[str], since: str | None, name: str) -> None:
    """Put archive files of a place into its queue."""
    await put(app, [file_job(place, file, since, name) for file in files])


def file_job(place: str, file: str, since: str | None, name: str, priority: int = 0) -> Job:
    """Return the job that reads an archive file of a place again."""
    return job(queue_of(place), SHARD, priority, file=file, since=since, round=name)


def job(queue: str, task: str, priority: int, **arguments: Any) -> Job:
    """Return a job of a round, which waits but once."""
    names = (arguments["round"], arguments.get("file", arguments.get("site")))
    return Job(
        id=None,
        queue=queue,
        task_name=task,
        priority=priority,
        lock=None,
        queueing_lock=f"{task}:{names[0]}:{names[1]}",
        task_kwargs=arguments,
    )


async def put(app: App, jobs: list[Job]) -> None:
    """Put jobs into their queues, all or none; where one of them waits already, one after the other."""
    if not jobs:
        return
    try:
        await app.job_manager.batch_defer_jobs_async(jobs)
    except AlreadyEnqueued:
        for each in jobs:
            try:
                await app.job_manager.defer_job_async(each)
            except AlreadyEnqueued:
                continue
