"""The ways to find the articles of a newspaper: what a listing answers -> what is to be asked next."""

from __future__ import annotations

from crawler.discovery.archive_pages import Archives
from crawler.discovery.feed import Feeds
from crawler.discovery.filters import Narrowing, Section
from crawler.discovery.listing import Answer, DiscoveryWay, Found, NotAListing, TryLater
from crawler.discovery.rest import Api
from crawler.discovery.sitemap import Sitemaps

__all__ = [
    "Answer",
    "Api",
    "Archives",
    "DiscoveryWay",
    "Feeds",
    "Found",
    "Narrowing",
    "NotAListing",
    "Section",
    "Sitemaps",
    "TryLater",
]
