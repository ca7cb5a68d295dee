"""A crawl that is killed at any moment loses nothing, and does nothing twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crawler.store import Store
from tests.crawler.frontier import crawling
from tests.crawler.storing import rows

pytestmark = pytest.mark.slow("kills processes that write, again and again")

ROOT = Path(__file__).parents[3]
KILLS = 12


def start(url: str, log: Path, host: str = "telegraf.co.id") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.crawler.frontier.crawling", url, str(log)]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"CRAWLED_HOST": host})


def lines(log: Path) -> int:
    return log.read_bytes().count(b"\n") if log.exists() else 0


def kill_after(process: subprocess.Popen[bytes], log: Path, requests: int) -> None:
    """Kill a process with SIGKILL a moment after so many requests stand in the log, unless it ends before."""
    wanted = lines(log) + requests
    while process.poll() is None and lines(log) < wanted:
        time.sleep(0.001)
    time.sleep(random.random() / 50)
    process.kill()
    process.wait()


def test_a_crawl_killed_again_and_again_ends_like_an_undisturbed_one(store: Store, tmp_path: Path) -> None:
    url = store.url.render_as_string(hide_password=False)
    log = tmp_path / "asked.log"
    for _ in range(KILLS):
        kill_after(start(url, log), log, crawling.REQUESTS // (KILLS + 1))
        # An article and its row have moved together, or not at all.
        articles = "SELECT count(*) FROM article"
        done = "SELECT count(*) FROM frontier WHERE reason IN ('stored', 'unchanged')"
        assert rows(store, f"SELECT ({articles}) - ({done})") == [(0,)]
    assert start(url, log).wait() == 0

    assert rows(store, "SELECT count(*) FROM article") == [(crawling.ARTICLES,)]
    assert rows(store, "SELECT count(*), max(revision) FROM revision") == [(crawling.ARTICLES, 1)]
    assert rows(store, "SELECT count(*) FROM frontier WHERE state <> 'done'") == [(0,)]
    assert rows(store, "SELECT count(*) FROM run") == [(KILLS + 1,)]
    assert lines(log) <= crawling.REQUESTS + KILLS * crawling.BATCH


def test_two_sites_are_crawled_into_one_store_at_the_same_time(store: Store, tmp_path: Path) -> None:
    url = store.url.render_as_string(hide_password=False)
    hosts = ("telegraf.co.id", "koran.co.id")
    crawls = [start(url, tmp_path / host, host) for host in hosts]
    assert [crawl.wait() for crawl in crawls] == [0, 0]
    assert rows(store, "SELECT count(*) FROM article") == [(2 * crawling.ARTICLES,)]
    assert {lines(tmp_path / host) for host in hosts} == {crawling.REQUESTS}
