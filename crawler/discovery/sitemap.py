"""Sitemaps: sitemaps.org, Google News, plain-text lists of URLs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, urljoin, urlsplit

from crawler.discovery.feed import read_items
from crawler.discovery.listing import Link, ListingResponse, ListingResult, NotAListing
from crawler.discovery.source import Source
from crawler.discovery.xml import child_text, children, gunzip, is_closed, local_name, read_xml
from crawler.rows import Candidate, Row
from crawler.urls import article_key, clean_url, is_file, is_inside, joined

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


MAX_DEPTH = 4
"""The protocol has two levels, an index and its sitemaps; anything nested deeper than this leads nowhere."""


class Sitemaps(Source):
    """Walks the sitemaps that robots.txt names, or those at the usual places."""

    name = "sitemap"
    option = "sitemap"
    title = "sitemaps"

    async def roots(self) -> list[Candidate]:
        """Return the sitemaps to start with."""
        named = (await self.context.robots()).sitemaps
        usual = [urljoin(self.context.site_url, place) for place in USUAL_PLACES]
        first = [url for url in dict.fromkeys(named) if lists_articles(url)] or usual[:1]
        others = [url for url in usual if url not in first]
        return [self.listing(url, {"else": list(others)} if url == first[0] else {}) for url in first]

    def read(self, row: Row, answer: ListingResponse) -> ListingResult:
        """Read a sitemap. Raises NotAListing."""
        sitemap = read_sitemap(answer.page.body, answer.page.url)
        wanted = [link for link in sitemap.links if not self.context.filters.excludes(link)]
        outside = len(sitemap.links) - len(wanted)
        if sitemap.kind == "urls":
            articles = [self._article(link) for link in wanted if self._may_be_article(link.url)]
            return ListingResult(
                articles=articles, outside=outside, is_whole=sitemap.whole, is_answer=bool(sitemap.links)
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
        is_front = article_key(url) == article_key(self.context.site_url)
        return is_inside(url, self.context.site_url) and not is_front and not is_file(url)

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


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """Read a sitemap, plain or gzip. Raises NotAListing if it is not one."""
    text = gunzip(body).strip()
    if text.startswith((b"http://", b"https://")):
        return Sitemap("urls", [Link(line) for line in text.decode("utf-8", "replace").split()], True)
    root = read_xml(body)
    name = local_name(root)
    if name in ("rss", "rdf", "feed"):  # the protocol allows a feed as a sitemap
        return Sitemap("urls", read_items(root, url), is_closed(body, name))
    if name not in ("sitemapindex", "urlset"):
        raise NotAListing("no_sitemap")
    links = []
    for entry in children(root, "sitemap" if name == "sitemapindex" else "url"):
        address = child_text(entry, "loc")
        url_of_entry = joined(url, address) if address else None
        if url_of_entry:
            published = next((child_text(news, "publication_date") for news in children(entry, "news")), None)
            links.append(Link(url_of_entry, published, child_text(entry, "lastmod")))
    return Sitemap("index" if name == "sitemapindex" else "urls", links, is_closed(body, name))


def lists_articles(url: str) -> bool:
    """Say whether the sitemap at this URL can list articles, by the names that WordPress and plugins use.

    >>> lists_articles("https://telegraf.co.id/wp-sitemap-posts-post-1.xml")
    True
    >>> lists_articles("https://telegraf.co.id/wp-sitemap-taxonomies-post_tag-1.xml")
    False
    >>> lists_articles("https://telegraf.co.id/?sitemap=posts&sitemap-subtype=page&paged=1")
    False
    """
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    if query.get("sitemap", ["index"])[0] in ("taxonomies", "users"):
        return False
    if query.get("sitemap-subtype", ["post"])[0] in ("page", "attachment"):
        return False
    return _NOT_ARTICLES.search(parts.path) is None
