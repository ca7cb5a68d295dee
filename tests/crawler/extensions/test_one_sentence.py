"""However a crawl fails, the log of the README's cron line (LOG_LEVEL=WARNING) has one sentence: why."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import TypeAlias

import pytest

from tests.crawler.spider.crawling import Folder
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

Spoil: TypeAlias = Callable[[Folder, RunningNewspaper], None]


def errors(log: str) -> list[str]:
    return [line.partition("ERROR: ")[2] for line in log.splitlines() if "ERROR" in line]


def at_the_first_article(site: RunningNewspaper, do: Callable[[], None]) -> None:
    """Do something when the first article is asked for, before it is given."""
    done: list[str] = []

    def spoil(path: str, answer: Answer) -> Answer:
        if "nomor" in path and not done:
            done.append(path)
            do()
        return answer

    site.spoil = spoil


def lose_the_store(folder: Folder, site: RunningNewspaper) -> None:
    def rename() -> None:
        with closing(sqlite3.connect(folder.store, timeout=20)) as conn, conn:
            conn.execute("ALTER TABLE article RENAME TO artikel")

    at_the_first_article(site, rename)


def forbid_all(folder: Folder, site: RunningNewspaper) -> None:
    site.spoil = lambda path, answer: (
        Answer(b"User-agent: *\nDisallow: /\n", content_type="text/plain") if "robots.txt" in path else answer
    )


def list_nothing(folder: Folder, site: RunningNewspaper) -> None:
    site.trouble("sitemap", 403)


def fall_silent(folder: Folder, site: RunningNewspaper) -> None:
    site.trouble("nomor", 200, cut=True, body=b"")
    site.trouble("nomor", delay=3)


def send_away(folder: Folder, site: RunningNewspaper) -> None:
    site.trouble("nomor", 429, headers=(("Retry-After", "7200"),))


@pytest.mark.slow("waits for crawls in processes of their own")
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lose_the_store, "cannot be used: no such table: article. What was stored before is kept."),
        (forbid_all, "may not be crawled"),
        (list_nothing, "has no listing of articles that can be read"),
        (fall_silent, "no longer responds: 20 URLs in a row gave no response (timeout)"),
        (send_away, "wants to be left alone (Retry-After) and no article could be had."),
    ],
)
def test_a_crawl_that_fails_says_why_in_one_sentence(spoil: Spoil, said: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=24) as site:
        spoil(folder, site)
        options = ("discover=sitemap", "RETRY_TIMES=0", "LOG_LEVEL=WARNING", "DOWNLOAD_TIMEOUT=1")
        crawled = folder.crawl(site.url, *options, "CONCURRENT_REQUESTS_PER_DOMAIN=4")
    assert crawled.status == 1
    assert len(errors(crawled.log)) == 1
    assert said in errors(crawled.log)[0]
