"""Months of which nothing is stored or linked, but of which a site may have articles all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crawler.corpus.ledger.archive_address import Form
from crawler.corpus.ledger.archive_list import ArchiveList, read_archive
from crawler.corpus.ledger.budget import SPENT, Asking
from crawler.corpus.ledger.calendar import between, month_of
from crawler.discovery import NotAListing

_NOT_THERE = ("http_404", "http_410", "no_articles")
"""How a month without articles is answered; WordPress answers 404."""
_YEAR = len("2018")
_FEW = 2
"""Months that are asked one by one, as that costs no more than to ask for their year."""
_BEFORE = 12
"""Months that are tried before the first one of a site that has no archives of years."""


class Gaps:
    """Asks for months between those that are known, after them and before them.

    The archive of a year shows by one or two requests that twelve months are empty: there is none (404), or
    its first page shows nothing newer than what is known of it already, or its last page nothing older.
    """

    def __init__(
        self, asking: Asking, form: Form, named: Mapping[str, set[str]], known: Sequence[str]
    ) -> None:
        """``named``: month -> keys of its articles, of those that have any; ``known``: all that were read."""
        self._asking = asking
        self._form = form
        self._named = {key for keys in named.values() for key in keys}
        self._here = sorted(named)
        self._known = {*known}
        self._last = max(self._here[-1], month_of(asking.reckoning.now))
        self._is_near = True
        """Whether a year is asked in which the site is known to have articles."""
        self._years: dict[str, ArchiveList | None] = {}
        """Year -> its archive; None: it has none."""
        self.failed: dict[str, str] = {}
        """Month -> why it is not known whether it has articles."""

    async def read(self) -> dict[str, ArchiveList]:
        """Return what was found, by month."""
        first_year, last_year, this_year = (
            int(month[:_YEAR]) for month in (self._here[0], self._here[-1], self._last)
        )
        self._asking.budget.know(len(between(self._here[0], self._here[-1])))
        tells_years = await self._year(f"{last_year}") is not None
        found: dict[str, ArchiveList] = {}
        for year in (*range(last_year, first_year - 1, -1), *range(this_year, last_year, -1)):
            self._is_near = year <= last_year
            months = [month for month in self._months_of(f"{year}") if month not in self._known]
            found |= await self._read(await self._worth_asking(f"{year}", months) if tells_years else months)
        self._is_near = False
        if not tells_years:
            before = between(f"{first_year - 1}-{self._here[0][_YEAR + 1 :]}", f"{first_year - 1}-12")
            return found | await self._read(before[:_BEFORE])
        year = first_year - 1
        while await self._year(f"{year}") is not None and SPENT not in self.failed.values():
            found |= await self._read(self._months_of(f"{year}"))
            year -= 1
        return found

    def _months_of(self, year: str) -> list[str]:
        return between(f"{year}-01", min(f"{year}-12", self._last))

    async def _worth_asking(self, year: str, months: Sequence[str]) -> Sequence[str]:
        """Return the unknown months of a year that its archive does not show to be empty."""
        here = [month for month in self._here if month.startswith(year)]
        if not months or (here and len(months) <= _FEW):
            return months
        if not here:
            return months if await self._year(year) is not None else []
        before = [month for month in months if month < here[0]]
        after = [month for month in months if month > here[-1]]
        empty = set[str]()
        if len(after) > _FEW and (archive := await self._year(year)) is not None:
            empty |= set() if archive.pages[0].keys() - self._named else {*after}
        if len(before) > _FEW and (archive := await self._year(year, to_end=True)) is not None:
            is_known = archive.is_counted and not archive.pages[-1].keys() - self._named
            empty |= {*before} if is_known else set()
        return [month for month in months if month not in empty]

    async def _year(self, year: str, *, to_end: bool = False) -> ArchiveList | None:
        """Return the archive of a year; None: the site has none, or it could not be read."""
        known = self._years.get(year)
        if year not in self._years or (to_end and known is not None and not known.is_counted):
            try:
                self._years[year] = await self._archive(year, to_end=to_end)
            except NotAListing as none:
                self._years[year] = None
                if none.reason not in _NOT_THERE:
                    self.failed |= dict.fromkeys(self._unknown_of(year), none.reason)
        return self._years[year]

    async def _archive(self, period: str, *, to_end: bool = True) -> ArchiveList:
        """Return the archive of a month or a year. Raises NotAListing.

        Years far from what is known take only those requests that listings are to take.
        """
        if not self._is_near and not self._asking.budget.free:
            raise NotAListing(SPENT)
        return await read_archive(self._asking, self._form.address(period), period, to_end=to_end)

    def _unknown_of(self, year: str) -> list[str]:
        return [month for month in self._months_of(year) if month not in self._known]

    async def _read(self, months: Sequence[str]) -> dict[str, ArchiveList]:
        found: dict[str, ArchiveList] = {}
        for month in reversed(months):
            try:
                found[month] = await self._archive(month)
            except NotAListing as none:
                if none.reason not in _NOT_THERE:
                    self.failed[month] = none.reason
                    continue
            self.failed.pop(month, None)
        return {month: each for month, each in found.items() if each.keys() - self._named}
