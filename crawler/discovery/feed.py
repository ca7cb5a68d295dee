"""Feeds: RSS 2.0 and 1.0, Atom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml import etree

from crawler.dates import parse_date
from crawler.discovery.addresses import absolute_address
from crawler.discovery.feed_item import item_url, links
from crawler.discovery.home_page import HomePage, read_home_page
from crawler.discovery.listing import (
    Link,
    ListingResponse,
    ListingResult,
    NotAListing,
    bad_addresses,
    elsewhere,
)
from crawler.discovery.source import Source
from crawler.discovery.xml import base_url, child_text, children, clean, gunzip, local_name, read_trees
from crawler.rows import JSON, Candidate, Row
from crawler.text import as_number
from crawler.urls import article_key, clean_url, fetchable, is_inside

USUAL_PLACES = (
    "feed/",  # WordPress, also without permalinks
    "?feed=rss2",
    "rss",  # Ghost, and many systems of newsrooms' own
    "rss.xml",  # Drupal, Astro
    "feed.xml",  # Jekyll
    "index.xml",  # Hugo
    "atom.xml",  # Hexo, Pelican
    "feeds/posts/default",  # Blogger
)
"""Where to look for a feed if the front page names none, relative to it."""

_ITEMS = tuple(f"{{*}}{name}" for each in ("item", "entry") for name in (each, each.title(), each.upper()))

MAX_FEEDS = 20
"""A front page that names more than this names feeds of topics."""


class Feeds(Source):
    """Walks the pages of the feeds that the front page names, or of the one at a usual place."""

    name = "feed"
    option = "feed"
    title = "feeds"
    media_types: ClassVar[tuple[str, ...]] = (
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
    )
    """Media types of the links by which a page names its feeds."""
    other_media_types: ClassVar[tuple[str, ...]] = ("text/xml", "application/xml")
    """Those of older pages: they count where a page has none of the first."""
    usual_places: ClassVar[tuple[str, ...]] = USUAL_PLACES

    async def roots(self) -> list[Candidate]:
        """Return the feeds to begin with. Raises NotAListing."""
        is_wordpress = self.context.home_page.is_wordpress
        usual = [urljoin(self.context.site_url, place) for place in self.usual_places]
        named = await self._named()
        bad = [url for url in named if fetchable(url) is None]
        first = [url for url in named if url not in bad][:MAX_FEEDS]
        if not first:
            # Those of topics are linked more often than that of all: WordPress always has it at its place.
            linked = self.linked_by(self.context.home_page)[:MAX_FEEDS]
            first = list(dict.fromkeys([*(usual[:1] if is_wordpress or not linked else []), *linked]))
        if not first and not bad:
            raise NotAListing("none_named")
        others = [url for url in usual if url not in first]
        metas: list[dict[str, JSON]] = [{"paged": is_wordpress} for _ in first]
        if metas:
            metas[0]["else"] = list(others)
        roots = [self.listing(url, meta) for url, meta in zip(first, metas, strict=True)]
        return roots + [self.listing(url, {}) for url in bad]

    async def _named(self) -> list[str]:
        """Return the feeds that the front page names; for a wanted section its own, if its page names one."""
        context = self.context
        section, general = context.filters.section, self.feeds_of(context.home_page)
        if section is None or section.url is None:
            return general
        try:
            page = read_home_page(await context.fetch(section.url), context.site_url)
        except NotAListing:
            return general
        return [url for url in self.feeds_of(page) if url not in general][:1] or general

    def feeds_of(self, page: HomePage) -> list[str]:
        """Return the feeds that a page names."""
        return page.feeds(*self.media_types) or page.feeds(*self.other_media_types)

    def linked_by(self, page: HomePage) -> list[str]:
        """Return what a page shows its readers as feeds, for where it names none to their programs."""
        return list(page.linked_feeds)

    def read(self, row: Row, answer: ListingResponse) -> ListingResult:
        """Read a page of a feed. Raises NotAListing."""
        feed = self.parse(answer.page.body, answer.page.url)
        inside = [link for link in feed.links if is_inside(link.url, self.context.site_url)]
        wanted = [link for link in inside if not self.context.filters.excludes(link)]
        newest = article_key(inside[0].url) if inside else None
        repeats = newest == row.meta.get("newest")
        is_over = (
            not inside
            or (repeats and bool(row.meta.get("repeats")))  # a feed of one page returns it for every number
            or all(self.context.filters.period.is_surely_before(link.published) for link in inside)
        )
        next_url = feed.next_url or (next_page(row.url) if row.meta.get("paged") else None)
        # One repetition may be chance: a page's worth of articles was published between the two requests.
        meta: dict[str, JSON] = {
            "paged": bool(row.meta.get("paged")),
            "newest": newest,
            "repeats": repeats,
        }
        return ListingResult(
            articles=[
                Candidate(clean_url(link.url), "article", self.name, lastmod=link.lastmod) for link in wanted
            ],
            following=None if is_over or next_url is None else self.listing(next_url, meta),
            named=[link.url for link in inside],
            bad=bad_addresses(feed.links),
            elsewhere=elsewhere(feed.links, self.context.site_url),
            outside=len(inside) - len(wanted),
            is_whole=feed.whole,
            is_answer=bool(inside),
        )

    def instead(self, row: Row) -> list[Candidate]:
        """Return the next of the usual places."""
        match row.meta.get("else"):
            case [str(url), *others]:
                return [self.listing(url, {"paged": row.meta.get("paged"), "else": others})]
        return []

    def parse(self, body: bytes, url: str) -> Feed:
        """Read a page of a feed. Raises NotAListing."""
        return read_feed(body, url)


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed page of a feed."""

    links: list[Link]
    next_url: str | None
    """Its next page; None: there is none.

    That is the one it names (RFC 5005: ``next``, or ``prev-archive``), or WordPress' ``paged`` plus one.
    """
    whole: bool
    """False if it was cut off."""


