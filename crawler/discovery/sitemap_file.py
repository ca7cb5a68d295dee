"""A sitemap as a file: sitemaps.org, Google News, a feed, a plain-text list of URLs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from crawler.discovery.addresses import absolute_address
from crawler.discovery.feed import read_items
from crawler.discovery.listing import Link, NotAListing
from crawler.discovery.sitemap_text import read_line, read_lines
from crawler.discovery.xml import (
    child_text,
    clean,
    count_entries,
    gunzip,
    local_name,
    namespace,
    read_entries,
    read_trees,
    text_of,
)

MOST_LINKS = 75_000
"""Links that are read of one sitemap; it has at most 50,000 (sitemaps.org). No signal is heard meanwhile."""

_ENTRIES = ("url", "sitemap")
_OF_EXTENSIONS = re.compile(r"image|video|news|mobile|xhtml|media|pagemap", re.IGNORECASE)
"""In namespaces whose ``loc`` is that of a picture or a film; undeclared, the prefix stands for it."""
_FILE_OF_URLS = re.compile(r"\.xml(?:\.gz)?(?:[?#]|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A parsed sitemap."""

    pages: list[Link]
    sitemaps: list[Link]
    """Further sitemaps: what it names if it is an index."""
    whole: bool
    """False if it was cut off."""
    left_out: int = 0
    """How many more links it has than are read of one."""


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """Read a sitemap, plain or gzip. Raises NotAListing if it is not one."""
    text = clean(gunzip(body))
    if text.root is None:
        if lines := read_lines(text.body):
            listed = [Link(read_line(line)) for line in lines[:MOST_LINKS]]
            return Sitemap(listed, [], whole=True, left_out=len(lines) - len(listed))
        raise NotAListing("no_sitemap" if text.has_tags else "not_xml")
    if text.root not in ("urlset", "sitemapindex"):  # the protocol allows a feed as a sitemap
        roots, whole = read_trees(text)
        return Sitemap(read_items(roots, url, whole=whole), [], whole)
    entries = read_entries(text, *_ENTRIES)
    found = ((local_name(entry), link) for entry in entries for link in _links(entry, url))
    taken = list(islice(found, MOST_LINKS))
    left_out = count_entries(text, *_ENTRIES) - MOST_LINKS if len(taken) == MOST_LINKS else 0
    pages = [link for name, link in taken if name == "url"]
    sitemaps = [link for name, link in taken if name == "sitemap"]
    others = [link for link in pages if not _FILE_OF_URLS.search(link.url)]
    if text.root == "sitemapindex" or not others:
        # What names nothing but XML is an index, however it calls its entries.
        sitemaps += [link for link in pages if _FILE_OF_URLS.search(link.url)]
        pages = others
    if text.root == "sitemapindex" and text.is_closed and not taken:
        raise NotAListing("empty")
    return Sitemap(pages, sitemaps, text.is_closed, max(0, left_out))


def _links(entry: etree._Element, url: str) -> Iterator[Link]:
    """Yield what an entry names; it should be one page, but some print several into one entry."""
    own = namespace(entry)
    parts: dict[str, list[etree._Element]] = {}
    for part in entry:
        parts.setdefault(local_name(part), []).append(part)
    locs = parts.get("loc", [])
    locs = [loc for loc in locs if namespace(loc) == own] or [
        loc for loc in locs if not _OF_EXTENSIONS.search(namespace(loc))
    ]
    named = list(filter(None, map(text_of, locs)))
    if not named and locs:  # it is not an address, and counted as that
        named = [""]
    published = lastmod = None
    if len(named) == 1:
        published = next((child_text(news, "publication_date") for news in parts.get("news", ())), None)
        lastmod = next(filter(None, map(text_of, parts.get("lastmod", ()))), None)
    for address in named:
        yield Link(absolute_address(address, url) if address else "", published, lastmod)
