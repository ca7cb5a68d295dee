"""Redirects: circles end early and are failures, a cookie lives as long as its chain."""

from __future__ import annotations

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.server import RunningNewspaper, serve

SITEMAP = ("discover=sitemap", "RETRY_TIMES=0")


def circle(site: RunningNewspaper, pattern: str) -> None:
    """Let a URL redirect to itself with a query, and that back."""
    site.trouble(rf"{pattern}[^?]*\?putar", 302, headers=(("Location", "?"),))
    site.trouble(pattern, 302, headers=(("Location", "?putar=1"),))


def due_now(folder: Folder) -> None:
    folder.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")


def test_an_article_in_a_circle_is_a_failure_that_a_later_run_mends(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        slug = site.stories[0].slug
        circle(site, slug)
        crawled = folder.crawl(site.url, *SITEMAP)
        assert (crawled.status, len(folder.stored())) == (0, 2)
        assert len(site.asked(slug)) <= 6
        assert folder.sql("SELECT state, reason FROM frontier WHERE url LIKE ?", f"%{slug}%") == [
            ("failed", "redirects")
        ]
        site.calm()
        due_now(folder)
        folder.crawl(site.url, *SITEMAP)
        assert folder.stored() == articles(site)


def test_a_server_that_lets_a_client_in_the_second_time(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        slug = site.stories[0].slug
        site.trouble(slug, 302, headers=(("Location", f"/{slug}/"),), times=1)
        folder.crawl(site.url, *SITEMAP)
        assert folder.stored() == articles(site)


def test_an_endless_chain_is_a_failure(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        slug = site.stories[0].slug
        for number in range(30):
            here, there = f"{slug}/\\?ke={number}$", f"/{slug}/?ke={number + 1}"
            site.trouble(here, 302, headers=(("Location", there),))
        site.trouble(f"{slug}/$", 302, headers=(("Location", f"/{slug}/?ke=0"),))
        crawled = folder.crawl(site.url, *SITEMAP)
        assert crawled.status == 0
        assert "redirects 1" in crawled.log
        assert len(site.asked(slug)) == 21


def test_the_cookie_of_a_wall_is_sent_back_in_its_chain_and_no_further(folder: Folder) -> None:
    with serve(fixtures=None, generated=4) as site:
        site.wall = "nomor-[12]"
        crawled = folder.crawl(site.url, *SITEMAP)
        assert folder.stored() == articles(site)
        assert crawled.status == 0
        for number in (1, 2):  # each is asked for as by somebody new
            assert len(site.asked(f"nomor-{number}/")) == 2


def test_a_wall_that_no_cookie_opens_is_a_failure(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        slug = site.stories[0].slug
        headers = (("Location", f"/{slug}/"), ("Set-Cookie", "setuju=1; Path=/lain"))
        site.trouble(slug, 302, headers=headers)
        crawled = folder.crawl(site.url, *SITEMAP)
        assert (crawled.status, len(folder.stored())) == (0, 2)
        assert "redirects 1" in crawled.log
        assert len(site.asked(slug)) == 2


def test_a_wall_before_the_sitemap_and_the_front_page(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.wall = "sitemap|^/$"
        assert folder.crawl(site.url, *SITEMAP).status == 0
        assert folder.stored() == articles(site)


@pytest.mark.slow("several crawls, in processes of their own")
@pytest.mark.parametrize(
    ("discover", "listing"), [("sitemap", "sitemap"), ("feed", "feed"), ("api", "wp/v2/posts")]
)
def test_listings_in_a_circle_are_named_and_tried_again(discover: str, listing: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble(listing, 302, headers=(("Location", "?putar=1"),))
        crawled = folder.crawl(site.url, f"discover={discover}", "RETRY_TIMES=0")
        assert crawled.status == 1
        assert "redirects at" in crawled.log
        assert "robots" not in crawled.log.replace("robots.txt", "")
        site.calm()
        due_now(folder)
        assert folder.crawl(site.url, f"discover={discover}").status == 0
        assert folder.stored() == articles(site)


def test_a_front_page_in_a_circle_is_named(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("^/$", 302, headers=(("Location", "/"),))
        crawled = folder.crawl(site.url)
    assert crawled.status == 1
    assert f"{site.url}/ cannot be reached: it redirects in a circle, or too often." in crawled.log


def test_a_rest_record_in_a_circle_costs_its_fields_alone_and_is_counted(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble(r"wp/v2/posts/\d", 302, headers=(("Location", "?putar=1"),))
        crawled = folder.crawl(site.url, *SITEMAP, "READ_REST_RECORD=1")
        assert crawled.status == 0
        assert folder.stored() == articles(site)
    ((refused,),) = folder.sql("SELECT stats ->> 'record/refused/redirects' FROM run")
    assert int(refused) == 3


def test_a_further_page_in_a_circle_is_a_failure_of_its_article(folder: Folder) -> None:
    with serve() as site:  # the saved pages have an article on several
        site.trouble(r"/2/$", 302, headers=(("Location", "?putar=1"),))
        site.trouble(r"/2/\?putar", 302, headers=(("Location", "?"),))
        crawled = folder.crawl(site.url, *SITEMAP)
        failed = folder.sql("SELECT url FROM frontier WHERE kind = 'article' AND reason = 'redirects'")
        assert (crawled.status, len(failed)) == (0, 1)
        site.calm()
        due_now(folder)
        folder.crawl(site.url, *SITEMAP)
        assert {url for (url,) in failed} <= folder.stored()
