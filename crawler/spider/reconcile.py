"""Finds by a site's totals what its listings lost: articles that are gone, back, or were never named."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from crawler.discovery import NotAListing
from crawler.discovery.totals import Totals
from crawler.frontier import Frontier
from crawler.rows import JSON
from crawler.scrapy_utils.faults import log_fault
from crawler.spider.remembering import is_older
from crawler.store import StoreError
from crawler.text import counted
from crawler.urls import article_key, is_inside

logger = logging.getLogger(__name__)

MOST = 1000
"""Most missing articles that one run fetches; as long as some of them are gone, the next run continues."""

_MEMORY = "#totals"
"""Suffix of a collection's URL in the key under which the difference is remembered."""


class Reconciliation:
    """Compares how many articles the site says it has with how many are known.

    The totals of date ranges, halved until a range fits on a page, lead to the articles: about two requests
    for each halving. They may differ permanently. A difference is remembered as examined if all that the site
    lists is known; then only another one is examined again. What it counts and no page shows is looked for
    again after some days.
    """

    def __init__(self, frontier: Frontier, source: str, totals: Totals, site_url: str, days: int) -> None:
        """``days``: how long not to look again for what could not be listed."""
        self._frontier = frontier
        self._inventory = frontier.inventory
        self._source = source
        self._totals = totals
        self._site_url = site_url
        self._days = days
        self._is_searched = False
        self._found = 0
        self._not_shown = 0
        self._unknown: list[str] = []
        self._missing: list[str] = []
        """Stored articles that the site does not list."""
        self._known_before = 0

    async def search(self) -> None:
        """Add to the frontier the articles that explain the difference: missing ones and unknown ones."""
        listed, known = self._totals.listed(), self._inventory.count()
        self._known_before = known
        if listed is None or not self._is_due(listed, known):
            return
        if listed == known:  # what was remembered has changed
            self._is_searched = True
            return
        said = counted(listed, "article")
        logger.info(
            "The site says it has %s, known so far: %s. Looking for the difference.", said, f"{known:,}"
        )
        try:
            await self._explore(None, None, listed, known)
            self._is_searched = True
        except StoreError:
            raise
        except NotAListing as none:
            logger.warning("The search for gone articles failed (%s); a later run tries again.", none.reason)
        except Exception as error:
            log_fault("The totals of the site", error)

    def mark(self) -> None:
        """Mark the articles that the source does not name, and that are there all the same.

        They were found another way: by the sitemap while REST was closed, say.
        """
        self._inventory.mark_unlisted(self._missing)

    def settle(self) -> None:
        """Remember the difference that is left once everything that was found has been fetched."""
        listed, known = self._totals.listed(), self._inventory.count()
        goes_on = self._found >= MOST and known < self._known_before
        if listed is None or not self._is_searched or goes_on:
            return
        unread = set(self._unknown) - self._inventory.knows(self._unknown)
        missing = self._without_unlisted(min(self._not_shown + len(unread), listed - known))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        checkpoint: dict[str, JSON] = {"examined": listed - known, "missing": missing, "at": now}
        self._inventory.save_checkpoint(self._memory, self._source, checkpoint)
        if missing:
            logger.warning(
                "%s says that it has %s, but %s of them could not be listed: no page of its REST API shows"
                " them. They are looked for again after %s (FULL_LISTING_DAYS).",
                self._site_url,
                counted(listed, "article"),
                f"{missing:,}",
                counted(self._days, "day"),
            )

    @property
    def _memory(self) -> str:
        return self._totals.home + _MEMORY

    def _is_due(self, listed: int, known: int) -> bool:
        """Say whether to search: the difference is another one, or something was missing for some days."""
        memory = self._inventory.load_checkpoint(self._memory)
        if listed - known != memory.get("examined", 0):
            return True
        missing = memory.get("missing", 0)
        missing = missing if isinstance(missing, int) else 0
        if not missing or is_older(memory, self._days):
            return bool(missing)
        if (left := self._without_unlisted(missing)) > 0:
            said = counted(listed, "article")
            logger.info("%s of the %s that the site says it has could not be listed.", left, said)
        return False

    def _without_unlisted(self, missing: int) -> int:
        """Return how many of so many articles were not found another way."""
        return max(0, missing - self._inventory.unlisted()) if missing > 0 else 0

    async def _explore(self, since: datetime | None, until: datetime | None, listed: int, known: int) -> None:
        """Look for the difference in a period."""
        if listed == known or self._found >= MOST:
            return
        middle = self._inventory.middle(since, until) if max(listed, known) > self._totals.page_size else None
        if middle is None:
            await self._compare(since, until, listed)
            return
        earlier = await self._totals.count(since, middle)
        if earlier >= listed:  # the site ignores the dates, or has nothing of what is known of the later half
            await self._compare(since, until, listed)
            return
        await self._explore(since, middle, earlier, self._inventory.count(since, middle))
        await self._explore(middle, until, listed - earlier, self._inventory.count(middle, until))

    async def _compare(self, since: datetime | None, until: datetime | None, said: int) -> None:
        """Compare the listed and the known URLs of a period; ``said``: how many. Raises NotAListing."""
        listed = await self._totals.addresses(since, until)
        self._not_shown += max(0, said - listed.number)
        keys = {article_key(each.url) for each in listed.articles}
        stored = self._inventory.addresses(since, until)
        missing = [url for url in stored if article_key(url) not in keys and is_inside(url, self._site_url)]
        if listed.number >= said or len(missing) <= self._totals.page_size:
            self._found += len(missing)
            self._missing += missing
            self._frontier.recheck(missing)
        known = self._inventory.knows([each.url for each in listed.articles])
        unknown = [each for each in listed.articles if each.url not in known]
        self._unknown += [each.url for each in unknown]
        self._frontier.add(self._totals.only(unknown))
