"""Which address is which page of what."""

from __future__ import annotations

import pytest

from crawler.discovery.pagination import following, has_number, numbered, usual_second


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


def test_the_first_page_may_have_a_number_or_none() -> None:
    assert has_number("https://telegraf.test/?page=1")
    assert has_number("https://telegraf.test/page/1/")
    assert not has_number("https://telegraf.test/?page=lama&p=1")


def test_the_usual_second_page() -> None:
    assert usual_second("https://telegraf.test/?cat=3") == "https://telegraf.test/?cat=3&paged=2"
