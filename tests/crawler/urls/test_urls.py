"""Spellings of an address that are one article, and those that are not."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import article_key, clean_url, names_article, parts, same_site, spelling

ADDRESS = "https://telegraf.co.id/2016/09/putin-bertemu-obama/"


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(parts).failed == doctest.testmod(spelling).failed == 0


@pytest.mark.parametrize(
    "spelling",
    [
        "http://telegraf.co.id/2016/09/putin-bertemu-obama/",
        "https://telegraf.co.id/2016/09/putin-bertemu-obama",
        "https://www.telegraf.co.id/2016/09/putin-bertemu-obama/",
        "https://TELEGRAF.co.id:443/2016/09/putin-bertemu-obama/",
        "https://m.telegraf.co.id/2016/09/putin-bertemu-obama/",
        "https://telegraf.co.id./2016/09/putin-bertemu-obama/",
        "https://telegraf.co.id/./2016/lama/../09/%2E/putin-bertemu-obama/",
        "https://amp.telegraf.co.id/2016/09/putin-bertemu-obama/",
        "https://telegraf.co.id/2016/09/putin-bertemu-obama/amp/",
        "https://telegraf.co.id/2016/09/putin-bertemu-obama/?amp=1",
        "https://telegraf.co.id/2016/09/putin-bertemu-obama/?amp",
        "https://telegraf.co.id/2016/09/putin-bertemu-obama/?page=all",
        "https://telegraf.co.id/2016/09/putin-bertemu-obama/index.html",
        "https://telegraf.co.id/2016/09//putin-bertemu-obama/",
        "https://telegraf.co.id/2016/09/putin%2Dbertemu-obama/",
        "https://telegraf.co.id/2016/09/putin-bertemu-obama/#komentar",
        "https://telegraf.co.id/2016/09/putin-bertemu-obama/?utm_source=wa&utm_medium=sosial&fbclid=Iw",
        " https://telegraf.co.id/2016/09/putin-bertemu-obama/\n",
    ],
)
def test_spellings_of_one_address_have_one_key(spelling: str) -> None:
    assert article_key(spelling) == article_key(ADDRESS)


@pytest.mark.parametrize(
    "other",
    [
        "https://telegraf.co.id/2016/09/putin-bertemu-obama-2/",
        "https://telegraf.co.id/2016/09/putin-bertemu-obama/2/",
        "https://telegraf.co.id/2016/09/putin-bertemu-obama/?p=12",
        "https://telegraf.co.id/2016/09/putin-bertemu-obama/?page=2",
        "https://jatim.telegraf.co.id/2016/09/putin-bertemu-obama/",
        "https://telegraf.co.id:8080/2016/09/putin-bertemu-obama/",
        "https://telegraf.co.id/2016/09/kamp/",
    ],
)
def test_other_addresses_have_other_keys(other: str) -> None:
    assert article_key(other) != article_key(ADDRESS)


def test_plain_permalinks_are_told_apart_by_their_number() -> None:
    assert article_key("http://telegraf.co.id/?p=12") != article_key("http://telegraf.co.id/?p=13")
    assert article_key("http://telegraf.co.id/index.php?p=12") == article_key("http://telegraf.co.id/?p=12")


def test_the_order_of_parameters_makes_no_difference() -> None:
    assert article_key("http://a.id/baca?id=1&kanal=2") == article_key("http://a.id/baca/?kanal=2&id=1")


def test_a_slug_that_ends_like_an_amp_twin_keeps_its_ending() -> None:
    assert article_key("https://telegraf.co.id/gelombang-amp") == "telegraf.co.id/gelombang-amp"


@pytest.mark.parametrize(
    ("url", "stored"),
    [
        ("https://telegraf.co.id/judul?utm_source=x", "https://telegraf.co.id/judul"),
        ("https://telegraf.co.id/judul/#isi", "https://telegraf.co.id/judul/"),
        ("HTTP://Telegraf.co.id/Judul", "http://telegraf.co.id/Judul"),
        ("http://telegraf.co.id", "http://telegraf.co.id/"),
        ("HTTP://Telegraf.co.id:80/./x/%2e%2E/judul/.", "http://telegraf.co.id/judul/"),
        ("http://telegraf.co.id/.judul/..a/...?q=/../b", "http://telegraf.co.id/.judul/..a/...?q=/../b"),
        ("http://telegraf.co.id/?b=2&a=1&fbclid=x", "http://telegraf.co.id/?b=2&a=1"),
        ("http://telegraf.co.id/judul é", "http://telegraf.co.id/judul%20%C3%A9"),
        ("http://telegraf.co.id/judul%20%c3%a9", "http://telegraf.co.id/judul%20%c3%a9"),
        ("http://user:geheim@telegraf.co.id/judul", "http://telegraf.co.id/judul"),
        ("http://[::1]:8080/judul", "http://[::1]:8080/judul"),
    ],
)
def test_an_address_is_stored_as_the_server_spells_it_without_what_only_tracks(url: str, stored: str) -> None:
    assert clean_url(url) == stored


@pytest.mark.parametrize("broken", ["http://[telegraf/judul", "", "judul", "http://"])
def test_what_is_no_address_is_nobodys_site_and_raises_nothing(broken: str) -> None:
    clean_url(broken)
    article_key(broken)
    assert not same_site(broken, broken)


@pytest.mark.parametrize(
    "canonical",
    [
        "https://telegraf.co.id/",
        "https://telegraf.co.id",
        "https://telegraf.co.id/2016/",
        "https://telegraf.co.id/2016/09/",
        "https://telegraf.co.id/category/dunia/",
        "https://telegraf.co.id/tag/rusia/page/2/",
        "https://telegraf.co.id/page/3/",
        "https://media-lain.co.id/2016/09/putin-bertemu-obama/",
        "https://telegraf.co.id/" + "a" * 3000,
    ],
)
def test_a_listing_or_another_site_names_no_article(canonical: str) -> None:
    assert not names_article(canonical, ADDRESS)


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        (ADDRESS, ADDRESS),
        (ADDRESS, "https://telegraf.co.id/?p=12"),
        ("https://telegraf.co.id/?p=12", ADDRESS),
        (ADDRESS, ADDRESS + "3/"),
        (ADDRESS, ADDRESS + "amp/"),
        ("https://telegraf.co.id/2016/09/putin-bertemu-presiden-obama/", ADDRESS),
    ],
)
def test_another_address_of_the_site_names_the_article(canonical: str, url: str) -> None:
    assert names_article(canonical, url)


def test_the_front_page_of_a_site_in_a_folder_names_no_article() -> None:
    assert not names_article("http://contoh.id/berita/", "http://contoh.id/berita/judul/")


@given(st.text(max_size=60))
def test_cleaning_an_address_twice_changes_nothing(rest: str) -> None:
    url = clean_url("http://telegraf.co.id/" + rest)
    assert clean_url(url) == url
    assert article_key(url) == article_key("http://telegraf.co.id/" + rest)


@given(st.text(max_size=80))
def test_no_text_makes_addresses_raise(text: str) -> None:
    assert isinstance(article_key(text), str)
    assert isinstance(clean_url(text), str)
    assert names_article(text, text) in (True, False)
