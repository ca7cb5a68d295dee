"""The pages of a REST collection, as many records in each as the host can manage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.corpus.ledger.budget import SPENT, Asking
from crawler.corpus.ledger.calendar import bounds, month_of
from crawler.dates import to_instant
from crawler.discovery import NotAListing
from crawler.discovery.wordpress import PER_PAGE, RestRecord, read_records
from crawler.text import as_number, counted
from crawler.urls import with_query

_FIELDS = "id,link,date,date_gmt,modified_gmt"
_SMALLER = (25, 10)
"""Records in a response where a host cannot manage a hundred."""
_TOO_MUCH = ("timeout", "network", "cut_off", "html", "invalid_json", "http_400")
_MONTH = len("2018-07")
_MOST_FAILURES = 3
"""Months in a row without a response, after which no more are asked."""


@dataclass(slots=True)
class RestPage:
    """One response of a collection."""

    records: list[RestRecord]
    left_out: int
    total: int | None
    pages: int | None

    @property
    def number(self) -> int:
        """How many entries it has."""
        return len(self.records) + self.left_out

    def is_last(self, number: int) -> bool:
        """Say whether it is the last page; ``number``: which it is.

        A short page proves nothing: a plugin may remove entries, or have a host return fewer than are asked
        for. Without the site's word only a page without entries is the end, or that there is none (400).
        """
        return not self.number if self.pages is None else number >= self.pages

    def of(self, month: str) -> int:
        """Return how many entries are of a month; sticky posts, say, are listed in any."""
        return self.left_out + sum(month_in(each) in (month, None) for each in self.records)


class RestPages:
    """Asks for pages, within the budget, until too many of them fail."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self.size = PER_PAGE
        """Records in a page, if it is not the last one."""
        self.failed: dict[str, str] = {}
        """Month -> why the last request for it gave no page."""
        self._reasons: list[str] = []
        """Why the last requests, one after another, gave no page."""
        self._is_stopped = False

    async def page(self, url: str, **parameters: str | int) -> RestPage:
        """Return a page of a collection. Raises NotAListing."""
        asked = with_query(url, per_page=self.size, _fields=_FIELDS, **parameters)
        answer = await self._asking.fetch(asked)
        found = read_records(answer.page.body)
        total, pages = (as_number(answer.headers.get(name, "")) for name in ("x-wp-total", "x-wp-totalpages"))
        if total is not None and total < len(found.records):  # it contradicts what it shows
            total, pages = None, None
        elif total is not None and pages is not None and pages * self.size < total:
            pages = None
        return RestPage(found.records, found.left_out, total, pages)

    async def first_page(self, url: str) -> RestPage:
        """Return the newest page; as small as the host can manage. Raises NotAListing."""
        first: NotAListing | None = None
        for smaller in (*_SMALLER, None):
            try:
                return await self.page(url)
            except NotAListing as none:
                if first is not None and none.reason == SPENT:
                    raise first from none
                first = none
                is_too_much = none.reason in _TOO_MUCH or none.reason.startswith("http_5")
                if smaller is None or not is_too_much:
                    raise
                self.size = smaller
        raise AssertionError

    async def asked(self, url: str, month: str, *, number: int = 1) -> RestPage | None:
        """Return a page of a month; None: there was none, or too many failed before."""
        if self._is_stopped:
            return None
        parameters = {"page": number} if number > 1 else {}
        try:
            page = await self.page(url, **within(month), **parameters)
        except NotAListing as none:
            self.failed[month] = none.reason
            self._reasons.append(none.reason)
            self._is_stopped = none.reason == SPENT or len(self._reasons) >= _MOST_FAILURES
            return None
        self._reasons.clear()
        self.failed.pop(month, None)
        return page

    def resume(self) -> None:
        """Ask again though too many have failed: a while has gone by."""
        self._reasons.clear()
        self._is_stopped = False

    def why(self, months: Iterable[str]) -> str:
        """Return why there are no further pages of months, for the end of a sentence."""
        reasons = [self.failed[month] for month in months if month in self.failed]
        if self._is_stopped:
            reasons += self._reasons
        if reasons := sorted({*reasons} - {SPENT}):
            return f"it does not answer ({', '.join(reasons)})"
        return f"a ledger makes at most {counted(self._asking.budget.most, 'request')}"


def month_in(record: RestRecord) -> str | None:
    """Return the month of a record, in the site's zone; None: it does not tell it."""
    if record.date is not None:
        return month_of(record.date)
    printed = record.fields.get("date")  # with an offset, which a plugin has added
    return printed[:_MONTH] if isinstance(printed, str) and to_instant(printed) is not None else None


def within(month: str) -> dict[str, str]:
    """Return a month as parameters: WordPress takes times without offset as the site's own."""
    after, before = bounds(month)
    return {"after": after, "before": before}
