"""The first crawl of a newspaper, by each way of discovery: every article, no other page, few requests."""

from __future__ import annotations

from typing import Any

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.server import serve

SOURCES = ("auto", "api", "sitemap", "feed", "archive")


@pytest.mark.parametrize("source", SOURCES)
def test_every_article_is_found_and_no_other_page(source: str, folder: Folder) -> None:
    with serve(generated=25) as site:
        crawled = folder.crawl(site.url, f"discover={source}")
        assert crawled.status == 0
        assert crawled.urls == articles(site)
        assert len(crawled.lines) == len(crawled.urls)


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        *[(source, {"prefix": "/koran"}) for source in SOURCES],
        *[
            (source, {"permalinks": "plain", "rest_root": "/?rest_route=/"})
            for source in ("api", "sitemap", "archive")
        ],
        ("api", {"rest_root": "/api-saya/"}),
        ("api", {"videos": 4}),
        ("api", {"rest_limit": 10}),
        ("sitemap", {"sitemap": "plugin"}),
        ("sitemap", {"sitemap": "plugin", "gzip": True, "news": True}),
        ("sitemap", {"robots_sitemap": False}),
        ("sitemap", {"sitemap_size": 7, "lastmod": True}),
        ("feed", {"full_feeds": False}),
        ("archive", {"per_page": 3}),
    ],
    ids=str,
)
def test_every_article_is_found_however_the_site_is_set_up(
    source: str, changes: dict[str, Any], folder: Folder
) -> None:
    with serve(fixtures=None, generated=25, **changes) as site:
        crawled = folder.crawl(site.url, f"discover={source}")
        assert crawled.status == 0
        assert crawled.urls == articles(site)


def test_a_newspaper_that_nobody_has_described_is_called_by_its_host(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        crawled = folder.crawl(site.url, spider="newspaper")
        assert {line["site"] for line in crawled.lines} == {"127.0.0.1"}


def test_rest_needs_few_requests_and_the_log_says_that_it_was_taken(folder: Folder) -> None:
    with serve(fixtures=None, generated=250) as site:
        crawled = folder.crawl(site.url)
        assert len(crawled.lines) == 250
        assert len(site.requests) <= 9
        assert f"Discovery by REST: {site.url}/wp-json/" in crawled.log
        walked = [path for path in site.asked("wp/v2/posts") if "order=desc" in path]
        assert len(walked) == 3
        assert all("_embed=author,wp:term,wp:featuredmedia" in path for path in walked)


@pytest.mark.parametrize(("source", "most"), [("sitemap", 1.2), ("archive", 1.3)])
def test_the_other_ways_need_little_more_than_a_request_an_article(
    source: str, most: float, folder: Folder
) -> None:
    with serve(fixtures=None, generated=100) as site:
        assert len(folder.crawl(site.url, f"discover={source}").lines) == 100
        assert len(site.requests) <= most * 100


@pytest.mark.parametrize("status", [401, 403, 404])
def test_auto_takes_sitemaps_where_rest_is_closed(status: int, folder: Folder) -> None:
    with serve(fixtures=None, generated=12, rest=status) as site:
        crawled = folder.crawl(site.url)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert f"Not using REST: http_{status}" in crawled.log
        assert "Discovery by sitemaps" in crawled.log


@pytest.mark.parametrize("answer", ["html", "invalid", "hidden"])
def test_auto_takes_sitemaps_where_rest_answers_something_else(answer: Any, folder: Folder) -> None:
    with serve(fixtures=None, generated=12, rest=answer) as site:
        crawled = folder.crawl(site.url)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "Not using REST" in crawled.log


def test_auto_takes_sitemaps_where_robots_forbids_rest(folder: Folder) -> None:
    with serve(fixtures=None, generated=5, robots="Disallow: /wp-json/") as site:
        crawled = folder.crawl(site.url)
        assert crawled.urls == articles(site)
        assert "Not using REST: robots" in crawled.log
        assert not site.asked("wp-json")


def test_auto_takes_feeds_then_archive_pages_where_there_is_nothing_better(folder: Folder) -> None:
    with serve(fixtures=None, generated=25, rest=404, sitemap="none", robots_sitemap=False) as site:
        crawled = folder.crawl(site.url)
        assert crawled.urls == articles(site)
        assert "Discovery by feeds" in crawled.log
    with serve(
        fixtures=None, generated=25, rest=404, sitemap="none", robots_sitemap=False, feeds=False
    ) as site:
        crawled = folder.crawl(site.url)
        assert crawled.urls == articles(site)
        assert "Discovery by archive pages" in crawled.log


@pytest.mark.parametrize("discover", ["auto", "feed"])
def test_a_json_feed_is_taken_where_no_other_feed_answers(discover: str, folder: Folder) -> None:
    closed: dict[str, Any] = {"rest": 404, "sitemap": "none", "robots_sitemap": False, "feeds": False}
    with serve(fixtures=None, generated=25, json_feed=True, **closed) as site:
        crawled = folder.crawl(site.url, f"discover={discover}")
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert f"Discovery by JSON Feed: {site.url}/feed/json/." in crawled.log
        assert not site.asked("/page/2/")
        edited = site.stories[1]
        site.edit(edited.slug, edited.headline, "Judul baru")
        site.publish("kabar-baru", "Kabar baru", ["Kabar ini baru datang."])
        again = folder.crawl(site.url, f"discover={discover}")
        assert again.status == 0
        assert sorted(line["headline"] for line in again.lines) == ["Judul baru", "Kabar baru"]


def test_an_article_on_several_pages_is_one(folder: Folder) -> None:
    with serve() as site:
        story = next(story for story in site.stories if len(story.pages) > 1)
        by_page = folder.crawl(site.url, "discover=archive")
        (line,) = (line for line in by_page.lines if line["url"] == f"{site.url}/{story.slug}/")
        assert site.asked(f"/{story.slug}/2/$")
        other = Folder(folder.path / "rest")
        other.path.mkdir()
        (record,) = (each for each in other.crawl(site.url).lines if each["url"] == line["url"])
        assert line["text"] == record["text"]


def test_the_record_of_a_page_fills_what_the_page_does_not_show(folder: Folder) -> None:
    with serve(fixtures=None, generated=4) as site:
        crawled = folder.crawl(site.url, "discover=sitemap", "READ_REST_RECORD=1")
        assert len(site.asked(r"/wp-json/wp/v2/posts/\d+\?")) == 4
        assert all(line["modified_at"] and line["source"] == "page" for line in crawled.lines)
