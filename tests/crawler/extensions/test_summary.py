"""What a run says at its end: to a person, to the log of a scheduler, to a program."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.spider.crawling import Crawled, Folder
from tests.newsroom.server import RunningNewspaper, serve

STAMP = re.compile(r"(?m)^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d{4} ")
SECONDS = re.compile(r" in (\d+ min )?\d+ s(, [\d,]+ articles a minute)?")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture(scope="module")
def site() -> Iterator[RunningNewspaper]:
    with serve(fixtures=None, generated=6) as site:
        yield site


def said(crawled: Crawled) -> list[str]:
    """Return the lines of a log without their times, and without what takes another time in each run."""
    return SECONDS.sub(" in N s", STAMP.sub("", crawled.log)).splitlines()


def test_five_lines_say_what_was_found_and_where_it_is(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        site.trouble("nomor-3", 503)
        crawled = folder.crawl(site.url, "discover=sitemap", "RETRY_TIMES=0")
        assert said(crawled)[-5:] == [
            "INFO: telegraf: 5 new, 0 changed, 0 unchanged, not stored: http_503 1.",
            "INFO: 10 requests in N s.",
            f"INFO: The store has 5 articles of this site: sqlite:///{folder.store}",
            f"INFO: Files: {folder.out} (5 articles of this run), {folder.path}/archive"
            " (the responses as they came)",
            "INFO: Healthy. 1 left for later runs: scrapy status says why.",
        ]
        nothing_new = folder.crawl(
            site.url, "discover=sitemap", "ARCHIVE_DIR=", export=("--pidfile", os.devnull)
        )
        assert "INFO: Files: none (no export, no archive)" in said(nothing_new)
        assert all(STAMP.match(line) for line in crawled.log.splitlines())


def test_a_scheduler_gets_one_line_a_healthy_run_and_no_warning(
    folder: Folder, site: RunningNewspaper
) -> None:
    crawled = folder.crawl(site.url, "discover=sitemap", "LOG_LEVEL=WARNING")
    assert said(crawled) == ["INFO: telegraf: 6 new, 0 changed, 0 unchanged; 10 requests in N s; healthy."]
    assert STAMP.match(crawled.log)
    again = folder.crawl(site.url, "discover=sitemap", "LOG_LEVEL=WARNING")
    assert said(again) == ["INFO: telegraf: 0 new, 0 changed, 0 unchanged; 4 requests in N s; healthy."]


def test_a_sick_run_has_its_sentence_and_that_line(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("nomor", 403)
        whole = folder.crawl(site.url, "discover=sitemap")
        folder.store.unlink()
        crawled = folder.crawl(site.url, "discover=sitemap", "LOG_LEVEL=WARNING", "ARCHIVE_DIR=")
    assert said(crawled) == [
        "ERROR: Of 3 articles none could be had: http_403 3.",
        "INFO: telegraf: 0 new, 0 changed, 0 unchanged, not stored: http_403 3, 3 left for later runs;"
        " 7 requests in N s; sick (exit status 1).",
    ]
    assert whole.status == 1
    assert said(whole)[-1] == (
        "INFO: Sick (exit status 1). Failed: had; the ERROR above says why."
        " 3 left for later runs: scrapy status says why."
    )


@pytest.mark.parametrize("level", ["ERROR", "CRITICAL"])
def test_a_healthy_run_is_silent_where_only_errors_are_logged(
    level: str, folder: Folder, site: RunningNewspaper
) -> None:
    assert folder.crawl(site.url, f"LOG_LEVEL={level}").log == ""


def test_the_lines_stand_where_the_log_stands(folder: Folder, site: RunningNewspaper) -> None:
    file = folder.path / "crawl.log"
    crawled = folder.crawl(site.url, "LOG_LEVEL=WARNING", f"LOG_FILE={file}")
    assert crawled.log == ""
    assert re.fullmatch(r".* INFO: telegraf: 6 new.* healthy\.\n", file.read_text("utf-8"))


def test_a_run_that_was_cut_short_says_so(folder: Folder, site: RunningNewspaper) -> None:
    crawled = folder.crawl(site.url, "discover=sitemap", "CLOSESPIDER_PAGECOUNT=5", "CONCURRENT_REQUESTS=1")
    assert crawled.status == 0
    assert "Healthy, but ended early (closespider_pagecount)." in crawled.log


@pytest.mark.parametrize("level", ["INFO", "WARNING"])
def test_a_program_gets_one_object(level: str, folder: Folder, site: RunningNewspaper) -> None:
    crawled = folder.crawl(site.url, "discover=sitemap", "LOG_JSON=1", f"LOG_LEVEL={level}")
    (ended,) = (each for line in crawled.log.splitlines() if "event" in (each := json.loads(line)))
    expected = {
        "level": "INFO",
        "event": "crawl_ended",
        "run": 1,
        "site": "telegraf",
        "new": 6,
        "changed": 0,
        "unchanged": 0,
        "gone": 0,
        "not_stored": {},
        "requests": 10,
        "stored": 6,
        "left": 0,
        "status": 0,
        "healthy": True,
        "failed_checks": [],
        "reason": "finished",
        "exports": [{"file": str(folder.out), "articles": 6}],
    }
    assert {name: ended[name] for name in expected} == expected
    assert ended["seconds"] > 0
