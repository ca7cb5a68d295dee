"""Asks WordPress' REST API how many articles each month has, and which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from crawler.corpus.ledger.budget import Asking
from crawler.corpus.ledger.calendar import between
from crawler.corpus.ledger.rest_collection import RestCollection, RestMonth
from crawler.corpus.ledger.rest_pages import RestPage, RestPages, month_in, within
from crawler.corpus.ledger.said import Named, later
from crawler.dates import to_instant
from crawler.discovery import NotAListing, RestApi
from crawler.discovery.wordpress import RestRecord
from crawler.text import counted

WAY = RestApi.name

_NOT_SHOWN = ("http_401", "http_403", "http_404", "http_405", "http_410", "http_451", "robots")
"""How a post type is answered that is not shown to the public."""
_MOST_NAMED = 5
"""Months that a sentence names."""


class ByRest:
    """The months of a site by its REST API, which has them in the zone of the site."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._pages = RestPages(asking)
        self._collections: list[RestCollection] = []
        self._is_cut = False
        """Whether a post type could not be read."""

    @property
    def is_whole(self) -> bool:
        """Whether all articles of all months were listed."""
        return bool(self.months()) and self.whole() == self.months()

    def months(self) -> set[str]:
        """Return all months from that of the first article to that of the last one."""
        return {month for each in self._collections for month in each.all_months}

    def whole(self) -> set[str]:
        """Return the months of which all articles were listed."""
        if self._is_cut:
            return set()
        return {month for month in self.months() if all(each.is_whole(month) for each in self._collections)}

    def total(self) -> int | None:
        """Return how many articles all months have; None: not all are known."""
        added = [each.added() for each in self._collections]
        return None if self._is_cut or None in added else sum(filter(None, added))

    async def count(self) -> None:
        """Ask for the number of each month, one request each. Raises NotAListing: there is no REST API."""
        source = RestApi(replace(self._asking.context, fetch=self._asking.fetch))
        await source.roots()
        if not source.totals.collections:
            raise NotAListing("no_rest_root")
        for name, url in source.totals.collections.items():
            try:
                self._collections.append(await self._explored(name, url))
            except NotAListing as none:
                if not self._collections and name == next(iter(source.totals.collections)):
                    raise
                if none.reason not in _NOT_SHOWN:
                    self._is_cut = True
                    self._note(f"REST does not list what is of the type {name} ({none.reason})")
        if not self.months():
            raise NotAListing("no_articles")
        for each in self._collections:
            await self._count(each)

    async def list_all(self, differing: Sequence[str], *, only_these: bool) -> None:
        """Read the further pages of months: first of those that differ, then of all others, newest first.

        ``only_these``: not of others, since sitemaps name what is there.
        """
        others = [] if only_these else sorted(self.months() - set(differing), reverse=True)
        for month in [*differing, *others]:
            for each in self._collections:
                await self._finish(each, month)
        self._say_unread(set() if only_these else self.months())

    # One collection

    async def _explored(self, name: str, url: str) -> RestCollection:
        """Return a collection with its first and last month, by its newest and its oldest page."""
        newest = await self._pages.first_page(url)
        found = RestCollection(name, url, newest.total, {1: newest})
        if not newest.records:
            return found
        months = {month for each in newest.records if (month := month_in(each))}
        self._name(newest.records)
        oldest = await self._oldest(found, newest)
        if oldest is not None:
            self._name(oldest.records)
            months |= {month for each in oldest.records if (month := month_in(each))}
        if months:
            found.all_months = between(min(months), max(months))
            self._know_months(found.all_months)
        if oldest is None:
            self._take_all(found, newest.records)
        return found

    async def _oldest(self, found: RestCollection, newest: RestPage) -> RestPage | None:
        """Return the page with the oldest articles; None: the newest shows all. Raises NotAListing."""
        number = newest.pages
        if number is None and newest.total is not None and newest.number >= newest.total:
            return None
        if number is None:
            number = 2
            try:
                following = await self._pages.page(found.url, page=number)
            except NotAListing as none:
                if none.reason != "http_400":
                    raise
                return None
            found.pages[number] = following
            if not {each.id for each in following.records} - {each.id for each in newest.records}:
                return None
        elif number > 1:
            try:
                found.pages[number] = await self._pages.page(found.url, page=number)
            except NotAListing as none:
                if none.reason != "http_400":
                    raise
                newest.pages = None  # it is out of date
            else:
                return found.pages[number]
        else:
            return None
        return await self._pages.page(found.url, orderby="date", order="asc")

    def _take_all(self, found: RestCollection, records: Iterable[RestRecord]) -> None:
        """Note the months of a collection of which one response shows everything."""
        numbers = Counter(month_in(each) for each in records)
        for month in found.all_months:
            self._note_month(found, month, RestMonth(numbers[month], numbers[month], is_whole=True))

    async def _count(self, found: RestCollection) -> None:
        """Ask for the number of each month that is not known yet, the newest first."""
        unknown = found.unknown()
        pages = None
        if found.total is not None:
            pages = max(-(-found.total // self._pages.size), found.pages[1].pages or 0)
        if pages is not None and pages <= min(2 * len(unknown), self._asking.budget.free + len(found.pages)):
            await self._walk(found)  # lists all, for less than the months' numbers and their further pages
            return
        for month in unknown:
            if (page := await self._pages.asked(found.url, **within(month))) is None:
                continue
            if not found.months and found.is_all_of_it(page, month):
                await self._walk(found)  # it ignores the dates
                return
            self._name(page.records, month)
            state = RestMonth(page.total, page.of(month))
            if page.is_last(1) or (page.total is not None and state.read >= page.total):
                state.is_whole = True
                state.total = state.read if page.total is None else page.total
            self._note_month(found, month, state)
        self._compare(found)

    async def _walk(self, found: RestCollection) -> None:
        """List a collection page by page, the newest first, and count its months."""
        numbers: Counter[str | None] = Counter()
        number, seen, oldest, is_whole, is_ordered = 0, set[int](), "9999-12", False, True
        while True:
            number += 1
            try:
                page = found.pages.pop(number, None) or await self._pages.page(found.url, page=number)
            except NotAListing as none:
                is_whole = none.reason == "http_400" and number > 1  # there is no such page
                if not is_whole:
                    self._pages.failures = [none.reason]
                break
            new = [each for each in page.records if each.id not in seen]
            self._name(new)
            numbers.update(month_in(each) for each in new)
            seen = {each.id for each in page.records}
            for month in filter(None, map(month_in, new)):
                is_ordered = is_ordered and month <= oldest
                oldest = min(oldest, month)
            is_whole = page.is_last(number) or (
                found.total is not None and sum(numbers.values()) >= found.total
            )
            if is_whole or not new:
                break
        for month in found.all_months:
            if is_whole or (is_ordered and month > oldest):
                self._note_month(found, month, RestMonth(numbers[month], numbers[month], is_whole=True))
        self._compare(found)

    async def _finish(self, found: RestCollection, month: str) -> None:
        """Read the further pages of a month."""
        state = found.months.get(month)
        while state is not None and not state.is_whole:
            if not self._asking.budget.free:
                return
            page = await self._pages.asked(found.url, **within(month), page=state.page + 1)
            if page is None and self._pages.failures[-1:] != ["http_400"]:
                return
            if page is None:  # there is no such page
                self._pages.failures.clear()
                self._end(month, state)
                return
            self._name(page.records, month)
            state.page += 1
            state.read += page.of(month)
            is_last = page.is_last(state.page)
            if is_last or (state.total is not None and state.read >= state.total):
                self._end(month, state)

    def _end(self, month: str, state: RestMonth) -> None:
        """Note that a month has no further page; one whose number was not told is counted now."""
        state.is_whole = True
        if state.total is None:
            state.total = state.read
            self._asking.reckoning.says(WAY, month, state.read)

    # What it says

    def _note_month(self, found: RestCollection, month: str, state: RestMonth) -> None:
        found.months[month] = state
        if state.total is not None:
            self._asking.reckoning.says(WAY, month, state.total)

    def _name(self, records: Iterable[RestRecord], month: str | None = None) -> None:
        named = [
            Named(
                each.url or permalink,
                month_in(each) or month,
                later(to_instant(each.published or ""), to_instant(each.lastmod or "")),
                permalink,
            )
            for each in records
            if (permalink := each.permalink(self._asking.context.site_url) or "") or each.url
        ]
        self._asking.reckoning.name(WAY, named)

    def _know_months(self, months: Iterable[str]) -> None:
        every = {*months, *(month for each in self._collections for month in each.all_months)}
        self._asking.budget.know(len(every))

    def _compare(self, found: RestCollection) -> None:
        """Note that the months do not add up to what there is in all."""
        added = found.added()
        if found.total is not None and added is not None and added != found.total:
            self._note(
                f"REST says that it has {counted(found.total, 'article')} of the type {found.name} in all,"
                f" and {added:,} in its months"
            )

    def _say_unread(self, wanted: Collection[str]) -> None:
        """Note of which months the number is not known, and of which wanted ones some articles, and why."""
        uncounted = {
            month for month in self.months() if not all(each.is_counted(month) for each in self._collections)
        }
        if uncounted:
            self._note(f"REST does not tell how many articles {_of(uncounted)} had: {self._pages.why()}")
        if unlisted := self.months().intersection(wanted) - self.whole() - uncounted:
            self._note(f"REST was not asked for all articles of {_of(unlisted)}: {self._pages.why()}")

    def _note(self, sentence: str) -> None:
        self._asking.notes.append(f"{sentence}.")


def _of(months: Collection[str]) -> str:
    """Return months for the middle of a sentence: the newest ones by name."""
    named = sorted(months, reverse=True)
    if len(named) <= _MOST_NAMED:
        return ", ".join(named)
    return f"{counted(len(named), 'month')} ({named[-1]} to {named[0]})"
