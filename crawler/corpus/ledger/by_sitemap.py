"""Reads the sitemaps of a site: which articles they name, and of which month these are."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.corpus.ledger.budget import SPENT, Asking
from crawler.corpus.ledger.calendar import month_in_name, month_in_path
from crawler.corpus.ledger.said import Named, later
from crawler.dates import to_instant
from crawler.discovery import NotAListing, Sitemaps
from crawler.discovery.listing import ListingResponse, ListingResult
from crawler.discovery.sitemap_file import read_sitemap
from crawler.discovery.wordpress import names_other_type
from crawler.rows import Candidate
from crawler.text import counted
from crawler.urls import clean_url
from crawler.urls.listings import NOT_AN_ARTICLE_PATH

WAY = Sitemaps.name

_PUBLISHED = b"publication_date"
_MOST_FAILURES = 10
"""After this many sitemaps in a row that cannot be read no more are asked: the site is down."""
_NOT_THERE = ("http_404", "http_410")
_LEAST_SHARE = 0.5
"""Of the articles that are stored: sitemaps that name fewer are those of the newest articles, say."""


class BySitemap:
    """The articles of a site by its sitemaps."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._source = Sitemaps(replace(asking.context, fetch=asking.fetch))
        self._failed: Counter[str] = Counter()
        self._in_a_row = 0
        self._read = 0
        self.named = 0
        """How many articles they name, one of two sitemaps twice."""
        self.dated = 0
        """Of how many of these they tell the month."""
        self.left: int | None = None
        """How many more sitemaps there are than were asked; None: none was read yet."""

    @property
    def is_whole(self) -> bool:
        """Whether all sitemaps were read, and name what is older than some days as well."""
        return self.left == 0 and not self._unread() and self.named > 0 and self._source.shortfall() is None

    @property
    def reason(self) -> str:
        """Why no sitemap was read."""
        return next(iter(self._failed), "no_articles")

    async def read(self, most: int, *, partly: bool) -> bool:
        """Read the sitemaps, if they are not more than so many; ``partly``: else the last ones of them.

        False: there are none that name articles. The last ones of WordPress and of plugins are the newest.
        """
        waiting = deque(await self._source.roots())
        seen, is_turned = {each.url for each in waiting}, False
        while waiting and self._in_a_row < _MOST_FAILURES:
            left = min(most - self._read, self._asking.budget.free)
            if self._read and len(waiting) > left:
                if not partly or left <= 0:
                    break
                if not is_turned:
                    waiting.reverse()
                    is_turned = True
            listing = waiting.popleft()
            following = [each for each in await self._listing(listing) if each.url not in seen]
            seen.update(each.url for each in following)
            waiting.extend(each for each in following if not names_other_type(each.url))
        self.left = len(waiting)
        return self._read > 0 and (self.named > 0 or self.left > 0)

    def say(self) -> None:
        """Note what was not read."""
        if self.left:
            number = counted(self.left, "sitemap was", "sitemaps were")
            why = "they are more than a request a month"
            if not self._asking.budget.free:
                why = f"a ledger makes at most {counted(self._asking.budget.most, 'request')}"
            self._asking.notes.append(f"{number} not read: {why}.")
        if unread := self._unread():
            said = ", ".join(f"{reason} {number}" for reason, number in unread.items())
            number = counted(sum(unread.values()), "sitemap")
            self._asking.notes.append(f"{number} could not be read ({said}).")
        if shortfall := self._source.shortfall():
            self._asking.notes.append(shortfall.partition(" Try ")[0])

    def names_enough(self) -> bool:
        """Say whether so many stored articles are named that one which is not says something."""
        stored = sum(self._asking.reckoning.stored().values())
        if self.named >= _LEAST_SHARE * stored:
            return True
        self._asking.notes.append(
            f"The sitemaps name {counted(self.named, 'article')}, and {stored:,} are stored: those that they"
            " do not name may be there all the same."
        )
        return False

    def _unread(self) -> dict[str, int]:
        """Return why sitemaps could not be read, those left out that are not there: robots.txt names some."""
        return {reason: number for reason, number in self._failed.items() if reason not in _NOT_THERE}

    async def _listing(self, listing: Candidate) -> Sequence[Candidate]:
        """Read a sitemap, and return the sitemaps that it names, or that stand in its place."""
        row = listing.as_row()
        try:
            answer = await self._asking.fetch(listing.url)
            found = self._source.read(row, answer)
        except NotAListing as none:
            instead = self._source.instead(row)
            if not instead or none.reason == SPENT:
                self._failed[none.reason] += 1
                self._in_a_row += 1
            return instead
        if not found.is_whole:
            self._failed["cut_off"] += 1
        self._in_a_row = 0
        self._read += 1
        self._name(listing.url, answer, found)
        return found.listings

    def _name(self, url: str, answer: ListingResponse, found: ListingResult) -> None:
        in_name, published, named = month_in_name(url), _published(answer), list[Named]()
        for each in found.articles:
            if NOT_AN_ARTICLE_PATH.search(urlsplit(each.url).path):
                continue
            printed = published.get(each.url, "")
            at = to_instant(printed)
            month = month_in_path(each.url) or (in_name if at is None else printed[:7])
            named.append(Named(each.url, month, later(at, to_instant(each.lastmod or ""))))
        self.named += len(named)
        self.dated += sum(each.month is not None for each in named)
        self._asking.reckoning.name(WAY, named)


def _published(answer: ListingResponse) -> dict[str, str]:
    """Return the dates of publication that a sitemap for news has, by URL."""
    if _PUBLISHED not in answer.page.body:
        return {}
    pages = read_sitemap(answer.page.body, answer.page.url).pages
    return {clean_url(each.url): each.published for each in pages if each.published}
