"""Manners: robots.txt, Crawl-delay, Retry-After, whatever delay is set."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from crawler import settings
from crawler.middlewares.politeness import retry_after
from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.server import serve

NOW = datetime(2018, 6, 30, 12, tzinfo=UTC)


def test_the_crawl_delay_is_kept_although_none_is_set(folder: Folder) -> None:
    with serve(fixtures=None, generated=3, robots="Crawl-delay: 1") as site:
        began = time.monotonic()
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert crawled.urls == articles(site)
        assert time.monotonic() - began >= len(site.requests) - 1
        assert "asks for 1 seconds between two requests (Crawl-delay)" in crawled.log


def test_a_pause_that_is_asked_for_is_made(folder: Folder) -> None:
    with serve(fixtures=None, generated=5) as site:
        site.trouble("wp-sitemap.xml", 503, times=1, headers=(("Retry-After", "3"),))
        began = time.monotonic()
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert crawled.urls == articles(site)
        assert time.monotonic() - began >= 3
        assert "asks for a pause of 3 seconds (Retry-After)" in crawled.log


def test_a_site_that_asks_for_a_long_pause_is_left_alone_until_the_next_run(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        site.trouble("nomor-15", 429, headers=(("Retry-After", "86400"),))
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert crawled.status == 0
        assert "this run ends here" in crawled.log
        assert 0 < len(crawled.lines) < 30
        site.calm()
        folder.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")
        folder.crawl(site.url, "discover=sitemap")
        assert folder.stored() == articles(site)


def test_a_site_that_asks_for_a_long_pause_before_anything_is_listed_is_a_failure(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("sitemap", 503, headers=(("Retry-After", "86400"),))
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert crawled.status == 1
        assert "wants to be left alone (Retry-After)" in crawled.log


def test_pages_that_robots_forbids_are_not_asked(folder: Folder) -> None:
    with serve(fixtures=None, generated=8) as site:
        forbidden = site.stories[2].slug
        with serve(fixtures=None, generated=8, robots=f"Disallow: /{forbidden}/") as strict:
            crawled = folder.crawl(strict.url, "discover=sitemap")
            assert len(crawled.lines) == 7
            assert not strict.asked(forbidden)
            assert "robots 1" in crawled.log


def test_the_agent_says_who_it_is() -> None:
    assert "@" in settings.USER_AGENT
    assert "+http" in settings.USER_AGENT
    assert settings.USER_AGENT.startswith(settings.ROBOTSTXT_USER_AGENT)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Sat, 30 Jun 2018 12:01:00 GMT", 60.0),
        ("Sat, 30 Jun 2018 11:00:00 GMT", 0.0),
        ("sebentar", 0.0),
        ("", 0.0),
        ("-3", 0.0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value: str, seconds: float) -> None:
    assert retry_after(value, NOW) == seconds
