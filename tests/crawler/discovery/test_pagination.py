"""Which address is which page of what."""

from __future__ import annotations

import pytest

from crawler.discovery.pagination import following, next_article_page, numbered, usual_second

ARTICLE = "https://telegraf.test/putin-bertemu-obama/"


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://telegraf.test/", 1),
        ("https://telegraf.test/page/2/", 2),
        ("https://telegraf.test/category/nasional/page/12", 12),
        ("https://telegraf.test/indeks/halaman-3", 3),
        ("https://telegraf.test/?paged=4", 4),
        ("https://telegraf.test/?query-0-page=5", 5),
        ("https://telegraf.test/indeks?hal=6", 6),
    ],
)
def test_the_number_of_a_page_is_read(url: str, number: int) -> None:
    assert numbered(url).number == number


def test_the_following_page_is_one_of_the_same_listing() -> None:
    links = [
        "https://telegraf.test/category/dunia/page/2/",
        "https://telegraf.test/page/3/",
        "https://telegraf.test/page/2/",
    ]
    assert following("https://telegraf.test/", links) == "https://telegraf.test/page/2/"
    assert following("https://telegraf.test/page/3/", links) is None


def test_the_usual_second_page() -> None:
    assert usual_second("https://telegraf.test/?cat=3") == "https://telegraf.test/?cat=3&paged=2"


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
    assert next_article_page(first, 1, first, f'<p>Isi.</p> <a href="{href}">2</a>') == expected


def test_a_page_with_all_of_the_article_is_the_last() -> None:
    assert next_article_page(ARTICLE, 1, f"{ARTICLE}?page=all", f'<a href="{ARTICLE}2/">2</a>') is None
