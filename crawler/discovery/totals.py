"""How many articles a WordPress site says it has, in all and by period, and which."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from crawler.discovery.listing import LISTING_PRIORITY, ListingResponse, NotAListing
from crawler.discovery.wordpress import PER_PAGE, read_records
from crawler.rows import Candidate
from crawler.text import as_number
from crawler.urls import with_query

_SECOND = timedelta(seconds=1)


class ListedArticle(NamedTuple):
    """An article that the site lists."""

    collection: str
    """Its post type."""
    number: int
    url: str


class Totals:
    """The totals of the REST collections of one site: each response says how many records there are."""

    page_size = PER_PAGE
    """Articles listed in one response."""

    def __init__(self, source: str, fetch: Callable[[str], Awaitable[ListingResponse]]) -> None:
        self._source = source
        self._fetch = fetch
        self.collections: dict[str, str] = {}
        """Post type -> the URL that lists its articles."""
        self.by_collection: dict[str, int] = {}
        """Post type -> how many articles the site says it has, if an unnarrowed listing said it."""
        self.offset = timedelta()
        """How far the site's local time is ahead of GMT."""

    def note(self, collection: str, answer: ListingResponse) -> None:
        """Note the total of a collection from the response of its unnarrowed listing."""
        total = as_number(answer.headers.get("x-wp-total", ""))
        if total is not None:
            self.by_collection[collection] = total

    def listed(self) -> int | None:
        """Return how many articles the site says it has; None: this run did not read all collections."""
        is_whole = self.collections and self.by_collection.keys() == self.collections.keys()
        return sum(self.by_collection.values()) if is_whole else None

    async def count(self, since: datetime | None, until: datetime | None) -> int:
        """Return how many articles of a period the site says it has. Raises NotAListing."""
        total = 0
        for url in self.collections.values():
            answer = await self._fetch(
                with_query(url, per_page=1, _fields="id", **self._period(since, until))
            )
            said = as_number(answer.headers.get("x-wp-total", ""))
            if said is None:
                raise NotAListing("no_total")
            total += said
        return total

    async def addresses(self, since: datetime | None, until: datetime | None) -> list[ListedArticle]:
        """Return the articles that are listed in a period. Raises NotAListing."""
        found: list[ListedArticle] = []
        for collection, address in self.collections.items():
            url = with_query(address, per_page=PER_PAGE, _fields="id,link", **self._period(since, until))
            page, pages, seen = 1, 1, set[int]()
            while page <= pages:
                answer = await self._fetch(with_query(url, page=page))
                new = [each for each in read_records(answer.page.body).records if each.id not in seen]
                if not new:  # it ignores the page number
                    break
                seen |= {each.id for each in new}
                found += [ListedArticle(collection, each.id, each.url) for each in new if each.url]
                pages = as_number(answer.headers.get("x-wp-totalpages", "")) or 1
                page += 1
        return found

    def only(self, articles: Sequence[ListedArticle]) -> Iterator[Candidate]:
        """Yield the listings of these articles alone, at most PER_PAGE in each."""
        by_collection = sorted((each.collection, each.number) for each in articles)
        for collection, group in groupby(by_collection, key=lambda each: each[0]):
            numbers = [number for _, number in group]
            for start in range(0, len(numbers), PER_PAGE):
                part = ",".join(map(str, numbers[start : start + PER_PAGE]))
                url = with_query(self.collections[collection], include=part)
                meta = {"type": collection, "only": True}
                yield Candidate(url, "listing", self._source, LISTING_PRIORITY, meta=meta)

    def _period(self, since: datetime | None, until: datetime | None) -> dict[str, str]:
        """Return a period as parameters, in the site's local time; WordPress' bounds are both exclusive."""
        parameters = {}
        if since is not None:
            parameters["after"] = self._local(since - _SECOND)
        if until is not None:
            parameters["before"] = self._local(until)
        return parameters

    def _local(self, instant: datetime) -> str:
        return (instant.astimezone(UTC).replace(tzinfo=None) + self.offset).isoformat()
