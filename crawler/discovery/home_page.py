"""What the front page of a newspaper tells about where its articles are listed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, islice

from crawler.discovery.listing import ListingResponse
from crawler.discovery.listing_page import ListingPage, parse_listing_page, reading_listing_page
from crawler.discovery.steps import Steps, at_once
from crawler.discovery.wordpress import API_RELATION
from crawler.extract.parse.document import Document
from crawler.extract.parse.xpath import Element, elements
from crawler.page import Page
from crawler.urls import MAX_LENGTH, fetchable, is_inside, joined, read_link_header

_OF_WORDPRESS = re.compile(
    rb"/wp-(?:content|includes)/|<meta name=[\"']generator[\"'] content=[\"']WordPress", re.IGNORECASE
)
_LINKS = elements("//a[@href]")
_MOST_LINKS = 20_000
_SAYS_FEED = re.compile(r"\b(?:rss|atom|feeds?|umpan|xml)\b", re.IGNORECASE)
_FILE_OF_FEED = re.compile(
    r"""
    (?:rss|feed|atom|umpan)[^/?]*\.(?:xml|rdf|php)(?:\?|\Z)
    | \.(?:rss|rdf|atom)(?:\?|\Z)
    | [?&]feed=(?:rss|rdf|atom)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""URLs that are those of feeds by themselves."""
_FOLDER_OF_FEED = re.compile(r"/(?:rss2?|feeds?|atom)/?\Z|\.xml\Z", re.IGNORECASE)
"""URLs that are those of feeds if the link says so, too: ``/rss/`` may be a page about feeds."""
_COMMENTS = re.compile(r"/comments/feed|[?&](?:feed=comments|withcomments)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HomePage:
    """The parsed front page of a newspaper or of a section."""

    page: Page
    """As it was fetched."""
    rest_root: str | None
    """The root of WordPress' REST API, as the page names it, made absolute; None if it names none."""
    alternates: tuple[tuple[str, str], ...]
    """Media type and URL of each ``<link rel="alternate">``, also of the header, except those for comments.

    A feed may stand on another host: that of a content delivery network, of a service, of a headless system.
    """
    linked_feeds: tuple[str, ...]
    """URLs of feeds that the page shows to its readers (``<a href="/rss.xml">RSS</a>``), the surest first."""
    listing: ListingPage
    is_wordpress: bool

    def feeds(self, *media_types: str) -> list[str]:
        """Return the URLs of the feeds of these media types, each once, in the page's order."""
        return list(dict.fromkeys(url for kind, url in self.alternates if kind in media_types))


def read_home_page(answer: ListingResponse, site_url: str) -> HomePage:
    """Read a front page. Raises NotAListing if it is not a page."""
    return at_once(reading_home_page(answer, site_url, parse_listing_page(answer.page)))


def reading_home_page(answer: ListingResponse, site_url: str, document: Document) -> Steps[HomePage]:
    """Read a front page in steps; ``document``: the page, parsed."""
    links = document.head["link"]
    header = read_link_header(answer.headers.get("link", ""))
    in_header = (link.url for link in header if link.says(API_RELATION))
    in_head = (link.get("href", "") for link in links if link.get("rel") == API_RELATION)
    named = next((url for url in chain(in_header, in_head) if url), None)
    alternates = [
        (_media_type(link.get("rel", ""), link.get("type", "")), link.get("href", "")) for link in links
    ] + [(_media_type(link.relation, link.media_type), link.url) for link in header]
    feeds = ((kind, joined(document.base_url, address)) for kind, address in alternates if kind and address)
    linked_feeds = _linked_feeds(document, site_url)
    listing = yield from reading_listing_page(document, site_url, header)
    return HomePage(
        page=answer.page,
        rest_root=joined(document.base_url, named) if named else None,
        alternates=tuple((kind, url) for kind, url in feeds if not _COMMENTS.search(url)),
        linked_feeds=linked_feeds,
        listing=listing,
        is_wordpress=bool(named) or _OF_WORDPRESS.search(answer.page.body) is not None,
    )


def _linked_feeds(document: Document, site_url: str) -> tuple[str, ...]:
    """Return the feeds among the links of a page's text."""
    sure, likely = [], []
    for link in islice(_LINKS(document.root), _MOST_LINKS):
        href = link.get("href", "").strip().partition("#")[0]
        if len(href) > MAX_LENGTH:
            continue
        if not (is_sure := _FILE_OF_FEED.search(href)) and not _FOLDER_OF_FEED.search(href):
            continue
        url = joined(document.base_url, href)
        if fetchable(url) is None or not is_inside(url, site_url) or _COMMENTS.search(url):
            continue
        if is_sure:
            sure.append(url)
        elif _SAYS_FEED.search(_words_of(link)):
            likely.append(url)
    return tuple(dict.fromkeys(sure + likely))


def _words_of(link: Element) -> str:
    """Return what a link says, also by its picture and its class."""
    pictures = (picture.get("alt", "") for picture in link.iter("img"))
    said = (link.get(name, "") for name in ("title", "aria-label", "class", "rel", "type"))
    return " ".join((*map(str, link.itertext()), *pictures, *said))


def _media_type(relation: str, media_type: str) -> str:
    """Return what an alternate of a page is, in lower case, without parameters; empty: it is no alternate.

    HTML compares relations and media types without regard to case. ``rel="feed"`` is of drafts of HTML 5; it
    needs no media type.
    """
    relations = relation.lower().split()
    kind = media_type.partition(";")[0].strip().lower()
    if "feed" in relations:
        return kind or "application/rss+xml"
    return kind if "alternate" in relations and "stylesheet" not in relations else ""
