"""A fleet seen and operated from any machine: a real store and queue, the commands as a user calls them."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import URL, text, update

from crawler.fleet.due import database_now
from crawler.fleet.jobs import defer_crawl
from crawler.fleet.keeping import note_begun, note_ended, note_listing
from crawler.fleet.queue import open_queue
from crawler.fleet.sites_file import FleetSite
from crawler.store import Store
from crawler.store.lock import SiteLock
from crawler.store.schema import fleet_site
from tests.crawler.fleet.fleet_sites import fleet, has_run
from tests.crawler.spider.forking import ROOT, Forks
from tests.services import postgresql

pytestmark = pytest.mark.slow("commands on a PostgreSQL server")

MINUTE = timedelta(minutes=1)
_forks = Forks()
atexit.register(_forks.close)
FIRST = ["site", "state", "host", "process", "since", "last_run", "verdict", "next", "pending"]


@pytest.fixture(scope="module")
def server() -> Iterator[URL]:
    with postgresql.server() as url:
        yield url


@pytest.fixture
def store(server: URL) -> Iterator[Store]:
    with postgresql.database(server) as url, postgresql.opened(url) as store:
        yield store


def url_of(store: Store) -> str:
    return store.url.render_as_string(hide_password=False)


@dataclass(frozen=True)
class Answer:
    """What a command said, on stdout and stderr."""

    returncode: int
    text: str


def scrapy(store: Store | str, *args: str) -> Answer:
    """Run a command as its user does, in a process of its own."""
    url = store if isinstance(store, str) else url_of(store)
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        code = _forks.run(args, os.environ | {"STORE_URL": url, "PYTHONPATH": str(ROOT)}, log)
        return Answer(code, log.read_text())


def listed(store: Store, *names: str) -> tuple[dict[str, FleetSite], datetime]:
    """Keep sites, as a worker does, and return them with the time."""
    sites = fleet(*names)
    with store.begin() as conn:
        now = database_now(conn)
        note_listing(conn, sites, now)
    return sites, now


def ended(store: Store, name: str, verdict: int, sentence: str | None, at: datetime) -> None:
    with store.begin() as conn:
        note_begun(conn, name, at)
        note_ended(conn, name, verdict, sentence, at)


def deferred(store: Store, *sites: FleetSite, then: str = "") -> None:
    """Put crawls into the queue, and change its rows by a statement."""

    async def put() -> None:
        async with open_queue(url_of(store)) as app:
            for site in sites:
                assert await defer_crawl(app, site)
            if then:
                await app.connector.execute_query_async(then)

    asyncio.run(put())


def jobs(store: Store) -> list[tuple[str, str]]:
    """Return site and status of the jobs that wait or run."""
    query = (
        "SELECT args ->> 'site', status::text || CASE WHEN abort_requested THEN ' to abort' ELSE '' END"
        " FROM fleet.procrastinate_jobs WHERE status IN ('todo', 'doing') ORDER BY id"
    )
    with store.read() as conn:
        return [(row[0], row[1]) for row in conn.execute(text(query))]


def status(store: Store) -> dict[str, Any]:
    found = scrapy(store, "fleet", "status", "--json")
    assert found.returncode == 0
    said: dict[str, Any] = json.loads(found.text)
    return said


def states(store: Store) -> dict[str, str]:
    return {site["site"]: site["state"] for site in status(store)["sites"]}


def test_each_state_and_who_runs_what(store: Store) -> None:
    sites, now = listed(store, "pagi", "siang", "sore", "malam", "subuh")
    for name in ("pagi", "siang", "sore", "subuh"):
        has_run(store, name, now - 5 * MINUTE)
    deferred(store, sites["siang"])
    assert scrapy(store, "fleet", "pause", "sore").returncode == 0
    with SiteLock(store, "subuh"):
        has_run(store, "subuh", now - MINUTE, ended=False)
        found = {site["site"]: site for site in status(store)["sites"]}
        shown = scrapy(store, "fleet", "status").text
    assert {name: site["state"] for name, site in found.items()} == {
        "pagi": "idle",
        "siang": "waiting",
        "sore": "paused",
        "malam": "due",
        "subuh": "running",
    }
    assert all(list(site)[: len(FIRST)] == FIRST for site in found.values())
    running = found["subuh"]
    assert (running["host"], running["process"]) == (socket.gethostname(), os.getpid())
    assert abs(datetime.fromisoformat(running["since"]) - now) < MINUTE
    assert re.search(rf"^subuh .* \d+m?s?, {os.getpid()} on {socket.gethostname()[:1]}", shown, re.MULTILINE)
    assert datetime.fromisoformat(running["last_run"]) == (now - 5 * MINUTE).replace(microsecond=0)
    for name in ("pagi", "siang", "sore", "malam"):
        assert (found[name]["host"], found[name]["process"], found[name]["since"]) == (None, None, None)
    assert (found["pagi"]["verdict"], found["malam"]["verdict"]) == (0, None)
    assert found["sore"]["next"] is None
    assert datetime.fromisoformat(found["pagi"]["next"]) == (now + 55 * MINUTE).replace(microsecond=0)


def test_the_sick_come_first_with_their_reason(store: Store) -> None:
    _, now = listed(store, "pagi", "siang", "malam")
    for _ in range(2):
        ended(store, "siang", 1, "The site cannot be reached.", now)
    ended(store, "pagi", 0, None, now)
    ended(store, "malam", 1, "Nothing could be had.", now)
    found = status(store)
    assert [site["site"] for site in found["sites"]] == ["siang", "malam", "pagi"]
    assert found["worst"] == {"site": "siang", "verdict": 1, "sentence": "The site cannot be reached."}
    assert found["sites"][0]["attempts"] == 2
    shown = scrapy(store, "fleet", "status")
    assert shown.returncode == 0
    lines = shown.text.splitlines()
    assert lines[0] == "sick: siang: The site cannot be reached. (1 more site also)"
    assert [line.split()[0] for line in lines[1:5]] == ["SITE", "siang", "malam", "pagi"]
    assert max(map(len, lines[1:])) <= 100
    assert "3 sites: 3 idle; 2 sick." in lines


def test_before_the_first_worker_there_is_nothing(server: URL) -> None:
    with postgresql.database(server) as url:
        found = scrapy(url, "fleet", "status", "--json")
        assert (found.returncode, json.loads(found.text)) == (0, {"sites": []})
        shown = scrapy(url, "fleet", "status")
        assert (shown.returncode, "scrapy fleet worker SITES.toml" in shown.text) == (0, True)
        asked = scrapy(url, "fleet", "run", "telegraf")
        assert asked.returncode == 2
        assert "the fleet has no sites yet" in asked.text


@pytest.mark.parametrize("verb", ["run", "retry", "stop", "pause", "resume"])
def test_an_unknown_site_is_refused_with_the_known_ones(store: Store, verb: str) -> None:
    listed(store, "pagi", "siang")
    asked = scrapy(store, "fleet", verb, "pagi", "sing")
    assert asked.returncode == 2
    assert "the fleet has no site 'sing'; it has pagi, siang" in asked.text
    assert "Traceback" not in asked.text
    with store.read() as conn:
        rows = conn.execute(fleet_site.select()).all()
    assert [(row.wanted_at, row.paused_at) for row in rows] == [(None, None)] * 2


def test_run_wants_a_site_and_puts_it_into_the_queue(store: Store) -> None:
    sites, now = listed(store, "pagi", "siang")
    for name in sites:
        has_run(store, name, now)
    deferred(store)  # the queue is there
    asked = scrapy(store, "fleet", "run", "siang")
    assert (asked.returncode, asked.text) == (0, "siang is crawled now.\n")
    assert jobs(store) == [("siang", "todo")]
    assert states(store) == {"siang": "waiting", "pagi": "idle"}


def test_run_without_a_queue_is_remembered_until_a_worker_comes(store: Store) -> None:
    _, now = listed(store, "pagi")
    has_run(store, "pagi", now)
    assert scrapy(store, "fleet", "run", "pagi").returncode == 0
    assert states(store) == {"pagi": "due"}


def test_run_refuses_a_paused_site(store: Store) -> None:
    listed(store, "pagi")
    scrapy(store, "fleet", "pause", "pagi")
    asked = scrapy(store, "fleet", "run", "pagi")
    assert asked.returncode == 1
    assert "pagi is paused: scrapy fleet resume pagi first." in asked.text
    assert not asked.text.startswith("\n")
    resumed = scrapy(store, "fleet", "resume", "pagi")
    assert (resumed.returncode, resumed.text) == (0, "pagi is resumed.\n")
    assert states(store) == {"pagi": "due"}


def test_retry_takes_what_failed_and_what_waits_for_a_pause(store: Store) -> None:
    sites, now = listed(store, "pagi", "siang", "malam")
    ended(store, "pagi", 1, "The site cannot be reached.", now)
    ended(store, "siang", 0, None, now)
    ended(store, "malam", 0, None, now)
    later = "UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 hour'"
    deferred(store, sites["malam"], then=later)
    asked = scrapy(store, "fleet", "retry")
    assert asked.returncode == 0
    assert sorted(asked.text.splitlines()) == ["malam is crawled now.", "pagi is crawled now."]
    assert sorted(jobs(store)) == [("malam", "todo"), ("pagi", "todo")]
    with store.read() as conn:
        left = "SELECT count(*) FROM fleet.procrastinate_jobs WHERE scheduled_at > now()"
        assert conn.execute(text(left)).scalar_one() == 0
    named = scrapy(store, "fleet", "retry", "siang")
    assert named.text == "siang is left as it is: its last run did not fail.\n"


def test_pause_takes_out_what_waits(store: Store) -> None:
    sites, _ = listed(store, "pagi", "siang")
    deferred(store, *sites.values())
    asked = scrapy(store, "fleet", "pause", "pagi")
    assert (asked.returncode, asked.text) == (0, "pagi is paused.\n")
    assert jobs(store) == [("siang", "todo")]
    assert states(store) == {"pagi": "paused", "siang": "waiting"}
    assert scrapy(store, "fleet", "pause", "pagi").text == "pagi is paused already.\n"


def test_pause_lets_a_run_go_on_and_stop_ends_it(store: Store) -> None:
    sites, now = listed(store, "pagi")
    deferred(store, sites["pagi"], then="UPDATE procrastinate_jobs SET status = 'doing'")
    with store.begin() as conn:
        note_begun(conn, "pagi", now - 90 * MINUTE)
    with SiteLock(store, "pagi"):
        has_run(store, "pagi", now - 90 * MINUTE, ended=False)
        asked = scrapy(store, "fleet", "pause", "pagi")
        assert "its present run goes on (scrapy fleet stop pagi ends it)" in asked.text
        assert jobs(store) == [("pagi", "doing")]
        assert states(store) == {"pagi": "running"}
        scrapy(store, "fleet", "resume", "pagi")
        asked = scrapy(store, "fleet", "stop", "pagi")
        assert asked.returncode == 0
        where = f"(process {os.getpid()} on {socket.gethostname()})"
        assert asked.text == f"pagi is being stopped {where}, and not crawled again before 60m from now.\n"
        assert jobs(store) == [("pagi", "doing to abort")]
    deferred(store, then="DELETE FROM procrastinate_jobs")
    with store.begin() as conn:
        note_ended(conn, "pagi", 0, "An operator stopped it.", now)
        conn.execute(update(fleet_site).values(listed_at=now))
    assert states(store) == {"pagi": "idle"}  # though more than its period has passed since it began


def test_stop_takes_out_what_waits_until_its_period(store: Store) -> None:
    sites, _ = listed(store, "pagi", "siang", "malam")
    deferred(store, sites["pagi"])
    asked = scrapy(store, "fleet", "stop", "pagi", "siang")
    assert asked.text.splitlines() == [
        "pagi does not wait any more, and is not crawled again before 60m from now.",
        "siang does not wait any more, and is not crawled again before 60m from now.",
    ]
    assert jobs(store) == []
    assert states(store) == {"malam": "due", "pagi": "idle", "siang": "idle"}
    assert scrapy(store, "fleet", "stop", "pagi").text == "pagi neither runs nor waits.\n"


def test_stop_says_that_a_crawl_by_hand_is_not_the_fleets(store: Store) -> None:
    listed(store, "pagi")
    with SiteLock(store, "pagi"):
        asked = scrapy(store, "fleet", "stop", "pagi")
    assert asked.returncode == 1
    assert f"pagi is worked on by process {os.getpid()} on {socket.gethostname()}" in asked.text


def test_a_run_by_hand_that_still_goes_on_is_running_and_one_that_died_is_due(store: Store) -> None:
    _, now = listed(store, "pagi")
    has_run(store, "pagi", now - MINUTE, ended=False)
    with SiteLock(store, "pagi"):
        assert states(store) == {"pagi": "running"}
    assert states(store) == {"pagi": "due"}


def test_a_poisoned_job_and_a_re_extraction_are_seen(store: Store) -> None:
    sites, _ = listed(store, "pagi")
    poison = """
    UPDATE procrastinate_jobs SET status = 'failed', args = '[1]'::jsonb;
    INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES
        ('files:rumah', 'shard', '{}', 'todo'), ('files:kantor', 'shard', '{}', 'doing'),
        ('sites', 'crawl', '"pagi"', 'todo'), ('rewrite', 'rewrite', '{}', 'todo')
    """
    deferred(store, sites["pagi"])
    with store.begin() as conn:
        for statement in poison.split(";"):
            conn.execute(text("SET LOCAL search_path = fleet"))
            conn.execute(text(statement))
    found = status(store)
    assert found["refused_jobs"] == 1
    assert found["reextraction"] == {"files": {"todo": 1, "doing": 1}, "sites": {"todo": 1}}
    shown = scrapy(store, "fleet", "status").text
    assert "Re-extraction: files 1 waiting, 1 being read; sites 1 waiting." in shown
    assert "the workers' logs" not in shown
    with store.begin() as conn:
        conn.execute(text("SET LOCAL search_path = fleet"))
        conn.execute(text("UPDATE procrastinate_jobs SET status = 'failed' WHERE queue_name = 'rewrite'"))
    shown = scrapy(store, "fleet", "status").text
    why = "What failed: the workers' logs say why."
    assert f"sites 1 failed.\n{why}" in shown


def test_check_tells_what_is_due(store: Store, tmp_path_with: Callable[[str], str]) -> None:
    file = tmp_path_with(
        '[[site]]\nname = "telegraf"\nevery = "1h"\n'
        '[[site]]\nurl = "http://koran.example"\nevery = "2d"\n'
        '[[site]]\nurl = "http://koran.example:8080"\nevery = "2d"\n'
    )
    with store.read() as conn:
        now = database_now(conn)
    has_run(store, "telegraf", now)
    asked = scrapy(store, "fleet", "check", file)
    assert asked.returncode == 0
    first, second, third, shared, total = asked.text.splitlines()
    assert first.startswith("telegraf            every 1h     next in 59m, at ")
    assert second == "koran.example       every 2d     due now"
    assert third == "koran.example:8080  every 2d     due now"
    assert "share the host koran.example: koran.example, koran.example:8080" in shared
    assert total == "3 sites, 2 due now."
    found = json.loads(scrapy(store, "fleet", "check", file, "--json").text)
    assert [site["due"] for site in found["sites"]] == [False, True, True]
    assert found["shared_hosts"] == [
        {"host": "koran.example", "sites": ["koran.example", "koran.example:8080"]}
    ]


def test_check_on_an_empty_database_says_that_all_is_due(
    server: URL, tmp_path_with: Callable[[str], str]
) -> None:
    file = tmp_path_with('[[site]]\nname = "telegraf"\nevery = "1h"\n')
    with postgresql.database(server) as url:
        asked = scrapy(url, "fleet", "check", file)
    assert (asked.returncode, asked.text.splitlines()[-1]) == (0, "1 site, 1 due now.")


@pytest.fixture
def tmp_path_with(tmp_path: Any) -> Callable[[str], str]:
    """Write a file of sites, and return its name."""

    def write(content: str) -> str:
        path = tmp_path / "SITES.toml"
        path.write_text(content)
        return str(path)

    return write
