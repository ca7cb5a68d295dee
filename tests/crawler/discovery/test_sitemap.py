"""Sitemaps as sites really print them."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from crawler.discovery import Filters, NotAListing, Sitemaps
from crawler.discovery.sitemap import MAX_DEPTH, lists_articles
from crawler.discovery.sitemap_file import MOST_LINKS, read_sitemap
from crawler.period import Period
from tests.crawler.discovery.answers import SITE, answer, context, row

NEWS = "http://www.google.com/schemas/sitemap-news/0.9"

URLSET = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://telegraf.test/satu/ </loc><lastmod>2018-06-30T10:00:00+07:00</lastmod>
  <image:image><image:loc>https://telegraf.test/satu.jpg</image:loc></image:image></url>
<url><loc>https://telegraf.test/dua/?a=1&amp;b=2#isi</loc>
  <news:news><news:publication_date>2018-06-29</news:publication_date></news:news></url>
<url><loc>/tiga/</loc></url>
<url><loc>https://telegraf.test/</loc></url>
<url><loc>https://lain.test/empat/</loc></url>
<url><loc>https://telegraf.test/berkas.pdf</loc></url>
</urlset>"""


def candidates(body: str | bytes, filters: Filters | None = None) -> list[tuple[str, str | None]]:
    source = Sitemaps(context(filters))
    found = source.read(row(f"{SITE}sitemap.xml"), answer(body, f"{SITE}sitemap.xml"))
    return [(each.url, each.lastmod) for each in found.articles]


def test_pages_of_the_site_are_named_with_their_last_change() -> None:
    assert candidates(URLSET) == [
        ("https://telegraf.test/satu/", "2018-06-30T10:00:00+07:00"),
        ("https://telegraf.test/dua/?a=1&b=2", None),
        ("https://telegraf.test/tiga/", None),
    ]


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(URLSET.encode()),
        ("\n\n" + URLSET).encode(),
        b"\xef\xbb\xbf" + URLSET.encode(),
        URLSET.replace("&amp;", "&").encode(),
        URLSET.replace("</lastmod>", "</lastmod><!-- komentar -->").encode(),
    ],
    ids=["gzip", "blank lines first", "byte order mark", "stray ampersand", "comment"],
)
def test_xml_as_it_is_found_on_the_web_is_read(body: bytes) -> None:
    assert len(candidates(body)) == 3


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<!DOCTYPE html><html><body>Tidak ditemukan</body></html>", "html"),
        (b"Segera hadir", "not_xml"),
        (b"<catalog><item/></catalog>", "no_sitemap"),
        (b"\x1f\x8b\x08rusak sekali", "not_gzip"),
        (b"<sitemapindex></sitemapindex>", "empty"),
    ],
)
def test_what_is_no_sitemap_is_named(body: bytes, reason: str) -> None:
    with pytest.raises(NotAListing) as none:
        Sitemaps(context()).read(row(), answer(body))
    assert none.value.reason == reason


