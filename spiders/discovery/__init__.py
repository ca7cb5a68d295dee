"""The ways to find the articles of a newspaper: what a listing answers -> what is to be asked next."""

from __future__ import annotations

from spiders.discovery.api import Api
from spiders.discovery.archive import Archives
from spiders.discovery.feed import Feeds
from spiders.discovery.listing import Answer, DiscoveryWay, Found, NotAListing, TryLater
from spiders.discovery.narrowing import Narrowing, Section
from spiders.discovery.sitemap import Sitemaps

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
