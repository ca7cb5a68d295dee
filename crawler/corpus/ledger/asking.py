"""Asks a site how many articles it has of each month, and which, within a budget of requests."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from datetime import datetime

from crawler.corpus.ledger import by_archive, by_rest, by_sitemap
from crawler.corpus.ledger.budget import RETRIES, SPENT, Asking
from crawler.corpus.ledger.by_archive import ByArchive
from crawler.corpus.ledger.by_rest import ByRest
from crawler.corpus.ledger.by_sitemap import BySitemap
from crawler.corpus.ledger.ledger import Ledger
from crawler.discovery import NotAListing
from crawler.text import counted

logger = logging.getLogger(__name__)

WAYS = (by_rest.WAY, by_sitemap.WAY, by_archive.WAY)
"""The ways of discovery that tell what a site has; feeds tell what is new."""

_FEW = 5
"""Sitemaps that are read beside REST however few months a site has; of a larger one, as many as months."""

_CLOSED = ("robots", "no_rest_root", "http_401", "http_403", "http_404", "http_405", "http_410", "http_451")
"""Reasons for which a site has no REST that is open to all."""

_NONE_LEFT = "no request was left"
"""Why a way was not asked, in the sentence that no listing can be read."""

Look = Callable[[str], Awaitable[str]]
"""Requests a stored article that no listing names; returns what became of it, in one word."""

Date = Callable[[str], Awaitable[datetime | None]]
"""Requests an article that a listing names without a date; returns when it was published, if it says so."""

_MOST_DATED = 20
"""Articles that are asked for their dates: where more are missing, most of them are lost."""


class NoListing(Exception):
    """A site of which no listing can be read; the message says why, for the end of a sentence."""


async def take_stock(asking: Asking, ways: Collection[str], look: Look, date: Date) -> Ledger:
    """Ask a site, and return the ledger. Raises NoListing, StoreError.

    REST tells the number of each month and a hundred of its articles by one request. Sitemaps name what REST
    does not show; archives of months are for sites where neither tells a month. Then come the other articles
    by REST, those that may be new though no listing tells their dates, and last the stored ones that nobody
    named.
    """
    stock = _Stock(asking, ways)
    await stock.count()
    await stock.list_all()
    whole, by = stock.whole()
    for url in asking.reckoning.undated(_MOST_DATED, whole=whole, by=by):
        if asking.budget.left <= RETRIES:
            break
        if (published := await date(url)) is not None:
            asking.reckoning.note_date(url, published)
    if whole is None or whole:
        for url in asking.reckoning.unseen(whole, max(0, asking.budget.left - RETRIES)):
            if asking.budget.left <= RETRIES:
                break
            asking.reckoning.note_asked(url, await look(url))
    ledger = asking.reckoning.close(whole=whole, by=by)
    return replace(ledger, requests=asking.budget.spent, notes=[*asking.notes, *ledger.notes])


class _Stock:
    """The ways to ask one site."""

    def __init__(self, asking: Asking, ways: Collection[str]) -> None:
        self._asking = asking
        self._ways = ways
        self._rest: ByRest | None = None
        self._sitemaps: BySitemap | None = None
        self._archive: ByArchive | None = None
        self._refusals: dict[str, str] = {}

    async def count(self) -> None:
        """Ask for the number of each month, by the ways that tell it. Raises NoListing."""
        budget, stored = self._asking.budget, self._asking.reckoning.stored()
        months = {month: number for month, number in stored.items() if month is not None}
        if by_rest.WAY in self._ways:
            await self._ask_rest()
            self._log("REST")
        if self._rest is None:
            budget.know(len(months))
        if by_sitemap.WAY in self._ways:
            await self._ask_sitemaps()
            self._log("sitemaps")
        if by_archive.WAY in self._ways and not self._is_told():
            archive = ByArchive(self._asking)
            if await archive.read(months):
                self._archive = archive
            else:
                self._refusals["archives of months"] = archive.reason
            self._log("archives of months")
        if self._rest is None and self._sitemaps is None and self._archive is None:
            told = {way: _NONE_LEFT if why == SPENT else why for way, why in self._refusals.items()}
            raise NoListing("; ".join(f"{way}: {why}" for way, why in told.items()))
        reason = self._refusals.get("REST")
        if reason is not None and reason not in _CLOSED:
            self._asking.notes.append(f"REST was not read ({reason}): another time it may tell more.")

    async def list_all(self) -> None:
        """Ask for the articles that the numbers count."""
        if self._rest is not None:
            await self._rest.count_again()
            is_named = self._sitemaps is not None and self._sitemaps.is_whole
            await self._rest.list_all(self._asking.reckoning.differing(), only_these=is_named)
            self._log("further pages of REST")
        if self._sitemaps is not None and not self._is_listed_by_rest():
            self._sitemaps.say()
            if not self._sitemaps.dated and self._rest is None:
                self._asking.notes.append(
                    "The sitemaps tell no month: what is stored is counted in the month that it prints."
                )

    def whole(self) -> tuple[set[str] | None, set[str]]:
        """Return the months whose listing was read to its end (None: all), and by which ways."""
        sitemaps = self._sitemaps if self._sitemaps is not None and self._sitemaps.is_whole else None
        if self._is_listed_by_rest():
            return None, {by_rest.WAY, by_sitemap.WAY} if sitemaps is not None else {by_rest.WAY}
        if sitemaps is not None and sitemaps.names_enough():
            months = self._whole_by(sitemaps)
            # What REST counts and does not list is told as such only where both were read to their end.
            is_both = months is not None and self._rest is not None and months <= self._rest.whole()
            return months, {by_rest.WAY, by_sitemap.WAY} if is_both else {by_sitemap.WAY}
        if self._rest is not None:
            return self._rest.whole(), {by_rest.WAY}
        if self._archive is not None:
            return self._archive.whole(), {by_archive.WAY}
        return set(), set()

    def _whole_by(self, sitemaps: BySitemap) -> set[str] | None:
        """Return the months that sitemaps which were read to their end list as well; None: all.

        If REST counts more, they leave some out that are there: then only where its number is not that of
        the store an article that is in no listing says something.
        """
        total = self._rest.total() if self._rest is not None else 0
        if self._rest is None or (total is not None and sitemaps.named >= total):
            return None
        return self._rest.whole() | set(self._asking.reckoning.differing())

    async def _ask_rest(self) -> None:
        rest = ByRest(self._asking)
        try:
            await rest.count()
        except NotAListing as none:
            self._refusals["REST"] = none.reason
        else:
            self._rest = rest

    async def _ask_sitemaps(self) -> None:
        budget, sitemaps = self._asking.budget, BySitemap(self._asking)
        most = budget.left if self._rest is None else max(_FEW, budget.months)
        try:
            is_read = await sitemaps.read(most, partly=self._rest is None)
        except NotAListing as none:
            self._refusals["sitemaps"] = none.reason
            return
        if is_read:
            self._sitemaps = sitemaps
        else:
            self._refusals["sitemaps"] = sitemaps.reason

    def _log(self, what: str) -> None:
        """Say how far the asking is."""
        budget = self._asking.budget
        refused = f" ({self._refusals[what]})" if what in self._refusals else ""
        logger.info(
            "Asked for %s%s: %s of at most %s so far.",
            what,
            refused,
            counted(budget.spent, "request"),
            budget.most,
        )

    def _is_listed_by_rest(self) -> bool:
        return self._rest is not None and self._rest.is_whole

    def _is_told(self) -> bool:
        """Say whether the months are told already."""
        if self._rest is not None:
            return True
        return self._sitemaps is not None and 2 * self._sitemaps.dated >= self._sitemaps.named > 0