def test_one_that_was_cut_off_gives_what_it_has() -> None:
    cut = read_sitemap(URLSET[: URLSET.index("<url><loc>/tiga")].encode(), SITE)
    assert [link.url for link in cut.pages][:1] == ["https://telegraf.test/satu/"]
    assert not cut.whole
    assert read_sitemap(URLSET.encode(), SITE).whole
    packed = gzip.compress(URLSET.encode())
    assert not read_sitemap(packed[: len(packed) // 2], SITE).whole


def test_lines_of_plain_text_are_a_sitemap() -> None:
    assert candidates("https://telegraf.test/satu/\nhttps://telegraf.test/dua/\n") == [
        ("https://telegraf.test/satu/", None),
        ("https://telegraf.test/dua/", None),
    ]


def test_an_index_leads_to_the_sitemaps_that_can_list_articles() -> None:
    index = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>https://telegraf.test/post-sitemap.xml</loc><lastmod>2018-06-30</lastmod></sitemap>
    <sitemap><loc>https://telegraf.test/page-sitemap.xml</loc></sitemap>
    <sitemap><loc>https://telegraf.test/category-sitemap.xml</loc></sitemap>
    <sitemap><loc>https://telegraf.test/video-sitemap2.xml</loc></sitemap>
    <sitemap><loc>https://telegraf.test/post-sitemap2.xml</loc><lastmod>2018-07-01</lastmod></sitemap>
    </sitemapindex>"""
    found = Sitemaps(context()).read(row(), answer(index))
    assert [(each.url, each.lastmod) for each in found.listings] == [
        ("https://telegraf.test/post-sitemap.xml", "2018-06-30"),
        ("https://telegraf.test/video-sitemap2.xml", None),
        ("https://telegraf.test/post-sitemap2.xml", None),  # the newest is read whatever the index says
    ]
    assert not found.is_answer
    assert not Sitemaps(context()).read(row(depth=MAX_DEPTH), answer(index)).listings


def test_of_sitemaps_that_all_have_one_date_the_first_and_the_last_are_read_whatever_it_is() -> None:
    entries = "".join(
        f"<sitemap><loc>{SITE}post-sitemap{number}.xml</loc><lastmod>2018-06-30</lastmod></sitemap>"
        for number in range(1, 5)
    )
    found = Sitemaps(context()).read(row(), answer(f"<sitemapindex>{entries}</sitemapindex>"))
    assert [each.lastmod for each in found.listings] == [None, "2018-06-30", "2018-06-30", None]


@pytest.mark.parametrize(
    ("dates", "is_short"),
    [
        (["2018-06-30", "2018-07-01T08:00:00+07:00"], True),
        (["2018-06-30", "2016-01-01"], False),
        (["2018-06-30", None], False),
        (["2018-06-30", "kemarin"], False),
        ([], False),
    ],
)
def test_sitemaps_of_the_last_days_alone_are_called_short(dates: list[str | None], is_short: bool) -> None:
    def entry(number: int, date: str | None) -> str:
        news = f"<news:news><news:publication_date>{date}</news:publication_date></news:news>" if date else ""
        return f"<url><loc>{SITE}kabar-{number}/</loc>{news}</url>"

    body = "".join(entry(*each) for each in enumerate(dates))
    source = Sitemaps(context())
    source.read(row(), answer(f'<urlset xmlns:news="{NEWS}">{body}</urlset>'))
    assert (source.shortfall() is not None) is is_short


def test_a_period_leaves_out_what_surely_lies_outside() -> None:
    filters = Filters(Period(since=date(2018, 7, 5)))
    assert candidates(URLSET, filters) == [("https://telegraf.test/tiga/", None)]


@pytest.mark.parametrize(
    ("loc", "is_answer"),
    [
        (f"{SITE}satu/", True),
        ("http://www.telegraf.test/satu/", True),  # other names of the host are the same site
        ("https://m.telegraf.test/satu/", True),
        ("https://lama-telegraf.test/satu/", False),
        ("https://cms.telegraf.test/satu/", False),
    ],
)
def test_a_sitemap_of_another_host_alone_is_no_answer(loc: str, is_answer: bool) -> None:
    body = f"<urlset><url><loc>{loc}</loc></url></urlset>"
    found = Sitemaps(context()).read(row(f"{SITE}peta.xml"), answer(body, f"{SITE}peta.xml"))
    assert (found.is_answer, list(found.elsewhere)) == (is_answer, [] if is_answer else [loc])


@pytest.mark.parametrize(
    ("name", "lists"),
    [
        ("wp-sitemap-posts-post-1.xml", True),
        ("wp-sitemap-posts-page-1.xml", False),
        ("wp-sitemap-users-1.xml", False),
        ("post_tag-sitemap.xml", False),
        ("news-sitemap.xml", True),
        ("author-sitemap3.xml", False),
        ("?sitemap=taxonomies&sitemap-subtype=category&paged=1", False),
    ],
)
def test_names_of_wordpress_and_its_plugins_are_understood(name: str, lists: bool) -> None:
    assert lists_articles(SITE + name) is lists


FOUR = "".join(f"<url><loc>{SITE}kabar-{number}/</loc></url>" for number in range(4))


@pytest.mark.parametrize(
    "body",
    [
        f"<urlset><urlset>{FOUR}</urlset></urlset>",
        f"<?xml version='1.0'?><?xml-stylesheet href='a'?><!-- <html> {'x' * 999} --><urlset>{FOUR}</urlset>",
        f"<!DOCTYPE urlset [<!ENTITY a 'b'><!ENTITY c '&a;&a;']><urlset>{FOUR}</urlset>",
        f"<URLSET>{FOUR.replace('url>', 'URL>')}</URLSET>",
        f"<urlset xmlns:a='urn:a'>{FOUR.replace('</loc>', '</loc><a:url>x</a:url>')}</urlset>",
        "\ufeff" + "\n".join(f"{SITE}kabar-{number}/" for number in range(4)),
        FOUR.replace("<loc>", "<loc><![CDATA[ ")
        .replace("</loc>", "]]></loc>")
        .join(("<urlset>", "</urlset>")),
    ],
    ids=["nested", "a comment above", "entities", "capitals", "a name within", "text with a mark", "CDATA"],
)
def test_odd_sitemaps_are_read_whole(body: str) -> None:
    sitemap = read_sitemap(body.encode(), f"{SITE}sitemap.xml")
    assert [link.url for link in sitemap.pages] == [f"{SITE}kabar-{number}/" for number in range(4)]
    assert sitemap.whole


def test_a_sitemap_in_utf_16_is_whole() -> None:
    body = f'<?xml version="1.0" encoding="UTF-16"?><urlset>{FOUR}</urlset>'.encode("utf-16")
    sitemap = read_sitemap(body, f"{SITE}sitemap.xml")
    assert (len(sitemap.pages), sitemap.whole) == (4, True)


@pytest.mark.parametrize("cut", [5, 12, 20, 30])
def test_the_entry_in_which_a_sitemap_is_cut_off_is_not_taken(cut: int) -> None:
    sitemap = read_sitemap(
        f"<urlset>{FOUR}</urlset>"[: -len("</urlset>") - cut].encode(), f"{SITE}sitemap.xml"
    )
    assert {link.url for link in sitemap.pages} <= {f"{SITE}kabar-{number}/" for number in range(3)}
    assert not sitemap.whole


def test_an_ampersand_is_itself_in_cdata_and_escaped_elsewhere() -> None:
    entries = (f"<![CDATA[{SITE}?a=1&b=2]]>", f"{SITE}?a=1&b=3")
    body = "".join(f"<url><loc>{each}</loc></url>" for each in entries)
    sitemap = read_sitemap(f"<urlset>{body}</urlset>".encode(), f"{SITE}sitemap.xml")
    urls = [link.url for link in sitemap.pages]
    assert urls == [f"{SITE}?a=1&b=2", f"{SITE}?a=1&b=3"]


def test_more_links_than_a_sitemap_may_have_are_left_out_and_counted() -> None:
    body = f"<urlset>{''.join(f'<url><loc>{SITE}{n}/</loc></url>' for n in range(MOST_LINKS + 7))}</urlset>"
    sitemap = read_sitemap(body.encode(), f"{SITE}sitemap.xml")
    assert (len(sitemap.pages), sitemap.left_out) == (MOST_LINKS, 7)
