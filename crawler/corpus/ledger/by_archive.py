"""Counts the articles of months by their archive pages: their number, a full page, and the last one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urljoin, urlsplit

from crawler.corpus.ledger.budget import SPENT, Asking
from crawler.corpus.ledger.calendar import month_in_path
from crawler.corpus.ledger.said import Named
from crawler.discovery import ArchivePages, NotAListing
from crawler.discovery.last_page import PageOfList, read_page_of_list
from crawler.text import counted
from crawler.urls import article_key, with_query

WAY = ArchivePages.name

_MOST_PAGES = 3
"""Pages of a month that are asked: the first, the last, and one more if the first does not link that."""


@dataclass(slots=True)
class _Month:
    """What the pages of one month show that were read."""

    pages: list[dict[str, str]] = field(default_factory=list)
    """Of each page that was read, in order: key -> URL of what it lists."""
    number: int = 0
    """How many pages there are."""


class ByArchive:
    """The months of a site by the archives that WordPress has of them, linked or not."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._months: dict[str, _Month] = {}
        self._without_end: list[str] = []
        self._found_at = ""
        """The address of the last archive that was read."""
        self.reason = "none_named"
        """Why there are none."""

    def whole(self) -> set[str]:
        """Return the months of which all pages were read."""
        return {month for month, each in self._months.items() if len(each.pages) >= each.number}

    async def read(self, months: Iterable[str]) -> bool:
        """Read the archives of these months and of those that the front page links, the newest first.

        False: there are none.
        """
        linked = {month: url for url in self._linked() if (month := month_of_archive(url))}
        every = sorted({*linked, *months}, reverse=True)
        self._asking.budget.know(len(every))
        usual = _USUAL if not linked else tuple(form for form in _USUAL if _has_form(linked.values(), form))
        left = list(every)
        while left:
            month = left[0]
            forms = [linked[month]] if month in linked else [self._address(month, each) for each in usual]
            reason = await self._any_of(month, forms)
            if reason == SPENT:
                break
            if reason is not None and not self._months:
                self.reason = reason
                return False
            if reason is None and len(usual) > 1 and month not in linked:
                usual = tuple(form for form in usual if self._address(month, form) == self._found_at)
            left.pop(0)
        self._say(left)
        return bool(self._months)

    def _linked(self) -> Sequence[str]:
        return self._asking.context.home_page.listing.months

    def _address(self, month: str, form: str) -> str:
        """Return the URL of the archive of a month."""
        front, (year, number) = self._asking.context.site_url, month.split("-")
        if form == "path":
            return urljoin(front, f"{year}/{number}/")
        return with_query(front, m=f"{year}{number}")

    async def _any_of(self, month: str, urls: Sequence[str]) -> str | None:
        """Read a month at one of these addresses; return why not."""
        reason: str | None = "none_named"
        for url in urls:
            try:
                self._months[month] = await self._month(month, url)
            except NotAListing as none:
                reason = none.reason
                if reason == "http_404" and self._months:  # WordPress has no page of a month without articles
                    self._months[month] = _Month()
                    return None
                if reason == SPENT:
                    return reason
            else:
                self._found_at = url
                return None
        return reason

    async def _month(self, month: str, url: str) -> _Month:
        """Read the first and the last page of a month. Raises NotAListing."""
        found = _Month()
        page = await self._page(url)
        if not page.listing.links:
            raise NotAListing("no_articles")
        found.pages.append(_own(page, month))
        found.number = page.last
        while page.last > page.number and len(found.pages) < _MOST_PAGES:
            page = await self._page(page.last_url)
            found.pages.append(_own(page, month))
            found.number = page.last
        if page.last > page.number:
            self._without_end.append(month)
        return found

    async def _page(self, url: str) -> PageOfList:
        answer = await self._asking.fetch(url)
        return read_page_of_list(answer, self._asking.context.site_url)

    def _say(self, left: Sequence[str]) -> None:
        """Tell the numbers, without what a theme shows beside each list: the most read articles, say."""
        seen: Counter[str] = Counter()
        for each in self._months.values():
            for page in each.pages:
                seen.update(page.keys())
        for month, each in self._months.items():
            pages = [{key: url for key, url in page.items() if seen[key] == 1} for page in each.pages]
            named = [Named(url, month) for page in pages for url in page.values()]
            self._asking.reckoning.name(WAY, named)
            if month not in self._without_end:
                full, last = (len(pages[0]), len(pages[-1])) if pages else (0, 0)
                self._asking.reckoning.says(WAY, month, full * max(0, each.number - 1) + last)
        if left and self._months:
            self._asking.notes.append(
                f"The archives of {counted(len(left), 'month')} were not read ({left[-1]} to {left[0]}): a"
                f" ledger makes at most {counted(self._asking.budget.most, 'request')}."
            )


_USUAL = ("path", "parameter")
"""The forms of the address of such an archive: ``/2018/07/``, and without permalinks ``?m=201807``."""


def month_of_archive(url: str) -> str | None:
    """Return the month whose archive a URL is; None: it is none.

    >>> month_of_archive("https://koran.test/2018/07/"), month_of_archive("https://koran.test/?m=201807")
    ('2018-07', '2018-07')
    """
    parts = urlsplit(url)
    given = parse_qs(parts.query).get("m", [""])[0]
    if len(given) == len("201807") and given.isdecimal():
        return f"{given[:4]}-{given[4:]}"
    return month_in_path(f"{parts.path.rstrip('/')}/")


def _has_form(urls: Iterable[str], form: str) -> bool:
    return any(bool(urlsplit(url).query) == (form == "parameter") for url in urls)


def _own(page: PageOfList, month: str) -> dict[str, str]:
    """Return what a page lists, without articles that have a date of another month."""
    links = page.listing.links
    return {article_key(each.url): each.url for each in links if (each.published or month)[:7] == month}
