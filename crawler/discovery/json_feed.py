"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from crawler.dates import parse_date
from crawler.discovery.addresses import absolute_address
from crawler.discovery.feed import Feed, Feeds
from crawler.discovery.home_page import HomePage
from crawler.discovery.json import read_json
from crawler.discovery.listing import Link, NotAListing
from crawler.urls import fetchable

_OF_REST = re.compile(r"/wp-json/|[?&]rest_route=", re.IGNORECASE)
_VERSION = "jsonfeed.org/version/"


class JsonFeeds(Feeds):
    """Walks the pages of the JSON feeds that the front page names; the standard defines no usual place."""

    name = "json_feed"
    title = "JSON Feed"
    media_types: ClassVar[tuple[str, ...]] = ("application/feed+json",)
    other_media_types: ClassVar[tuple[str, ...]] = ("application/json",)
    """Version 1 has this one, which WordPress also gives to the records of its REST API."""
    usual_places: ClassVar[tuple[str, ...]] = ()

    def feeds_of(self, page: HomePage) -> list[str]:
        """Return the feeds that a page names."""
        return [url for url in super().feeds_of(page) if not _OF_REST.search(url)]

    def linked_by(self, page: HomePage) -> list[str]:
        """Return none: a link for readers does not say which format its feed has."""
        return []

    def parse(self, body: bytes, url: str) -> Feed:
        """Read a page of a feed. Raises NotAListing."""
        return read_json_feed(body, url)


def read_json_feed(body: bytes, url: str) -> Feed:
    """Read a JSON feed. Raises NotAListing("empty" | "html" | "invalid_json" | "no_feed")."""
    feed = read_json(body)
    if not isinstance(feed, dict) or _VERSION not in str(feed.get("version")):
        raise NotAListing("no_feed")
    items = feed.get("items")
    links = [link for item in (items if isinstance(items, list) else ()) for link in _links(item, url)]
    next_url = feed.get("next_url")
    more = absolute_address(next_url, url) if isinstance(next_url, str) and next_url.strip() else None
    return Feed(links, more, True)


def _links(item: object, url: str) -> Iterator[Link]:
    """Yield the link of an item, if it has one: its page, else its ID if that is a URL.

    Of several the first that can be requested counts; one that cannot is named if there is no other.
    """
    if not isinstance(item, Mapping):
        return
    page, own = _text(item, "url"), _text(item, "id")
    named = [page] if page else []
    if own.startswith("/") or "://" in own:
        named.append(own)
    addresses = [absolute_address(each, url) for each in named]
    addresses.sort(key=lambda each: fetchable(each) is None)
    address = next((each for each in addresses if each != url), None)
    if address:
        tags = item.get("tags")
        yield Link(
            address,
            published=parse_date(_text(item, "date_published"), None),
            lastmod=_text(item, "date_modified") or None,
            sections=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        )


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value.strip() if isinstance(value, str) else ""
