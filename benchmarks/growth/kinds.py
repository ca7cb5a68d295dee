"""What is read, and by which reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import NamedTuple

from benchmarks.growth.articles import ARTICLES, RECORDS, TEXTS
from benchmarks.growth.listings import FEEDS, JSON_FEEDS, LISTINGS, SITEMAPS
from benchmarks.growth.parts import SITE, Made
from crawler.cleaning import clean_text
from crawler.discovery.feed import read_feed
from crawler.discovery.home_page import read_home_page
from crawler.discovery.json_feed import read_json_feed
from crawler.discovery.listing import ListingResponse
from crawler.discovery.sitemap_file import read_sitemap
from crawler.extract import extract_article, extract_record
from crawler.page import Page


class Kind(NamedTuple):
    """What is read, and how."""

    make: Made
    read: Callable[[str], str]
    """Returns what it was read as."""


def _read_page(page: str) -> str:
    extract_article(page, f"{SITE}jalan-desa/")
    return "article"


def _read_text(text: str) -> str:
    clean_text(text)
    return "article"


def _read_record(record: str) -> str:
    extract_record(json.loads(record))
    return "article"


def _read_front_page(page: str) -> str:
    found = read_home_page(ListingResponse(Page(url=SITE, body=page.encode())), SITE)
    return f"{len(found.listing.links)} links"


def _kinds(made: dict[str, Made], read: Callable[[str], str]) -> Iterable[tuple[str, Kind]]:
    return ((name, Kind(make, read)) for name, make in made.items())


KINDS: dict[str, Kind] = dict(
    [
        *_kinds(ARTICLES, _read_page),
        *_kinds(TEXTS, _read_text),
        *_kinds(RECORDS, _read_record),
        *_kinds(LISTINGS, _read_front_page),
        *_kinds(SITEMAPS, lambda text: f"{len(read_sitemap(text.encode(), SITE).pages)} links"),
        *_kinds(FEEDS, lambda text: f"{len(read_feed(text.encode(), SITE).links)} links"),
        *_kinds(JSON_FEEDS, lambda text: f"{len(read_json_feed(text.encode(), SITE).links)} links"),
    ]
)
