"""Discovery by WordPress' REST API: a hundred articles in one response."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from crawler.discovery.filters import Filters
from crawler.discovery.listing import CarriedArticle, ListingResponse, ListingResult, NotAListing, TryLater
from crawler.discovery.source import Judgement, ListingFailure, ListingRequest, SiteContext, Source
from crawler.discovery.totals import Totals
from crawler.discovery.wordpress import (
    EMBED,
    PER_PAGE,
    POSTS,
    PostType,
    Records,
    RestRecord,
    read_records,
    read_types,
    route_url,
)
from crawler.page import Page
from crawler.rows import JSON, Candidate, Row
from crawler.text import as_number
from crawler.urls import clean_url, fetchable, with_query

logger = logging.getLogger(__name__)

PER_PAGE_OF_CHANGES = 20
"""Size of the first page of changes: about an hour of a newsroom's edits, and cheap if nothing changed."""

LEAST_PER_PAGE = 6
"""The page size is halved for a host that cannot manage it, down to this."""

LINKS_ONLY = "id,link,date,date_gmt,modified_gmt"
"""The fields requested of articles that WordPress cannot render (a plugin's fatal error): URL and dates."""

OVERLAP = 3
"""Records that a page of changes shares with the previous one: up to this many may be deleted meanwhile."""

MARGIN = timedelta(hours=2)
"""How far a checkpoint is set back, since clocks and caches lag."""

_FIRST_YEAR = 2003
"""WordPress was first released then: a server whose clock is behind it tells nothing."""

_MOST_MINUTES = 14 * 60
"""No zone is further from GMT than this."""

_TOO_MUCH = ("timeout", "network", "empty", "too_large", "cut_off")
"""How a host fails that cannot manage a large page, besides status 5xx."""
_BROKEN = ("html", "invalid_json", "no_records")
"""What its response is if it breaks off in the middle of such a page."""


