"""Where the next page of an article is, as its pages tell."""

from __future__ import annotations

import pytest

from crawler.article import Article
from crawler.page import Page
from crawler.spider.articles import following_page

URL = "https://koran.test/kapal-ternak/"


def page(body: str, url: str = URL) -> Page:
    return Page(url=url, body=f"<html><body>{body}</body></html>".encode())


def read(**removed: int) -> Article:
    return Article(url=URL, site="koran", headline="Kapal ternak", text="Kapal itu singgah.", removed=removed)


def test_a_linked_page_is_the_next_one() -> None:
    assert following_page([read()], page(f'<a href="{URL}2/">2</a>')) == f"{URL}2/"


@pytest.mark.parametrize(
    ("url", "second"),
    [(URL, f"{URL}2/"), ("https://koran.test/?p=12", "https://koran.test/?p=12&page=2")],
    ids=["pretty", "plain"],
)
def test_a_label_without_a_link_leads_to_where_wordpress_has_the_page(url: str, second: str) -> None:
    # Block themes print no links for the page break of the old editor; the newsroom's own label tells.
    first = Article(url=url, site="koran", headline="Kapal", text="Singgah.", removed={"page_label": 1})
    assert following_page([first], page("<p>Halaman Selanjutnya &gt;&gt;</p>", url)) == second


@pytest.mark.parametrize("charset", ["utf8mb4", "hex", "idna", "utf-16"])
def test_a_charset_that_is_none_hides_no_page(charset: str) -> None:
    odd = Page(url=URL, body=f'<a href="">x</a> <a href="{URL}2/">dua –</a>'.encode(), encoding=charset)
    assert following_page([read()], odd) == f"{URL}2/"


def test_a_page_that_tells_of_no_other_is_the_last() -> None:
    assert following_page([read(related_link=1)], page("<p>Halaman rumahnya luas.</p>")) is None
