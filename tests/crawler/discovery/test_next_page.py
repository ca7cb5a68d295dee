"""Which link leads to the next page of a list, as sites print it, and which do not."""

from __future__ import annotations

import pytest

from crawler.discovery.listing_page import read_listing_page
from crawler.discovery.next_page import NextPage, Walk
from crawler.extract.parse.document import Document
from crawler.urls import read_link_header
from tests.crawler.discovery.answers import page

SITE = "https://koran.test/"
CARDS = "".join(f'<article><h2><a href="/kabar-desa-{n}/">Kabar {n}</a></h2></article>' for n in (1, 2))


def found(
    html: str, path: str = "", *, before: str | None = None, number: int = 1, header: str = ""
) -> NextPage | None:
    walk = Walk(None if before is None else SITE + before, number)
    listed = read_listing_page(
        Document(page(f"<html><body>{CARDS}{html}", SITE + path)), SITE, read_link_header(header), walk
    )
    return listed.next_page


def after(html: str, path: str = "", *, before: str | None = None, number: int = 1) -> str | None:
    following = found(html, path, before=before, number=number)
    return None if following is None else following.url.removeprefix(SITE)


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ('<a rel="next" href="/?before=eyJpZCI6NH0">Selanjutnya</a>', "?before=eyJpZCI6NH0"),
        ('<a rel="NEXT nofollow" href="/?start=4#daftar">4</a>', "?start=4"),
        ('<LINK REL="Next" HREF="/?sesudah=4">', "?sesudah=4"),
        ('<a rel="next" href="/2024/02/">Februari</a>', "2024/02/"),
        ('<a rel="next" href="/arsip/page/9/">Lebih lama</a>', "arsip/page/9/"),
        ('<a rel="next" href="/indeks?date=2024-03-09">x</a>', "indeks?date=2024-03-09"),
        ('<a class="next" href="/blog/page/2/">x</a>', "blog/page/2/"),
        ('<div class="nav-previous"><a href="/lama/2/">Pos-pos lama</a></div>', "lama/2/"),
        ('<a class="load-more" href="/muat/2/">Muat Lebih Banyak</a>', "muat/2/"),
        (
            '<a class="blog-pager-older-link" href="/search?updated-max=2024">Lama</a>',
            "search?updated-max=2024",
        ),
    ],
)
def test_what_is_marked_as_the_next_page_is_it_wherever_it_leads(html: str, path: str) -> None:
    assert found(html) == NextPage(SITE + path, is_sure=True)


@pytest.mark.parametrize(
    ("html", "path"),
    [
        (
            '<nav aria-label="Halaman"><a aria-label="Halaman berikutnya" href="/b/2/"><svg></svg></a></nav>',
            "b/2/",
        ),
        ('<ul class="pagination"><li><a title="Next" href="/?start=4">Next</a></li></ul>', "?start=4"),
        ('<nav aria-label="Posts"><a href="/b"><span>\u2190</span> Older posts</a></nav>', "b"),
        ('<div><a href="/b">Halaman Berikutnya \u00bb</a></div>', "b"),
        ('<a href="/b" aria-label="Go to next page">\u2192</a>', "b"),
        ('<div id="blog-pager"><a href="/b">\u203a</a></div>', "b"),
        ('<div class="paging__wrap"><a href="/b/2">2</a><a href="/b/9">Last</a></div>', "b/2"),
        ('<div class="paging"><a href="/b/2">2</a><a href="/b/9">\u00bb</a></div>', "b/2"),
        ('<div class="paging"><a href="/b/2">\u00bb</a></div>', "b/2"),
        ('<button class="btn load-more" data-url="/muat/2">Muat lagi</button>', "muat/2"),
    ],
)
def test_what_is_printed_among_the_links_to_pages_says_which_is_next(html: str, path: str) -> None:
    assert found(html) == NextPage(SITE + path, is_sure=False)


