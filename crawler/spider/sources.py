"""Which way of discovery a crawl goes, and why: where each begins, which answered, what the others said."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from crawler.discovery import (
    Answer,
    Api,
    Archives,
    DiscoveryWay,
    Feeds,
    Narrowing,
    NotAListing,
    Sitemaps,
)
from crawler.discovery.home_page import Front, read_front
from crawler.discovery.sections import find_section
from crawler.extensions.run import whole_number
from crawler.frontier import Candidate, Row
from crawler.rows import Way
from crawler.spider.probe import Visit

if TYPE_CHECKING:
    from crawler.spider.base import NewsSpider

logger = logging.getLogger(__name__)

ORDER: tuple[Way, ...] = ("api", "sitemap", "feed", "archive")
"""The ways of discovery in the order in which they are tried: the cheapest first."""

_TITLES: Mapping[str, str] = {
    "api": "REST",
    "sitemap": "Sitemaps",
    "feed": "Feeds",
    "archive": "Archive pages",
}


class Ways:
    """The ways of discovery of one site, in one run."""

    def __init__(self, spider: NewsSpider, visit: Visit, front: Front, narrowing: Narrowing) -> None:
        self._spider = spider
        self._visit = visit
        self._front = front
        self.narrowing = narrowing
        self.site_url = visit.site_url
        self.api = Api(narrowing)
        self._sitemaps = Sitemaps(self.site_url, narrowing)
        self._feeds = Feeds(self.site_url, narrowing)
        self._archives = Archives(self.site_url, narrowing, is_wordpress=front.is_wordpress)
        self._answered: set[str] = set()
        self._refusals: dict[str, str] = {}

    @classmethod
    async def of_site(cls, spider: NewsSpider, visit: Visit) -> Self:
        """Ask the front page, and find the section that is wanted. Raises SiteFailed, UsageError."""
        front = await visit.front()
        wanted = spider.options.section
        section = None if wanted is None else await find_section(wanted, front, visit.ask)
        return cls(spider, visit, front, Narrowing(spider.options.period, section))

    def __getitem__(self, name: str) -> DiscoveryWay:
        """Return the reader of a way's listings."""
        ways: dict[str, DiscoveryWay] = {
            "api": self.api,
            "sitemap": self._sitemaps,
            "feed": self._feeds,
            "archive": self._archives,
        }
        return ways[name]

    async def roots(self, way: Way) -> list[Candidate]:
        """Return the listings that a way begins with, and say so in the log. Raises NotAListing."""
        if way == "api":
            root, types = await self._visit.rest(self._front)
            names = ", ".join(each.name for each in types)
            logger.info("Discovery by REST: %s, post types: %s.", root, names)
            return self.api.roots(root, types)
        if way == "sitemap":
            roots = self._sitemaps.roots((await self._visit.robots()).sitemaps)
        elif way == "feed":
            roots = self._feeds.roots(await self._named_feeds(), is_wordpress=self._front.is_wordpress)
        else:
            roots = self._archives.roots()
        logger.info("Discovery by %s: %s.", _TITLES[way].lower(), ", ".join(root.url for root in roots))
        return roots

    def is_complete_due(self, way: Way) -> bool:
        """Say whether a round has to list everything, whatever is known.

        REST tells of each change, and how many articles there are: once is enough.
        """
        last = self._spider.frontier.last_complete()
        days = whole_number(self._spider.settings["FULL_LISTING_DAYS"], "FULL_LISTING_DAYS")
        now = datetime.now(UTC)
        # A clock that went back must not put it off until it has caught up.
        return last is None or (way != "api" and not now - timedelta(days=days) < last <= now)

    def at_hand(self, row: Row) -> Answer | None:
        """Return the answer of a row that was asked already in this run: the front page."""
        return self._visit.front_answer if row.url == self.site_url else None

    def note_answer(self, way: Way) -> None:
        """Note that a way of discovery named articles."""
        self._answered.add(way)

    def note_refusal(self, way: Way, reason: str, url: str | None = None) -> None:
        """Note why a way of discovery is not gone."""
        said = f"{reason} at {url}" if url else reason
        self._refusals.setdefault(way, said)
        logger.info("%s not used: %s.", _TITLES[way], said)

    def has_answered(self, way: Way) -> bool:
        """Say whether a way of discovery named articles, in this run or earlier in its round."""
        return way in self._answered or self._spider.frontier.answered(way)

    def no_answer(self) -> str:
        """Return why nothing could be listed, in one sentence."""
        tried = "; ".join(f"{_TITLES[way]}: {said}" for way, said in self._refusals.items())
        return (
            f"{self.site_url} has no listing of articles that answers ({tried or 'all of them are empty'})."
        )

    async def _named_feeds(self) -> list[str]:
        """Return the feeds that the front page names; of a wanted section its own, if its page names one."""
        section, general = self.narrowing.section, self._front.feeds
        if section is None or section.url is None:
            return general
        try:
            named = read_front(await self._visit.ask(section.url), self.site_url).feeds
        except NotAListing:
            return general
        own = [url for url in named if url not in general]
        return own[:1] or general
