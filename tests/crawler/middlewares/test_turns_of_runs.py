"""A run waits what is left of a host's delay since the last request of the run before it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.crawler.spider.crawling import ROOT, Folder
from tests.crawler.storing import as_moment
from tests.newsroom.server import RunningNewspaper, serve
from tests.services.postgresql import ON_BOTH

pytestmark = pytest.mark.slow("waits, as a polite crawl does")

POLITE = ("discover=sitemap", "DOWNLOAD_DELAY=1")


def gap_between_runs(site: RunningNewspaper, before: int) -> float:
    """Return the seconds from the last of the first requests to the first one after them."""
    arrivals = sorted(each.at for each in site.requests)
    return arrivals[before] - arrivals[before - 1]


def kill(folder: Folder, site: RunningNewspaper, *options: str, when: Callable[[], bool]) -> int:
    """Kill a crawl with SIGKILL when it is time; return how many requests it sent."""
    process = subprocess.Popen(
        folder.command(site.url, *options),
        cwd=ROOT,
        env=folder.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not when():
            assert process.poll() is None
            time.sleep(0.01)
    finally:
        process.kill()
        process.wait()
    return len(site.requests)


def next_gap(folder: Folder, site: RunningNewspaper, *options: str) -> float:
    """Begin a run, end it with its first request, and return how long that came after the ones before."""
    before = len(site.requests)
    kill(folder, site, *options, when=lambda: len(site.requests) > before)
    return gap_between_runs(site, before)


def is_noted(folder: Folder, site: RunningNewspaper, delay: int) -> bool:
    return bool(site.requests) and bool(folder.sql("SELECT 1 FROM host WHERE delay = ?", delay))


@ON_BOTH
@pytest.mark.parametrize("requests", [1, 2])
def test_after_a_kill_the_crawl_delay_is_kept(requests: int, folder: Folder) -> None:
    with serve(fixtures=None, generated=2, robots="Crawl-delay: 5") as site:

        def is_time() -> bool:
            return is_noted(folder, site, 5) if requests == 1 else len(site.requests) >= requests

        assert kill(folder, site, *POLITE, when=is_time) == requests
        for _ in range(2):  # the second run is killed as well, before it knows of the Crawl-delay
            assert next_gap(folder, site, *POLITE) >= 0.95 * 5


def test_after_a_kill_the_set_delay_is_kept(folder: Folder) -> None:
    with serve(fixtures=None, generated=4) as site:
        options = ("discover=sitemap", "DOWNLOAD_DELAY=5")
        kill(folder, site, *options, when=lambda: len(site.requests) >= 2)
        assert next_gap(folder, site, *POLITE) >= 0.95 * 5


@ON_BOTH
def test_after_an_orderly_end_what_is_left_of_the_delay_is_waited_for(folder: Folder) -> None:
    with serve(fixtures=None, generated=1, robots="Crawl-delay: 5") as site:
        first = folder.crawl(site.url, *POLITE, "CLOSESPIDER_PAGECOUNT=1")
        assert "was asked by an earlier run" not in first.log
        assert folder.sql("SELECT site FROM host") == [(None,)]
        assert next_gap(folder, site, *POLITE) >= 0.95 * 5


@ON_BOTH
def test_a_pause_that_was_asked_for_is_made_by_the_next_run(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("sitemap", 503, headers=(("Retry-After", "12"),))

        def is_noted() -> bool:
            if not site.asked("sitemap"):
                return False
            soon = datetime.now(UTC) + timedelta(seconds=5)
            return any(as_moment(turn_at) > soon for (turn_at,) in folder.sql("SELECT turn_at FROM host"))

        kill(folder, site, *POLITE, when=is_noted)
        assert next_gap(folder, site, *POLITE) >= 0.95 * 12


def test_runs_without_any_delay_wait_for_nothing(folder: Folder) -> None:
    with serve(fixtures=None, generated=2) as site:
        kill(folder, site, "discover=sitemap", when=lambda: bool(site.requests))
        for _ in range(2):
            before = len(site.requests)
            crawled = folder.crawl(site.url, "discover=sitemap")
            assert crawled.status == 0
            assert "was asked by an earlier run" not in crawled.log
            assert len(site.requests) > before
            later = "SELECT delay, abs(julianday(turn_at) - julianday(asked_at)) < 0.00001 FROM host"
            assert folder.sql(later) == [(0.0, 1)]


def test_a_crawl_delay_that_is_gone_counts_no_more(folder: Folder) -> None:
    with serve(fixtures=None, generated=6, robots="Crawl-delay: 5") as site:
        kill(folder, site, "discover=sitemap", when=lambda: is_noted(folder, site, 5))
        site.options = replace(site.options, robots="")
        before = len(site.requests)
        assert folder.crawl(site.url, "discover=sitemap").status == 0
        arrivals = sorted(each.at for each in site.requests)
        assert arrivals[before] - arrivals[before - 1] >= 0.95 * 5
        assert arrivals[-1] - arrivals[before] < 5
        assert folder.sql("SELECT delay FROM host") == [(0.0,)]
