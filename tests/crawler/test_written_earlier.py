"""A store and an archive that an earlier release wrote are read, crawled on with, and read again as ever.

``tests/newsroom/written.py`` tells how they were made. Neither imports anything of the program, so that they
say the same of it however it is arranged.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.newsroom.server import RunningNewspaper
from tests.newsroom.written import (
    BACK,
    EDITED,
    FIELDS,
    GIVEN_UP,
    GONE,
    IN_TIME,
    MOVED,
    MOVED_TO,
    URL,
    Written,
    expected,
    printed,
)

pytestmark = pytest.mark.slow("reads what an earlier release wrote, by each command")

ONLY_NEWS, EVERYTHING = "FULL_LISTING_DAYS=36500", "FULL_LISTING_DAYS=0"
"""Settings of a crawl, so that the day on which a test runs decides nothing."""

CONTENT = ("articles", "revisions", "aliases")


@contextmanager
def reopened() -> Iterator[RunningNewspaper]:
    """Print the newspaper at its old address; skips the test where that cannot be had.

    With REQUIRE_SERVICES=1 the test fails instead.
    """
    with ExitStack() as stack:
        try:
            site = stack.enter_context(printed())
        except OSError as error:
            reason = f"the newspaper cannot be printed at {URL}: {error.strerror}"
            if os.environ.get("REQUIRE_SERVICES") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
        yield site


@pytest.fixture
def site() -> Iterator[RunningNewspaper]:
    with reopened() as running:
        yield running


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Return what was written, in a folder to be used there."""
    return Written.copied(tmp_path)


@pytest.fixture(scope="module")
def taken_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which a crawl took up what was left."""
    written = Written.copied(tmp_path_factory.mktemp("written"))
    with reopened() as site:
        written.scrapy("retry")
        assert written.crawl(site.url, "discover=sitemap", ONLY_NEWS).status == 0
    return written.path


@pytest.fixture
def current(taken_up: Path, tmp_path: Path) -> Written:
    """Return what was written and crawled on with, in a folder to be used there."""
    return Written(shutil.copytree(taken_up, tmp_path / "current"))


def address(slug: str) -> str:
    return f"{URL}/{slug}/"


def left(written: Written) -> set[str]:
    """Return the addresses of articles that the last crawls left: not asked yet, failed, or given up."""
    unfinished = "kind = 'article' AND (state <> 'done' OR reason LIKE 'given_up:%')"
    return {url for (url,) in written.sql(f"SELECT url FROM frontier WHERE {unfinished}")}


def exported(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the store as the line of an export."""
    lists = {name: json.loads(row[name]) for name in ("tags", "authors", "removed")}
    return {name: row[name] for name in FIELDS} | lists


# Looking at it


def test_the_status_tells_what_is_stored_and_what_is_left(written: Written) -> None:
    said = written.scrapy("status").stdout
    assert said.startswith("telegraf: 11 articles, 1 of them gone, 10 not compared yet\n")
    for line in ("pending      5 URLs", "failed       1 URL,", "not stored   3 URLs, 1 of them given up"):
        assert f"  {line}" in said
    assert said.count("    1 http_503  ") == 2
    assert "  ended: closespider_itemcount\n" in said


def test_the_status_names_the_addresses_of_a_reason(written: Written) -> None:
    said = written.scrapy("status", "--reason", "http_503").stdout
    assert address(GIVEN_UP) in said
    assert set(said.splitlines()) < left(written)


def test_the_export_holds_what_was_stored(written: Written) -> None:
    lines = [json.loads(line) for line in written.scrapy("export", "-").stdout.splitlines()]
    rows = sorted(expected()["articles"], key=lambda row: (row["published_instant"], row["url"]))
    assert [{name: line[name] for name in FIELDS} for line in lines] == [exported(row) for row in rows]


def test_the_history_shows_what_each_revision_changed(written: Written) -> None:
    said = written.scrapy("history", address(EDITED)).stdout
    changes = [line for line in said.splitlines() if "ribu ton" in line]
    assert [re.findall(r"[-+] |\d+ ribu ton", line)[:2] for line in changes] == [
        ["- ", "21 ribu ton"],
        ["+ ", "23 ribu ton"],
        ["- ", "23 ribu ton"],
        ["+ ", "24 ribu ton"],
    ]


def test_the_history_of_what_is_gone_says_so(written: Written) -> None:
    assert "The site no longer has it: gone at " in written.scrapy("history", address(GONE)).stdout


