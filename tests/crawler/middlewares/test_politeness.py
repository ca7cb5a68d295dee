"""Manners: robots.txt, Crawl-delay, Retry-After, whatever delay is set."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import formatdate

import pytest
from scrapy.settings import Settings

from crawler import settings
from crawler.scrapy_utils.robots import agent_of
from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.answer import Answer
from tests.newsroom.server import Handler, RunningNewspaper, serve

pytestmark = pytest.mark.slow("waits, as a polite crawl does")


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
    assert agent_of(Settings({"USER_AGENT": settings.USER_AGENT})) == "telegraf-corpus"


def test_a_date_is_a_pause_by_the_clock_of_the_server(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = 36_000
    monkeypatch.setattr(
        Handler, "date_time_string", lambda self: formatdate(time.time() + ahead, usegmt=True)
    )
    with serve(fixtures=None, generated=3) as site:
        site.spoil = first_article(
            site, lambda: ("Retry-After", formatdate(time.time() + ahead + 3, usegmt=True)), 429
        )
        began = time.monotonic()
        crawled = folder.crawl(site.url, "discover=sitemap", "CONCURRENT_REQUESTS=1")
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert time.monotonic() - began >= 2
        assert "(Retry-After)" in crawled.log


@pytest.mark.parametrize("status", [403, 413, 302])
def test_a_pause_is_made_whatever_status_asks_for_it(status: int, folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.spoil = first_article(site, lambda: ("Retry-After", "2.5"), status)
        began = time.monotonic()
        crawled = folder.crawl(site.url, "discover=sitemap", "CONCURRENT_REQUESTS=1")
        assert crawled.status == 0
        assert "asks for a pause of 2.5 seconds (Retry-After)" in crawled.log
        assert time.monotonic() - began >= 2.5


def first_article(
    site: RunningNewspaper, header: Callable[[], tuple[str, str]], status: int
) -> Callable[[str, Answer], Answer]:
    """Spoil the first request for an article: it asks for a pause, and would lead to itself."""

    def spoil(path: str, answer: Answer) -> Answer:
        if "nomor" not in path or site.asked("nomor"):
            return answer
        return Answer(b"", status, "text/plain", (header(), ("Location", f"{path}?x=1")))

    return spoil


@pytest.mark.parametrize("status", [404, 500, 200])
def test_a_retry_after_that_stands_by_mistake_ends_nothing(status: int, folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble(site.stories[0].slug, status, headers=(("Retry-After", "86400"),))
        crawled = folder.crawl(site.url, "discover=sitemap", "RETRY_TIMES=0")
        assert "Retry-After" not in crawled.log
        assert len(crawled.lines) == 2


def test_the_longest_pause_is_a_setting(folder: Folder) -> None:
    with serve(fixtures=None, generated=3, robots="Crawl-delay: 2") as site:
        crawled = folder.crawl(site.url, "MAX_WAIT=1")
        assert crawled.status == 1
        assert "asks for 2 seconds between two requests (Crawl-delay); a run waits at most 1" in crawled.log
        assert site.asked() == ["/robots.txt"]
    with serve(fixtures=None, generated=3) as site:
        site.trouble(site.stories[0].slug, 503, headers=(("Retry-After", "3"),))
        crawled = folder.crawl(site.url, "discover=sitemap", "MAX_WAIT=2")
        assert "asks for a pause of 3 seconds (Retry-After): this run ends here" in crawled.log


@pytest.mark.parametrize("value", ["-1", "lama", "1.5"])
def test_a_longest_pause_that_is_no_number_is_a_mistake(value: str, folder: Folder) -> None:
    crawled = folder.crawl("http://koran.invalid/", f"MAX_WAIT={value}")
    assert crawled.status == 2
    assert f"MAX_WAIT={value} must be a whole number, at least 0" in crawled.log


def test_a_crawl_delay_above_the_longest_pause_ends_the_run(folder: Folder) -> None:
    with serve(fixtures=None, generated=3, robots="Crawl-delay: 901") as site:
        crawled = folder.crawl(site.url)
        assert crawled.status == 1
        assert "asks for 901 seconds between two requests (Crawl-delay)" in crawled.log