class RestApi(Source):
    """Walks the collections of the post types that are articles.

    A first walk goes by date of publication, newest first, and each page starts at the last date of the
    previous one (``before``): what is published, deleted or moved meanwhile shifts nothing. Later walks
    read what changed since the checkpoint, latest change first, and by date what was published since, because
    publishing a scheduled post does not update its time of change. Only parameters of WordPress 4.7 are used.
    """

    name = "api"
    option = "api"
    title = "REST"
    tells_every_change = True
    carries_articles = True
    totals: Totals

    def __init__(self, context: SiteContext) -> None:
        super().__init__(context)
        self.totals = Totals(self.name, context.fetch)
        self._filters = context.filters
        self._per_page = PER_PAGE
        self._by_links: set[int] = set()
        """IDs of rows whose page the site cannot render: their articles are fetched by their own pages."""

    async def roots(self) -> list[Candidate]:
        """Return the collections to start with. Raises NotAListing.

        A site that does not publish its list of types has at least posts.
        """
        root = self.context.home_page.rest_root
        if root is None:
            raise NotAListing("no_rest_root")
        if fetchable(root) is None:  # the frontier counts it
            return [self.listing(root, {})]
        if not (await self.context.robots()).allows(route_url(root, POSTS.route)):
            raise NotAListing("robots")
        try:
            types = read_types((await self.context.fetch(route_url(root, "wp/v2/types"))).page.body)
        except NotAListing:
            types = [POSTS]
        return self.collections(root, types)

    def collections(self, root: str, types: Sequence[PostType]) -> list[Candidate]:
        """Return the listings of some post types, and remember them for the totals."""
        self.totals.collections = {each.name: route_url(root, each.route) for each in types}
        return [self.listing(url, {"type": name}) for name, url in self.totals.collections.items()]

    def request(self, row: Row) -> ListingRequest:
        """Return the request for a page: as large as the site can manage, and unconditional."""
        if row.id in self._by_links:
            return ListingRequest(self.request_url(row, LEAST_PER_PAGE, fields=LINKS_ONLY))
        is_least = self._page_size(row, self._per_page) <= LEAST_PER_PAGE
        return ListingRequest(self.request_url(row, self._per_page), is_retried=is_least)

    def request_url(self, row: Row, per_page: int, fields: str | None = None) -> str:
        """Return the URL for at most ``per_page`` records; ``fields``: only these of each."""
        is_of_changes = "limit" in row.meta or self._limit(row) is not None
        section = self._filters.section
        return with_query(
            row.url,
            per_page=self._page_size(row, per_page),
            orderby="modified" if is_of_changes else "date",
            order="desc",
            categories=section.category if section else None,
            **self._period(row),
            _embed=None if fields else EMBED,
            _fields=fields,
        )

    def read(self, row: Row, answer: ListingResponse) -> ListingResult:
        """Read a page of a collection. Raises NotAListing, or TryLater if the order changed meanwhile."""
        found = self._read(row, answer)
        if row.id not in self._by_links:
            return found
        self._by_links.discard(row.id)
        self._per_page = PER_PAGE  # the page size was not the problem
        return replace(found, carried=(), articles=list(_by_their_pages(found.carried)))

    def judge(self, row: Row, failure: ListingFailure, *, has_answered: bool) -> Judgement:
        """Decide about a page that failed: if it may have been too large, a smaller one is tried first."""
        status = failure.answer.page.status if failure.answer is not None else 0
        is_final = failure.is_final
        if failure.answer is not None and has_answered:
            is_final = status == 400 and row.meta.get("page", 1) != 1
        is_too_much = failure.reason in _TOO_MUCH or (not is_final and failure.reason in _BROKEN)
        if failure.answer is not None:
            is_too_much |= status >= 500 or b'"per_page"' in failure.answer.page.body[:2000]
        if is_too_much and self._asks_less(row, failure.reason):
            return "request_again"
        return "refused" if is_final else "failed"

    @classmethod
    def recognizes(cls, page: Page) -> bool:
        """Say whether a page may belong to a collection, by its URL."""
        return "wp/v2/" in page.url

    @classmethod
    def site_url_of(cls, url: str) -> str:
        """Return the front page of the site that has a collection at this URL.

        >>> RestApi.site_url_of("https://telegraf.co.id/wp-json/wp/v2/posts?page=2")
        'https://telegraf.co.id/'
        """
        return url.partition("wp-json/")[0].partition("?")[0]

    @classmethod
    def carried(cls, page: Page) -> Sequence[RestRecord]:
        """Return the articles on a page of a collection. Raises NotAListing."""
        return read_records(page.body).records

    def _read(self, row: Row, answer: ListingResponse) -> ListingResult:
        found = read_records(answer.page.body)
        records = found.records
        is_root = not row.meta.keys() - {"type"}
        if is_root and self._filters == Filters():
            if not records:
                raise NotAListing("no_articles")
            self.totals.note(str(row.meta.get("type")), answer)
        if "only" in row.meta:
            return _found(found)
        limit = str(row.meta["limit"]) if "limit" in row.meta else self._limit(row)
        if limit is not None:
            return self._read_changes(row, answer, found, limit)
        return _found(
            found,
            following=self._next_by_date(row, answer, found),
            checkpoint=self._checkpoint(row, answer, records) if is_root else None,
        )

    def _asks_less(self, row: Row, reason: str) -> bool:
        """Halve the page size, and finally request only the URLs; False: that was tried already.

        An article that WordPress cannot render (a plugin's fatal error) must not hide those after it.
        """
        if row.id in self._by_links:
            return False
        size = self._page_size(row, self._per_page)
        if size > LEAST_PER_PAGE:
            self._per_page = max(LEAST_PER_PAGE, size // 2)
            size = self._per_page
            logger.info("%s failed (%s); requesting it again with %d per page.", row.url, reason, size)
        else:
            self._by_links.add(row.id)
            logger.info("%s failed (%s); fetching its articles one by one.", row.url, reason)
        return True

    def _page_size(self, row: Row, per_page: int) -> int:
        """Return how many records to request, at most ``per_page``."""
        is_first_of_changes = "limit" not in row.meta and self._limit(row) is not None
        return min(per_page, PER_PAGE_OF_CHANGES) if is_first_of_changes else per_page

    def _next_by_date(self, row: Row, answer: ListingResponse, found: Records) -> Candidate | None:
        """Return the page of what was published up to the last date on this one."""
        dates = [record.date for record in found.records if record.date]
        before = _moment_of(row.meta.get("before"))
        is_by_number = bool(row.meta.get("by_number")) or dates != sorted(dates, reverse=True)
        if before and dates and dates[0] >= before and not is_by_number:
            raise NotAListing("ignores_before")
        number = row.meta.get("page", 1)
        number = number if isinstance(number, int) else 1
        pages = as_number(answer.headers.get("x-wp-totalpages", ""))
        if not dates or (pages is not None and pages <= number):
            return None
        if is_by_number:  # a plugin has set another order: the last date says nothing of what follows
            url = with_query(row.url, page=number + 1)
            return self.listing(url, {**row.meta, "page": number + 1, "by_number": True})
        cursor = dates[-1].replace(microsecond=0) + timedelta(seconds=1)
        # An import may date more posts to one second than a page holds: page through that second.
        page = number + 1 if cursor == before else 1
        printed = cursor.isoformat()
        url = with_query(row.url, before=printed, page=page if page > 1 else None)
        return self.listing(url, {**row.meta, "before": printed, "page": page})

    def _read_changes(self, row: Row, answer: ListingResponse, found: Records, limit: str) -> ListingResult:
        """Read a page of the latest changes; the pages end at the checkpoint."""
        records = found.records
        ids = [record.id for record in records]
        tail = row.meta.get("tail", [])
        if isinstance(tail, list) and tail and ids:
            if not set(map(str, tail)) & set(map(str, ids)):
                raise TryLater("order_changed")
            if ids[-1] == tail[-1] and len(ids) > OVERLAP:
                raise TryLater("ignores_offset")
        is_root = "limit" not in row.meta
        listings = [self._published_since(row, limit)] if is_root else []
        changed = [record.modified_gmt for record in records]
        offset = row.meta.get("offset", 0)
        seen = (offset if isinstance(offset, int) else 0) + len(ids) + found.left_out
        total = as_number(answer.headers.get("x-wp-total", ""))
        oldest = next((at for at in reversed(changed) if at), limit)
        is_last = len(ids) <= OVERLAP or oldest <= limit or (total is not None and total <= seen)
        following = None
        if not is_last:
            meta: dict[str, JSON] = {
                **row.meta,
                "limit": limit,
                "offset": seen - OVERLAP,
                "tail": list(ids[-OVERLAP:]),
            }
            following = self.listing(with_query(row.url, offset=seen - OVERLAP), meta)
        wanted = [record for record, at in zip(records, changed, strict=True) if at is None or at > limit]
        checkpoint = self._checkpoint(row, answer, records) if is_root else None
        return _found(replace(found, records=wanted), listings, following, checkpoint)

    def _published_since(self, row: Row, limit: str) -> Candidate:
        """Return the listing of what was published since the checkpoint, in the site's local time."""
        minutes = row.checkpoint.get("offset", 0)
        local = datetime.fromisoformat(limit) + timedelta(minutes=minutes if isinstance(minutes, int) else 0)
        after = local.isoformat()
        return self.listing(with_query(row.url, after=after), {**row.meta, "after": after})

    def _limit(self, row: Row) -> str | None:
        """Return the instant from which changes are read, as WordPress prints it (GMT); None: no limit."""
        seen = row.checkpoint.get("seen")
        if not isinstance(seen, str):
            return None
        return (datetime.fromisoformat(seen) - MARGIN).isoformat()

    def _period(self, row: Row) -> dict[str, str]:
        """Return the period as parameters, a day wider on both sides, since the site's zone may differ."""
        period, day = self._filters.period, timedelta(days=1)
        parameters = {}
        if period.since is not None and "after" not in row.meta:
            parameters["after"] = f"{(period.since - day).isoformat()[:10]}T00:00:00"
        if period.until is not None and "before" not in row.meta:
            parameters["before"] = f"{(period.until + 2 * day).isoformat()[:10]}T00:00:00"
        return parameters

    def _checkpoint(
        self, row: Row, answer: ListingResponse, records: Sequence[RestRecord]
    ) -> Mapping[str, JSON]:
        """Return the checkpoint of a collection: now by the server's clock, which stamps the changes.

        The slower of the server's clock and ours counts, and a clock that was set back moves the checkpoint
        back with it: an article read twice is merely unchanged, a skipped one is lost.
        """
        now = answer.page.fetched_at or datetime.now(UTC)
        with suppress(ValueError, OverflowError):
            told = parsedate_to_datetime(answer.headers.get("date", "")).astimezone(UTC)
            now = min(now, told) if told.year > _FIRST_YEAR else now
        before = row.checkpoint.get("offset", 0)
        minutes = next((minutes for record in records if (minutes := _offset(record)) is not None), before)
        self.totals.offset = timedelta(minutes=minutes if isinstance(minutes, int) else 0)
        return {"seen": now.replace(tzinfo=None, microsecond=0).isoformat(), "offset": minutes}


def _offset(record: RestRecord) -> int | None:
    """Return how many minutes the site's local time is ahead of GMT; None: the record does not show it."""
    if record.date is None or record.date_gmt is None:
        return None
    minutes = round((record.date - record.date_gmt).total_seconds() / 60)
    return minutes if abs(minutes) <= _MOST_MINUTES else None


def _moment_of(value: JSON) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None


def _found(
    found: Records,
    listings: Sequence[Candidate] = (),
    following: Candidate | None = None,
    checkpoint: Mapping[str, JSON] | None = None,
) -> ListingResult:
    return ListingResult(
        carried=[record for record in found.records if not record.has_bad_url],
        bad=[str(record.fields["link"]) for record in found.records if record.has_bad_url],
        listings=listings,
        following=following,
        is_followed_always=True,
        checkpoint=checkpoint,
        left_out={"bad_record": found.left_out},
    )


def _by_their_pages(carried: Sequence[CarriedArticle]) -> Iterator[Candidate]:
    """Yield the URLs of carried articles; those without a URL cannot be fetched."""
    for each in carried:
        if each.url:
            yield Candidate(clean_url(each.url), "article", RestApi.name, lastmod=each.lastmod)
