"""The jobs of a re-extraction: an archive file is read again, a site is written from what was read."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, LiteralString

import psycopg
from procrastinate import App, JobContext
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from scrapy.settings import BaseSettings
from scrapy.utils.project import get_project_settings

from crawler.errors import Trouble
from crawler.fleet.jobs import FILES, REWRITE, SHARD, Again, WhenItSays
from crawler.fleet.rounds.beside import Beside, ProcessLost
from crawler.fleet.rounds.folder import Round, is_round
from crawler.fleet.rounds.jobs import SITES_LATER, STALE_SOONER, file_job, job, put
from crawler.fleet.rounds.means import Means, NoPlace, NoShards, means_of, queue_of
from crawler.fleet.rounds.presence import alone, at_places
from crawler.fleet.rounds.work import (
    Indexed,
    PlaceMissing,
    Waits,
    index_place,
    read_file,
    told_of,
    write_site,
)
from crawler.store import StoreError

REWRITER = "rewriter"
"""Key of a worker's context: what reads and writes."""
_STORE_SECONDS = 5.0
_INDEX_SECONDS = 1.0
_STOPS = "This worker stops."
_MOST_DEATHS = 5
"""So often a file may end the process that reads it."""

_OF_ROUND: LiteralString = """
SELECT task_name, args ->> 'file' AS file, args ->> 'site' AS site FROM procrastinate_jobs
WHERE jsonb_typeof(args) = 'object' AND args ->> 'round' = %(round)s
    AND (task_name = 'rewrite' OR status IN ('todo', 'doing'))
"""
_GIVE_UP: LiteralString = """
WITH gone AS (
    UPDATE procrastinate_jobs SET status = 'cancelled'
    WHERE status = 'todo' AND task_name = 'shard' AND args ->> 'round' = %(round)s
        AND args ->> 'file' = ANY(%(files)s) RETURNING id
)
INSERT INTO job_note (job_id, reason) SELECT id, %(reason)s FROM gone
ON CONFLICT (job_id) DO UPDATE SET reason = excluded.reason, noted_at = now()
"""

logger = logging.getLogger(__name__)


_MOVE: LiteralString = """
UPDATE procrastinate_jobs SET queue_name = %(queue)s, scheduled_at = NULL
WHERE status = 'todo' AND task_name = 'shard' AND jsonb_typeof(args) = 'object'
    AND args ->> 'round' = %(round)s AND args ->> 'file' = %(file)s AND queue_name <> %(queue)s
"""


class NotDone(Exception):
    """A job that has failed; its sentence is in the log and beside the job."""


class Rewriter:
    """Does the jobs of one worker, one at a time, in a process beside its loop."""

    def __init__(self, means: Means) -> None:
        self.means = means
        self._beside = Beside()

    async def shard(self, context: JobContext, file: str, since: str | None, name: str) -> None:
        """Read an archive file again, once the index of its place is up to date. Raises Again, NotDone."""
        _expect(context, is_round(name) and _is_name(file) and _is_since(since))
        await self._told(context, self._shard(context, file, since, name))

    async def rewrite(self, context: JobContext, site: str, since: str | None, name: str) -> None:
        """Write a site, once its files are read. Raises Again, NotDone."""
        _expect(context, is_round(name) and isinstance(site, str) and _is_since(since))
        await self._told(context, self._rewrite(context, site, since, name))

    async def prepare_place(self, app: App, name: str, since: str | None) -> None:
        """Bring the index of the places here up to date, and put their files and all sites into the queues.

        Done once a round. Raises Again: another worker does it; StoreError, RoundError, ProcessLost.
        """
        of_round = Round(self.means.shards, name)
        places = self.means.places or ("",)
        if all(of_round.place(place) is not None for place in places):
            return
        async with alone(self.means.store_url, f"index of {self.means.here} in {name}") as is_ours:
            if not is_ours:
                raise Again("Another worker brings the index of this place up to date.", _INDEX_SECONDS)
            if all(of_round.place(place) is not None for place in places):
                return
            indexed: Indexed = await self._beside.do(index_place, self.means)
            await self._defer(app, name, since, indexed)
            for place in places:
                if of_round.place(place) is None:
                    of_round.note_place(place, indexed.damages, indexed.unread)

    def end(self) -> None:
        """End the process."""
        self._beside.end()

    async def _shard(self, context: JobContext, file: str, since: str | None, name: str) -> None:
        Round(self.means.shards, name).check()
        await self.prepare_place(context.app, name, since)
        await self._beside.do(read_file, self.means, name, file, since)

    async def _rewrite(self, context: JobContext, site: str, since: str | None, name: str) -> None:
        Round(self.means.shards, name).check()
        await self.prepare_place(context.app, name, since)  # a place of which the index has nothing yet
        try:
            waits: Waits | None = await self._beside.do(write_site, self.means, name, site, since)
        except PlaceMissing as error:
            given = {"round": name, "files": error.files, "reason": str(error)}
            await context.app.connector.execute_query_async(_GIVE_UP, **given)
            raise
        if waits is None:
            return
        if waits.files:
            waiting = await self._waiting(context.app, name)
            wanted = [
                file_job(place, file, since, name, STALE_SOONER)
                for file, place in waits.files.items()
                if (SHARD, file) not in waiting
            ]
            await put(context.app, wanted)
        for file, place in waits.moved.items():
            given = {"queue": queue_of(place), "round": name, "file": file}
            await context.app.connector.execute_query_async(_MOVE, **given)
        raise Again(waits.reason, waits.seconds)

    async def _defer(self, app: App, name: str, since: str | None, indexed: Indexed) -> None:
        there = await self._waiting(app, name)
        files = [
            file_job(place, file, since, name)
            for file, place in indexed.files.items()
            if (SHARD, file) not in there
        ]
        sites = [
            job(REWRITE, REWRITE, SITES_LATER, site=site, since=since, round=name)
            for site in indexed.sites
            if (REWRITE, site) not in there
        ]
        await put(app, [*files, *sites])

    async def _waiting(self, app: App, name: str) -> set[tuple[str, str]]:
        rows = await app.connector.execute_query_all_async(_OF_ROUND, round=name)
        return {(row["task_name"], row["file"] if row["task_name"] == SHARD else row["site"]) for row in rows}

    async def _told(self, context: JobContext, work: Awaitable[None]) -> None:
        """Await the work of a job, and say what becomes of it when it cannot be done."""
        try:
            await work
        except asyncio.CancelledError:
            raise Again(_STOPS, 0) from None
        except (StoreError, psycopg.OperationalError) as error:
            if getattr(error, "is_mistake", False):
                raise _failed(context, str(error)) from None
            logger.warning("%s It is tried again in %d s.", error, _STORE_SECONDS)
            raise Again(str(error), _STORE_SECONDS) from None
        except ProcessLost as error:
            if context.job.task_name == SHARD and context.job.attempts >= _MOST_DEATHS:
                raise _failed(context, f"{context.job.task_kwargs['file']}: {error}") from None
            logger.warning("%s; it is tried again.", error)
            raise Again(str(error), _STORE_SECONDS) from None
        except Trouble as error:
            raise _failed(context, str(error)) from None
        except OSError as error:
            raise _failed(context, told_of(error)) from None
        except (Again, ConnectorException):
            raise
        except Exception as error:  # ours: one job should not end the worker
            what = context.job.task_kwargs.get("file") or context.job.task_kwargs.get("site")
            logger.exception("%s was not read again.", what)
            reason = f"{what} was not read again: {type(error).__name__}: {error}"
            raise _failed(context, reason) from error


