"""What is known of the articles of one post type, month by month."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.corpus.ledger.rest_pages import RestPage


@dataclass(slots=True)
class RestMonth:
    """What is known of one month."""

    total: int | None
    """How many articles the site says there are; None: it was not told yet."""
    read: int
    """How many were listed."""
    page: int = 1
    """The last page that was read."""
    is_whole: bool = False
    """Whether all were listed."""


@dataclass(slots=True)
class RestCollection:
    """The articles of one post type."""

    name: str
    url: str
    total: int | None
    """How many there are in all; None: the site does not tell."""
    pages: dict[int, RestPage]
    """Number -> page of the whole list, newest first: those that were read to find the months."""
    all_months: list[str] = field(default_factory=list)
    """From that of the first article to that of the last one."""
    months: dict[str, RestMonth] = field(default_factory=dict)
    """Those of which something is known."""

    def unknown(self) -> list[str]:
        """Return the months of which nothing is known, newest first."""
        return [month for month in reversed(self.all_months) if month not in self.months]

    def is_counted(self, month: str) -> bool:
        """Say whether the number of a month is known."""
        return month not in self.all_months or (month in self.months and self.months[month].total is not None)

    def is_whole(self, month: str) -> bool:
        """Say whether all articles of a month were listed."""
        return month not in self.all_months or (month in self.months and self.months[month].is_whole)

    def added(self) -> int | None:
        """Return the sum of the months; None: not all are known."""
        if not all(map(self.is_counted, self.all_months)):
            return None
        return sum(each.total or 0 for each in self.months.values())

    def is_all_of_it(self, page: RestPage, month: str) -> bool:
        """Say whether a page that was asked for one month of several shows what there is in all.

        Articles of other months alone prove nothing: WordPress 6.8.0 puts sticky posts on top of every list.
        """
        if len(self.all_months) == 1:
            return False
        if page.total is not None:
            return page.total == self.total
        return 2 * page.of(month) < len(page.records)
