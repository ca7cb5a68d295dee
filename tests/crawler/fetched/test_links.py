"""What an article's page names of itself."""

from __future__ import annotations

import pytest

from crawler.extract.links import PageLinks
from crawler.extract.parse.document import Document
from crawler.fetched.links import permalink, record_url
from crawler.urls import read_link_header
from tests.crawler.discovery.answers import page

URL = "https://telegraf.test/putin-bertemu-obama/"
RECORD = "https://telegraf.test/wp-json/wp/v2/posts/12"
WHOLE_RECORD = f"{RECORD}?_embed=author,wp:term,wp:featuredmedia"
HEADER = (
    '<https://telegraf.test/wp-json/>; rel="https://api.w.org/", '
    f'<{RECORD}>; rel="alternate"; type="application/json", <https://telegraf.test/?p=12>; rel=shortlink'
)


def links(html: str) -> PageLinks:
    return PageLinks(Document(page(html, URL)))


def test_the_header_names_record_and_short_address() -> None:
    assert record_url(links("<p>Isi</p>"), HEADER) == WHOLE_RECORD
    assert permalink(links("<p>Isi</p>"), HEADER) == "https://telegraf.test/?p=12"


@pytest.mark.parametrize(
    "tag",
    [
        f'<link rel="alternate" type="application/json" href="{RECORD}" />',
        f"<link rel='alternate' title='JSON' type='application/json' href='{RECORD}'>",
        f'<LINK HREF="{RECORD}" TYPE="application/json" REL="alternate">',
    ],
)
def test_the_head_names_the_record_whatever_the_order_of_its_attributes(tag: str) -> None:
    other = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
    assert record_url(links(f"<html><head>{other}{tag}</head></html>"), "") == WHOLE_RECORD


def test_the_head_names_the_short_address() -> None:
    tag = "<link rel='shortlink' href='https://telegraf.test/koran/?p=12' />"
    assert permalink(links(tag), "") == "https://telegraf.test/koran/?p=12"


@pytest.mark.parametrize(
    "href", ["https://wp.me/pa1b2-c", "https://telegraf.test/s/x1", "https://lain.test/?p=12"]
)
def test_short_addresses_of_others_say_nothing(href: str) -> None:
    assert permalink(links(f"<link rel='shortlink' href='{href}'>"), "") is None
    assert record_url(links("<p>Isi</p>"), "") is None


@pytest.mark.parametrize("url", ["http://[x", "http://[x]:y/"])
def test_a_header_with_a_text_that_is_not_an_address_names_nothing(url: str) -> None:
    header = f'<{url}>; rel="alternate"; type="application/json", <{url}>; rel=shortlink'
    assert record_url(links("<p>Isi</p>"), header) is None
    assert permalink(links("<p>Isi</p>"), header) is None


def test_a_relative_address_in_a_header_is_relative_to_the_page() -> None:
    header = '</wp-json/wp/v2/posts/12>; rel="alternate"; type="application/json", </?p=12>; rel=shortlink'
    assert record_url(links("<p>Isi</p>"), header) == WHOLE_RECORD
    assert permalink(links("<p>Isi</p>"), header) == "https://telegraf.test/?p=12"


def test_a_link_header_of_nothing_but_brackets_is_read_in_one_pass() -> None:
    assert read_link_header("<" * 200_000 + '<https://koran.test/>; rel="shortlink"') != []
