"""What a fleet promises, tried with killed workers, a database that is away, and a network that is cut."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.fleet.database import Server, running
from tests.services.fleet.network import proxied
from tests.services.fleet.papers import Papers, served
from tests.services.fleet.workers import Fleet, Supervisor, fleet, write_sites

pytestmark = pytest.mark.slow("crawls twenty newspapers with workers that are killed, for half a minute each")

SEEDS = int(os.environ.get("FLEET_SEEDS", "1"))
"""How many times workers are killed, each time at other moments."""
DELAY = 0.5
ARTICLES = 12
ALLOWED = 0.95
"""Share of its delay that the gap between two requests of a host has at least."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def database(server: Server) -> Iterator[Server]:
    """Yield the server with an empty database."""
    server.ask("DROP SCHEMA IF EXISTS fleet CASCADE")
    server.ask("DROP SCHEMA public CASCADE")
    server.ask("CREATE SCHEMA public")
    yield server


@pytest.fixture
def papers(tmp_path: Path) -> Iterator[Papers]:
    with served(tmp_path / "access.log", number=20, articles=ARTICLES) as papers:
        yield papers


@pytest.fixture
def crew(tmp_path: Path, database: Server, papers: Papers) -> Iterator[Fleet]:
    """Yield a fleet that keeps the papers."""
    sites = write_sites(tmp_path / "SITES.toml", papers.urls, delay=DELAY)
    with fleet(tmp_path, database.url(), sites) as made:
        yield made


def wait_for_requests(papers: Papers, number: int) -> None:
    """Wait until the papers were asked so often in all. Raises TimeoutError."""
    ends = time.monotonic() + 120
    while len(papers.asked()) < number:
        if time.monotonic() > ends:
            raise TimeoutError(f"{len(papers.asked())} requests in two minutes")
        time.sleep(0.1)


def assert_kept(database: Server, papers: Papers, crew: Fleet, *, again: int = 0) -> None:
    """Assert that each article of each paper is stored once, and no host was asked too soon."""
    told = crew.logs()[-20_000:]
    stored = database.ask("SELECT site, count(*) FROM article GROUP BY site")
    assert stored.__len__() == len(papers.hosts), told
    assert {number for _, number in stored} == {papers.articles}, told
    assert database.ask("SELECT count(*) FROM revision WHERE revision > 1") == [(0,)]
    assert database.ask("SELECT count(*) FROM frontier WHERE state = 'pending'") == [(0,)]
    gap, where = papers.smallest_gap()
    assert gap >= ALLOWED * DELAY, where
    assert papers.asked_again() <= again
    assert "Traceback" not in told, told


@pytest.mark.parametrize("seed", range(SEEDS))
def test_three_of_four_workers_are_killed_and_nothing_is_lost_nor_asked_too_soon(
    seed: int, database: Server, papers: Papers, crew: Fleet
) -> None:
    chance = random.Random(seed)
    workers = [crew.start("--until-idle") for _ in range(4)]
    wait_for_requests(papers, 1)
    for worker in chance.sample(workers, 3):
        time.sleep(chance.uniform(0.5, 4))
        worker.kill()
    statuses = [worker.wait(timeout=180) for worker in workers]
    assert sorted(statuses) == [-9, -9, -9, 0], crew.logs()[-20_000:]
    # In flight are two requests of each site, and what waits for its transaction, at each of three kills.
    assert_kept(database, papers, crew, again=3 * 4 * len(papers.hosts))


def test_the_database_is_stopped_and_started(database: Server, papers: Papers, crew: Fleet) -> None:
    supervisor = Supervisor(crew, 4, "--until-idle")
    wait_for_requests(papers, 40)
    database.stop("immediate")
    time.sleep(10)
    database.start()
    supervisor.until_all_end(180)
    assert_kept(database, papers, crew, again=4 * len(papers.hosts))


def test_the_database_is_frozen(database: Server, papers: Papers, crew: Fleet) -> None:
    supervisor = Supervisor(crew, 4, "--until-idle")
    wait_for_requests(papers, 40)
    database.freeze()
    time.sleep(15)
    database.thaw()
    supervisor.until_all_end(180)
    assert_kept(database, papers, crew, again=4 * len(papers.hosts))


def test_the_network_of_one_machine_is_cut(
    tmp_path: Path, database: Server, papers: Papers, crew: Fleet
) -> None:
    with (
        proxied(database.port) as proxy,
        fleet(tmp_path / "far", database.url(proxy.port), crew.sites) as far,
    ):
        far.folder.mkdir(exist_ok=True)
        near, cut_off = Supervisor(crew, 2, "--until-idle"), Supervisor(far, 2, "--until-idle")
        wait_for_requests(papers, 60)
        proxy.cut()
        time.sleep(30)
        proxy.mend(ended=True)
        near.until_all_end(180)
        cut_off.until_all_end(180)
        assert "Traceback" not in far.logs(), far.logs()[-20_000:]
    assert_kept(database, papers, crew, again=4 * len(papers.hosts))
