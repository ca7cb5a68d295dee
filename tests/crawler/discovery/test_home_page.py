"""What a front page names as its feeds, however it is spelled."""

from __future__ import annotations

import asyncio

import pytest

from crawler.discovery import Feeds, JsonFeeds, NotAListing
from crawler.discovery.home_page import read_home_page
from tests.crawler.discovery.answers import SITE, answer, context, row

FEED = f"{SITE}feed.xml"


def front(*links: str) -> str:
    return f"<html><head>{''.join(links)}</head><body>Telegraf</body></html>"


def feeds(page: str, kind: type[Feeds] = Feeds) -> list[str]:
    return kind(context()).feeds_of(read_home_page(answer(page), SITE))


@pytest.mark.parametrize(
    "link",
    [
        "<link rel='alternate' type='application/rss+xml; charset=utf-8' href='/feed.xml'>",
        "<LINK REL='ALTERNATE' TYPE='Application/RSS+XML' HREF='/feed.xml'>",
        "<link rel=' home  alternate ' type=' application/atom+xml ' href=' /feed.xml '>",
        "<link rel='alternate' type='application/rdf+xml' href='/feed.xml'>",
        "<link rel='alternate' type='text/xml' href='/feed.xml'>",
        "<link rel='alternate' type='application/xml' href='/feed.xml'>",
        "<link rel='feed' href='/feed.xml'>",
        "<link rel='alternate feed' type='application/atom+xml' href='/feed.xml'>",
    ],
)
def test_a_feed_is_found_however_its_link_is_spelled(link: str) -> None:
    assert feeds(front(link)) == [FEED]


def test_a_feed_of_the_header_is_found() -> None:
    header = '</feed.xml>; rel="alternate"; type="application/rss+xml"'
    page = read_home_page(answer(front(), link=header), SITE)
    assert Feeds(context()).feeds_of(page) == [FEED]


@pytest.mark.parametrize(
    "link",
    [
        "<link rel='alternate' hreflang='en' href='/en/'>",
        "<link rel='alternate' media='handheld' href='https://m.telegraf.test/'>",
        "<link rel='alternate' type='text/xml+oembed' href='/oembed'>",
        "<link rel='alternate stylesheet' type='text/css' href='/a.css'>",
        "<link rel='EditURI' type='application/rsd+xml' href='/xmlrpc.php?rsd'>",
        "<link rel='alternate' type='application/rss+xml' href='/comments/feed/'>",
        "<link rel='alternate' type='application/rss+xml'>",
    ],
)
def test_other_links_are_no_feeds(link: str) -> None:
    assert feeds(front(link)) == []


def test_xml_of_any_kind_counts_only_where_nothing_is_called_a_feed() -> None:
    other = "<link rel='alternate' type='text/xml' href='/rss92'>"
    assert feeds(front(other, "<link rel='alternate' type='application/rss+xml' href='/feed.xml'>")) == [FEED]
    assert feeds(front(other)) == [f"{SITE}rss92"]


def test_a_json_feed_of_version_1_is_found_and_the_rest_api_is_none() -> None:
    link = "<link rel='alternate' type='application/json' href='{}'>"
    own = [
        link.format(each) for each in ("/wp-json/wp/v2/pages/2", "/?rest_route=/wp/v2/pages/2", "/feed.json")
    ]
    assert feeds(front(*own), JsonFeeds) == [f"{SITE}feed.json"]
    assert feeds(front(*own)) == []


def test_discovery_begins_at_a_feed_in_odd_spelling() -> None:
    page = front("<link rel='Alternate' type='TEXT/XML' href='/feed.xml'>")
    roots = asyncio.run(Feeds(context(front=page)).roots())
    assert [each.url for each in roots] == [FEED]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/feed.xml'>Langganan</a>",
        "<a href='feed.xml#atas'><img src='/x.png' alt='RSS'></a>",
        "<footer><a class='ikon' href='https://telegraf.test/feed.xml' rel='nofollow'></a></footer>",
    ],
)
def test_a_feed_that_readers_are_shown_is_found_where_none_is_named(link: str) -> None:
    page = f"<html><body><a href='/satu/'>Satu</a>{link}</body></html>"
    (root,) = asyncio.run(Feeds(context(front=page)).roots())
    assert root.url == FEED
    (instead,) = Feeds(context(front=page)).instead(row(FEED, "feed", given=root.meta))
    assert instead.url == f"{SITE}feed/"
    named = page.replace("<body>", "<link rel='feed' href='/umpan'><body>")
    assert [each.url for each in asyncio.run(Feeds(context(front=named)).roots())] == [f"{SITE}umpan"]


def test_folders_are_feeds_if_their_link_says_so_and_stand_behind_surer_ones() -> None:
    page = (
        "<a href='/rss/'>RSS</a><a href='/ekonomi/feed/' title='Feed Ekonomi'>+</a>"
        "<a href='/?feed=rss2'>Langganan</a><a href='/umpan.rss'>Umpan</a>"
    )
    roots = asyncio.run(Feeds(context(front=page)).roots())
    assert [each.url.removeprefix(SITE) for each in roots] == [
        "?feed=rss2",
        "umpan.rss",
        "rss/",
        "ekonomi/feed/",
    ]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/rss/'>Berlangganan</a>",
        "<a href='/kabar-rss/'>RSS dipakai lagi</a>",
        "<a href='/peta.xml'>Peta situs</a>",
        "<a href='https://lain.test/feed.xml'>RSS</a>",
        "<a href='/comments/feed/'>RSS komentar</a>",
        "<a href='javascript:rss.xml'>RSS</a>",
        "<a href='/" + "rss" * 3000 + ".xml'>RSS</a>",
    ],
)
def test_other_links_for_readers_are_no_feeds(link: str) -> None:
    page = f"<html><body>{link}</body></html>"
    assert [each.url for each in asyncio.run(Feeds(context(front=page)).roots())] == [f"{SITE}feed/"]


def test_the_feed_of_wordpress_is_read_beside_those_of_topics_that_readers_are_shown() -> None:
    page = "<a href='/ekonomi/feed/'>RSS Ekonomi</a><script src='/wp-includes/js/a.js'></script>"
    roots = asyncio.run(Feeds(context(front=page)).roots())
    assert [each.url for each in roots] == [f"{SITE}feed/", f"{SITE}ekonomi/feed/"]


def test_a_link_for_readers_is_no_json_feed() -> None:
    with pytest.raises(NotAListing, match="none_named"):
        asyncio.run(JsonFeeds(context(front="<a href='/feed.xml'>RSS</a>")).roots())
