"""A crawl that is killed again and again (SIGKILL: nothing can be tidied up) loses nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from crawler import settings
from pipelines.together import MOST_ROWS
from tests.crawler.spider.crawling import ROOT, Folder, articles
from tests.newsroom.server import RunningNewspaper, serve

pytestmark = pytest.mark.slow("kills crawls again and again")

KILLS = 20

ASKED_AGAIN = settings.CONCURRENT_REQUESTS + MOST_ROWS + 2
"""Pages that a kill may make a crawl request again: those in flight, and those that wait to be committed."""

PATIENT = """
from pipelines import together
from scrapy.cmdline import execute
together.MOMENT = 600
execute()
"""
"""A crawl in which articles wait for others for so long that a kill surely comes meanwhile."""

ARTICLES = """
    SELECT key, url, canonical_url, site, headline, text, section, tags, authors, signoff, published_at,
           modified_at, content_hash, revision, source, removed, gone_at FROM article ORDER BY key
"""
REVISIONS = """
    SELECT article.key, revision.revision, revision.content_hash FROM revision
    JOIN article ON article.id = article_id ORDER BY article.key, revision.revision
"""
FRONTIER = """
    SELECT site, scope, key, kind, way, state, replace(reason, 'unchanged', 'stored'), tries FROM frontier
    ORDER BY site, scope, key
"""
ALIASES = (
    "SELECT alias.key, article.key FROM alias JOIN article ON article.id = article_id ORDER BY alias.key"
)


def content(folder: Folder) -> list[set[tuple[Any, ...]]]:
    """Return what the store holds, but for times, numbers of rows and runs."""
    return [set(folder.sql(query)) for query in (ARTICLES, REVISIONS, FRONTIER, ALIASES)]


def crawl_until(
    folder: Folder, site: RunningNewspaper, source: str, is_time: Callable[[], bool]
) -> int | None:
    """Start a crawl, and kill it when it is time; return its status, null if it was killed."""
    return run_until(folder.command(site.url, f"discover={source}"), folder, is_time)


def run_until(command: list[str], folder: Folder, is_time: Callable[[], bool]) -> int | None:
    """Run a command in the same way."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=folder.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while process.poll() is None and not is_time():
            time.sleep(0.002)
        if process.poll() is not None:
            return process.returncode
        process.kill()
    finally:
        process.kill()
        process.wait()
    return None


@pytest.mark.parametrize(("source", "kills"), [("sitemap", KILLS), ("archive", 4)])
def test_a_crawl_of_pages_goes_on_where_it_was_killed(source: str, kills: int, folder: Folder) -> None:
    with serve(fixtures=None, generated=150, sitemap_size=40) as site:
        undisturbed = Folder(folder.path / "undisturbed")
        undisturbed.path.mkdir()
        undisturbed.crawl(site.url, f"discover={source}")
        pages = len(site.requests)
        site.requests.clear()
        for number in range(kills):
            target = (number + 1) * pages // (kills + 1)

            def is_time(target: int = target) -> bool:
                # What a restart asks again counts as well, so that the moments spread over the whole crawl.
                return len(set(site.asked())) >= target

            assert crawl_until(folder, site, source, is_time) is None
        assert folder.crawl(site.url, f"discover={source}").status == 0
        for found, wanted in zip(content(folder), content(undisturbed), strict=True):
            assert sorted(found - wanted, key=str) == sorted(wanted - found, key=str) == []
        assert len(site.requests) <= pages + kills * ASKED_AGAIN + 20


def test_a_crawl_of_rest_pages_goes_on_where_it_was_killed(folder: Folder) -> None:
    kills = 10
    with serve(fixtures=None, generated=500, videos=30) as site:
        undisturbed = Folder(folder.path / "undisturbed")
        undisturbed.path.mkdir()
        undisturbed.crawl(site.url)
        pages = len(site.requests)
        site.requests.clear()
        for number in range(kills):
            target = (number + 1) * 530 // (kills + 1)

            def is_time(target: int = target) -> bool:
                return folder.store.exists() and count(folder) >= target

            assert crawl_until(folder, site, "api", is_time) is None
        assert folder.crawl(site.url).status == 0
        for found, wanted in zip(content(folder), content(undisturbed), strict=True):
            assert sorted(found - wanted, key=str) == sorted(wanted - found, key=str) == []
        assert len(site.requests) <= pages + kills * ASKED_AGAIN + 20


def test_a_kill_while_articles_wait_to_be_committed_has_only_those_asked_again(folder: Folder) -> None:
    with serve(fixtures=None, generated=60) as site:
        command = [sys.executable, "-c", PATIENT, *folder.command(site.url, "discover=sitemap")[3:]]

        def asked() -> set[str]:
            return {f"{site.url}{path}" for path in site.asked()} & articles(site)

        def is_time() -> bool:
            return count(folder) == 2 * MOST_ROWS and len(asked()) >= 2 * MOST_ROWS + 12

        assert run_until(command, folder, is_time) is None
        stored = folder.stored()
        assert len(asked() - stored) <= ASKED_AGAIN
        site.requests.clear()
        assert folder.crawl(site.url, "discover=sitemap").status == 0
        assert asked() == articles(site) - stored
        assert folder.stored() == articles(site)


def count(folder: Folder) -> int:
    """Return the number of stored articles; 0 while there is no table yet."""
    if not folder.sql("SELECT name FROM sqlite_master WHERE name = 'article'"):
        return 0
    return int(folder.sql("SELECT count(*) FROM article")[0][0])
