"""``scrapy fleet reextract`` while a site of it is crawled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.fleet.rounds.test_reextract import Fleet, ended, wait_for
from tests.crawler.fleet.rounds.two_sites import content, spoil
from tests.newsroom.server import serve
from tests.services.postgresql import database, server

pytestmark = pytest.mark.slow("crawls, and processes of their own over a PostgreSQL server")

PAGES = 24


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    with server() as server_url, database(server_url) as url:
        yield Fleet(tmp_path, url)


def crawl(url: str, *settings: str) -> list[str]:
    usual = ("AUTOTHROTTLE_ENABLED=0", "AGREEMENT_BUDGET=0", "ARCHIVE_FILE_BYTES=20000")
    options = [option for each in (*usual, *settings) for option in ("-s", each)]
    return ["crawl", "newspaper", "-a", f"site={url}", "-a", "discover=sitemap", *options]


def test_a_round_waits_for_the_crawl_of_a_site_and_writes_what_it_archived_as_well(fleet: Fleet) -> None:
    with serve(fixtures=None, generated=PAGES) as site:
        fleet.run(*crawl(site.url, "DOWNLOAD_DELAY=0.1", "CLOSESPIDER_ITEMCOUNT=8"))
        before = len(content(fleet.url)["article"])
        assert 8 <= before < PAGES
        spoil(fleet.url)
        asked = len(site.requests)
        crawling = fleet.start(*crawl(site.url, "DOWNLOAD_DELAY=0.7"))
        wait_for(lambda: len(site.requests) > asked + 2, crawling)
        going = fleet.start("fleet", "reextract", "--until-idle")
        wait_for(fleet.made, going)
        ended(crawling)
        said, _ = ended(going)
    assert "lines removed, before -> after" in said or "articles that differ" in said, said
    assert fleet.jobs() == []
    assert fleet.made() == []
    after = content(fleet.url)
    assert len(after["article"]) == PAGES
    assert not [row for row in after["article"] if row["content_hash"] == "lain"]
    fleet.run("reextract", "--jobs", "1")  # there is nothing that one process would do otherwise
    assert content(fleet.url) == after