def add_tasks(app: App) -> None:
    """Add the tasks of a re-extraction to an app."""

    @app.task(name=SHARD, queue=f"{FILES}", retry=WhenItSays(), pass_context=True)
    async def shard(context: JobContext, file: str, since: str | None, round: str) -> None:
        """Read an archive file again. Raises Again, NotDone."""
        await _rewriter(context).shard(context, file, since, round)

    @app.task(name=REWRITE, queue=REWRITE, retry=WhenItSays(), pass_context=True)
    async def rewrite(context: JobContext, site: str, since: str | None, round: str) -> None:
        """Write a site. Raises Again, NotDone."""
        await _rewriter(context).rewrite(context, site, since, round)


@asynccontextmanager
async def rewriting(
    settings: BaseSettings, *, is_needed: bool = False
) -> AsyncIterator[tuple[list[str], dict[str, Any]]]:
    """Yield the queues that a worker of this place serves, and what its context needs for their jobs.

    Meanwhile the place is held, so that the others know that somebody reads its files. Raises, if it
    ``is_needed``, NoShards, NoPlace. Otherwise there are no queues.
    """
    try:
        rewriter = Rewriter(means_of(settings, make_folder=not is_needed))
    except (NoShards, NoPlace) as error:
        if is_needed:
            raise
        if not isinstance(error, NoShards):
            logger.error("This worker reads no archive again: %s", error)
        yield [], {}
        return
    places = rewriter.means.places
    try:
        async with at_places(rewriter.means.store_url, places):
            yield [*map(queue_of, places), REWRITE], {REWRITER: rewriter}
    finally:
        await asyncio.to_thread(rewriter.end)


_own: list[Rewriter] = []
"""The rewriter of a worker that brings none."""


def _rewriter(context: JobContext) -> Rewriter:
    given: Rewriter | None = context.additional_context.get(REWRITER)
    if given is not None:
        return given
    if not _own:
        _own.append(Rewriter(means_of(get_project_settings())))
    return _own[0]


def _is_name(file: object) -> bool:
    return isinstance(file, str) and file.isprintable() and "/" not in file and file not in ("", ".", "..")


def _is_since(since: object) -> bool:
    return since is None or (isinstance(since, str) and len(since) < 40)


def _expect(context: JobContext, is_right: bool) -> None:
    if not is_right:
        raise _failed(context, f"the arguments of job {context.job.id} are not those of a re-extraction")


def _failed(context: JobContext, sentence: str) -> NotDone:
    logger.error("%s", sentence)
    give: Callable[[Job, str], None] | None = getattr(context.app.job_manager, "give_reason", None)
    if give is not None:
        give(context.job, sentence)
    return NotDone(sentence)
