"""WordPress' REST interface: its root, its types, its answers."""

from __future__ import annotations

import json

import pytest

from crawler.discovery import NotAListing
from crawler.discovery.home_page import read_home_page
from crawler.discovery.wordpress import (
    PostType,
    RestRecord,
    permalink_of,
    read_records,
    read_types,
    route_url,
)
from tests.crawler.discovery.answers import SITE, answer


def types(**more: object) -> bytes:
    usual = {
        "post": {"rest_base": "posts", "taxonomies": ["category", "post_tag"], "hierarchical": False},
        "page": {"rest_base": "pages", "taxonomies": [], "hierarchical": True},
        "attachment": {"rest_base": "media", "taxonomies": [], "hierarchical": False},
        "wp_block": {"rest_base": "blocks", "taxonomies": ["category"], "hierarchical": False},
    }
    return json.dumps({**usual, **more}).encode()


def test_types_that_are_filed_as_articles_are_articles() -> None:
    video = {"rest_base": "video", "taxonomies": ["category"], "hierarchical": False}
    photo = {"rest_base": "foto", "rest_namespace": "koran/v1", "taxonomies": [], "has_archive": True}
    advert = {"rest_base": "iklan", "taxonomies": [], "has_archive": False}
    assert read_types(types(video=video, foto=photo, iklan=advert)) == [
        PostType("post", "wp/v2/posts"),
        PostType("video", "wp/v2/video"),
        PostType("foto", "koran/v1/foto"),
    ]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"<html></html>", "html"),
        (b'[{"id": 1', "invalid_json"),
        (b'{"code": "rest_forbidden"}', "no_records"),
        (b"[1, 2]", "no_records"),
    ],
)
def test_what_is_no_list_of_records_is_named(body: bytes, reason: str) -> None:
    with pytest.raises(NotAListing) as none:
        read_records(body)
    assert none.value.reason == reason


def test_entries_that_are_no_records_are_left_out_and_counted() -> None:
    body = b'[null, {"id": 1}, {"id": "7"}, {"id": [2]}, {"id": true}, {"id": -1}, {"id": 1e400}, 5]'
    read = read_records(body)
    assert ([each.id for each in read.records], read.left_out) == ([1, 7], 6)


def test_a_list_that_is_printed_as_an_object_by_positions_is_read() -> None:
    read = read_records(b'{"0": {"id": 9}, "2": {"id": 7}, "3": 5}')
    assert ([each.id for each in read.records], read.left_out) == ([9, 7], 1)


def test_a_list_of_nothing_but_other_things_is_no_collection() -> None:
    with pytest.raises(NotAListing, match="no_records"):
        read_records(b'[{"name": "satu"}, {"name": "dua"}]')


@pytest.mark.parametrize("value", [20160906, None, [], "9999-12-31T23:59:59", "0000-00-00T00:00:00", "besok"])
def test_a_date_that_is_none_is_not_there(value: object) -> None:
    odd = RestRecord(1, dict.fromkeys(("date", "date_gmt", "modified_gmt"), value))
    assert (odd.date, odd.date_gmt, odd.modified_gmt) == (None, None, None)
    assert (odd.published, odd.lastmod) == (None, None)


@pytest.mark.parametrize("link", ["http://[kabar/", "javascript:x", "http://koran.test:99999/", ["x"], 7])
def test_an_address_of_a_record_that_cannot_be_requested_is_bad(link: object) -> None:
    assert RestRecord(1, {"link": link}).has_bad_url


def test_types_described_in_another_way_are_left_out() -> None:
    odd = {"rest_base": "video", "taxonomies": [{}], "hierarchical": False}
    number = {"rest_base": 7, "taxonomies": ["category"]}
    assert read_types(types(video=odd, foto=number, iklan=None)) == [PostType("post", "wp/v2/posts")]


def test_a_list_of_types_without_posts_is_none() -> None:
    with pytest.raises(NotAListing, match="no_types"):
        read_types(b'{"code": "rest_no_route"}')


@pytest.mark.parametrize(
    ("root", "url"),
    [
        ("https://telegraf.test/wp-json/", "https://telegraf.test/wp-json/wp/v2/posts"),
        ("https://telegraf.test/koran/api", "https://telegraf.test/koran/api/wp/v2/posts"),
        ("https://telegraf.test/?rest_route=/", "https://telegraf.test/?rest_route=/wp/v2/posts"),
    ],
)
def test_a_route_hangs_below_the_root_in_either_form(root: str, url: str) -> None:
    assert route_url(root, "wp/v2/posts") == url


def test_the_root_is_named_by_the_header_or_by_the_page() -> None:
    by_header = answer("<p>Isi</p>", link='<https://telegraf.test/api/>; rel="https://api.w.org/"')
    assert read_home_page(by_header, SITE).rest_root == "https://telegraf.test/api/"
    by_page = answer(
        '<html><head><link rel="https://api.w.org/" href="/wp-json/" /></head><body></body></html>'
    )
    assert read_home_page(by_page, SITE).rest_root == "https://telegraf.test/wp-json/"
    assert read_home_page(answer("<p>Isi</p>"), SITE).rest_root is None


def test_feeds_of_articles_are_named_on_any_host_those_of_comments_are_not() -> None:
    front = answer(
        '<html><head><link rel="alternate" type="application/rss+xml" href="/feed/">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        '<link rel="alternate" type="application/atom+xml" href="https://lain.test/feed/">'
        '<link rel="alternate" type="application/rss+xml" href="http://lain.test:99999/feed/"></head></html>'
    )
    assert read_home_page(front, SITE).feeds("application/rss+xml", "application/atom+xml") == [
        "https://telegraf.test/feed/",
        "https://lain.test/feed/",
        "http://lain.test:99999/feed/",  # the frontier counts it as what cannot be requested
    ]


def test_the_permalink_of_a_post_stands_in_the_folder_of_its_site() -> None:
    assert permalink_of("https://telegraf.test/koran/", 12) == "https://telegraf.test/koran/?p=12"
    assert permalink_of("https://telegraf.test/", "12") is None


def test_a_number_of_thousands_of_digits_in_a_record_costs_itself_alone() -> None:
    body = b'[{"id": 1, "rank": ' + b"9" * 5000 + b"}]"
    (only,) = read_records(body).records
    assert (only.id, only.fields["rank"]) == (1, None)


def test_a_route_of_several_parts_is_listed_and_a_pattern_is_not() -> None:
    kind = {"taxonomies": ["category"], "hierarchical": False}
    deep = {**kind, "rest_base": "media/berita/", "rest_namespace": "/koran/v1/"}
    pattern = {**kind, "rest_base": r"fonts/(?P<id>[\d]+)/faces"}
    assert read_types(types(berita=deep, huruf=pattern)) == [
        PostType("post", "wp/v2/posts"),
        PostType("berita", "koran/v1/media/berita"),
    ]
