"""What the front page of a newspaper tells about where its articles are listed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from crawler.discovery.listing import ListingResponse, NotAListing
from crawler.discovery.listing_page import ListingPage, read_listing_page
from crawler.discovery.wordpress import API_RELATION
from crawler.extract import NotAnArticle
from crawler.extract.parse.document import Document
from crawler.urls import joined, read_link_header

_OF_WORDPRESS = re.compile(
    rb"/wp-(?:content|includes)/|<meta name=[\"']generator[\"'] content=[\"']WordPress", re.IGNORECASE
)
_COMMENTS = re.compile(r"/comments/feed|[?&](?:feed=comments|withcomments)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HomePage:
    """The parsed front page of a newspaper or of a section."""

    rest_root: str | None
    """The root of WordPress' REST API, as the page names it, made absolute; None if it names none."""
    alternates: tuple[tuple[str, str], ...]
    """Media type and URL of each ``<link rel="alternate">``, except those for comments.

    A feed may stand on another host: that of a content delivery network, of a service, of a headless system.
    """
    listing: ListingPage
    is_wordpress: bool

    def feeds(self, *media_types: str) -> list[str]:
        """Return the URLs of the feeds of these media types, each once, in the page's order."""
        return list(dict.fromkeys(url for kind, url in self.alternates if kind in media_types))


def read_home_page(answer: ListingResponse, site_url: str) -> HomePage:
    """Read a front page. Raises NotAListing if it is not a page."""
    page = answer.page
    try:
        document = Document(page)
    except NotAnArticle as refusal:
        raise NotAListing(refusal.reason) from refusal
    links = document.head["link"]
    in_header = (
        link.url for link in read_link_header(answer.headers.get("link", "")) if link.says(API_RELATION)
    )
    in_head = (link.get("href", "") for link in links if link.get("rel") == API_RELATION)
    named = next((url for url in chain(in_header, in_head) if url), None)
    alternates = (
        (link.get("type", ""), joined(document.base_url, link.get("href", "")))
        for link in links
        if "alternate" in link.get("rel", "").split()
    )
    return HomePage(
        rest_root=joined(document.base_url, named) if named else None,
        alternates=tuple((kind, url) for kind, url in alternates if not _COMMENTS.search(url)),
        listing=read_listing_page(page, site_url),
        is_wordpress=bool(named) or _OF_WORDPRESS.search(page.body) is not None,
    )
