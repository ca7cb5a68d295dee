"""WordPress' REST API: where it is, which post types are articles, and what its responses hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit, urlunsplit

from crawler.article import Article
from crawler.discovery.json import read_json
from crawler.discovery.listing import NotAListing
from crawler.extract import extract_record
from crawler.site import Site
from crawler.urls import with_query

API_RELATION = "https://api.w.org/"
"""The link relation by which every page of a WordPress site names the root of its REST API."""

PER_PAGE = 100
"""The most records that WordPress returns at once."""

EMBED = "author,wp:term,wp:featuredmedia"
"""What to embed in a record: names of the authors, categories and tags, the lead picture."""

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
    return urljoin(f"{root.rstrip('/')}/", route)


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
    """An article in a response of a REST collection."""

    fields: Mapping[str, Any]

    @property
    def url(self) -> str | None:
        """The URL of its page; None if it has none."""
        return _text(self.fields.get("link"))

    @property
    def published(self) -> str | None:
        """When it was published, as an instant."""
        return _in_gmt(self.fields.get("date_gmt"))

    @property
    def lastmod(self) -> str | None:
        """When it was last changed, as an instant."""
        return _in_gmt(self.fields.get("modified_gmt"))

    def extract(self, site: Site) -> Article:
        """Extract the article. Raises NotAnArticle."""
        return extract_record(self.fields, site)

    def permalink(self, site_url: str) -> str | None:
        """Return its WordPress shortlink."""
        return permalink_of(site_url, self.fields["id"])


def read_records(body: bytes) -> list[Mapping[str, Any]]:
    """Return the records in a response of a collection. Raises NotAListing if it is not a list of records."""
    answer = read_json(body)
    if not isinstance(answer, list) or not all(isinstance(each, dict) and "id" in each for each in answer):
        raise NotAListing("no_records")
    return answer


def read_types(body: bytes) -> list[PostType]:
    """Return the post types that hold articles. Raises NotAListing if ``body`` is not a list of post types.

    A post type holds articles if it is filed under the site's categories or tags, or has a public archive.
    Pages, which are hierarchical, and the building blocks of a site are not articles.
    """
    answer = read_json(body)
    if not isinstance(answer, dict) or not isinstance(answer.get("post"), dict):
        raise NotAListing("no_types")
    types = [POSTS]
    for name, each in answer.items():
        if name != POSTS.name and isinstance(each, dict) and _is_for_articles(name, each):
            types.append(PostType(name, f"{each.get('rest_namespace') or 'wp/v2'}/{each['rest_base']}"))
    return types


def _is_for_articles(name: str, described: Mapping[str, Any]) -> bool:
    if name in _OF_THE_SYSTEM or name.startswith("wp_") or described.get("hierarchical"):
        return False
    taxonomies = described.get("taxonomies")
    is_filed = isinstance(taxonomies, list) and not _NEWS_TAXONOMIES.isdisjoint(taxonomies)
    return bool(described.get("rest_base")) and (is_filed or bool(described.get("has_archive")))


def _in_gmt(instant: object) -> str | None:
    """Return an instant with its offset, which WordPress leaves out."""
    return f"{instant}+00:00" if isinstance(instant, str) and instant else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
