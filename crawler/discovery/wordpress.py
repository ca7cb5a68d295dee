"""WordPress' REST API: where it is, which post types are articles, and what its responses hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

from crawler.article import Article
from crawler.discovery.json import read_json
from crawler.discovery.listing import NotAListing
from crawler.extract import extract_record
from crawler.extract.record_dates import instant_of, local_time_of
from crawler.site import Site
from crawler.text import as_number
from crawler.urls import fetchable, joined, with_query

API_RELATION = "https://api.w.org/"
"""The link relation by which every page of a WordPress site names the root of its REST API."""

PER_PAGE = 100
"""The most records that WordPress returns at once."""

MOST_RECORDS = 1000
"""Records that are read of one response: ten times what WordPress returns."""

MOST_TYPES = 200
"""Types that are looked at: a site has some ten."""

EMBED = "author,wp:term,wp:featuredmedia"
"""What to embed in a record: names of the authors, categories and tags, the lead picture."""

_MOST = 2**63
"""IDs of WordPress are BIGINT UNSIGNED, and no database of ours keeps more."""

_SITEMAP = re.compile(r"wp-sitemap-posts-(?P<core>.+)-\d+\.xml|(?P<plugin>.+)-sitemap\d*\.xml(?:\.gz)?")
_GROUP = "(?"
"""A group of a regular expression: such a route has a parameter, and lists nothing without it."""

_NEWS_TAXONOMIES = {"category", "post_tag"}
_OF_THE_SYSTEM = {"page", "attachment", "nav_menu_item", "product"}
"""Post types that are not articles: WordPress' own without the prefix ``wp_``, and WooCommerce's products."""


@dataclass(frozen=True, slots=True)
class PostType:
    """A kind of article, and where its records are, relative to the root."""

    name: str
    route: str


POSTS = PostType("post", "wp/v2/posts")


def route_url(root: str, route: str) -> str:
    """Return the URL of a route, whatever the form of the root.

    >>> route_url("https://telegraf.co.id/wp-json/", "wp/v2/posts")
    'https://telegraf.co.id/wp-json/wp/v2/posts'
    >>> route_url("https://telegraf.co.id/index.php?rest_route=/", "wp/v2/posts")
    'https://telegraf.co.id/index.php?rest_route=/wp/v2/posts'
    """
    asked = parse_qs(urlsplit(root).query).get("rest_route")
    if asked:
        return with_query(root, rest_route=f"{asked[0].rstrip('/')}/{route}")
    return joined(f"{root.rstrip('/')}/", route)


def usual_root(site_url: str) -> str:
    """Return where the REST API of a WordPress site is, unless a plugin has moved it.

    >>> usual_root("https://telegraf.co.id/")
    'https://telegraf.co.id/wp-json/'
    """
    return joined(urlunsplit(urlsplit(site_url)._replace(query="")), "wp-json/")


def permalink_of(site_url: str, number: object) -> str | None:
    """Return the permalink that a post keeps when it is renamed; None if ``number`` is not an integer.

    >>> permalink_of("https://telegraf.co.id/", 12)
    'https://telegraf.co.id/?p=12'
    """
    if not isinstance(number, int):
        return None
    parts = urlsplit(site_url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, f"p={number}", ""))


@dataclass(frozen=True, slots=True)
class RestRecord:
    """An article in a response of a REST collection; what is of another type than WordPress' is not there."""

    id: int
    fields: Mapping[str, Any]

    @property
    def url(self) -> str | None:
        """The URL of its page; None if it has none."""
        link = self.fields.get("link")
        return link if isinstance(link, str) else None

    @property
    def has_bad_url(self) -> bool:
        """Say whether it has a URL that cannot be requested."""
        link = self.fields.get("link")
        return bool(link) and (not isinstance(link, str) or fetchable(link) is None)

    @property
    def published(self) -> str | None:
        """When it was published, as an instant."""
        return _printed(instant_of(self.fields, "date"))

    @property
    def lastmod(self) -> str | None:
        """When it was last changed, as an instant."""
        return _printed(instant_of(self.fields, "modified"))

    @property
    def date(self) -> datetime | None:
        """When it was published, in the site's local time, without offset; None: the record does not tell."""
        return local_time_of(self.fields, "date")

    @property
    def date_gmt(self) -> datetime | None:
        """When it was published, in GMT, without offset."""
        instant = instant_of(self.fields, "date")
        return instant and instant.replace(tzinfo=None)

    @property
    def modified_gmt(self) -> str | None:
        """When it was last changed, in GMT, as WordPress prints it; None if that is not a date."""
        instant = instant_of(self.fields, "modified")
        return instant.replace(tzinfo=None, microsecond=0).isoformat() if instant else None

    @property
    def is_sticky(self) -> bool | None:
        """Whether it is pinned to the top of the blog; None: the record does not say (only posts do)."""
        sticky = self.fields.get("sticky")
        return sticky if isinstance(sticky, bool) else None

    def extract(self, site: Site) -> Article:
        """Extract the article. Raises NotAnArticle."""
        return extract_record(self.fields, site)

    def permalink(self, site_url: str) -> str | None:
        """Return its WordPress shortlink."""
        return permalink_of(site_url, self.id)


