"""JSON Feed 1.1 as the standard has it, and as sites print it."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import Any

import pytest

from crawler.discovery import Filters, JsonFeeds, NotAListing, Section
from crawler.discovery.json_feed import read_json_feed
from crawler.discovery.listing import bad_addresses
from crawler.period import Period
from tests.crawler.discovery.answers import SITE, answer, context, row

FEED = f"{SITE}feed.json"
FRONT = f'<html><head><link rel="alternate" type="application/feed+json" href="{FEED}"></head></html>'
ITEMS = [
    {
        "id": "1",
        "url": "https://telegraf.test/satu/?utm_source=feed",
        "title": "Satu",
        "date_published": "2018-06-30T18:00:00+07:00",
        "date_modified": "2018-07-01T09:00:00+07:00",
        "tags": ["Ekonomi"],
    },
    {"id": "https://telegraf.test/dua/", "date_published": "2018-06-01T18:00:00+07:00", "tags": ["Daerah"]},
    {"id": "3", "url": "https://lain.test/tiga/"},
    {"id": "4", "url": "", "external_url": "https://lain.test/empat/"},
]


def feed(items: Any = ITEMS, **more: Any) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items, **more})


def test_the_articles_of_the_site_are_named_with_their_last_change() -> None:
    found = JsonFeeds(context()).read(row(FEED, "json_feed"), answer(feed(), FEED))
    assert [(each.url, each.source, each.lastmod) for each in found.articles] == [
        ("https://telegraf.test/satu/", "json_feed", "2018-07-01T09:00:00+07:00"),
        ("https://telegraf.test/dua/", "json_feed", None),
    ]
    assert found.is_answer
    assert found.following is None


def test_the_next_page_is_where_the_feed_says() -> None:
    page = feed(next_url="/feed.json?page=2")
    found = JsonFeeds(context()).read(row(FEED, "json_feed"), answer(page, FEED))
    assert found.following is not None
    assert found.following.url == f"{FEED}?page=2"


def test_what_lies_before_the_period_ends_the_pages() -> None:
    source = JsonFeeds(context(Filters(Period(since=date(2018, 8, 1)))))
    page = feed(next_url="/feed.json?page=2", items=ITEMS[:2])
    assert source.read(row(FEED, "json_feed"), answer(page, FEED)).following is None


def test_a_section_narrows_it() -> None:
    source = JsonFeeds(context(Filters(section=Section("Daerah", "daerah"))))
    found = source.read(row(FEED, "json_feed"), answer(feed(), FEED))
    assert [each.url for each in found.articles] == ["https://telegraf.test/dua/"]


def test_it_begins_at_what_the_front_page_names() -> None:
    assert [each.url for each in asyncio.run(JsonFeeds(context(front=FRONT)).roots())] == [FEED]


def test_where_the_front_page_names_none_nothing_is_guessed() -> None:
    with pytest.raises(NotAListing, match="none_named"):
        asyncio.run(JsonFeeds(context()).roots())


def test_of_a_section_its_own_feed_is_taken() -> None:
    url = f"{SITE}category/daerah/"
    own = FRONT.replace("/feed.json", "/category/daerah/feed.json")
    filters = Filters(section=Section("Daerah", "daerah", url))
    site = context(filters, front=FRONT, answers={url: answer(own, url)})
    assert [each.url for each in asyncio.run(JsonFeeds(site).roots())] == [f"{url}feed.json"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "empty"),
        ("<html><body>Tidak ada</body></html>", "html"),
        (feed()[:-9], "invalid_json"),
        ("[]", "no_feed"),
        ('{"items": []}', "no_feed"),
        ('{"version": 1.1, "items": []}', "no_feed"),
    ],
)
def test_what_is_no_feed_is_named(body: str, reason: str) -> None:
    with pytest.raises(NotAListing) as none:
        read_json_feed(body.encode(), FEED)
    assert none.value.reason == reason


@pytest.mark.parametrize(
    "items",
    [None, {}, ["satu"], [None], [{}], [{"url": 7}], [{"id": "satu"}]],
)
def test_items_that_name_no_page_are_left_out(items: object) -> None:
    odd = read_json_feed(feed(items, next_url=7).encode(), FEED)
    assert (odd.links, odd.next_url) == ([], None)


def test_an_address_that_is_none_is_named_as_it_stands_so_that_it_is_counted() -> None:
    (link,) = read_json_feed(feed([{"url": "http://[satu/"}]).encode(), FEED).links
    assert bad_addresses([link]) == ["http://[satu/"]


def test_an_address_that_leads_nowhere_hides_no_id_that_is_one() -> None:
    item = {"url": "//", "id": "/satu/"}
    assert [link.url for link in read_json_feed(feed([item]).encode(), FEED).links] == [f"{SITE}satu/"]


def test_dates_and_tags_of_other_types_are_unknown() -> None:
    item = {"url": "/satu/", "date_published": 1530000000, "date_modified": None, "tags": "Ekonomi"}
    (link,) = read_json_feed(feed([item]).encode(), FEED).links
    assert (link.url, link.published, link.lastmod, link.sections) == (f"{SITE}satu/", None, None, ())


def test_version_1_and_a_byte_order_mark_are_read() -> None:
    old = feed().replace("version/1.1", "version/1")
    assert len(read_json_feed(b"\xef\xbb\xbf" + old.encode(), FEED).links) == 3


def test_addresses_may_be_relative_and_an_external_one_is_not_the_article() -> None:
    items = [
        {"id": "1", "url": "../satu/"},
        {"id": "2", "url": "dua/?a=1&amp;b=2", "external_url": "https://lain.test/"},
        {"id": "3", "external_url": "https://lain.test/tiga/"},
    ]
    odd = read_json_feed(("\ufeff" + feed(items, next_url="?hal=2")).encode(), f"{SITE}umpan/feed.json")
    assert [link.url for link in odd.links] == [f"{SITE}satu/", f"{SITE}umpan/dua/?a=1&b=2"]
    assert odd.next_url == f"{SITE}umpan/feed.json?hal=2"
