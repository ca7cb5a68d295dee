"""The tables of the queue: made once, brought forward from an older version, never from a newer one."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, make_url

from crawler.fleet import jobs, queue_schema
from crawler.fleet.connecting import QueueError, QueueMisnamed, connection_options, queue_url
from crawler.fleet.queue import open_queue
from tests.services import postgresql

pytestmark = pytest.mark.slow("starts a PostgreSQL server")

CATALOGUE = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default"
    " FROM information_schema.columns WHERE table_schema = 'fleet'",
    "functions": "SELECT proname, pg_get_function_identity_arguments(oid), prosrc FROM pg_proc"
    " WHERE pronamespace = 'fleet'::regnamespace",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'fleet'",
    "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid IN ("
    " SELECT oid FROM pg_class WHERE relnamespace = 'fleet'::regnamespace) AND NOT tgisinternal",
    "types": "SELECT typname, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid"
    " WHERE typnamespace = 'fleet'::regnamespace",
    "constraints": "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'fleet'::regnamespace",
}


def run(url: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(**connection_options(make_url(url))) as conn:
        cursor = conn.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def make(url: str, *, migrate: bool = True) -> None:
    async def opened() -> None:
        async with open_queue(url, migrate=migrate):
            pass

    asyncio.run(opened())


def make_older(url: str, last: str) -> None:
    """Make the tables of an older version, by the migrations up to it."""
    with psycopg.connect(**connection_options(make_url(url)), autocommit=True) as conn:
        conn.execute("CREATE SCHEMA fleet")
        for file in queue_schema.migrations():
            if file.stem <= last:
                conn.execute(file.read_bytes())
                applied = file.stem
        conn.execute(queue_schema._OURS.encode())
        conn.execute(sql.SQL("INSERT INTO queue_version VALUES ({})").format(applied))


@pytest.mark.parametrize("last", ["03.00.00_50", "03.01.00_02", "03.02.00_51", "03.04.00_02"])
def test_an_older_version_becomes_what_a_new_one_is_and_its_jobs_survive(
    server: URL, url: str, last: str
) -> None:
    make_older(url, last)
    run(
        url,
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
        " VALUES ('sites', 'crawl', '{\"site\": \"telegraf\"}')",
    )
    before = run(url, "SELECT version FROM queue_version")
    make(url)

    with postgresql.database(server) as fresh:
        make(fresh)
        for what, statement in CATALOGUE.items():
            upgraded, new = sorted(map(str, run(url, statement))), sorted(map(str, run(fresh, statement)))
            assert upgraded == new, what
        assert run(url, "SELECT version FROM queue_version") == run(
            fresh, "SELECT version FROM queue_version"
        )
    assert run(url, "SELECT version FROM queue_version") != before
    assert run(url, "SELECT task_name, args FROM procrastinate_jobs") == [("crawl", {"site": "telegraf"})]


def test_many_processes_make_the_tables_at_once(url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(make, [url] * 4))
    assert run(url, "SELECT count(*) FROM queue_version") == [(1,)]


def test_the_tables_stand_apart_from_those_of_the_store(url: str) -> None:
    make(url)
    outside = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    assert run(url, outside) == []


def test_a_newer_version_is_refused(url: str) -> None:
    make(url)
    run(url, "UPDATE queue_version SET version = '99.00.00_01_future'")
    with pytest.raises(QueueError, match=r"99\.00\.00_01_future"):
        make(url)


def test_tables_of_another_program_are_left_alone(url: str) -> None:
    run(url, "CREATE SCHEMA fleet; CREATE TABLE fleet.procrastinate_jobs (id integer)")
    with pytest.raises(QueueMisnamed, match="another program"):
        make(url)


def test_who_only_looks_makes_no_tables(url: str) -> None:
    with pytest.raises(QueueMisnamed, match="does not exist yet"):
        make(url, migrate=False)
    assert run(url, "SELECT to_regnamespace('fleet') IS NULL") == [(True,)]


def test_a_user_without_the_privilege_is_told_so(url: str) -> None:
    run(url, "DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN")
    guest = make_url(url).set(username="guest").render_as_string(hide_password=False)
    with pytest.raises(QueueError, match="by the user guest"):
        make(guest)
    make(url)
    with pytest.raises(QueueError, match="permission denied"):
        make(guest)


def test_a_site_waits_once_only(url: str) -> None:
    site: Any = SimpleNamespace(name="telegraf", host="telegraf.example")

    async def deferred() -> tuple[bool, bool, list[str]]:
        async with open_queue(url) as app:
            first, second = await jobs.defer_crawl(app, site), await jobs.defer_crawl(app, site)
            waiting = await jobs.unfinished(app)
            return first, second, [str(job.queueing_lock) for job in waiting]

    assert asyncio.run(deferred()) == (True, False, ["crawl:telegraf"])


def test_what_the_url_says_of_the_connection_is_kept() -> None:
    given = "postgresql://sri@db:5433/berita?sslmode=require&keepalives_idle=60&options=-c%20work_mem%3D8MB"
    options = connection_options(queue_url(given))
    assert (options["host"], options["port"], options["dbname"]) == ("db", 5433, "berita")
    assert (options["sslmode"], options["keepalives_idle"]) == ("require", "60")
    assert options["options"] == "-c work_mem=8MB -c search_path=fleet"
    assert options["tcp_user_timeout"] and options["application_name"].startswith("scrapy fleet ")
