"""Finds by a site's totals what is gone or back, which its listing of changes does not tell."""

from __future__ import annotations

import logging
from datetime import datetime

from crawler.discovery import NotAListing
from crawler.discovery.totals import Totals
from crawler.frontier import Frontier
from crawler.scrapy_utils.faults import log_fault
from crawler.store import StoreError
from crawler.text import counted
from crawler.urls import article_key, is_inside

logger = logging.getLogger(__name__)

MOST = 1000
"""Most missing articles that one run fetches; as long as some of them are gone, the next run continues."""

_MEMORY = "#totals"
"""Suffix of a collection's URL in the key under which its explained difference is remembered."""


class Reconciliation:
    """Compares how many articles the site says it has with how many are known.

    They may differ permanently (articles that REST does not name, or that no page shows): a difference that
    was examined once is remembered, and only a different one is examined again. Then the totals of date
    ranges, halved until a range fits on a page, lead to the articles: about two requests for each halving.
    """

    def __init__(self, frontier: Frontier, source: str, totals: Totals, site_url: str) -> None:
        self._frontier = frontier
        self._inventory = frontier.inventory
        self._source = source
        self._totals = totals
        self._site_url = site_url
        self._is_open = False
        self._found = 0
        self._known_before = 0

    async def search(self) -> None:
        """Add to the frontier the articles that explain the difference: missing ones and unknown ones."""
        listed, known = self._totals.listed(), self._inventory.count()
        self._known_before = known
        if listed is None or listed - known == self._explained():
            return
        said = counted(listed, "article")
        logger.info(
            "The site says it has %s, known so far: %s. Looking for the difference.", said, f"{known:,}"
        )
        try:
            await self._explore(None, None, listed, known)
        except StoreError:
            raise
        except NotAListing as none:
            self._is_open = True
            logger.warning("The search for gone articles failed (%s); a later run tries again.", none.reason)
        except Exception as error:
            self._is_open = True
            log_fault("The totals of the site", error)

    def settle(self) -> None:
        """Remember the difference that is left once everything that was found has been fetched."""
        listed, known = self._totals.listed(), self._inventory.count()
        goes_on = self._found >= MOST and known < self._known_before
        if listed is None or self._is_open or goes_on:
            return
        left = listed - known
        if left != self._explained():
            self._inventory.save_checkpoint(self._memory, self._source, {"unexplained": left})

    @property
    def _memory(self) -> str:
        return next(iter(self._totals.collections.values())) + _MEMORY

    def _explained(self) -> int:
        left = self._inventory.load_checkpoint(self._memory).get("unexplained", 0)
        return left if isinstance(left, int) else 0

    async def _explore(self, since: datetime | None, until: datetime | None, listed: int, known: int) -> None:
        """Look for the difference in a period."""
        if listed == known or self._found >= MOST:
            return
        middle = self._inventory.middle(since, until) if max(listed, known) > self._totals.page_size else None
        if middle is None:
            await self._compare(since, until)
            return
        earlier = await self._totals.count(since, middle)
        await self._explore(since, middle, earlier, self._inventory.count(since, middle))
        await self._explore(middle, until, listed - earlier, self._inventory.count(middle, until))

    async def _compare(self, since: datetime | None, until: datetime | None) -> None:
        """Compare the listed and the known URLs of a period. Raises NotAListing."""
        listed = await self._totals.addresses(since, until)
        keys = {article_key(each.url) for each in listed}
        stored = self._inventory.addresses(since, until)
        missing = [url for url in stored if article_key(url) not in keys and is_inside(url, self._site_url)]
        self._found += len(missing)
        known = self._inventory.knows([each.url for each in listed])
        self._frontier.recheck(missing)
        self._frontier.add(self._totals.only([each for each in listed if each.url not in known]))
