"""What all tests are given."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.utils.project import ENVVAR
from sqlalchemy import URL, make_url

from crawler.store import Store
from tests.crawler.spider.crawling import Folder
from tests.newsroom.server import RunningNewspaper, serve
from tests.services import postgresql


def pytest_configure() -> None:
    """Hear SIGINT, and let what is begun here hear it: a shell's background job, as CI may be, does not."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test that is marked as slow and does not say why."""
    for item in items:
        for mark in item.iter_markers("slow"):
            if not (len(mark.args) == 1 and isinstance(mark.args[0], str)):
                raise pytest.UsageError(f'{item.nodeid}: say why it is slow: @pytest.mark.slow("...")')


@pytest.fixture(autouse=True)
def scrapy_environment() -> Iterator[None]:
    """Fail a test that leaves Scrapy's settings in the environment: programs begun later would take them."""
    before = os.environ.get(ENVVAR)
    yield
    assert os.environ.get(ENVVAR) == before, "take the settings from tests/crawler/project.py"


@pytest.fixture
def newsroom() -> Iterator[RunningNewspaper]:
    """Yield the small newspaper with its fixtures, on a free port; other ones by ``serve(...)``."""
    with serve() as site:
        yield site


@pytest.fixture(scope="session")
def server() -> Iterator[URL]:
    """Yield the address of a database on a PostgreSQL server; skips the test where there is none."""
    with postgresql.server() as url:
        yield url


@pytest.fixture(scope="session")
def template(server: URL) -> Iterator[str]:
    """Yield the name of a database with an empty store: copying it is quicker than making the tables."""
    with postgresql.database(server) as url:
        Store.open(url).close()
        yield str(make_url(url).database)


@pytest.fixture
def on_server(server: URL, template: str) -> Iterator[str]:
    """Yield the address of an empty store in a PostgreSQL database of its own."""
    with postgresql.database(server, template) as url:
        yield url


@pytest.fixture(params=postgresql.KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Yield an empty store: a file, and then, in a slow test, one on a PostgreSQL server."""
    in_file = request.param == postgresql.SQLITE
    url = f"sqlite:///{tmp_path / 'articles.db'}" if in_file else request.getfixturevalue("on_server")
    with postgresql.opened(url) as opened:
        yield opened


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    """Return an empty folder to crawl a newspaper into; its store is a file, or on a server: ``ON_BOTH``."""
    in_file = getattr(request, "param", postgresql.SQLITE) == postgresql.SQLITE
    return Folder(tmp_path, None if in_file else request.getfixturevalue("on_server"))
