"""A database that is away is no mistake of the user: a crawl waits a little, and fails with status 1."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, make_url

from crawler.store import Store, StoreError, StoreMisnamed
from crawler.store.waiting import wait_for_server
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.spider.crawling import ROOT, Folder
from tests.newsroom.server import RunningNewspaper
from tests.services import postgresql

pytestmark = pytest.mark.slow("waits for a PostgreSQL server")


def unused_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


@pytest.fixture
def closing_server() -> Iterator[URL]:
    """Yield a server that is shutting down, and waits for one client that stays."""
    with postgresql.own_server(postgresql.binaries()) as url, postgresql.administrating(url):
        pid = int((Path(str(url.query["host"])) / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGTERM)
        wait_until_refused(url)
        yield url


def wait_until_refused(url: URL) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with postgresql.administrating(url):
                time.sleep(0.02)
        except psycopg.OperationalError:
            return


@pytest.fixture
def full(on_server: str) -> Iterator[str]:
    """Yield a database that takes no connection of its user, until :func:`let_in`."""
    with postgresql.administrating(on_server) as admin:
        role = f"r{make_url(on_server).database}"
        admin.execute(f"CREATE ROLE {role} LOGIN")
        admin.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
        admin.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}")
        admin.execute(f"ALTER DATABASE {make_url(on_server).database} CONNECTION LIMIT 0")
        try:
            yield make_url(on_server).set(username=role).render_as_string(hide_password=False)
        finally:
            admin.execute(f"DROP OWNED BY {role}")
            admin.execute(f"DROP ROLE {role}")


def let_in(url: str) -> None:
    with postgresql.administrating(make_url(url).set(username="postgres")) as admin:
        admin.execute(f"ALTER DATABASE {make_url(url).database} CONNECTION LIMIT -1")


def refused(url: str) -> str:
    """Return what is said of a store that is away."""
    with pytest.raises(StoreError) as caught:
        Store.open(url)
    assert not isinstance(caught.value, StoreMisnamed)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_server_that_is_shutting_down_is_away(
    closing_server: URL, caplog: pytest.LogCaptureFixture
) -> None:
    url = closing_server.render_as_string(hide_password=False)
    assert "the database system is shutting down" in refused(url)
    wait_for_server(url)
    assert [each.message[-len("again in 2 s.") :] for each in caplog.records] == [
        "again in 2 s.",
        "again in 4 s.",
    ]


def test_a_name_that_is_not_resolved_is_away() -> None:
    assert "resolve host" in refused("postgresql+psycopg://sri@db.invalid/berita")


def test_a_database_that_takes_no_more_connections_is_away(full: str) -> None:
    assert "too many connections" in refused(full)


def test_a_server_that_answers_or_refuses_its_user_is_not_waited_for(
    server: URL, caplog: pytest.LogCaptureFixture
) -> None:
    for url in (
        server,
        server.set(username="tidak_ada"),
        server.set(database="tidak_ada"),
        make_url("sqlite:///tidak/ada.db"),
        "bukan alamat",
    ):
        wait_for_server(url if isinstance(url, str) else url.render_as_string(hide_password=False))
    assert not caplog.records


def test_a_crawl_waits_for_a_server_that_comes_back(
    full: str, folder: Folder, newsroom: RunningNewspaper
) -> None:
    folder.on_server = full
    log = folder.path / "log.txt"
    with log.open("wb") as file:
        command = folder.command(newsroom.url, "CLOSESPIDER_PAGECOUNT=3")
        crawl = subprocess.Popen(command, cwd=ROOT, env=folder.environment(), stderr=file)
    looking = threading.Event()
    while crawl.poll() is None and "is away" not in log.read_text("utf-8"):
        looking.wait(0.02)
    let_in(full)
    assert crawl.wait(60) == 0, log.read_text("utf-8")
    assert "too many connections" in log.read_text("utf-8")


def test_a_crawl_of_a_server_that_stays_away_fails_within_seconds_with_status_1(
    folder: Folder, newsroom: RunningNewspaper
) -> None:
    folder.on_server = f"postgresql+psycopg://sri:geheim@127.0.0.1:{unused_port()}/berita"
    done = folder.crawl(newsroom.url)
    assert done.status == 1
    assert done.log.count("is away") == 2
    assert "cannot be used: connection failed" in done.log.splitlines()[-1]
    assert "geheim" not in done.log
    assert not newsroom.requests


@pytest.mark.parametrize("command", ["status", "retry", "report", "drift"])
def test_a_command_says_at_once_that_its_server_is_away(command: str) -> None:
    done = scrapy(f"postgresql://sri:geheim@127.0.0.1:{unused_port()}/berita", command)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "Connection refused" in line
    assert "geheim" not in line
