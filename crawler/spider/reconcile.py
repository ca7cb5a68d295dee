"""Finding by REST's totals what its listing of changes does not tell: what is gone, and what is back."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby

from crawler.discovery import Api, NotAListing
from crawler.discovery.listing import is_inside, with_query
from crawler.discovery.rest import PER_PAGE
from crawler.discovery.wordpress import read_records
from crawler.frontier import Frontier
from crawler.spider.probe import Visit
from crawler.urls import article_key

logger = logging.getLogger(__name__)

MOST = 1000
"""Articles that one run asks because they are missing; as long as some of them are gone, the next goes on."""

_SECOND = timedelta(seconds=1)
_MEMORY = "#totals"
"""What the address of a collection is followed by where it is remembered how far its total is explained."""


class Missing:
    """Compares how many articles the site says it has with how many are known.

    They may differ for good (articles that REST does not name, or that no page shows): a difference that was
    looked into once is remembered, and only another one is looked into again. Then the totals of date ranges,
    halved until a range fits on a page, lead to the articles, in about two requests for each halving.
    """

    def __init__(self, frontier: Frontier, visit: Visit, api: Api) -> None:
        self._frontier = frontier
        self._census = frontier.census
        self._visit = visit
        self._api = api
        self._is_open = False
        self._found = 0
        self._known_before = 0

    async def search(self) -> None:
        """Add to the frontier what is to be asked because of its absence, or its presence, in the totals."""
        listed, known = self._listed(), self._census.count()
        self._known_before = known
        if listed is None or listed - known == self._explained():
            return
        logger.info("The site has %d articles, %d are known: looking for the difference.", listed, known)
        try:
            await self._explore(None, None, listed, known)
        except NotAListing as none:
            self._is_open = True
            logger.warning("What is gone could not be looked for (%s); a later run tries again.", none.reason)

    def settle(self) -> None:
        """Remember the difference that is left once everything that was found is asked."""
        listed, known = self._listed(), self._census.count()
        goes_on = self._found >= MOST and known < self._known_before
        if listed is None or self._is_open or goes_on:
            return
        left = listed - known
        if left != self._explained():
            self._census.remember(self._memory, "api", {"unexplained": left})

    def _listed(self) -> int | None:
        """Return how many articles the site says it has; null: not all of its collections were read now."""
        totals, collections = self._api.totals, self._api.collections
        return sum(totals.values()) if collections and totals.keys() == collections.keys() else None

    @property
    def _memory(self) -> str:
        return next(iter(self._api.collections.values())) + _MEMORY

    def _explained(self) -> int:
        left = self._census.recall(self._memory).get("unexplained", 0)
        return left if isinstance(left, int) else 0

    async def _explore(self, since: datetime | None, until: datetime | None, listed: int, known: int) -> None:
        """Look for the difference in a period."""
        if listed == known or self._found >= MOST:
            return
        middle = self._census.middle(since, until) if max(listed, known) > PER_PAGE else None
        if middle is None:
            await self._compare(since, until)
            return
        earlier = await self._total(since, middle)
        await self._explore(since, middle, earlier, self._census.count(since, middle))
        await self._explore(middle, until, listed - earlier, self._census.count(middle, until))

    async def _total(self, since: datetime | None, until: datetime | None) -> int:
        """Return how many articles of a period the site says it has. Raises NotAListing."""
        total = 0
        for url in self._api.collections.values():
            answer = await self._visit.ask(
                with_query(url, per_page=1, _fields="id", **self._period(since, until))
            )
            said = answer.headers.get("x-wp-total", "")
            if not said.isdigit():
                raise NotAListing("no_total")
            total += int(said)
        return total

    async def _compare(self, since: datetime | None, until: datetime | None) -> None:
        """Compare the addresses that are listed and known in a period. Raises NotAListing."""
        listed: list[tuple[str, int, str]] = []
        for kind in self._api.collections:
            listed += [(kind, number, url) for number, url in await self._addresses(kind, since, until)]
        keys = {article_key(url) for _, _, url in listed}
        stored = self._census.addresses(since, until)
        missing = [
            url for url in stored if article_key(url) not in keys and is_inside(url, self._visit.site_url)
        ]
        self._found += len(missing)
        known = self._census.knows([url for _, _, url in listed])
        unknown = [(kind, number) for kind, number, url in listed if url not in known]
        self._frontier.ask(missing)
        self._frontier.add([self._api.only(kind, ids) for kind, ids in _batches(unknown)])

    async def _addresses(
        self, kind: str, since: datetime | None, until: datetime | None
    ) -> list[tuple[int, str]]:
        """Return number and address of the listed articles of a period. Raises NotAListing."""
        url = with_query(
            self._api.collections[kind], per_page=PER_PAGE, _fields="id,link", **self._period(since, until)
        )
        found: list[tuple[int, str]] = []
        page, pages = 1, 1
        while page <= pages:
            answer = await self._visit.ask(with_query(url, page=page))
            records = read_records(answer.page.body)
            found += [(int(record["id"]), str(record["link"])) for record in records if record.get("link")]
            said = answer.headers.get("x-wp-totalpages", "")
            pages = int(said) if said.isdigit() else 1
            page += 1
        return found

    def _period(self, since: datetime | None, until: datetime | None) -> dict[str, str]:
        """Return a period as parameters, in the site's local time; WordPress' bounds are both exclusive."""
        parameters = {}
        if since is not None:
            parameters["after"] = self._local(since - _SECOND)
        if until is not None:
            parameters["before"] = self._local(until)
        return parameters

    def _local(self, instant: datetime) -> str:
        return (instant.astimezone(UTC).replace(tzinfo=None) + self._api.offset).isoformat()


def _batches(found: list[tuple[str, int]]) -> Iterator[tuple[str, list[int]]]:
    """Yield the numbers of each post type, as many at once as a page holds."""
    for kind, group in groupby(sorted(found), key=lambda each: each[0]):
        ids = [number for _, number in group]
        for start in range(0, len(ids), PER_PAGE):
            yield kind, ids[start : start + PER_PAGE]
