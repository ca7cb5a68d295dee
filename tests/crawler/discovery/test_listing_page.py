"""Tests of pages that list articles: where their links stand, and what reading many of them costs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.discovery.listing_page import ListingPage, read_listing_page
from crawler.extract.parse.document import Document
from crawler.page import Page
from tests.crawler.extract.test_cost import count_calls

_SITE = "https://koran.test/"


def listing(html: str, url: str = _SITE) -> ListingPage:
    return read_listing_page(Document(Page(url=url, body=html.encode())), _SITE)


def linked(html: str) -> list[str]:
    return [link.url.removeprefix(_SITE) for link in listing(f"<body>{html}").links]


def link(i: int) -> str:
    return f'<a href="/kabar/judul-kabar-desa-{i}/">Judul {i}</a>'


def test_a_link_is_left_out_where_another_one_stands_below_it() -> None:
    paths = ("desa", "desa/jalan", "desa-lain", "desa/jalan/rusak", "pasar")
    html = "".join(f'<h2><a href="/{path}/">Judul</a></h2>' for path in paths)
    assert linked(html) == ["desa-lain/", "desa/jalan/rusak/", "pasar/"]


@pytest.mark.parametrize(
    ("path", "is_listed"),
    [
        ("judul-kabar-dari-desa", True),
        ("judul-kabar-desa", False),
        ("a--b-c-d", False),
        ("a-b-c-/", True),
        ("a-b-c-d/jalan", False),
        ("kabar/12345", True),
        ("2024/06/jalan", True),
        ("a-" * 500, True),
    ],
)
def test_without_headlines_a_link_counts_whose_path_is_like_an_articles(path: str, is_listed: bool) -> None:
    assert bool(linked(f'<a href="/{path}">Judul</a>')) is is_listed


def test_a_link_that_is_too_long_to_be_kept_is_not_listed() -> None:
    assert linked(f'<h2><a href="/{"a-" * 2_000}">Judul</a></h2><h2>{link(1)}</h2>') == [
        "kabar/judul-kabar-desa-1/"
    ]


def test_what_stands_in_furniture_is_not_listed_unless_it_is_in_a_card() -> None:
    assert linked(f"<aside><h2>{link(1)}</h2></aside><h2>{link(2)}</h2>") == ["kabar/judul-kabar-desa-2/"]
    assert linked(f"<aside><article><h2>{link(1)}</h2></article></aside><h2>{link(2)}</h2>") == [
        "kabar/judul-kabar-desa-2/"
    ]
    assert linked(f"<article><header><h2>{link(1)}</h2></header></article>") == ["kabar/judul-kabar-desa-1/"]


def test_the_date_is_the_first_one_of_the_nearest_card() -> None:
    card = f'<article><h2>{link(1)}</h2><time>x</time><time datetime=" 2024-06-04 ">x</time></article>'
    found = listing(f'<body><article><time datetime="2020-01-01">x</time>{card}</article>')
    assert [each.published for each in found.links] == ["2024-06-04"]


def test_a_page_number_of_thousands_of_digits_is_none() -> None:
    digits = "9" * 5_000
    found = listing(f'<body><a href="/?page={digits}">x</a><a href="/?page=²">x</a><a href="/page/2/">2</a>')
    assert found.next_page is not None
    assert found.next_page.url == f"{_SITE}page/2/"


_OLDER = '<a class="next" href="/lama/{}/">x</a><div class="nav-previous"><a href="/lama/{}/">x</a></div>'

PAGES: dict[str, Callable[[int], str]] = {
    "links": lambda n: "".join(map(link, range(200 * n))),
    "headlines of one card": lambda n: (
        "<article>" + "".join(f"<h2>{link(i)}</h2><time datetime=2024-06-04></time>" for i in range(200 * n))
    ),
    "links in furniture": lambda n: "<nav class=menu>" + "".join(map(link, range(100 * n))),
    "links to older pages": lambda n: "".join(_OLDER.format(i, i) for i in range(100 * n)),
    "headlines deep inside": lambda n: "<div>" * 400 + "".join(f"<h2>{link(i)}</h2>" for i in range(100 * n)),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_reading_a_listing_costs_in_proportion(page: Callable[[int], str]) -> None:
    listing(page(4))  # what is compiled and remembered once is no cost of a page
    # urlsplit remembers its last 128 URLs, so that the links of a smaller page would cost less.
    small = count_calls(lambda: listing(page(4)))
    assert count_calls(lambda: listing(page(16))) <= 4.6 * small
