"""REST records that lack the article: the page of each is fetched, once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.crawler.spider.odd_rest import COLLECTION, spoil_rest
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

pytestmark = pytest.mark.slow("a crawl for each kind of bare record")

EMPTY = {"content": {"rendered": "", "protected": False}}
SHORTCODES = {"content": {"rendered": "<p>[vc_row][vc_column][/vc_column][/vc_row]</p>"}}
EXCERPT = {"content": {"rendered": "<p>Pemerintah kota membuka kembali [&hellip;]</p>"}}


def print_as(site: RunningNewspaper, changed: dict[str, Any], *slugs: str) -> None:
    """Print members of some articles' records in another way; without ``slugs``: of all records."""

    def change(path: str, query: dict[str, str], respond: Callable[[dict[str, str]], Answer]) -> Answer:
        found = respond(query)
        if path != COLLECTION or found.status != 200:
            return found
        records = [
            {name: value for name, value in {**each, **changed}.items() if value is not None}
            if not slugs or each.get("slug") in slugs
            else each
            for each in json.loads(found.body)
        ]
        return replace(found, body=json.dumps(records).encode())

    spoil_rest(site, change)


def pages(site: RunningNewspaper) -> list[str]:
    """Return the paths of articles that were requested."""
    paths = {story.url.partition("telegraf.test")[2] or story.url for story in site.stories}
    return [logged.path for logged in site.requests if logged.path in paths or "nomor" in logged.path]


@pytest.mark.parametrize("changed", [EMPTY, {"content": None}, SHORTCODES, EXCERPT, {"title": None}])
def test_articles_that_no_record_holds_are_read_from_their_pages_once(
    changed: dict[str, Any], folder: Folder
) -> None:
    with serve(fixtures=None, generated=12) as site:
        print_as(site, changed)
        crawled = folder.crawl(site.url, "discover=api")
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "has 12 records without headline or text" in crawled.log
        assert "not stored" not in crawled.log
        site.requests.clear()
        assert folder.crawl(site.url, "discover=api").status == 0
        assert pages(site) == []


def test_the_page_is_requested_again_when_the_record_says_that_it_has_changed(folder: Folder) -> None:
    with serve(fixtures=None, generated=12) as site:
        print_as(site, EMPTY)
        folder.crawl(site.url, "discover=api")
        site.requests.clear()
        story = site.stories[4]
        site.edit(story.slug, "buka", "tutup", modified=datetime.now(UTC))
        crawled = folder.crawl(site.url, "discover=api")
        assert crawled.urls == {f"{site.url}/{story.slug}/"}
        assert crawled.revisions == [2]
        assert pages(site) == [f"/{story.slug}/"]


def test_a_page_without_the_article_is_refused_by_name_and_not_requested_again(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        site.publish("tanpa-isi", "Tanpa isi", [""])
        crawled = folder.crawl(site.url, "discover=api")
        assert (crawled.status, len(crawled.lines)) == (0, 6)
        assert "not stored: no_text 1" in crawled.log
        for options in ([], ["FULL_LISTING_DAYS=0"]):
            site.requests.clear()
            assert folder.crawl(site.url, "discover=api", *options).status == 0
            assert "/tanpa-isi/" not in [logged.path for logged in site.requests]


def test_a_post_with_a_password_is_refused_by_name_and_its_page_is_not_requested(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        slug = site.stories[2].slug
        print_as(site, {"content": {"rendered": "", "protected": True}}, slug)
        crawled = folder.crawl(site.url, "discover=api")
        assert (crawled.status, crawled.urls) == (0, articles(site) - {f"{site.url}/{slug}/"})
        assert "not stored: login_wall 1" in crawled.log
        assert pages(site) == []


def test_a_narrowed_run_requests_the_pages_of_its_period_alone(folder: Folder) -> None:
    with serve(fixtures=None, generated=120) as site:
        print_as(site, EMPTY)
        crawled = folder.crawl(site.url, "discover=api", "since=2018-06-30")
        assert crawled.status == 0
        assert len(crawled.lines) == 19  # one an hour, from midnight to 18:00
        assert len(pages(site)) < 60


def test_a_run_that_was_stopped_loses_no_page(folder: Folder) -> None:
    with serve(fixtures=None, generated=40) as site:
        print_as(site, EMPTY)
        stopped = folder.crawl(site.url, "discover=api", "CLOSESPIDER_ITEMCOUNT=3")
        assert stopped.urls < articles(site)
        assert folder.crawl(site.url, "discover=api").status == 0
        assert folder.stored() == articles(site)
