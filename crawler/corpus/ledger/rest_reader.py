"""Reads one REST collection: its first and last month, the number of each month, and its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from crawler.corpus.ledger.budget import Asking
from crawler.corpus.ledger.calendar import between
from crawler.corpus.ledger.rest_collection import RestCollection, RestMonth
from crawler.corpus.ledger.rest_pages import RestPage, RestPages, month_in
from crawler.corpus.ledger.said import Named, later
from crawler.dates import to_instant
from crawler.discovery import NotAListing, RestApi
from crawler.discovery.wordpress import RestRecord
from crawler.text import counted

_WAY = RestApi.name


class RestReader:
    """Reads collections, and tells the reckoning what they say."""

    def __init__(self, asking: Asking, pages: RestPages, know: Callable[[Iterable[str]], None]) -> None:
        """``know``: is told the months of a collection as soon as they are known."""
        self._asking = asking
        self._pages = pages
        self._know_months = know

    async def explored(self, name: str, url: str) -> RestCollection:
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

    async def count(self, found: RestCollection) -> None:
        """Ask for the number of each month that is not known yet, the newest first."""
        unknown = found.unknown()
        pages = None
        if found.total is not None:
            pages = max(-(-found.total // self._pages.size), found.pages[1].pages or 0)
        if pages is not None and pages <= min(2 * len(unknown), self._asking.budget.free + len(found.pages)):
            await self._walk(found)  # lists all, for less than the months' numbers and their further pages
            return
        for month in unknown:
            if (page := await self._pages.asked(found.url, month)) is None:
                continue
            if not found.months and found.is_all_of_it(page, month):
                await self._walk(found)  # it ignores the dates
                return
            self._take_month(found, month, page)
        self._compare(found)

    async def count_again(self, found: RestCollection) -> None:
        """Ask once more for the months whose numbers could not be had, if there are requests left."""
        unknown = found.unknown()
        for month in unknown:
            if not self._asking.budget.free:
                break
            if (page := await self._pages.asked(found.url, month)) is None:
                continue
            if found.is_all_of_it(page, month):  # it ignores the dates
                return
            self._take_month(found, month, page)
        if unknown:
            self._compare(found)

    def _take_month(self, found: RestCollection, month: str, page: RestPage) -> None:
        """Note what the first page of a month says of it."""
        self._name(page.records, month)
        state = RestMonth(page.total, page.of(month))
        if page.is_last(1) or (page.total is not None and state.read >= page.total):
            state.is_whole = True
            state.total = state.read if page.total is None else page.total
        self._note_month(found, month, state)

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
                    self._pages.failed |= dict.fromkeys(found.all_months, none.reason)
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

    async def finish(self, found: RestCollection, month: str) -> None:
        """Read the further pages of a month."""
        state = found.months.get(month)
        while state is not None and not state.is_whole:
            if not self._asking.budget.free:
                return
            page = await self._pages.asked(found.url, month, number=state.page + 1)
            if page is None and self._pages.failed.get(month) != "http_400":
                return
            if page is None:  # there is no such page
                del self._pages.failed[month]
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
            self._asking.reckoning.says(_WAY, month, state.read)

    def _note_month(self, found: RestCollection, month: str, state: RestMonth) -> None:
        found.months[month] = state
        if state.total is not None:
            self._asking.reckoning.says(_WAY, month, state.total)

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
        self._asking.reckoning.name(_WAY, named)

    def _compare(self, found: RestCollection) -> None:
        """Note that the months do not add up to what there is in all."""
        added = found.added()
        if found.total is not None and added is not None and added != found.total:
            self._asking.notes.append(
                f"REST says that it has {counted(found.total, 'article')} of the type {found.name} in all,"
                f" and {added:,} in its months."
            )
