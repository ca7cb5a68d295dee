"""Stops, second processes, and a store or disk that is lost."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable

import pytest

from tests.crawler.spider.crawling import ROOT, Folder, articles
from tests.newsroom.server import serve

pytestmark = pytest.mark.slow("stops crawls by signals, and lets the next one continue")

SECONDS = 10
"""In which a stop has to end a crawl, the interpreter's own start and end included."""


def start(folder: Folder, site: str, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*folder.command(site, *options), "-O", str(folder.out)],
        cwd=ROOT,
        env=folder.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def wait_for(condition: Callable[[], object]) -> None:
    ends = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.02)


def stop(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str, float]:
    """Send a signal; return the status, what was logged, and how long the end took."""
    began = time.monotonic()
    process.send_signal(number)
    try:
        _, log = process.communicate(timeout=60)
    finally:
        process.kill()
    return process.returncode, log, time.monotonic() - began


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_crawl_cleanly_with_everything_finished_stored(
    number: signal.Signals, folder: Folder
) -> None:
    with serve(fixtures=None, generated=60) as site:
        process = start(folder, site.url, "discover=sitemap", "DOWNLOAD_DELAY=0.1")
        wait_for(lambda: len(site.asked("nomor")) >= 8)
        status, log, seconds = stop(process, number)
        assert (status, "Traceback" in log) == (0, False)
        assert seconds < SECONDS
        assert 5 <= len(folder.stored()) < 60
        assert len(folder.exported()) == len(folder.stored())
        assert folder.sql("SELECT reason FROM run") == [("shutdown",)]
        seen = set(site.asked("nomor"))
        site.requests.clear()
        assert folder.crawl(site.url, "discover=sitemap").status == 0
        assert folder.stored() == articles(site)
        assert len(seen & set(site.asked("nomor"))) <= 4


def test_a_signal_does_not_wait_for_long_delays(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        process = start(folder, site.url, "discover=sitemap", "DOWNLOAD_DELAY=20")
        wait_for(lambda: site.requests)
        time.sleep(1)
        status, log, seconds = stop(process, signal.SIGINT)
        assert (status, "Traceback" in log) == (0, False)
        assert seconds < SECONDS


def test_a_signal_does_not_wait_for_a_crawl_delay(folder: Folder) -> None:
    with serve(fixtures=None, generated=30, robots="Crawl-delay: 30") as site:
        process = start(folder, site.url, "discover=sitemap")
        wait_for(lambda: site.requests)
        time.sleep(1)
        status, log, seconds = stop(process, signal.SIGINT)
        assert (status, "Traceback" in log) == (0, False)
        assert seconds < SECONDS


def test_a_signal_does_not_wait_for_a_site_that_does_not_answer(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        site.trouble("nomor-2", delay=40)
        process = start(folder, site.url, "discover=sitemap")
        wait_for(lambda: folder.store.exists() and len(site.requests) >= 4)
        time.sleep(2)
        status, log, seconds = stop(process, signal.SIGINT)
        assert (status, "Traceback" in log) == (0, False)
        assert seconds < SECONDS + 3
        site.calm()
        folder.crawl(site.url, "discover=sitemap")
        assert folder.stored() == articles(site)


def test_a_second_run_ends_at_once_and_says_who_holds_the_site(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        process = start(folder, site.url, "discover=sitemap", "DOWNLOAD_DELAY=1")
        wait_for(lambda: len(site.requests) >= 3)
        asked = len(site.requests)
        second = folder.crawl(site.url, export=())
        assert second.status == 75
        assert str(process.pid) in second.log
        assert len(site.requests) <= asked + 5  # those of the first one
        process.kill()
        process.communicate()
        assert folder.crawl(site.url).status == 0  # the lock of a killed process is free


def test_another_newspaper_on_the_same_store_need_not_wait(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        process = start(folder, site.url, "discover=sitemap", "DOWNLOAD_DELAY=1")
        wait_for(lambda: len(site.requests) >= 3)
        assert folder.crawl(site.url, spider="newspaper", export=()).status == 0
        process.kill()
        process.communicate()


def test_a_store_that_is_lost_ends_the_crawl_with_status_1(folder: Folder) -> None:
    with serve(fixtures=None, generated=60) as site:
        process = start(folder, site.url, "discover=sitemap", "DOWNLOAD_DELAY=0.05")
        wait_for(lambda: folder.store.exists() and len(site.asked("nomor")) >= 8)
        folder.sql("ALTER TABLE article RENAME TO lost")
        _, log = process.communicate(timeout=60)
        assert process.returncode == 1
        assert len(site.asked("nomor")) < 60
        assert "Traceback" not in log


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_it_at_once_without_a_traceback(number: signal.Signals, folder: Folder) -> None:
    with serve(fixtures=None, generated=60) as site:
        site.trouble("nomor", delay=30)
        process = start(folder, site.url, "discover=sitemap")
        wait_for(lambda: site.asked("wp-sitemap-posts"))
        time.sleep(0.5)
        process.send_signal(number)
        time.sleep(0.3)
        _, log, seconds = stop(process, number)
        assert "Traceback" not in log
        assert seconds < SECONDS
