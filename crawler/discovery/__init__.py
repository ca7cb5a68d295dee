"""The ways to find the articles of a newspaper: the response of a listing -> what to request next."""

from __future__ import annotations

from crawler.discovery.archive_pages import ArchivePages
from crawler.discovery.feed import Feeds
from crawler.discovery.filters import Filters, Section
from crawler.discovery.json_feed import JsonFeeds
from crawler.discovery.listing import CarriedArticle, ListingResponse, ListingResult, NotAListing, TryLater
from crawler.discovery.rest import RestApi
from crawler.discovery.sitemap import Sitemaps
from crawler.discovery.source import ListingFailure, SiteContext, Source

SOURCES: tuple[type[Source], ...] = (RestApi, Sitemaps, Feeds, JsonFeeds, ArchivePages)
"""The ways of discovery, in the order in which they are tried: the cheapest first."""

__all__ = [
    "SOURCES",
    "ArchivePages",
    "CarriedArticle",
    "Feeds",
    "Filters",
    "JsonFeeds",
    "ListingFailure",
    "ListingResponse",
    "ListingResult",
    "NotAListing",
    "RestApi",
    "Section",
    "SiteContext",
    "Sitemaps",
    "Source",
    "TryLater",
]
