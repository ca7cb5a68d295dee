"""What all tests are given."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.spider.crawling import Folder
from tests.newsroom.server import RunningNewspaper, serve


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


@pytest.fixture
def newsroom() -> Iterator[RunningNewspaper]:
    """Yield the small newspaper with its fixtures, on a free port; other ones by ``serve(...)``."""
    with serve() as site:
        yield site


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return an empty folder to crawl a newspaper into."""
    return Folder(tmp_path)
