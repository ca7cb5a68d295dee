"""Jobs of dead workers go back to the queue; one that kills its workers does not for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from procrastinate import App

from crawler.fleet.queue import open_queue
from crawler.fleet.sweeping import DEATHS, Sweeper

pytestmark = pytest.mark.slow("starts a PostgreSQL server")

Rows = list[dict[str, Any]]


def run(url: str, work: Callable[[App], Awaitable[None]]) -> Rows:
    """Do something with a queue; return its jobs."""

    async def worked() -> Rows:
        async with open_queue(url) as app:
            await work(app)
            return await ask(
                app,
                "SELECT status::text, abort_requested, deaths, reason"
                " FROM procrastinate_jobs LEFT JOIN job_note ON job_id = id ORDER BY id",
            )

    return asyncio.run(worked())


async def ask(app: App, statement: Any) -> Rows:
    return await app.connector.execute_query_all_async(statement)


async def put(app: App, name: str = "telegraf", status: str = "doing", worker: str = "NULL") -> None:
    await ask(
        app,
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id, queueing_lock)"
        f" VALUES ('sites', 'crawl', '{{\"site\": \"{name}\"}}', '{status}', {worker}, 'crawl:{name}')"
        " RETURNING id",
    )


async def silent(app: App, seconds: int) -> int:
    """Register a worker that gave its last sign of life so long ago."""
    row = await ask(
        app,
        "INSERT INTO procrastinate_workers (last_heartbeat)"
        f" VALUES (now() - interval '{seconds} s') RETURNING id",
    )
    return int(row[0]["id"])


async def swept(app: App, *, times: int = 1, own: dict[int, set[int]] | None = None) -> list[str]:
    sweeper = Sweeper(app)
    await sweeper.sweep(own or {})  # a first one only begins to watch
    return [name for _ in range(times) for name in await sweeper.sweep(own or {})]


def test_a_job_of_a_dead_worker_waits_again_and_one_of_a_living_worker_is_left_alone(url: str) -> None:
    async def work(app: App) -> None:
        await put(app, "dead", worker=str(await silent(app, 60)))
        await put(app, "gone")
        await put(app, "alive", worker=str(await silent(app, 5)))
        await swept(app)

    assert [row["status"] for row in run(url, work)] == ["todo", "todo", "doing"]


def test_after_a_silence_of_the_server_nobody_is_taken_for_dead(url: str) -> None:
    async def work(app: App) -> None:
        await put(app, worker=str(await silent(app, 60)))
        await Sweeper(app).sweep({})

    assert [row["status"] for row in run(url, work)] == ["doing"]


def test_a_job_that_kills_five_workers_in_a_row_is_given_up_with_its_reason(url: str) -> None:
    given_up: list[str] = []

    async def work(app: App) -> None:
        await put(app, "poison")
        for _ in range(DEATHS):
            assert not given_up
            given_up.extend(await swept(app))
            await ask(
                app, "UPDATE procrastinate_jobs SET status = 'doing' WHERE status = 'todo' RETURNING id"
            )

    (job,) = run(url, work)
    assert (job["status"], job["deaths"], given_up) == ("failed", DEATHS, ["poison"])
    assert "5 workers died with it" in job["reason"]


def test_a_job_beside_which_one_waits_already_is_not_put_back_too(url: str) -> None:
    async def work(app: App) -> None:
        await put(app)
        await put(app, status="todo")
        await swept(app)

    assert [row["status"] for row in run(url, work)] == ["cancelled", "todo"]


def test_a_job_that_an_operator_stops_does_not_come_back_when_its_worker_dies(url: str) -> None:
    async def work(app: App) -> None:
        await put(app)
        await ask(app, "UPDATE procrastinate_jobs SET abort_requested = true RETURNING id")
        await swept(app)

    (job,) = run(url, work)
    assert (job["status"], job["abort_requested"]) == ("aborted", False)


def test_a_job_that_its_worker_knows_nothing_of_goes_back(url: str) -> None:
    async def work(app: App) -> None:
        me = await silent(app, 0)
        await put(app, "known", worker=str(me))
        await put(app, "lost", worker=str(me))
        (first, *_) = await ask(app, "SELECT id FROM procrastinate_jobs ORDER BY id")
        await swept(app, own={me: {first["id"]}})

    found = [(row["status"], row["deaths"]) for row in run(url, work)]
    assert found == [("doing", None), ("todo", 0)]


def test_a_worker_has_one_job_at_a_time_that_others_died_with(url: str) -> None:
    fetched: list[str | None] = []

    async def work(app: App) -> None:
        for name in ("first", "second", "harmless"):
            await put(app, name, status="todo")
        await ask(
            app,
            "INSERT INTO job_note (job_id, deaths)"
            " SELECT id, 3 FROM procrastinate_jobs WHERE args ->> 'site' <> 'harmless' RETURNING job_id",
        )
        me = await app.job_manager.register_worker()
        for _ in range(3):
            job = await app.job_manager.fetch_job(["sites"], me)
            fetched.append(None if job is None else str(job.task_kwargs["site"]))

    statuses = [row["status"] for row in run(url, work)]
    assert fetched == ["first", "harmless", None]
    assert statuses == ["doing", "todo", "doing"]


@pytest.mark.parametrize(
    ("task", "arguments", "said"),
    [
        ("rewrite", "[]", "a site, a date and a round, not []"),
        ("rewrite", "null", "a site, a date and a round, not None"),
        ("rewrite", '{"site": 1, "since": null, "round": "a"}', "a site, a date and a round"),
        ("rewrite", '{"site": "a"}', "a site, a date and a round"),
        ("shard", '{"file": "a", "since": 5, "round": "a"}', "a file, a date and a round"),
        ("nobody", "{}", "There is no task 'nobody'."),
    ],
)
def test_a_job_of_a_reextraction_that_is_none_fails_with_its_reason_before_it_is_begun(
    url: str, task: str, arguments: str, said: str
) -> None:
    async def work(app: App) -> None:
        await ask(
            app,
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
            f" VALUES ('rewrite', '{task}', '{arguments}') RETURNING id",
        )
        me = await app.job_manager.register_worker()
        assert await app.job_manager.fetch_job(["rewrite"], me) is None

    (job,) = run(url, work)
    assert job["status"] == "failed"
    assert said in job["reason"]
