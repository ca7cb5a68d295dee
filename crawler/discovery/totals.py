"""How many articles a WordPress site says it has, in all and by period, and which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from crawler.discovery.listing import LISTING_PRIORITY, Fetch, ListingResponse, NotAListing
from crawler.discovery.wordpress import PER_PAGE, read_records
from crawler.rows import JSON, Candidate
from crawler.text import as_number
from crawler.urls import with_query

MOST_PAGES = 1000
"""Pages of a collection that are read at once in a search for what is missing."""

_SECOND = timedelta(seconds=1)


class ListedArticle(NamedTuple):
    """An article that the site lists."""

    collection: str
    """Its post type."""
    number: int
    url: str


class Listed(NamedTuple):
    """The articles that the site lists in a period."""

    articles: list[ListedArticle]
    """All that its pages show, those without a URL left out."""
    number: int
    """How many records of the period its pages show."""


class Totals:
    """The totals of the REST collections of one site: each response says how many records there are."""

    page_size = PER_PAGE
    """Articles listed in one response."""

    def __init__(self, source: str, fetch: Fetch) -> None:
        self._source = source
        self._fetch = fetch
        self.collections: dict[str, str] = {}
        """Post type -> the URL that lists its articles."""
        self.home = ""
        """The URL of the first collection."""
        self.by_collection: dict[str, int] = {}
        """Post type -> how many articles the site says it has, if an unnarrowed listing said it."""
        self.read: set[str] = set()
        """The post types whose unnarrowed listing was read."""
        self.offset = timedelta()
        """How far the site's local time is ahead of GMT."""

    def note(self, collection: str, answer: ListingResponse, *, is_empty: bool = False) -> int | None:
        """Note the total of a collection from the response of its unnarrowed listing; return it.

        None: the response does not tell it, as behind a network that removes the header; an empty one does.
        """
        self.read.add(collection)
        total = as_number(answer.headers.get("x-wp-total", ""))
        if total is None and is_empty:
            total = 0
        if total is not None:
            self.by_collection[collection] = total
        return total

    def leave_out(self, collection: str) -> None:
        """Leave out a collection that the site does not show."""
        self.collections.pop(collection, None)
        self.by_collection.pop(collection, None)
        self.read.discard(collection)

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

    async def addresses(self, since: datetime | None, until: datetime | None) -> Listed:
        """Return the articles that are listed in a period. Raises NotAListing."""
        found: list[ListedArticle] = []
        within = 0
        for collection, address in self.collections.items():
            url = with_query(address, per_page=PER_PAGE, _fields="id,link,date", **self._period(since, until))
            page, pages, seen = 1, 1, set[int]()
            while page <= min(pages, MOST_PAGES):
                answer = await self._fetch(with_query(url, page=page))
                new = [each for each in read_records(answer.page.body).records if each.id not in seen]
                if not new:  # it ignores the page number
                    break
                seen |= {each.id for each in new}
                within += sum(self._lies_in(each.date, since, until) for each in new)
                found += [ListedArticle(collection, each.id, each.url) for each in new if each.url]
                pages = as_number(answer.headers.get("x-wp-totalpages", "")) or 1
                page += 1
        return Listed(found, within)

    def only(self, articles: Sequence[ListedArticle]) -> Iterator[Candidate]:
        """Yield the listings of these articles alone, at most PER_PAGE in each."""
        by_collection = sorted(articles)
        for collection, group in groupby(by_collection, key=lambda each: each[0]):
            urls = {number: url for _, number, url in group}
            numbers = list(urls)
            for start in range(0, len(numbers), PER_PAGE):
                part = ",".join(map(str, numbers[start : start + PER_PAGE]))
                url = with_query(self.collections[collection], include=part)
                only: dict[str, JSON] = {
                    str(number): urls[number] for number in numbers[start : start + PER_PAGE]
                }
                meta: dict[str, JSON] = {"type": collection, "only": only}
                yield Candidate(url, "listing", self._source, LISTING_PRIORITY, meta=meta)

    def _period(self, since: datetime | None, until: datetime | None) -> dict[str, str]:
        """Return a period as parameters, in the site's local time; WordPress' bounds are both exclusive."""
        parameters = {}
        if since is not None:
            parameters["after"] = self._local(since - _SECOND)
        if until is not None:
            parameters["before"] = self._local(until)
        return parameters

    def _lies_in(self, date: datetime | None, since: datetime | None, until: datetime | None) -> bool:
        """Say whether a local date is of a period: sticky posts, say, are listed in any."""
        if date is None:
            return True
        is_before = until is not None and date >= datetime.fromisoformat(self._local(until))
        return not is_before and (since is None or date >= datetime.fromisoformat(self._local(since)))

    def _local(self, instant: datetime) -> str:
        return (instant.astimezone(UTC).replace(tzinfo=None) + self.offset).isoformat()
