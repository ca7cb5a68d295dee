"""The list of a month or a year in the archives of a site: its first page, the last one, their number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler.corpus.ledger.archive_address import period_of
from crawler.corpus.ledger.budget import Asking
from crawler.corpus.ledger.calendar import month_of
from crawler.corpus.ledger.said import latest
from crawler.dates import has_time, to_instant
from crawler.discovery import NotAListing
from crawler.discovery.last_page import PageOfList, read_page_of_list
from crawler.discovery.listing import Link
from crawler.discovery.pagination import usual_second
from crawler.urls import article_key

_MOST_PAGES = 3
"""Pages of a list that are asked: the first, the last, and one more if the first does not link that."""
_DAY = timedelta(days=1)


@dataclass(slots=True)
class ArchiveList:
    """What was read of one list."""

    pages: list[dict[str, Link]] = field(default_factory=list)
    """Of each page that was read, in order: key -> what it lists."""
    shown: frozenset[str] = frozenset()
    """The keys of all that the first page shows, also of another time."""
    number: int = 0
    """How many pages there are, as far as the last one that was read tells it."""
    is_counted: bool = True
    """Whether the last page is known."""

    @property
    def is_whole(self) -> bool:
        """Whether all pages were read."""
        return self.is_counted and len(self.pages) >= self.number

    def keys(self) -> set[str]:
        """Return the keys of all articles on the pages that were read."""
        return {key for page in self.pages for key in page}


async def read_archive(
    asking: Asking, url: str, period: str, *, expected: int = 0, to_end: bool = True
) -> ArchiveList:
    """Read the first page of the archive of a month or a year, and the last one. Raises NotAListing.

    ``to_end``: whether the last page is wanted.
    ``expected``: so many articles are stored of it. If the first page shows fewer and links no further one,
    the theme may load these by script: WordPress has them at their usual address all the same.
    """
    answer = await asking.fetch(url)
    if answer.page.url != url and period_of(answer.page.url) != period:
        raise NotAListing("moved")  # plugins that close the archives lead to the front page
    page = read_page_of_list(answer, asking.context.site_url)
    if not page.listing.links:
        raise NotAListing("no_articles")
    shown = frozenset(article_key(each.url) for each in page.listing.links)
    found = ArchiveList([_own(page, period)], shown, page.last)
    while to_end and page.last > page.number and len(found.pages) < _MOST_PAGES:
        page = read_page_of_list(await asking.fetch(page.last_url), asking.context.site_url)
        found.pages.append(_own(page, period))
        found.number = page.last
    found.is_counted = page.last <= page.number
    if found.number == 1 and len(found.pages[0]) < expected:
        found.is_counted = not await _has_second(asking, url, found)
    return found


async def _has_second(asking: Asking, url: str, found: ArchiveList) -> bool:
    try:
        page = read_page_of_list(await asking.fetch(usual_second(url)), asking.context.site_url)
    except NotAListing as none:
        return none.reason not in ("http_404", "http_410", "no_articles")
    return any(article_key(each.url) not in found.shown for each in page.listing.links)


def _own(page: PageOfList, period: str) -> dict[str, Link]:
    """Return what a page lists, without articles that have a date of another time."""
    links = page.listing.links
    return {
        article_key(each.url): each
        for each in links
        if each.published is None or any(day.startswith(period) for day in _months(each.published))
    }


def moment(link: Link) -> datetime | None:
    """Return when a link says its article was published, at the latest; None: it does not."""
    return latest(link.published)


def _months(published: str) -> Iterator[str]:
    """Yield the month of a date as it is printed, and those in which it may be in the site's zone."""
    yield published[: len("2018-07")]
    instant = to_instant(published) if has_time(published) else None
    if instant is not None:
        yield from (month_of(instant - _DAY), month_of(instant + _DAY))