def read_feed(body: bytes, url: str) -> Feed:
    """Read a feed. Raises NotAListing if it is not one."""
    text = clean(gunzip(body))
    trees, whole = read_trees(text)
    roots = [root for root in trees if local_name(root) in ("rss", "rdf", "feed")]
    if not roots:
        raise NotAListing("no_feed")
    holders = [holder for root in roots for holder in (root, *children(root, "channel"))]
    older = [link for name in ("next", "prev-archive") for holder in holders for link in links(holder, name)]
    named = next((absolute_address(link.get("href") or "", base_url(link, url)) for link in older), None)
    generators = (child_text(holder, "generator") or "" for holder in holders)
    is_wordpress = any("wordpress.org" in generator for generator in generators)
    next_url = named or (next_page(url) if is_wordpress else None)
    return Feed(read_items(roots, url, whole=whole), next_url, whole)


def read_items(roots: Sequence[etree._Element], url: str, *, whole: bool) -> list[Link]:
    """Return the links of a feed's items; of one that is cut off without the last, which is cut, too."""
    items = [item for root in roots for item in root.iter(*_ITEMS)]
    if not whole and roots:
        cut = _last_chain(roots[-1])
        items = [item for item in items if item not in cut]
    found = ((item, item_url(item, url)) for item in items)
    return [
        Link(
            link,
            published=parse_date(child_text(item, "pubdate", "published", "date") or "", None),
            lastmod=child_text(item, "updated", "modified"),
            sections=_categories(item),
        )
        for item, link in found
        if link
    ]


def _last_chain(element: etree._Element) -> set[etree._Element]:
    """Return an element, its last child, the last child of that, and so on: those that a cut may have met."""
    chain = {element}
    while len(element):
        element = element[-1]
        chain.add(element)
    return chain


def next_page(url: str) -> str:
    """Return the URL of the next page of a WordPress feed.

    >>> next_page("https://telegraf.co.id/feed/")
    'https://telegraf.co.id/feed/?paged=2'
    >>> next_page("https://telegraf.co.id/?feed=rss2&paged=2")
    'https://telegraf.co.id/?feed=rss2&paged=3'
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    page = as_number(query.get("paged", "")) or 1
    return urlunsplit(parts._replace(query=urlencode(query | {"paged": str(page + 1)})))


def _categories(item: etree._Element) -> tuple[str, ...]:
    """Return the names of an item's categories."""
    names = (category.get("term") or (category.text or "").strip() for category in children(item, "category"))
    return tuple(name for name in names if name)
