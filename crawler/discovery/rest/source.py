"""The source that reads WordPress' REST API."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from crawler.discovery.filters import Filters
from crawler.discovery.listing import CarriedArticle, ListingResponse, ListingResult, NotAListing
from crawler.discovery.rest.by_date import by_number, moment_in, next_by_date
from crawler.discovery.rest.changes import read_changes
from crawler.discovery.rest.checkpoint import checkpoint_of, limit_of, local_limit
from crawler.discovery.rest.order_check import OrderCheck
from crawler.discovery.rest.page_size import PageSize
from crawler.discovery.rest.parameters import UNNARROWED, page_url, within
from crawler.discovery.rest.refusals import Refusals
from crawler.discovery.source import Judgement, ListingFailure, ListingRequest, SiteContext, Source
from crawler.discovery.totals import Totals
from crawler.discovery.wordpress import (
    POSTS,
    PostType,
    Records,
    RestRecord,
    names_other_type,
    read_records,
    read_types,
    route_url,
    usual_root,
)
from crawler.page import Page
from crawler.rows import JSON, Candidate, Row
from crawler.text import as_number
from crawler.urls import clean_url, fetchable, with_query

logger = logging.getLogger(__name__)

_CLOSED = (401, 403, 404, 405, 410, 451)
"""Status of a collection that is not shown to the public."""

_TOO_MUCH = ("timeout", "network", "empty", "too_large", "cut_off")
"""How a host fails that cannot manage a large page, besides status 5xx."""
_BROKEN = ("html", "invalid_json", "no_records")
"""What its response is if it breaks off in the middle of such a page."""


class RestApi(Source):
    """Walks the collections of the post types that are articles.

    A first walk goes by date of publication, newest first, and each page starts at the last date of the
    previous one (``before``): what is published, deleted or moved meanwhile shifts nothing. Later walks
    read what changed since the checkpoint, latest change first, and by date what was published since, because
    publishing a scheduled post does not update its time of change. Only parameters of WordPress 4.7 are used,
    and a site may ignore each of them: then pages go by number, and what is not told is in ``tells``.
    """

    name = "api"
    option = "api"
    title = "REST"
    tells_every_change = True
    carries_articles = True
    compared_with = "sitemap"
    totals: Totals

    def __init__(self, context: SiteContext) -> None:
        super().__init__(context)
        self.totals = Totals(self.name, context.fetch)
        self._filters = context.filters
        self._size = PageSize()
        self._refusals = Refusals()
        self._order = OrderCheck()

    async def roots(self) -> list[Candidate]:
        """Return the collections to start with. Raises NotAListing.

        A site that does not publish its list of types has at least posts. Plugins remove the link to the API
        from the pages of WordPress: where none is named, only the list of types at the usual place, or the
        word that it is closed, shows that it is there.
        """
        home = self.context.home_page
        root = home.rest_root or (usual_root(self.context.site_url) if home.is_wordpress else None)
        if root is None:
            raise NotAListing("no_rest_root")
        if fetchable(root) is None:  # the frontier counts it
            return [self.listing(root, {})]
        if not (await self.context.robots()).allows(route_url(root, POSTS.route)):
            raise NotAListing("robots")
        try:
            types = read_types((await self.context.fetch(route_url(root, "wp/v2/types"))).page.body)
        except NotAListing as none:
            if home.rest_root is None and none.reason not in ("http_401", "http_403"):
                raise NotAListing("no_rest_root") from none
            types = [POSTS]
        return self.collections(root, types)

    def collections(self, root: str, types: Sequence[PostType]) -> list[Candidate]:
        """Return the listings of some post types, and remember them for the totals."""
        self.totals.collections = {each.name: route_url(root, each.route) for each in types}
        self.totals.home = next(iter(self.totals.collections.values()))
        return [self.listing(url, {"type": name}) for name, url in self.totals.collections.items()]

    def request(self, row: Row) -> ListingRequest:
        """Return the request for a page: as large as the site can manage, and unconditional."""
        size, by_links = self._size.of(row), self._size.is_by_links(row)
        url = page_url(row, self._filters, size, by_links=by_links)
        return ListingRequest(url, is_retried=by_links or self._size.is_least(row))

    def read(self, row: Row, answer: ListingResponse) -> ListingResult:
        """Read a page of a collection. Raises NotAListing, or TryLater if the order changed meanwhile."""
        found = self._read(row, answer)
        self._refusals.accepts(row)
        if not self._size.is_by_links(row):
            return found
        self._size.note_links(row)
        return replace(found, carried=(), articles=list(_by_their_pages(found.carried)))

    def judge(self, row: Row, failure: ListingFailure, *, has_answered: bool) -> Judgement:
        """Decide about a page that failed: if it may have been too large, a smaller one is tried first.

        A post type that is not shown, while others are, is none of the site's collections.
        """
        status = failure.answer.page.status if failure.answer is not None else 0
        is_too_large = failure.answer is not None and b'"per_page"' in failure.answer.page.body[:2000]
        is_root = _is_root(row)
        if is_root and failure.reason == "no_articles":
            return "refused"
        is_closed = is_root and status in _CLOSED and not row.checkpoint
        is_final = failure.is_final
        if failure.answer is not None and has_answered:
            is_final = is_closed or (status == 400 and row.meta.get("page", 1) != 1)
        is_refused = not is_too_large and (not has_answered or self._refusals.has_refused_roots)
        if is_root and is_refused and self._refusals.refuses_root(row, failure, self._filters.period):
            if limit_of(row) is not None:  # edits are found by listing everything
                self.tells["edits"] = False
            return "refused"
        if is_closed and is_final:
            logger.info("%s is not shown (%s); what is there is not read.", row.url, failure.reason)
            self.totals.leave_out(str(row.meta.get("type")))
            return "refused"
        is_too_much = failure.reason in _TOO_MUCH or (not is_final and failure.reason in _BROKEN)
        is_too_much |= status >= 500 or is_too_large
        if is_too_much and self._size.shrink(row, failure.reason):
            return "request_again"
        if has_answered and row.meta.get("page", 1) == 1 and self._refusals.refuses(row, failure):
            self._size.reset()
            logger.info(
                "%s is refused (%s); its articles are paged through by number.", row.url, failure.reason
            )
            return "refused"
        return "refused" if is_final else "failed"

    def instead(self, row: Row) -> list[Candidate]:
        """Return the listing without the parameters for which the site refused it."""
        if not self._refusals.has_refused_root(row):
            plain = self._refusals.instead(row)
            return [self.listing(plain.url, plain.meta)] if plain else []
        limit = limit_of(row)
        if limit is not None:
            return [self._published_since(row, limit)]
        after = within(self._filters.period, row).get("after")
        meta = {**row.meta, UNNARROWED: True, **({"after": after} if after else {})}
        plain = by_number(row.url, meta, 1)
        return [self.listing(plain.url, plain.meta)]

    def leaves_out(self, listing_url: str) -> bool:
        """Say whether a sitemap is that of a post type which is never read, such as a shop's products."""
        return names_other_type(listing_url)

    async def examine(self) -> None:
        """Find out whether the site orders by the time of change when asked to: one request a collection."""
        async for is_ordered in self._order.answers(self.totals.collections, self.context.fetch):
            self.tells["edits"] = self.tells.get("edits", True) and is_ordered

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
        is_root = _is_root(row)
        if is_root and self._filters == Filters():
            self._note_root(str(row.meta.get("type")), answer, records)
            if not records:
                raise NotAListing("no_articles")
        if "only" in row.meta:
            return self._read_only(row, found)
        if (after := moment_in(row.meta, "after")) and row.meta.get("by_number"):
            found = replace(
                found, records=[each for each in records if each.date is None or each.date > after]
            )
        limit = str(row.meta["limit"]) if "limit" in row.meta else limit_of(row)
        if limit is not None:
            return self._read_changes(row, answer, found, limit)
        return _found(
            found,
            following=self._next_by_date(row, answer, records),
            checkpoint=self._checkpoint(row, answer, records) if is_root else None,
        )

    def _note_root(self, collection: str, answer: ListingResponse, records: Sequence[RestRecord]) -> None:
        """Note the total of a collection, and what its first page shows of its order."""
        total = self.totals.note(collection, answer, is_empty=not records)
        self.tells["deletions"] = self.totals.listed() is not None
        if self.totals.read != self.totals.collections.keys():
            del self.tells["deletions"]
        self._order.note(collection, records, total)

    def _read_only(self, row: Row, found: Records) -> ListingResult:
        """Read a listing of single articles; where the site ignores ``include``, their pages are fetched."""
        links = row.meta["only"]
        named = {str(record.id) for record in found.records}
        if not isinstance(links, dict) or links.keys() <= named or named <= links.keys():
            return _found(found)
        pages = [Candidate(clean_url(str(url)), "article", self.name) for url in links.values()]
        return replace(_found(found), carried=(), bad=(), articles=pages)

    def _next_by_date(
        self, row: Row, answer: ListingResponse, records: Sequence[RestRecord]
    ) -> Candidate | None:
        """Return the page of what was published up to the last date on this one."""
        pages = as_number(answer.headers.get("x-wp-totalpages", ""))
        following = next_by_date(row, records, pages)
        if following is None:
            return None
        if following.ignores_before:
            logger.info("%s ignores the date; its articles are paged through by number.", row.url)
        return self.listing(following.url, following.meta)

    def _read_changes(self, row: Row, answer: ListingResponse, found: Records, limit: str) -> ListingResult:
        """Read a page of the latest changes; the pages end at the checkpoint."""
        total = as_number(answer.headers.get("x-wp-total", ""))
        changes = read_changes(row, found.records, limit, total=total, left_out=found.left_out)
        is_root = "limit" not in row.meta
        if not changes.is_in_order:
            self.tells["edits"] = False
        following = changes.following
        return _found(
            replace(found, records=list(changes.wanted)),
            [self._published_since(row, limit)] if is_root else [],
            self.listing(following.url, following.meta) if following else None,
            self._checkpoint(row, answer, found.records) if is_root else None,
        )

    def _published_since(self, row: Row, limit: str) -> Candidate:
        """Return the listing of what was published since the checkpoint, in the site's local time."""
        after = local_limit(row, limit)
        return self.listing(with_query(row.url, after=after), {**row.meta, "after": after})

    def _checkpoint(
        self, row: Row, answer: ListingResponse, records: Sequence[RestRecord]
    ) -> Mapping[str, JSON]:
        checkpoint, self.totals.offset = checkpoint_of(row, answer, records)
        return checkpoint


def _is_root(row: Row) -> bool:
    """Say whether a listing is a collection with which the source starts, not a further page of one."""
    return not row.meta.keys() - {"type"}


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
