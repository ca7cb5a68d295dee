"""Archive pages of several themes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.discovery import ArchivePages
from crawler.discovery.home_page import read_home_page
from crawler.discovery.listing_page import read_listing_page
from crawler.extract.parse.document import Document
from tests.crawler.discovery.answers import SITE, answer, context, page, row

CLASSIC = """<html><body class="home blog"><header><a href="/">Telegraf</a>
<nav class="main-menu"><ul>
<li class="menu-item menu-item-object-category"><a href="/category/nasional/">Nasional</a></li>
<li class="menu-item menu-item-object-category"><a href="/category/ekonomi/">Ekonomi</a></li>
<li class="menu-item menu-item-object-page"><a href="/redaksi/">Redaksi</a></li></ul></nav></header>
<main>
<article class="post"><h2 class="entry-title"><a href="/satu/">Satu</a></h2>
<time datetime="2018-06-30T18:00:00+07:00"></time>
<p>... <a class="more-link" href="/satu/#more-1">Lanjut</a> <a href="/satu/#comments">2 komentar</a>
<a href="/author/ayu/">Ayu</a> <a href="/tag/beras/">beras</a></p></article>
<article class="post"><h2 class="entry-title"><a href="/dua/?utm_source=beranda">Dua</a></h2></article>
</main>
<aside class="widget"><h3><a href="/populer/">Terpopuler</a></h3></aside>
<nav class="pagination"><a class="page-numbers" href="/page/2/">2</a>
<a class="next page-numbers" href="/page/2/">Berikut</a></nav>
</body></html>"""

WORDPRESS = '<html><body><img src="/wp-content/uploads/logo.png"></body></html>'

PORTAL = """<html><body><div class="berita">
<div class="item"><a href="https://telegraf.test/read/123456/harga-beras-turun-lagi"><img src="a.jpg"></a>
<a href="https://telegraf.test/read/123456/harga-beras-turun-lagi">Harga beras turun lagi</a></div>
<div class="item"><a href="/read/123457/pasar-ikan-dibuka">Pasar ikan dibuka</a></div></div>
<a href="/indeks?page=2">2</a></body></html>"""


def test_the_headlines_are_listed_with_their_dates_and_nothing_around_them() -> None:
    listed = read_listing_page(Document(page(CLASSIC)), SITE)
    assert [(link.url, link.published) for link in listed.links] == [
        ("https://telegraf.test/satu/", "2018-06-30T18:00:00+07:00"),
        ("https://telegraf.test/dua/", None),
    ]
    assert [(section.name, section.url) for section in listed.sections] == [
        ("Nasional", "https://telegraf.test/category/nasional/"),
        ("Ekonomi", "https://telegraf.test/category/ekonomi/"),
    ]
    assert listed.next_page is not None
    assert listed.next_page.url == "https://telegraf.test/page/2/"


def test_where_no_heading_is_marked_addresses_like_those_of_articles_are_taken() -> None:
    listed = read_listing_page(Document(page(PORTAL, f"{SITE}indeks")), SITE)
    assert [link.url for link in listed.links] == [
        "https://telegraf.test/read/123456/harga-beras-turun-lagi",
        "https://telegraf.test/read/123457/pasar-ikan-dibuka",
    ]
    assert listed.next_page is not None
    assert listed.next_page.url == "https://telegraf.test/indeks?page=2"


def test_the_front_page_leads_to_its_second_page_then_to_the_sections() -> None:
    found = ArchivePages(context(front=WORDPRESS)).read(row(SITE, "archive", is_front=True), answer(CLASSIC))
    assert found.following is not None
    assert found.following.url == "https://telegraf.test/page/2/"
    assert [each.url for each in found.afterwards] == [
        "https://telegraf.test/category/nasional/",
        "https://telegraf.test/category/ekonomi/",
    ]
    assert not found.afterwards_always


def test_the_front_page_that_was_fetched_already_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    fetched = answer(CLASSIC, link='</laman/dua/>; rel="next"')
    known = replace(context(), home_page=read_home_page(fetched, SITE))
    monkeypatch.delattr("crawler.discovery.archive_pages.read_listing_page")
    found = ArchivePages(known).read(row(SITE, "archive", is_front=True), fetched)
    assert [each.url for each in found.articles] == [
        "https://telegraf.test/satu/",
        "https://telegraf.test/dua/",
    ]
    assert found.following is not None
    assert found.following.url == "https://telegraf.test/laman/dua/"


def test_a_theme_that_loads_more_by_script_still_has_wordpress_own_pages() -> None:
    without = CLASSIC[: CLASSIC.index('<nav class="pagination">')] + "</body></html>"
    found = ArchivePages(context(front=WORDPRESS)).read(row(SITE, "archive", is_front=True), answer(without))
    assert found.following is not None
    assert found.following.url == "https://telegraf.test/page/2/"
    assert found.afterwards_always


def test_a_page_without_articles_is_no_answer() -> None:
    found = ArchivePages(context()).read(row(SITE, "archive"), answer("<p>Segera.</p>"))
    assert not found.is_answer
    assert found.following is None


HEADLINE = '<article><h2><a href="/kabar-desa/">Kabar</a></h2></article>'
MENU = '<nav class="menu"><a href="/category/nasional/">Nasional</a></nav>'


def test_the_header_of_the_front_page_leads_on() -> None:
    front = row(SITE, "archive", is_front=True)
    found = ArchivePages(context()).read(front, answer(HEADLINE, link='</?b=1>; rel="next"'))
    assert found.following is not None
    assert found.following.url == f"{SITE}?b=1"


def test_sections_are_read_whole_where_only_what_is_printed_says_that_the_front_page_goes_on() -> None:
    def walked(more: str) -> tuple[bool, bool]:
        pages = ArchivePages(context())
        front = pages.read(row(SITE, "archive", is_front=True), answer(MENU + HEADLINE + more))
        assert front.following is not None
        second = pages.read(
            row(front.following.url, "archive", given=front.following.meta),
            answer(HEADLINE, front.following.url),
        )
        (section,) = second.afterwards
        return bool(section.meta["is_brief"]), second.afterwards_always

    assert walked('<a rel="next" href="/lama">x</a>') == (True, False)
    assert walked('<div class="paging"><a href="/lama">Selanjutnya</a></div>') == (False, True)
