"""Sitemaps: where a site has them, and which of what they name is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urljoin

from crawler.dates import to_instant
from crawler.discovery.listing import (
    Link,
    ListingResponse,
    ListingResult,
    bad_addresses,
    elsewhere,
)
from crawler.discovery.sitemap_file import read_sitemap
from crawler.discovery.source import Judgement, ListingFailure, ListingRequest, SiteContext, Source
from crawler.discovery.usual_places import OTHER_PLACES, USUAL_PLACES, WHOLE_PLACES, is_index_of_core
from crawler.rows import JSON, Candidate, Row
from crawler.urls import (
    article_key,
    clean_url,
    fetchable,
    is_file,
    is_inside,
    sitemap_address,
)
from crawler.urls.spelling import split_url

_NOT_ARTICLES = re.compile(
    r"""
    wp-sitemap-(?:taxonomies|users)-            # WordPress: wp-sitemap-PROVIDER-SUBTYPE-PAGE.xml
    | wp-sitemap-posts-(?:page|attachment)-
    | (?:^|/)(?:page|category|post_tag|tag|post_format|author|attachment|image)s?-sitemap\d*\.xml   # Yoast
    | sitemap-(?:tax|authors|archives|misc|pt-page|pt-attachment)\b                  # Google XML Sitemaps
    | (?:^|/)image-sitemap-\d+\.xml                                                  # Jetpack
    """,
    re.VERBOSE | re.IGNORECASE,
)


_LONGEST_FRONT = 100
"""Letters by which another spelling of the front page may be longer (``index.php?utm_source=...``)."""

MAX_DEPTH = 4
"""The protocol has two levels, an index and its sitemaps; anything nested deeper than this leads nowhere."""


_RECENT = timedelta(days=4)
"""News sitemaps hold the articles of two days, in whatever zone, and may be cached."""


class Sitemaps(Source):
    """Walks the sitemaps that robots.txt names, or those at the usual places."""

    name = "sitemap"
    option = "sitemap"
    title = "sitemaps"

    def __init__(self, context: SiteContext) -> None:
        super().__init__(context)
        self._names_recent = self._names_older = False

    async def roots(self) -> list[Candidate]:
        """Return the sitemaps to start with."""
        robots_url = urljoin(self.context.site_url, "/robots.txt")
        told = (await self.context.robots()).sitemaps
        named = dict.fromkeys(sitemap_address(each, robots_url) for each in told)
        usual = self._at(USUAL_PLACES)
        bad = [url for url in named if fetchable(url) is None]
        good = [url for url in named if url not in bad and lists_articles(url)]
        found = [url for url in self.context.places if url not in named]
        first = [*good, *found] or usual[:1]
        # In place of a dead one that robots.txt names, what was found is enough.
        others = [] if good and found else [url for url in usual if url not in first]
        roots = [self.listing(url, {"else": list(others)} if url == first[0] else {}) for url in first]
        return roots + [self.listing(url, {}) for url in bad]

    def elsewhere(self, listed: Mapping[str, Mapping[str, JSON]]) -> list[Candidate] | None:
        """Return the usual places of whole sitemaps, then, if there is no index, those of others.

        None at all if there is WordPress' own index.
        """
        front = self.context.site_url
        if is_index_of_core(url for url in listed if is_inside(url, front)):
            return []
        whole, others = (
            [url for url in self._at(places) if url not in listed]
            for places in (WHOLE_PLACES, (*USUAL_PLACES, *OTHER_PLACES))
        )
        has_index = any("depth" in meta for meta in listed.values())
        left = whole or ([] if has_index else others)
        return [self.listing(url, {"place": url}) for url in left]

    def shortfall(self) -> str | None:
        """Say that only news sitemaps were read: a news sitemap holds two days and at most 1,000 articles."""
        if not self._names_recent or self._names_older:
            return None
        return (
            f"The sitemaps of {self.context.site_url} name only articles of the last days, as those for"
            " Google News do; older ones are not found by them. Try -a discover=archive, or feed."
        )

    def request(self, row: Row) -> ListingRequest:
        """Return the request for a sitemap; one that may not be there is tried once."""
        request = super().request(row)
        return replace(request, is_retried=False) if _is_guess(row) else request

    def judge(self, row: Row, failure: ListingFailure, *, has_answered: bool) -> Judgement:
        """Decide about a sitemap that could not be read; one that nobody named need not be there."""
        return "refused" if _is_guess(row) else super().judge(row, failure, has_answered=has_answered)

    def read(self, row: Row, answer: ListingResponse) -> ListingResult:
        """Read a sitemap. Raises NotAListing."""
        sitemap = read_sitemap(answer.page.body, answer.page.url)
        others = elsewhere(sitemap.pages, self.context.site_url)
        pages = [link for link in sitemap.pages if not self.context.filters.excludes(link)]
        sitemaps = [link for link in sitemap.sitemaps if not self.context.filters.excludes(link)]
        self._names_recent = self._names_recent or bool(sitemap.pages)
        self._names_older = self._names_older or not _are_recent(sitemap.pages, answer.page.fetched_at)
        depth = row.meta.get("depth", 0)
        depth = depth + 1 if isinstance(depth, int) else 1
        place = {"place": row.meta["place"]} if "place" in row.meta else {}
        further = [link for link in sitemaps if lists_articles(link.url)]
        always = _newest(further)
        listings = [
            self.listing(link.url, {"depth": depth, **place}, None if number in always else link.lastmod)
            for number, link in enumerate(further)
        ]
        return ListingResult(
            articles=[self._article(link) for link in pages if self._may_be_article(link.url)],
            listings=listings if depth <= MAX_DEPTH else [],
            named=[link.url for link in sitemap.pages],
            bad=bad_addresses(sitemap.pages),
            elsewhere=others,
            outside=len(sitemap.pages) + len(sitemap.sitemaps) - len(pages) - len(sitemaps),
            left_out={"too_many": sitemap.left_out},
            is_whole=sitemap.whole,
            is_answer=len(sitemap.pages) > len(others),
        )

    def instead(self, row: Row) -> list[Candidate]:
        """Return the next of the usual places."""
        match row.meta.get("else"):
            case [str(url), *others]:
                return [self.listing(url, {"else": others})]
        return []

    def _at(self, places: Iterable[str]) -> list[str]:
        """Return the URLs of usual places; the sitemaps of a host also hold the site that is a folder."""
        front = self.context.site_url
        fronts = dict.fromkeys((front, urljoin(front, "/")))
        return list(dict.fromkeys(urljoin(each, place) for each in fronts for place in places))

    def _may_be_article(self, url: str) -> bool:
        front = self.context.site_url
        if not is_inside(url, front) or is_file(url):
            return False
        return len(url) > len(front) + _LONGEST_FRONT or article_key(url) != article_key(front)

    def _article(self, link: Link) -> Candidate:
        return Candidate(clean_url(link.url), "article", self.name, lastmod=link.lastmod)


def _newest(sitemaps: Sequence[Link]) -> set[int]:
    """Return the numbers of the sitemaps of an index that hold the newest articles, by the index' dates.

    They are read whatever those say, since many an index is older than its sitemaps: it is cached, or has the
    date of its making. If several have the latest date, they are the first and the last.
    """
    dates = [to_instant(link.lastmod) if link.lastmod else None for link in sitemaps]
    latest = max((date for date in dates if date is not None), default=None)
    numbers = [number for number, date in enumerate(dates) if latest is not None and date == latest]
    return {*numbers[:1], *numbers[-1:]}


def _are_recent(links: Iterable[Link], now: datetime | None) -> bool:
    """Say whether all articles were published in the last days, by the dates that news sitemaps print."""
    dates = (link.published and to_instant(link.published) for link in links)
    return all(date and now and date > now - _RECENT for date in dates)


def _is_guess(row: Row) -> bool:
    """Say whether nobody named a sitemap."""
    return row.meta.get("place") == row.url


def lists_articles(url: str) -> bool:
    """Say whether the sitemap at this URL can list articles, by the names that WordPress and plugins use.

    >>> lists_articles("https://telegraf.co.id/wp-sitemap-posts-post-1.xml")
    True
    >>> lists_articles("https://telegraf.co.id/wp-sitemap-taxonomies-post_tag-1.xml")
    False
    >>> lists_articles("https://telegraf.co.id/?sitemap=posts&sitemap-subtype=page&paged=1")
    False
    """
    parts = split_url(url)
    query = parse_qs(parts.query)
    if query.get("sitemap", ["index"])[0] in ("taxonomies", "users"):
        return False
    if query.get("sitemap-subtype", ["post"])[0] in ("page", "attachment"):
        return False
    return _NOT_ARTICLES.search(parts.path) is None
