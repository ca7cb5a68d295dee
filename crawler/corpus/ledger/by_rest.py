"""Asks WordPress' REST API how many articles each month has, and which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from crawler.corpus.ledger.budget import Asking
from crawler.corpus.ledger.rest_collection import RestCollection
from crawler.corpus.ledger.rest_pages import RestPages
from crawler.corpus.ledger.rest_reader import RestReader
from crawler.discovery import NotAListing, RestApi
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
        self._reader = RestReader(asking, self._pages, self._know_months)
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
        return self._listed()

    def _listed(self) -> set[str]:
        """Return the months of which all articles of the types that can be read were listed."""
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
                self._collections.append(await self._reader.explored(name, url))
            except NotAListing as none:
                if not self._collections and name == next(iter(source.totals.collections)):
                    raise
                if none.reason not in _NOT_SHOWN:
                    self._is_cut = True
                    self._note(f"REST does not list what is of the type {name} ({none.reason})")
        if not self.months():
            raise NotAListing("no_articles")
        for each in self._collections:
            await self._reader.count(each)

    async def count_again(self) -> None:
        """Ask once more for months that could not be had: a while has gone by."""
        self._pages.resume()
        for each in self._collections:
            await self._reader.count_again(each)

    async def list_all(self, differing: Sequence[str], *, only_these: bool) -> None:
        """Read the further pages of months: first of those that differ, then of all others, newest first.

        ``only_these``: not of others, since sitemaps name what is there.
        """
        others = [] if only_these else sorted(self.months() - set(differing), reverse=True)
        for month in [*differing, *others]:
            for each in self._collections:
                await self._reader.finish(each, month)
        self._say_unread(set() if only_these else self.months())

    def _know_months(self, months: Iterable[str]) -> None:
        every = {*months, *(month for each in self._collections for month in each.all_months)}
        self._asking.budget.know(len(every))

    def _say_unread(self, wanted: Collection[str]) -> None:
        """Note of which months the number is not known, and of which wanted ones some articles, and why."""
        uncounted = {
            month for month in self.months() if not all(each.is_counted(month) for each in self._collections)
        }
        if uncounted:
            self._note(
                f"REST does not tell how many articles {_of(uncounted)} had: {self._pages.why(uncounted)}"
            )
        if unlisted := self.months().intersection(wanted) - self._listed() - uncounted:
            self._note(f"REST was not asked for all articles of {_of(unlisted)}: {self._pages.why(unlisted)}")

    def _note(self, sentence: str) -> None:
        self._asking.notes.append(f"{sentence}.")


def _of(months: Collection[str]) -> str:
    """Return months for the middle of a sentence: the newest ones by name."""
    named = sorted(months, reverse=True)
    if len(named) <= _MOST_NAMED:
        return ", ".join(named)
    return f"{counted(len(named), 'month')} ({named[-1]} to {named[0]})"