@pytest.mark.parametrize(
    "html",
    [
        '<a class="next" href="/kabar-desa-2/">\u203a</a>',
        '<a rel="next" href="/kabar-desa-1/">Kabar berikutnya</a>',
        '<a rel="next" href="/judul-lain-dari-desa-jauh/">Kabar berikutnya</a>',
        '<a rel="next" href="https://lain.test/?page=2">x</a>',
        '<a rel="next" href="/foto.jpg">x</a>',
        '<a rel="next" href="/">x</a>',
        '<a rel="next" href="#">x</a><a rel="next" href="javascript:void(0)">x</a><a rel="next">x</a>',
        '<a rel="prev" class="next" href="/2018/06/">x</a>',
        '<a rel="nextpage" href="/b">x</a><a rel="prefetch" href="/b">x</a>',
        '<nav class="menu"><a rel="next" href="/category/ekonomi/">Ekonomi</a></nav>',
        '<div class="slider"><a class="next" href="/promo/">\u203a</a></div>',
        '<a href="/b">Selanjutnya</a><a href="/b">Selengkapnya</a><a href="/b">2</a>',
        '<button class="load-more">Muat</button><a href="/b">Lihat lebih banyak</a>',
        '<div class="comments-pagination"><a href="/b/2">Next</a></div>',
        '<div class="nav-previous"><a href="/kabar-desa-1/comment-page-1/#comments">Komentar lama</a></div>',
        '<table id="wp-calendar"><tr><td><a href="/2024/03/02/">2</a></td></tr></table>',
        '<div class="pagination"><a href="/b/1">1</a><a href="/b/9">9</a></div>',
    ],
)
def test_an_article_a_section_a_slider_and_another_site_are_no_next_page(html: str) -> None:
    assert after(html) is None


@pytest.mark.parametrize(
    "html",
    [
        '<meta property="article:published_time" content="2024-03-02"><a rel="next" href="/jalan/">Jalan</a>',
        '<body class="single single-post"><div class="nav-previous"><a href="/jalan/">Jalan</a></div>',
    ],
)
def test_what_an_article_calls_next_is_the_next_article(html: str) -> None:
    listed = read_listing_page(Document(page(f"<html>{html}{CARDS}", f"{SITE}desa/")), SITE)
    assert listed.next_page is None


def test_the_header_of_the_response_names_it_too() -> None:
    assert found("", header='</?hal=b>; rel="next"') == NextPage(f"{SITE}?hal=b", is_sure=True)


def test_pages_that_are_counted_from_zero_are_all_walked() -> None:
    pager = '<p class="pager"><a href="/?page={}">{}</a><a href="/?page=2">3</a><a href="/?page={}">next</a>'
    assert after(pager.format(1, 2, 1)) == "?page=1"
    assert after(pager.format(0, 1, 2), "?page=1", before="", number=2) == "?page=2"
    from_one = (
        '<ul class="pager"><a href="/?page=1">1</a><a href="/?page=2">2</a><a href="/?page=2">next</a></ul>'
    )
    assert after(from_one) == "?page=2"


def test_offsets_are_walked_by_the_numbers_that_are_printed() -> None:
    pager = '<div class="pagenavi"><a href="/b?o=0">1</a> <b>2</b> <a href="/b?o=20">3</a></div>'
    assert after(pager, "b?o=10", before="b", number=2) == "b?o=20"
    section = '<div class="pagination"><a href="/kategori/a/10">2</a><a href="/kategori/a/20">3</a></div>'
    assert after(section, "kategori/a") == "kategori/a/10"
    assert after('<a rel="next" href="/a/index/10000">x</a>', "a/index/9990") == "a/index/10000"


def test_a_walk_does_not_turn_back() -> None:
    back = '<a rel="next" href="/page/2/">x</a>'
    assert after(back, "page/3/", before="page/2/", number=3) is None
    assert after(f'{back}<a href="/page/5/">5</a>', "page/4/", before="page/3/", number=4) == "page/5/"
    assert after('<a rel="next" href="/b?c=1">x</a>', "b?c=2", before="b?c=1", number=3) is None
    down = '<a rel="next" href="/arsip/page/7/">x</a><a href="/arsip/page/9/">x</a>'
    assert after(down, "arsip/page/8/", before="arsip/page/9/", number=3) == "arsip/page/7/"


def test_links_to_pages_are_no_sections_and_no_articles() -> None:
    html = (
        '<div class="pagination"><a href="/kategori/a/10000">2</a><a href="/kategori/a/20000">Next</a></div>'
    )
    listed = read_listing_page(Document(page(f"<html><body>{html}", f"{SITE}kategori/a")), SITE)
    assert listed.sections == []
    unmarked = '<a href="/baca/10001">Kabar</a><a rel="next" href="/b/10010">x</a>'
    listed = read_listing_page(Document(page(f"<html><body>{unmarked}", f"{SITE}b/10000")), SITE)
    assert [link.url for link in listed.links] == [f"{SITE}baca/10001"]
