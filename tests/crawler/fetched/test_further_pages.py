"""Where the next page of an article is, as its pages tell."""

from __future__ import annotations

import pytest

from crawler.article import Article
from crawler.extract.links import PageLinks
from crawler.extract.parse.document import Document
from crawler.fetched.links import following_page, next_article_page
from crawler.page import Page

URL = "https://koran.test/kapal-ternak/"
ARTICLE = "https://telegraf.test/putin-bertemu-obama/"


def links(body: str, url: str = URL) -> PageLinks:
    return PageLinks(Document(Page(url=url, body=f"<html><body>{body}</body></html>".encode())))


def read(**removed: int) -> Article:
    return Article(url=URL, site="koran", headline="Kapal ternak", text="Kapal itu singgah.", removed=removed)


def test_a_linked_page_is_the_next_one() -> None:
    assert following_page([read()], links(f'<a href="{URL}2/">2</a>')) == f"{URL}2/"


@pytest.mark.parametrize(
    ("url", "second"),
    [(URL, f"{URL}2/"), ("https://koran.test/?p=12", "https://koran.test/?p=12&page=2")],
    ids=["pretty", "plain"],
)
def test_a_label_without_a_link_leads_to_where_wordpress_has_the_page(url: str, second: str) -> None:
    # Block themes print no links for the page break of the old editor; the newsroom's own label tells.
    first = Article(url=url, site="koran", headline="Kapal", text="Singgah.", removed={"page_label": 1})
    assert following_page([first], links("<p>Halaman Selanjutnya &gt;&gt;</p>", url)) == second


@pytest.mark.parametrize("charset", ["utf8mb4", "hex", "idna", "utf-16"])
def test_a_charset_that_is_none_hides_no_page(charset: str) -> None:
    odd = Page(url=URL, body=f'<a href="">x</a> <a href="{URL}2/">dua –</a>'.encode(), encoding=charset)
    assert following_page([read()], PageLinks(Document(odd))) == f"{URL}2/"


def test_a_page_that_tells_of_no_other_is_the_last() -> None:
    assert following_page([read(related_link=1)], links("<p>Halaman rumahnya luas.</p>")) is None


@pytest.mark.parametrize(
    ("first", "href", "expected"),
    [
        (ARTICLE, "/putin-bertemu-obama/2/", f"{ARTICLE}2/"),
        (ARTICLE, f"{ARTICLE}?page=2", f"{ARTICLE}?page=2"),
        (ARTICLE, "/putin-bertemu-obama/halaman-2", "https://telegraf.test/putin-bertemu-obama/halaman-2"),
        (ARTICLE, f"{ARTICLE}?page=all", f"{ARTICLE}?page=all"),
        ("https://telegraf.test/?p=12", "/?p=12&#038;page=2", "https://telegraf.test/?p=12&page=2"),
        (ARTICLE, "/putin-bertemu-obama/3/", None),
        (ARTICLE, "/putin-bertemu-obama-lagi/2/", None),
        (ARTICLE, "/putin-bertemu-obama/amp/", None),
        (ARTICLE, "http://[rusak/2/", None),
    ],
)
def test_the_page_behind_the_first_one_of_an_article(first: str, href: str, expected: str | None) -> None:
    assert next_article_page(first, 1, links(f'<p>Isi.</p> <a href="{href}">2</a>', first)) == expected


def test_a_page_with_all_of_the_article_is_the_last() -> None:
    assert next_article_page(ARTICLE, 1, links(f'<a href="{ARTICLE}2/">2</a>', f"{ARTICLE}?page=all")) is None


@pytest.mark.parametrize(
    "body",
    [
        f'<link rel="next" href="{ARTICLE}2/">',
        f"<a class=page href={ARTICLE}2/>2</a>",
        f"<a href=' {ARTICLE}2/ '>2</a>",
        f'<a href="{ARTICLE}2/#isi">2</a>',
        f"<svg><a xlink:href='#'></a></svg><map><area href='{ARTICLE}2/'></map>",
        f"<noscript><img src='x.png'></noscript><noscript><a href='{ARTICLE}2/'>2</a></noscript>",
    ],
    ids=["head", "unquoted", "spaces", "fragment", "image map", "without script"],
)
def test_a_link_counts_however_it_is_written(body: str) -> None:
    assert next_article_page(ARTICLE, 1, links(body, ARTICLE)) == f"{ARTICLE}2/"


def test_a_relative_link_is_relative_to_the_base_that_the_page_names() -> None:
    based = links(f'<base href="{ARTICLE}"><a href="2/">2</a>', "https://telegraf.test/?p=7")
    assert next_article_page(ARTICLE, 1, based) == f"{ARTICLE}2/"


def test_what_only_a_script_or_a_comment_holds_is_no_link() -> None:
    hidden = f"<!-- <a href='{ARTICLE}2/'>2</a> --><script>x = \"<a href='{ARTICLE}2/'>\"</script>"
    assert next_article_page(ARTICLE, 1, links(hidden, ARTICLE)) is None
