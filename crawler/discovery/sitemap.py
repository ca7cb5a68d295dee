"""Sitemaps: sitemaps.org, Google News, plain-text lists of URLs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Literal
from urllib.parse import parse_qs, urljoin

from lxml import etree

from crawler.discovery.feed import read_items
from crawler.discovery.listing import (
    Link,
    ListingResponse,
    ListingResult,
    NotAListing,
    bad_addresses,
)
from crawler.discovery.source import Source
from crawler.discovery.xml import (
    child_text,
    children,
    gunzip,
    is_closed,
    local_name,
    read_elements,
    read_xml,
)
from crawler.rows import Candidate, Row
from crawler.urls import (
    article_key,
    clean_url,
    fetchable,
    is_file,
    is_inside,
    joined,
    sitemap_address,
)
from crawler.urls.spelling import split_url

USUAL_PLACES = ("wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml", "?sitemap=index")
"""Where to look for a sitemap if robots.txt names none, relative to the front page.

In this order: WordPress, SEO plugins and most others, the protocol's example, WordPress without permalinks.
"""

_NOT_ARTICLES = re.compile(
    r"""
    wp-sitemap-(?:taxonomies|users)-            # WordPress: wp-sitemap-PROVIDER-SUBTYPE-PAGE.xml
    | wp-sitemap-posts-(?:page|attachment)-
    | (?:^|/)(?:page|category|post_tag|tag|post_format|author|attachment|image)s?-sitemap\d*\.xml   # Yoast
    | sitemap-(?:tax|authors|archives|misc|pt-page|pt-attachment)\b                  # Google XML Sitemaps
    | (?:^|/)image-sitemap-\d+\.xml                                                  # Jetpack
    """,
    re.VERBOSE | re.IGNORECASE,
)


MOST_LINKS = 75_000
"""Links that are read of one sitemap; it has at most 50,000 (sitemaps.org). No signal is heard meanwhile."""

_LONGEST_FRONT = 100
"""Letters by which another spelling of the front page may be longer (``index.php?utm_source=...``)."""

_URL = re.compile(rb"\s*https?://")
_LINE = re.compile(rb"(?<!\S)\S{1,4096}(?!\S)")

MAX_DEPTH = 4
"""The protocol has two levels, an index and its sitemaps; anything nested deeper than this leads nowhere."""


class Sitemaps(Source):
    """Walks the sitemaps that robots.txt names, or those at the usual places."""

    name = "sitemap"
    option = "sitemap"
    title = "sitemaps"

    async def roots(self) -> list[Candidate]:
        """Return the sitemaps to start with."""
        robots_url = urljoin(self.context.site_url, "/robots.txt")
        told = (await self.context.robots()).sitemaps
        named = dict.fromkeys(sitemap_address(each, robots_url) for each in told)
        usual = [urljoin(self.context.site_url, place) for place in USUAL_PLACES]
        bad = [url for url in named if fetchable(url) is None]
        first = [url for url in named if url not in bad and lists_articles(url)] or usual[:1]
        others = [url for url in usual if url not in first]
        roots = [self.listing(url, {"else": list(others)} if url == first[0] else {}) for url in first]
        return roots + [self.listing(url, {}) for url in bad]

    def read(self, row: Row, answer: ListingResponse) -> ListingResult:
        """Read a sitemap. Raises NotAListing."""
        sitemap = read_sitemap(answer.page.body, answer.page.url)
        wanted = [link for link in sitemap.links if not self.context.filters.excludes(link)]
        outside = len(sitemap.links) - len(wanted)
        if sitemap.kind == "urls":
            articles = [self._article(link) for link in wanted if self._may_be_article(link.url)]
            return ListingResult(
                articles=articles,
                named=[link.url for link in sitemap.links],
                bad=bad_addresses(sitemap.links),
                outside=outside,
                left_out={"too_many": sitemap.left_out},
                is_whole=sitemap.whole,
                is_answer=bool(sitemap.links),
            )
        depth = row.meta.get("depth", 0)
        depth = depth + 1 if isinstance(depth, int) else 1
        listings = [
            self.listing(link.url, {"depth": depth}, link.lastmod)
            for link in wanted
            if lists_articles(link.url)
        ]
        if not sitemap.links:
            raise NotAListing("empty")
        return ListingResult(
            listings=listings if depth <= MAX_DEPTH else [],
            outside=outside,
            left_out={"too_many": sitemap.left_out},
            is_whole=sitemap.whole,
            is_answer=False,
        )

    def instead(self, row: Row) -> list[Candidate]:
        """Return the next of the usual places."""
        match row.meta.get("else"):
            case [str(url), *others]:
                return [self.listing(url, {"else": others})]
        return []

    def _may_be_article(self, url: str) -> bool:
        front = self.context.site_url
        if not is_inside(url, front) or is_file(url):
            return False
        return len(url) > len(front) + _LONGEST_FRONT or article_key(url) != article_key(front)

    def _article(self, link: Link) -> Candidate:
        return Candidate(clean_url(link.url), "article", self.name, lastmod=link.lastmod)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A parsed sitemap."""

    kind: Literal["index", "urls"]
    """What its links are: further sitemaps, or pages."""
    links: list[Link]
    whole: bool
    """False if it was cut off."""
    left_out: int = 0
    """How many more links it has than are read of one."""


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """Read a sitemap, plain or gzip. Raises NotAListing if it is not one."""
    body = gunzip(body).removeprefix(b"\xef\xbb\xbf")
    if _URL.match(body):
        lines = (line[0].decode("utf-8", "replace") for line in _LINE.finditer(body))
        return Sitemap("urls", [Link(line) for line in islice(lines, MOST_LINKS)], whole=True)
    elements = read_elements(body, "url", "sitemap")
    root = next(elements, None)
    name = "" if root is None else local_name(root)
    if name in ("rss", "rdf", "feed"):  # the protocol allows a feed as a sitemap
        whole = is_closed(body, name)
        return Sitemap("urls", read_items(read_xml(body), url, whole=whole), whole)
    if name not in ("sitemapindex", "urlset"):
        raise NotAListing("not_xml" if root is None else "no_sitemap")
    wanted = "sitemap" if name == "sitemapindex" else "url"
    links = (_link(entry, url) for entry in elements if local_name(entry) == wanted)
    kind: Literal["index", "urls"] = "index" if name == "sitemapindex" else "urls"
    taken = list(islice(filter(None, links), MOST_LINKS))
    left_out = 0 if len(taken) < MOST_LINKS else body.count(b"<loc") - MOST_LINKS
    return Sitemap(kind, taken, is_closed(body, name), max(0, left_out))


def _link(entry: etree._Element, url: str) -> Link | None:
    """Return what an entry names; None: nothing."""
    if next(children(entry, "loc"), None) is None:
        return None
    address = child_text(entry, "loc")
    if not address:  # it is none, and counted as that
        return Link("")
    published = next((child_text(news, "publication_date") for news in children(entry, "news")), None)
    return Link(joined(url, address), published, child_text(entry, "lastmod"))


def lists_articles(url: str) -> bool:
    """Say whether the sitemap at this URL can list articles, by the names that WordPress and plugins use.

    >>> lists_articles("https://telegraf.co.id/wp-sitemap-posts-post-1.xml")
    True
    >>> lists_articles("https://telegraf.co.id/wp-sitemap-taxonomies-post_tag-1.xml")
    False
    >>> lists_articles("https://telegraf.co.id/?sitemap=posts&sitemap-subtype=page&paged=1")
    False
    """
    parts = split_url(url)
    query = parse_qs(parts.query)
    if query.get("sitemap", ["index"])[0] in ("taxonomies", "users"):
        return False
    if query.get("sitemap-subtype", ["post"])[0] in ("page", "attachment"):
        return False
    return _NOT_ARTICLES.search(parts.path) is None
