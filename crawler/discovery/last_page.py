"""How many pages a list has: the number of the last one that a page of it links."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.discovery.listing import ListingResponse
from crawler.discovery.listing_page import MOST_LINKS, ListingPage, parse_listing_page, read_listing_page
from crawler.discovery.pagination import numbered
from crawler.extract.parse.xpath import elements
from crawler.urls import read_link_header

_EVERY_LINK = elements("//a[@href]")


@dataclass(frozen=True, slots=True)
class PageOfList:
    """A page of a list, and the last page of that list as far as this one tells it."""

    listing: ListingPage
    number: int
    """Which page it is."""
    last: int
    """The number of the last page that it links; its own, if it links none behind it."""
    last_url: str
    """The URL of that page."""


def read_page_of_list(answer: ListingResponse, site_url: str) -> PageOfList:
    """Read a page of a list, such as that of a month. Raises NotAListing."""
    document = parse_listing_page(answer.page)
    here = numbered(document.url)
    last, last_url = here.number, document.url
    for link in _EVERY_LINK(document.root)[:MOST_LINKS]:
        url = document.absolute(link.get("href", ""))
        if url is None:
            continue
        found = numbered(url)
        if found.number > last and found.of == here.of:
            last, last_url = found.number, url
    header = read_link_header(answer.headers.get("link", ""))
    return PageOfList(read_listing_page(document, site_url, header), here.number, last, last_url)
