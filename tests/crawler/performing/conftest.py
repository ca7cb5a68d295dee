"""A crawl that has begun, and a terminal of the usual width."""

from __future__ import annotations

import pytest

from crawler.frontier import Frontier
from crawler.store import Store
from tests.crawler.performing.telling import page
from tests.crawler.storing import Clock


@pytest.fixture(autouse=True)
def _lines_of_a_usual_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def frontier(store: Store, clock: Clock) -> Frontier:
    """A crawl that has begun."""
    frontier = Frontier(store, "telegraf", max_tries=1, clock=clock)
    frontier.begin_round("", [page(slug) for slug in "abcde"])
    return frontier
