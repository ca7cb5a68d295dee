"""Feeds as sites really print them."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from crawler.discovery import Feeds, Filters, NotAListing, Section
from crawler.discovery.feed import read_feed
from crawler.discovery.listing import bad_addresses
from crawler.period import Period
from tests.crawler.discovery.answers import SITE, answer, context, row

FEED = f"{SITE}feed/"
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Telegraf</title><atom:link href="https://telegraf.test/feed/" rel="self"/><link>https://telegraf.test</link>
<generator>https://wordpress.org/?v=6.1.9</generator>
<item><title>Satu</title><link>https://telegraf.test/satu/?utm_source=rss</link>
<pubDate>Sat, 30 Jun 2018 11:00:00 +0000</pubDate><category><![CDATA[Ekonomi]]></category></item>
<item><title>Dua</title><guid isPermaLink="true">https://telegraf.test/dua/</guid>
<pubDate>Fri, 01 Jun 2018 11:00:00 +0000</pubDate><category><![CDATA[Daerah]]></category></item>
<item><title>Lain</title><link>https://lain.test/tiga/</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="/feed/atom/?halaman=2"/>
<entry><link rel="replies" href="https://telegraf.test/satu/#komentar"/><link href="/satu/"/>
<published>2018-06-30T18:00:00+07:00</published><updated>2018-07-01T09:00:00+07:00</updated>
<category term="Ekonomi"/></entry></feed>"""


def test_the_articles_of_the_site_are_named() -> None:
    found = Feeds(context()).read(row(FEED, "feed"), answer(RSS, FEED))
    assert [each.url for each in found.articles] == [
        "https://telegraf.test/satu/",
        "https://telegraf.test/dua/",
    ]
    assert found.following is not None
    assert found.following.url == "https://telegraf.test/feed/?paged=2"


def test_atom_tells_the_last_change_and_the_next_page() -> None:
    found = Feeds(context()).read(row(FEED, "feed"), answer(ATOM, FEED))
    assert [(each.url, each.lastmod) for each in found.articles] == [
        ("https://telegraf.test/satu/", "2018-07-01T09:00:00+07:00")
    ]
    assert found.following is not None
    assert found.following.url == "https://telegraf.test/feed/atom/?halaman=2"


def test_a_period_and_a_section_narrow_it() -> None:
    def urls(filters: Filters) -> list[str]:
        return [
            each.url for each in Feeds(context(filters)).read(row(FEED, "feed"), answer(RSS, FEED)).articles
        ]

    assert urls(Filters(Period(since=date(2018, 6, 20)))) == ["https://telegraf.test/satu/"]
    assert urls(Filters(section=Section("Daerah", "daerah"))) == ["https://telegraf.test/dua/"]


def test_what_lies_before_the_period_ends_the_pages() -> None:
    source = Feeds(context(Filters(Period(since=date(2018, 8, 1)))))
    assert source.read(row(FEED, "feed"), answer(RSS, FEED)).following is None


def test_a_feed_of_one_page_that_answers_every_number_alike_ends() -> None:
    source = Feeds(context())
    second = source.read(row(f"{FEED}?paged=2", "feed", newest="telegraf.test/satu"), answer(RSS, FEED))
    assert second.following is not None  # perhaps as much came out meanwhile as a page holds
    third = source.read(row(f"{FEED}?paged=3", "feed", given=second.following.meta), answer(RSS, FEED))
    assert third.following is None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "empty"),
        ("<html><body>Tidak ada</body></html>", "html"),
        ("<urlset/>", "no_feed"),
        ("{}", "not_xml"),
    ],
)
def test_what_is_no_feed_is_named(body: str, reason: str) -> None:
    with pytest.raises(NotAListing) as none:
        read_feed(body.encode(), FEED)
    assert none.value.reason == reason


def test_one_that_was_cut_off_is_not_whole() -> None:
    assert not read_feed(RSS[:-40].encode(), FEED).whole
    assert read_feed(RSS.encode(), FEED).whole


def test_an_address_that_is_none_is_named_as_it_stands_so_that_it_is_counted() -> None:
    broken = RSS.replace("https://telegraf.test/satu/?utm_source=rss", "http://[satu/")
    links = read_feed(broken.encode(), FEED).links
    assert links[0].url == "http://[satu/"
    assert bad_addresses(links) == ["http://[satu/"]


def test_the_usual_places_are_tried_one_by_one_until_one_is_a_feed() -> None:
    source = Feeds(context())
    (root,) = asyncio.run(source.roots())
    places, meta = [root.url], root.meta
    while instead := source.instead(row(given=meta)):
        (each,) = instead
        places.append(each.url)
        meta = each.meta
    assert [url.removeprefix(SITE) for url in places] == [
        "feed/",
        "?feed=rss2",
        "rss",
        "rss.xml",
        "feed.xml",
        "index.xml",
        "atom.xml",
        "feeds/posts/default",
    ]


def test_a_feed_of_other_sites_alone_is_no_answer() -> None:
    body = RSS.replace("https://telegraf.test/satu", "https://lain.test/satu")
    found = Feeds(context()).read(row(FEED, "feed"), answer(body, FEED))
    assert (found.is_answer, len(found.elsewhere)) == (True, 2)
    body = RSS.replace("https://telegraf.test/", "https://lain.test/")
    found = Feeds(context()).read(row(FEED, "feed"), answer(body, FEED))
    assert (found.is_answer, len(found.elsewhere)) == (False, 3)
