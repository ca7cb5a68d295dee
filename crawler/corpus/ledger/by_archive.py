"""Counts the articles of months by their archive pages: their number, a full page, and the last one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from crawler.corpus.ledger.archive_address import Form, form_of, period_of, usual_forms
from crawler.corpus.ledger.archive_gaps import Gaps
from crawler.corpus.ledger.archive_list import ArchiveList, moment, read_archive
from crawler.corpus.ledger.budget import SPENT, Asking
from crawler.corpus.ledger.said import Named
from crawler.discovery import ArchivePages, NotAListing
from crawler.discovery.pagination import usual_second
from crawler.text import counted

WAY = ArchivePages.name

_TRIED = 3
"""Months that are tried before a site is taken to have no archives."""
_TWO = 2
"""The first page and the last one of a list."""
_NO_END = "no_end"
"""Why a month is not counted whose last page nothing links."""
_NOT_THERE = "http_404"
"""How WordPress answers for a month without articles."""


class ByArchive:
    """The months of a site by the archives that WordPress has of them, linked or not."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._months: dict[str, ArchiveList] = {}
        self._failed: dict[str, str] = {}
        """Month -> why its archive was not read."""
        self.reason = "none_named"
        """Why there are none."""

    def whole(self) -> set[str]:
        """Return the months of which all pages were read."""
        return {month for month, each in self._months.items() if each.is_whole}

    async def read(self, stored: Mapping[str, int]) -> bool:
        """Read the archives of months, the newest first; False: there are none.

        ``stored``: month -> how many articles the store has. These months are asked, those that the front
        page links, and then all others that the site's archives of years do not show to be empty.
        """
        site_url = self._asking.context.site_url
        links = self._asking.context.home_page.listing.months
        linked = {period: url for url in links if (period := period_of(url)) and len(period) > len("2018")}
        known = sorted({*linked, *stored}, reverse=True)
        self._asking.budget.know(len(known))
        forms = [form_of(linked[max(linked)], site_url)] if linked else usual_forms(site_url)
        for form in forms:
            self._months, self._failed = {}, {}
            addresses = {month: linked.get(month) or form.address(month) for month in known}
            await self._read_known(addresses, stored)
            if self._months:
                lead = await self._lead(form)
                await self._fill(form, known)
                self._say(lead)
                return True
        return False

    async def _read_known(self, addresses: Mapping[str, str], stored: Mapping[str, int]) -> None:
        """Read the archives of months that the site has, as far as the store and the front page know."""
        last: ArchiveList | None = None
        for month, url in addresses.items():
            try:
                found = await read_archive(self._asking, url, month, expected=stored.get(month, 0))
            except NotAListing as none:
                self._failed[month] = self.reason = none.reason
                if none.reason == SPENT:
                    self._failed = dict.fromkeys(addresses.keys() - self._months.keys(), SPENT) | self._failed
                    break
                if not self._months and len(self._failed) >= _TRIED:
                    return
                continue
            if last is not None and last.shown == found.shown:
                # Whatever month is asked for, the same comes: the front page, say.
                self._months, self.reason = {}, "no_articles"
                return
            self._months[month] = last = found
        if self._months:
            for month in [month for month, reason in self._failed.items() if reason == _NOT_THERE]:
                self._months[month] = ArchiveList()
                del self._failed[month]

    async def _fill(self, form: Form, known: list[str]) -> None:
        """Read the archives of months of which nothing is known, but which may have articles."""
        named = {month: found.keys() for month, found in self._months.items() if found.pages}
        gaps = Gaps(self._asking, form, named, known)
        self._months |= await gaps.read()
        self._failed |= gaps.failed
        self._asking.budget.know(len({*known, *self._months}))

    async def _lead(self, form: Form) -> int:
        """Return how many more articles a first page has than a further one: themes put a story on top."""
        month = max((month for month, each in self._months.items() if each.number > _TWO), default=None)
        if month is None:
            return 0
        try:
            second = await read_archive(self._asking, usual_second(form.address(month)), month, to_end=False)
        except NotAListing:
            return 0
        return len(self._months[month].pages[0]) - len(second.pages[0])

    def _say(self, lead: int) -> None:
        """Tell the numbers, without what a theme shows beside each list: the most read articles, say."""
        seen: Counter[str] = Counter()
        for found in self._months.values():
            for page in found.pages:
                seen.update(page.keys())
        for month, found in self._months.items():
            pages = [{key: link for key, link in page.items() if seen[key] == 1} for page in found.pages]
            if pages and not any(pages):
                self._failed[month] = "no_articles"
                continue
            named = [Named(link.url, month, moment(link)) for page in pages for link in page.values()]
            self._asking.reckoning.name(WAY, named)
            if found.is_counted:
                full, last = (len(pages[0]), len(pages[-1])) if pages else (0, 0)
                between = max(0, found.number - _TWO) * (full - lead)
                self._asking.reckoning.says(WAY, month, between + last + (full if found.number > 1 else 0))
            else:
                self._failed[month] = _NO_END
        for month in self._failed:
            self._months.pop(month, None)
        self._note_failed()

    def _note_failed(self) -> None:
        for reason in dict.fromkeys(self._failed.values()):
            months = sorted(month for month, each in self._failed.items() if each == reason)
            span = months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"
            which = f"The archives of {counted(len(months), 'month')} ({span})"
            self._asking.notes.append(f"{which} {self._explained(reason)}.")

    def _explained(self, reason: str) -> str:
        if reason == SPENT:
            most = counted(self._asking.budget.most, "request")
            return f"were not asked, so that nobody knows what they have: a ledger makes at most {most}"
        if reason == _NO_END:
            return "do not tell how many articles they have: they link no last page"
        return f"could not be read ({reason})"
