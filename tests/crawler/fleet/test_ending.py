"""Workers that can do nothing more end, and others go on. A site that kills its workers is given up."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.fleet.sweeping import DEATHS, GIVEN_UP
from crawler.scrapy_utils.exit_status import FAILED, INTERRUPTED
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.fleet.fleets import PATIENCE, Fleet, fleet, wait_until
from tests.newsroom.server import serve
from tests.services.fleet.database import Server, running

pytestmark = pytest.mark.slow("starts workers, and a PostgreSQL server that stands still meanwhile")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def workers(server: Server, tmp_path: Path) -> Iterator[Fleet]:
    server.ask("DROP SCHEMA IF EXISTS fleet CASCADE")
    server.ask("DROP SCHEMA public CASCADE")
    server.ask("CREATE SCHEMA public")
    with fleet(tmp_path, server.url()) as made:
        made.program = "tests.crawler.fleet.hasty"
        try:
            yield made
        finally:
            server.thaw()


def test_a_second_signal_ends_a_worker_at_once_while_the_database_stands_still(
    server: Server, workers: Fleet
) -> None:
    with serve(host="127.0.1.1", generated=20) as site:
        workers.write(site, delay=0.3)
        first = workers.start()
        wait_until(lambda: len(site.requests) > 6)
        server.freeze()
        time.sleep(1)
        first.send_signal(signal.SIGTERM)
        time.sleep(1)
        was_patient = first.poll() is None
        first.send_signal(signal.SIGTERM)
        status = first.wait(10)
        server.thaw()
        workers.write(site)
        workers.run()

    assert (was_patient, status) == (True, INTERRUPTED), workers.said()
    assert "Traceback" not in workers.said()
    assert workers.articles() == {"127.0.1.1": len(site.stories)}


def test_a_worker_whose_loop_hangs_ends_and_another_one_goes_on(server: Server, workers: Fleet) -> None:
    workers.environment["SILENCE"] = "10"
    with serve(host="127.0.1.1", generated=20) as site:
        workers.write(site, delay=0.3)
        first = workers.start()
        wait_until(lambda: len(site.requests) > 6)
        server.freeze()
        status = first.wait(30)
        server.thaw()
        workers.write(site)
        workers.run()

    assert status == FAILED
    assert "for 10 s nothing went on" in workers.said() or "not answered for 10 s" in workers.said()
    assert workers.articles() == {"127.0.1.1": len(site.stories)}


def test_a_worker_that_crawls_nothing_ends_when_the_queue_stays_silent(
    server: Server, workers: Fleet
) -> None:
    with serve(host="127.0.1.1", generated=2) as site:
        workers.write(site)
        workers.run()
        workers.environment["SILENCE"] = "10"
        idle = workers.start()
        wait_until(lambda: workers.sql("SELECT id FROM procrastinate_workers"))
        server.freeze()
        status = idle.wait(30)

    assert status == FAILED
    assert "The queue has not answered for 10 s." in workers.said(1), workers.said(1)


def test_a_site_that_is_added_while_a_worker_runs_is_crawled(workers: Fleet) -> None:
    with serve(host="127.0.1.1", generated=2) as one, serve(host="127.0.1.2", generated=2) as two:
        workers.write(one)
        worker = workers.start()
        wait_until(lambda: workers.is_made() and len(workers.articles()) == 1)
        workers.write(one, two)
        wait_until(lambda: len(workers.articles()) == 2)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0, workers.said()


def test_a_crawl_is_stopped_by_the_command(workers: Fleet) -> None:
    with serve(host="127.0.1.1", generated=40) as site:
        workers.write(site, delay=0.3)
        worker = workers.start("--until-idle")
        wait_until(lambda: len(site.requests) > 6)
        stopped = scrapy(workers.url, "fleet", "stop", "127.0.1.1")
        status = worker.wait(30)

    assert stopped.returncode == 0, stopped.stderr
    assert status == 0, workers.said()
    assert 0 < workers.articles()["127.0.1.1"] < len(site.stories)
    assert workers.sql("SELECT verdict, sentence FROM fleet_site") == [(0, "An operator stopped it.")]


def test_a_site_that_kills_its_workers_is_given_up_and_the_others_are_not(workers: Fleet) -> None:
    workers.environment["DEADLY"] = "127.0.1.2"
    with serve(host="127.0.1.1", generated=40) as good, serve(host="127.0.1.2", generated=9) as deadly:
        workers.write(good, deadly, delay=0.05)
        statuses = [workers.start("--until-idle").wait(PATIENCE)]
        while statuses[-1] == -signal.SIGKILL and len(statuses) < 2 * DEATHS:
            statuses.append(workers.start("--until-idle").wait(PATIENCE))

    assert statuses == [-signal.SIGKILL] * DEATHS + [0]
    assert workers.articles()["127.0.1.1"] == len(good.stories)
    verdicts = dict(workers.sql("SELECT site, verdict FROM fleet_site"))
    assert verdicts == {"127.0.1.1": 0, "127.0.1.2": FAILED}
    assert GIVEN_UP in workers.said(DEATHS)
