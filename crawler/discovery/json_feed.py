"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from crawler.dates import parse_date
from crawler.discovery.feed import Feed, Feeds
from crawler.discovery.json import read_json
from crawler.discovery.listing import Link, NotAListing
from crawler.urls import fetchable, joined

_VERSION = "jsonfeed.org/version/"


class JsonFeeds(Feeds):
    """Walks the pages of the JSON feeds that the front page names; the standard defines no usual place."""

    name = "json_feed"
    title = "JSON Feed"
    media_types: ClassVar[tuple[str, ...]] = ("application/feed+json",)
    usual_places: ClassVar[tuple[str, ...]] = ()

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
    return Feed(links, joined(url, next_url) if isinstance(next_url, str) and next_url else None, True)


def _links(item: object, url: str) -> Iterator[Link]:
    """Yield the link of an item, if it has one: its page, else its ID if that is a URL.

    Of several the first that can be requested counts; one that cannot is named if there is no other.
    """
    if not isinstance(item, Mapping):
        return
    named = (_text(item, name) for name in ("url", "id"))
    addresses = [joined(url, own) for own in named if own.startswith("/") or "://" in own]
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
