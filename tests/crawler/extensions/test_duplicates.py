"""A crawl fills in which article is a version of an earlier one, and keeps it true."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.crawler.spider.crawling import Folder
from tests.crawler.spider.test_killed import run_until
from tests.crawler.versions import EDITED, HEADLINE, NEW_HEADLINE, OTHER, STORY
from tests.newsroom.server import RunningNewspaper, serve
from tests.services.postgresql import POSTGRESQL, SQLITE

FIRST, SECOND, THIRD = "jembatan-putus", "menyeberang-dengan-rakit", "terminal-lama"
NOON = datetime.fromisoformat("2018-06-20T12:00:00+07:00")

IN_LARGE_BATCHES = """
from crawler.extensions import duplicates
from scrapy.cmdline import execute
duplicates._MOMENT, duplicates._ENOUGH = 600, 600
execute()
"""
"""A crawl in which articles wait for so long to be compared that a kill surely comes meanwhile."""


@pytest.fixture
def site() -> Iterator[RunningNewspaper]:
    """A newspaper with a story, a version of it, and another story."""
    with serve(fixtures=None) as site:
        site.publish(FIRST, HEADLINE, STORY, NOON)
        site.publish(SECOND, NEW_HEADLINE, EDITED, NOON + timedelta(hours=20))
        site.publish(THIRD, "Terminal Lama Diperbaiki", OTHER, NOON + timedelta(hours=21))
        yield site


def known(folder: Folder) -> dict[str, str | None]:
    """Return the slug of each stored article, with that of the one that it is a version of."""
    rows = folder.sql("SELECT url, near_duplicate_of FROM article")
    return {slug(url): near_duplicate_of and slug(near_duplicate_of) for url, near_duplicate_of in rows}


def slug(url: str) -> str:
    return url.rsplit("/", 2)[1]


def listed(folder: Folder, *options: str) -> Any:
    """Return what ``scrapy duplicates --json`` prints, and nothing else."""
    status, printed = folder.run("duplicates", "--json", *options)
    assert status == 0
    return json.loads(printed)


def later(day: int) -> datetime:
    """Return a moment after all crawls of a test: REST is asked for what changed since the last one."""
    return datetime.now().astimezone() + timedelta(days=day)


@pytest.mark.slow("crawls by both ways, into both kinds of store")
@pytest.mark.parametrize(("folder", "way"), [(SQLITE, "sitemap"), (POSTGRESQL, "api")], indirect=["folder"])
def test_a_version_names_the_article_that_it_is_made_of(
    way: str, folder: Folder, site: RunningNewspaper
) -> None:
    crawled = folder.crawl(site.url, f"discover={way}")
    assert crawled.status == 0
    assert {slug(line["url"]): line["near_duplicate_of"] for line in crawled.lines} == dict.fromkeys(
        (FIRST, SECOND, THIRD)
    )
    urls = {each: f"{site.url}/{each}/" for each in (FIRST, SECOND, THIRD)}
    _, printed = folder.run("export", "-")
    exported = [json.loads(line) for line in printed.splitlines()[:3]]
    assert {line["url"]: line["near_duplicate_of"] for line in exported} == {
        urls[FIRST]: None,
        urls[SECOND]: urls[FIRST],
        urls[THIRD]: None,
    }
    assert listed(folder) == [{"url": urls[FIRST], "duplicates": [urls[SECOND]]}]


@pytest.mark.slow("five crawls: an edit and its undoing, an article that goes and comes back")
def test_what_editors_do_later_is_followed(folder: Folder, site: RunningNewspaper) -> None:
    alone: dict[str, str | None] = dict.fromkeys((FIRST, SECOND, THIRD))
    crawl = ("discover=api", "FULL_LISTING_DAYS=0")
    assert folder.crawl(site.url, *crawl).status == 0
    assert known(folder) == {**alone, SECOND: FIRST}

    content = site.stories[-1].content
    assert folder.crawl(site.url, *crawl).status == 0
    site.edit(FIRST, content, "".join(f"<p>{each}</p>" for each in OTHER), modified=later(1))
    assert folder.crawl(site.url, *crawl).status == 0
    assert known(folder) == {**alone, THIRD: FIRST}

    site.trash(FIRST)
    assert folder.crawl(site.url, *crawl).status == 0
    assert folder.gone() == {f"{site.url}/{FIRST}/"}
    assert known(folder) == alone

    site.restore(FIRST)
    assert folder.crawl(site.url, *crawl).status == 0
    assert folder.gone() == set()
    assert known(folder) == {**alone, THIRD: FIRST}


@pytest.mark.slow("a crawl that is killed, and one after it")
def test_what_a_killed_crawl_did_not_come_to_the_next_one_compares(
    folder: Folder, site: RunningNewspaper
) -> None:
    site.trouble(THIRD, delay=60)
    patient = folder.command(site.url, "discover=sitemap", "CONCURRENT_REQUESTS=1")
    command = [sys.executable, "-c", IN_LARGE_BATCHES, *patient[3:]]
    assert run_until(command, folder, lambda: folder.store.exists() and _has_both(folder)) is None
    site.calm()
    assert known(folder) == {FIRST: None, SECOND: None}
    assert folder.crawl(site.url, "discover=sitemap").status == 0
    assert known(folder) == {FIRST: None, SECOND: FIRST, THIRD: None}
    assert folder.sql("SELECT count(*) FROM due") == [(0,)]


def _has_both(folder: Folder) -> bool:
    (tables,) = folder.sql("SELECT count(*) FROM sqlite_master WHERE name = 'article'")[0]
    return bool(tables) and folder.sql("SELECT count(*) FROM article") == [(2,)]


@pytest.mark.slow("four crawls, and the command beside them")
def test_a_store_has_one_window_until_all_is_compared_anew(folder: Folder, site: RunningNewspaper) -> None:
    first = folder.crawl(site.url, "DUPLICATES_DAYS=0")
    assert (first.status, known(folder)[SECOND]) == (0, None)
    assert folder.crawl(site.url, "DUPLICATES_DAYS=30").status == 0
    assert known(folder)[SECOND] == FIRST

    site.publish("lagi", "Jembatan Itu Lagi", STORY, NOON + timedelta(days=2))
    warned = folder.crawl(site.url, "DUPLICATES_DAYS=1", "LOG_LEVEL=WARNING")
    assert warned.status == 0
    (warning,) = [line for line in warned.log.splitlines() if "WARNING" in line]
    assert "DUPLICATES_DAYS=30, not 1" in warning and "scrapy duplicates --rebuild" in warning
    assert known(folder)["lagi"] is None

    status, printed = folder.run("duplicates", "--json", "-s", "DUPLICATES_DAYS=1")
    told, shown = printed.splitlines()
    assert (status, told) == (0, f"scrapy duplicates: {warning.partition('WARNING: ')[2]}")
    assert len(json.loads(shown)) == 1

    listed(folder, "--rebuild", "-s", "DUPLICATES_DAYS=1")
    assert known(folder)["lagi"] is None
    listed(folder, "--rebuild", "-s", "DUPLICATES_DAYS=2")
    assert known(folder)["lagi"] == FIRST
    assert "WARNING" not in folder.crawl(site.url, "DUPLICATES_DAYS=2").log


def test_a_crawl_with_a_window_that_is_none_does_not_begin(folder: Folder) -> None:
    crawled = folder.crawl("http://127.0.0.1:9/", "DUPLICATES_DAYS=a month")
    assert crawled.status == 2
    sentence = "the setting DUPLICATES_DAYS=a month must be a whole number, from 0 to 36500"
    assert sentence in crawled.log


@pytest.mark.slow("two crawls")
def test_a_fault_costs_no_article_and_is_told(folder: Folder, site: RunningNewspaper) -> None:
    assert folder.crawl(site.url).status == 0
    folder.sql("UPDATE sketch SET packed = x'00'")
    site.edit(FIRST, "Senin pagi", "Selasa pagi", modified=later(1))
    crawled = folder.crawl(site.url, "discover=api")
    assert (crawled.status, crawled.revisions) == (1, [2])
    (told,) = [line for line in crawled.log.splitlines() if " ERROR: " in line]
    assert "No more near-duplicates are looked for: " in told
    assert told.endswith("That is a fault of the program; please report it. The articles are stored.")


@pytest.mark.slow("a crawl that compares for two seconds at its end")
def test_a_large_backlog_is_not_waited_for_and_told_in_one_line(
    folder: Folder, site: RunningNewspaper
) -> None:
    assert folder.crawl(site.url).status == 0
    folder.sql(
        "INSERT INTO due (article_id) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
        " WHERE i < 1000000) SELECT 1000000 + i FROM n"
    )
    again = folder.crawl(site.url)
    assert again.status == 0
    (line,) = [each for each in again.log.splitlines() if "near-duplicates" in each]
    assert "stored articles are not compared for near-duplicates yet: scrapy duplicates does it" in line


@pytest.mark.slow("a crawl, and its archive read again without a store")
def test_what_is_restored_from_the_archive_is_compared(folder: Folder, site: RunningNewspaper) -> None:
    assert folder.crawl(site.url, "discover=sitemap", "DUPLICATES_DAYS=0").status == 0
    folder.store.unlink()
    status, printed = folder.run("reextract", "--jobs", "1")
    assert (status, "3 new" in printed) == (0, True)
    assert known(folder) == {FIRST: None, SECOND: FIRST, THIRD: None}