@dataclass(frozen=True, slots=True)
class Records:
    """What a response of a collection holds."""

    records: list[RestRecord]
    left_out: int = 0
    """How many of its entries are no records: without an ID, or not even an object."""


def read_records(body: bytes) -> Records:
    """Return the records in a response of a collection. Raises NotAListing if it is not a list of records.

    One broken entry among others costs itself alone; a list of nothing but other things is no collection.
    PHP prints a list from which a plugin has removed some as an object, by their positions.
    """
    answer = read_json(body)
    if isinstance(answer, dict) and answer and all(as_number(name) is not None for name in answer):
        answer = list(answer.values())
    if not isinstance(answer, list):
        raise NotAListing("no_records")
    records = [
        RestRecord(number, each)
        for each in answer[:MOST_RECORDS]
        if isinstance(each, dict) and (number := _id(each.get("id"))) is not None
    ]
    if answer and not records:
        raise NotAListing("no_records")
    return Records(records, len(answer) - len(records))


def read_types(body: bytes) -> list[PostType]:
    """Return the post types that hold articles. Raises NotAListing if ``body`` is not a list of post types.

    A post type holds articles if it is filed under the site's categories or tags, or has a public archive.
    Pages, which are hierarchical, and the building blocks of a site are not articles.
    """
    answer = read_json(body)
    if not isinstance(answer, dict) or not isinstance(answer.get("post"), dict):
        raise NotAListing("no_types")
    types = [POSTS]
    for name, each in list(answer.items())[:MOST_TYPES]:
        if name != POSTS.name and isinstance(each, dict) and _is_for_articles(name, each):
            types.append(
                PostType(name, f"{_path(each.get('rest_namespace')) or 'wp/v2'}/{_path(each['rest_base'])}")
            )
    return types


def names_other_type(sitemap_url: str) -> bool:
    """Say whether a sitemap is that of a post type without articles, as WordPress and plugins name theirs.

    >>> names_other_type("https://telegraf.co.id/wp-sitemap-posts-product-1.xml")
    True
    >>> names_other_type("https://telegraf.co.id/product-sitemap2.xml")
    True
    >>> names_other_type("https://telegraf.co.id/post-sitemap.xml")
    False
    """
    parts = urlsplit(sitemap_url)
    named = _SITEMAP.fullmatch(parts.path.rpartition("/")[2])
    in_query = parse_qs(parts.query).get("sitemap-subtype", [""])[0]
    return ((named and (named["core"] or named["plugin"])) or in_query) in _OF_THE_SYSTEM


def _is_for_articles(name: str, described: Mapping[str, Any]) -> bool:
    if name in _OF_THE_SYSTEM or name.startswith("wp_") or described.get("hierarchical"):
        return False
    taxonomies = described.get("taxonomies")
    is_filed = isinstance(taxonomies, list) and any(each in taxonomies for each in _NEWS_TAXONOMIES)
    return bool(_path(described.get("rest_base"))) and (is_filed or bool(described.get("has_archive")))


def _path(value: object) -> str | None:
    """Return a part of a route; None: it is none, or a pattern (``fonts/(?P<id>...)``) that lists nothing."""
    path = value.strip(" /") if isinstance(value, str) else ""
    return path if path and _GROUP not in path else None


def _printed(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _id(value: object) -> int | None:
    """Return the ID of a record; some plugins print it as text."""
    number = as_number(value) if isinstance(value, str) else value
    return number if isinstance(number, int) and not isinstance(number, bool) and 0 < number < _MOST else None
