"""WordPress' REST API: where it is, which post types are articles, and what its responses hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

from crawler.article import Article
from crawler.discovery.json import read_json
from crawler.discovery.listing import NotAListing
from crawler.extract import extract_record
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

_YEARS = range(1900, 2200)
_MOST = 2**63
"""IDs of WordPress are BIGINT UNSIGNED, and no database of ours keeps more."""

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
        return _in_gmt(self.fields.get("date_gmt"))

    @property
    def lastmod(self) -> str | None:
        """When it was last changed, as an instant."""
        return _in_gmt(self.fields.get("modified_gmt"))

    @property
    def date(self) -> datetime | None:
        """When it was published, in the site's local time, without offset."""
        return _moment(self.fields.get("date"), is_in_gmt=False)

    @property
    def date_gmt(self) -> datetime | None:
        """When it was published, in GMT, without offset."""
        return _moment(self.fields.get("date_gmt"), is_in_gmt=True)

    @property
    def modified_gmt(self) -> str | None:
        """When it was last changed, in GMT, as WordPress prints it; None if that is not a date."""
        moment = _moment(self.fields.get("modified_gmt"), is_in_gmt=True)
        return moment.isoformat() if moment else None

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
    """
    answer = read_json(body)
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
            namespace = _text(each.get("rest_namespace")) or "wp/v2"
            types.append(PostType(name, f"{namespace}/{each['rest_base']}"))
    return types


def _is_for_articles(name: str, described: Mapping[str, Any]) -> bool:
    if name in _OF_THE_SYSTEM or name.startswith("wp_") or described.get("hierarchical"):
        return False
    taxonomies = described.get("taxonomies")
    is_filed = isinstance(taxonomies, list) and any(each in taxonomies for each in _NEWS_TAXONOMIES)
    return bool(_text(described.get("rest_base"))) and (is_filed or bool(described.get("has_archive")))


def _in_gmt(instant: object) -> str | None:
    """Return an instant with its offset, which WordPress leaves out."""
    moment = _moment(instant, is_in_gmt=True)
    return f"{moment.isoformat()}+00:00" if moment else None


def _moment(value: object, *, is_in_gmt: bool) -> datetime | None:
    """Return a date of a record, without an offset; None: it is none, or not of our time.

    Others come from empty fields (``0000-00-00``) and broken clocks, and calculating with the last day of
    all (9999) fails.
    """
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if moment is None or moment.year not in _YEARS:
        return None
    # WordPress prints no offset; what a plugin prints with one is read as what the field is for.
    return (moment.astimezone(UTC) if is_in_gmt and moment.tzinfo else moment).replace(tzinfo=None)


def _id(value: object) -> int | None:
    """Return the ID of a record; some plugins print it as text."""
    number = as_number(value) if isinstance(value, str) else value
    return number if isinstance(number, int) and not isinstance(number, bool) and 0 < number < _MOST else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
