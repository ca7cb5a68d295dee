"""Firewalls that refuse a parameter of REST, plugins that hide where REST is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.crawler.spider.odd_rest import edit, publish, spoil_rest
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

pytestmark = pytest.mark.slow("a crawl for each way in which REST is refused")


def refuse(site: RunningNewspaper, status: int, *parameters: str) -> None:
    """Refuse requests with a parameter (``before``), or with one that has a value (``orderby=modified``)."""

    def change(path: str, query: dict[str, str], respond: Callable[[dict[str, str]], Answer]) -> Answer:
        asked = {*query, *(f"{name}={value}" for name, value in query.items())}
        return Answer(b"<h1>Forbidden</h1>", status) if asked & set(parameters) else respond(query)

    spoil_rest(site, change)


def unlink_rest(site: RunningNewspaper) -> None:
    """Name REST on no page, as security plugins do."""
    printed = site.printed

    def unlinked(answer: Answer) -> Answer:
        given = printed(answer)
        body = given.body.replace(b"https://api.w.org/", b"x")
        body = body.replace(b"</head>", b"<!-- /wp-content/ --></head>")
        headers = tuple((name, value) for name, value in given.headers if "api.w.org" not in value)
        return replace(given, body=body, headers=headers)

    site.printed = unlinked  # type: ignore[method-assign]


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_where_dates_are_refused_articles_are_paged_through_by_number(status: int, folder: Folder) -> None:
    with serve(fixtures=None, generated=230) as site:
        refuse(site, status, "before", "after")
        crawled = folder.crawl(site.url, "discover=api", "RETRY_TIMES=0")
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "left for later runs" not in crawled.log
        changed = {edit(site, 20), publish(site, "kabar-baru")}
        crawled = folder.crawl(site.url, "discover=api", "RETRY_TIMES=0")
        assert (crawled.status, crawled.urls) == (0, changed)


def test_where_an_offset_is_refused_changes_are_paged_through_by_number(folder: Folder) -> None:
    with serve(fixtures=None, generated=130) as site:
        refuse(site, 403, "offset")
        folder.crawl(site.url, "discover=api")
        changed = {edit(site, number) for number in range(60)}
        crawled = folder.crawl(site.url, "discover=api")
        assert (crawled.status, crawled.urls) == (0, changed)


@pytest.mark.parametrize("status", [400, 403])
def test_where_the_order_is_refused_news_are_found_and_edits_by_listing_all(
    status: int, folder: Folder
) -> None:
    with serve(fixtures=None, generated=30) as site:
        refuse(site, status, "orderby=modified")
        folder.crawl(site.url, "discover=api")
        edited, new = edit(site, 3), publish(site, "kabar-baru")
        crawled = folder.crawl(site.url, "discover=api")
        assert (crawled.status, crawled.urls) == (0, {new})
        assert "edits are found by listing everything" in crawled.log
        crawled = folder.crawl(site.url, "discover=api", "FULL_LISTING_DAYS=0")
        assert (crawled.status, crawled.urls) == (0, {edited})


def test_where_dates_are_refused_a_period_is_cut_out_here(folder: Folder) -> None:
    with serve(fixtures=None, generated=330) as site:
        refuse(site, 403, "before", "after")
        crawled = folder.crawl(site.url, "discover=api", "since=2018-06-29", "until=2018-06-29")
        assert (crawled.status, len(crawled.lines)) == (0, 24)


def test_a_rest_api_that_was_closed_later_is_left_at_once(folder: Folder) -> None:
    with serve(fixtures=None, generated=12) as site:
        folder.crawl(site.url)
        closed = Answer(b'{"code": "rest_forbidden"}', 403)
        spoil_rest(site, lambda path, query, respond: closed)
        site.requests.clear()
        crawled = folder.crawl(site.url)
        assert crawled.status == 1  # which is told, though the crawl goes on
        assert "The articles were listed by the WordPress REST API until now." in crawled.log
        assert "Discovery by sitemaps" in crawled.log
        assert sum(logged.path.startswith("/wp-json/wp/v2/posts") for logged in site.requests) == 1


@pytest.mark.parametrize("discover", ["auto", "api"])
def test_rest_that_no_page_names_is_found_at_the_usual_place(discover: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=12, sitemap="none", robots_sitemap=False, feeds=False) as site:
        unlink_rest(site)
        crawled = folder.crawl(site.url, f"discover={discover}")
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "/wp-json/wp/v2/posts" in crawled.log


def test_the_usual_place_of_rest_is_asked_once_and_in_silence(folder: Folder) -> None:
    with serve(fixtures=None, generated=12, rest="html") as site:
        unlink_rest(site)
        crawled = folder.crawl(site.url)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "WARNING" not in crawled.log
        asked = [logged.path for logged in site.requests if logged.path.startswith("/wp-json/")]
        assert asked == ["/wp-json/wp/v2/types"]


def test_the_usual_place_of_rest_is_not_asked_where_robots_forbids_it(folder: Folder) -> None:
    with serve(fixtures=None, generated=12, robots="Disallow: /wp-json/") as site:
        unlink_rest(site)
        assert folder.crawl(site.url).urls == articles(site)
        assert not any(logged.path.startswith("/wp-json/") for logged in site.requests)
