"""Feeds: RSS 2.0 and 1.0, Atom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml import etree

from crawler.dates import parse_date
from crawler.discovery.home_page import read_home_page
from crawler.discovery.listing import (
    Link,
    ListingResponse,
    ListingResult,
    NotAListing,
    bad_addresses,
)
from crawler.discovery.source import Source
from crawler.discovery.xml import child_text, children, gunzip, is_closed, local_name, read_xml
from crawler.rows import JSON, Candidate, Row
from crawler.text import as_number
from crawler.urls import article_key, clean_url, fetchable, is_inside, joined

USUAL_PLACES = ("feed/", "?feed=rss2", "rss", "atom.xml")
"""Where to look for a feed if the front page names none, relative to it: WordPress' places, then others."""

MAX_FEEDS = 20
"""A front page that names more than this names feeds of topics."""


class Feeds(Source):
    """Walks the pages of the feeds that the front page names, or of the one at a usual place."""

    name = "feed"
    option = "feed"
    title = "feeds"
    media_types: ClassVar[tuple[str, ...]] = ("application/rss+xml", "application/atom+xml")
    """Media types of the links by which a page names its feeds."""
    usual_places: ClassVar[tuple[str, ...]] = USUAL_PLACES

    async def roots(self) -> list[Candidate]:
        """Return the feeds to begin with. Raises NotAListing."""
        is_wordpress = self.context.home_page.is_wordpress
        usual = [urljoin(self.context.site_url, place) for place in self.usual_places]
        named = await self._named()
        bad = [url for url in named if fetchable(url) is None]
        first = [url for url in named if url not in bad][:MAX_FEEDS] or usual[:1]
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
        section, general = context.filters.section, context.home_page.feeds(*self.media_types)
        if section is None or section.url is None:
            return general
        try:
            page = read_home_page(await context.fetch(section.url), context.site_url)
        except NotAListing:
            return general
        return [url for url in page.feeds(*self.media_types) if url not in general][:1] or general

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
    """Its next page: the one it names (RFC 5005), or WordPress' ``paged`` plus one; None: there is none."""
    whole: bool
    """False if it was cut off."""


def read_feed(body: bytes, url: str) -> Feed:
    """Read a feed. Raises NotAListing if it is not one."""
    body = gunzip(body)
    root = read_xml(body)
    name = local_name(root)
    if name not in ("rss", "rdf", "feed"):
        raise NotAListing("no_feed")
    holders = [root, *children(root, "channel")]
    links = [link for holder in holders for link in children(holder, "link")]
    named = next((link.get("href") for link in links if link.get("rel") == "next" and link.get("href")), None)
    generators = (child_text(holder, "generator") or "" for holder in holders)
    is_wordpress = any("wordpress.org" in generator for generator in generators)
    next_url = joined(url, named) if named else (next_page(url) if is_wordpress else None)
    whole = is_closed(body, name)
    return Feed(read_items(root, url, whole=whole), next_url, whole)


def read_items(root: etree._Element, url: str, *, whole: bool) -> list[Link]:
    """Return the links of a feed's items; of one that is cut off without the last, which is cut, too."""
    channels = [*children(root, "channel")]
    items = [
        item for holder in (root, *channels) for name in ("item", "entry") for item in children(holder, name)
    ]
    items = items if whole else items[:-1]
    links = (joined(url, _item_link(item) or "") for item in items)
    return [
        Link(
            link,
            published=parse_date(child_text(item, "pubdate", "published", "date") or "", None),
            lastmod=child_text(item, "updated", "modified"),
            sections=_categories(item),
        )
        for item, link in zip(items, links, strict=True)
        if link and link != url
    ]


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


def _item_link(item: etree._Element) -> str | None:
    """Return the URL of an item's page: RSS has it as text, Atom as an attribute."""
    original = child_text(item, "origlink")  # what FeedBurner's own link redirects to
    if original:
        return original
    for link in children(item, "link"):
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return link.get("href")
        if link.text and link.text.strip():
            return link.text.strip()
    for guid in children(item, "guid"):
        if guid.get("isPermaLink", "true").lower() == "true" and guid.text:
            return guid.text.strip()
    return None


def _categories(item: etree._Element) -> tuple[str, ...]:
    """Return the names of an item's categories."""
    names = (category.get("term") or (category.text or "").strip() for category in children(item, "category"))
    return tuple(name for name in names if name)