def test_an_article_is_known_by_its_former_address(written: Written) -> None:
    assert written.scrapy("history", address(MOVED)).stdout.startswith(f"{address(MOVED_TO)}\n")


# Reading the archive again


@pytest.mark.parametrize("options", ["--dry-run", "--dry-run --jobs 1", ""])
def test_the_archive_is_read_again_with_no_difference(options: str, written: Written) -> None:
    was = expected()
    found = written.reextract(*options.split())
    assert (found["new"], found["changed"], found["gone"], found["lost"]) == (0, 0, 0, [])
    assert found == was.pop("reextract")
    assert written.held() == was


def test_without_the_store_every_article_is_new(written: Written) -> None:
    written.forget()
    found = written.reextract("--dry-run")
    was = expected()
    assert (found["new"], found["changed"], found["gone"]) == (len(was["articles"]), 0, 1)
    assert found["refused"] == was["reextract"]["refused"]
    assert not written.store.exists()


def test_the_archive_alone_restores_what_was_stored(written: Written) -> None:
    written.forget()
    written.reextract()
    assert written.held(*CONTENT) == {name: expected()[name] for name in CONTENT}


# Crawling on


@pytest.mark.parametrize("way", ["sitemap", "api"])
def test_what_was_left_is_taken_up_and_no_other_article_is_asked(
    way: str, written: Written, site: RunningNewspaper
) -> None:
    unfinished = left(written)
    others = [row for row in expected()["articles"] if row["url"] not in unfinished]
    written.scrapy("retry")
    crawled = written.crawl(site.url, f"discover={way}", ONLY_NEWS)
    assert (crawled.status, crawled.urls) == (0, unfinished)
    assert left(written) == set()
    assert written.stored() == {address(slug) for slug in (GONE, *(story.slug for story in site.stories))}
    assert {URL + path for path in site.asked()}.isdisjoint(row["url"] for row in others)
    assert [row for row in written.held("articles")["articles"] if row["url"] not in unfinished] == others


@pytest.mark.parametrize("way", ["sitemap", "api", "feed", "archive"])
def test_then_a_complete_listing_finds_nothing_new(
    way: str, current: Written, site: RunningNewspaper
) -> None:
    before = current.held(*CONTENT)
    crawled = current.crawl(site.url, f"discover={way}", EVERYTHING)
    assert (crawled.status, crawled.lines) == (0, [])
    assert current.held(*CONTENT) == before


@pytest.mark.parametrize("way", ["sitemap", "api"])
def test_an_edit_becomes_one_revision(way: str, current: Written, site: RunningNewspaper) -> None:
    ((began,),) = current.sql("SELECT min(started_at) FROM run")
    later = datetime.fromisoformat(began).replace(tzinfo=UTC) + timedelta(days=1)
    site.edit(BACK, "300 penumpang", "350 penumpang", modified=later)  # REST tells what changed since then
    crawled = current.crawl(site.url, f"discover={way}", ONLY_NEWS)
    assert (crawled.status, [line["url"] for line in crawled.lines]) == (0, [address(BACK)])
    assert "350 penumpang" in crawled.lines[0]["text"]
    history = [row for row in current.held("revisions")["revisions"] if row["url"] == address(BACK)]
    assert [(row["revision"], row["cause"]) for row in history] == [(1, "site"), (2, "site")]
    assert current.crawl(site.url, f"discover={way}", ONLY_NEWS).lines == []


@pytest.mark.parametrize(("way", "listing"), [("sitemap", EVERYTHING), ("api", ONLY_NEWS)])
def test_what_the_site_takes_away_is_marked_as_gone(
    way: str, listing: str, current: Written, site: RunningNewspaper
) -> None:
    site.trash(IN_TIME)
    crawled = current.crawl(site.url, f"discover={way}", listing)
    assert (crawled.status, crawled.lines) == (0, [])
    assert current.gone() == {address(GONE), address(IN_TIME)}


def test_earlier_and_later_files_of_the_archive_are_read_together(current: Written) -> None:
    before = current.held(*CONTENT)
    found = current.reextract("--dry-run")
    assert (found["new"], found["changed"], found["gone"], found["lost"]) == (0, 0, 0, [])
    assert found["refused"] == expected()["reextract"]["refused"]
    current.forget()
    current.reextract()
    assert current.held(*CONTENT) == before
