"""Archive pages: the front page, sections, months, and their further pages."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.discovery.listing import Link, ListingResponse, ListingResult
from crawler.discovery.listing_page import ListingPage, parse_listing_page, read_listing_page
from crawler.discovery.months import is_outside
from crawler.discovery.next_page import Walk
from crawler.discovery.pagination import usual_second
from crawler.discovery.source import Source
from crawler.rows import JSON, Candidate, Row
from crawler.urls import read_link_header


class ArchivePages(Source):
    """Walks the pages of the front page, then those of the sections."""

    name = "archive"
    option = "archive"
    title = "archive pages"

    async def roots(self) -> list[Candidate]:
        """Return the front page, or the listing of the wanted section."""
        section = self.context.filters.section
        if section is not None and section.url is not None:
            return [self.listing(section.url, {"of_section": True})]
        return [self.listing(self.context.site_url, {"is_front": True})]

    def read(self, row: Row, answer: ListingResponse) -> ListingResult:
        """Read an archive page. Raises NotAListing."""
        listed = self._listed(row, answer)
        wanted = [link for link in listed.links if not self.context.filters.excludes(link)]
        meta = dict(row.meta)
        months: list[Candidate] = []
        if meta.pop("is_front", False):
            meta["sections"] = [section.url for section in listed.sections if section.url]
            months = self._months(listed)
        if listed.next_page is not None and not listed.next_page.is_sure:
            meta["is_guessed"] = True
        following = self._following(row, listed)
        return ListingResult(
            articles=[self._article(link, row) for link in wanted],
            following=None if following is None else self._next(following, meta, row, answer),
            in_complete_round=months,
            afterwards=self._sections(meta),
            afterwards_always=bool(meta.get("is_guessed"))
            or (listed.next_page is None and not meta.get("is_paged")),
            stops_early=bool(meta.get("is_brief")),
            named=[link.url for link in listed.links],
            bad=listed.bad,
            outside=len(listed.links) - len(wanted),
            is_answer=bool(listed.links),
        )

    def _listed(self, row: Row, answer: ListingResponse) -> ListingPage:
        """Return what a page lists; the front page that this run fetched was read already."""
        home = self.context.home_page
        if answer.page is home.page:
            return home.listing
        header = read_link_header(answer.headers.get("link", ""))
        return read_listing_page(parse_listing_page(answer.page), self.context.site_url, header, _walk(row))

    def _next(self, url: str, meta: Mapping[str, JSON], row: Row, answer: ListingResponse) -> Candidate:
        """Return the next page, with where the walk stands."""
        number = _walk(row).number + 1
        return self.listing(url, {**meta, "is_paged": True, "before": answer.page.url, "number": number})

    def instead(self, row: Row) -> list[Candidate]:
        """Return the sections: a missing page means that the pages of the front page have ended."""
        return self._sections(row.meta)

    def _following(self, row: Row, listed: ListingPage) -> str | None:
        """Return the next page; where a theme loads articles by script, WordPress' usual pages."""
        if not listed.links or all(
            link.published and self.context.filters.period.is_surely_before(link.published)
            for link in listed.links
        ):
            return None
        if listed.next_page is None and self.context.home_page.is_wordpress and not row.meta.get("is_paged"):
            return usual_second(row.url)
        return None if listed.next_page is None else listed.next_page.url

    def _sections(self, meta: Mapping[str, JSON]) -> list[Candidate]:
        """Return the sections that the front page named.

        If the front page has further pages, these hold all articles: then a section is read only as long as
        it names something new. A further page that may be something else is not relied upon.
        """
        urls = meta.get("sections")
        section: dict[str, JSON] = {"is_brief": bool(meta.get("is_paged")) and not meta.get("is_guessed")}
        return [self.listing(str(url), section) for url in urls] if isinstance(urls, list) else []

    def _months(self, listed: ListingPage) -> list[Candidate]:
        """Return the archives of months, if the front page is not known to have further pages.

        WordPress has such pages, linked or not: a month is read only as long as it names something new.
        """
        if listed.next_page is not None and listed.next_page.is_sure:
            return []
        meta: dict[str, JSON] = {"is_brief": self.context.home_page.is_wordpress}
        period = self.context.filters.period
        return [self.listing(url, meta) for url in listed.months if not is_outside(url, period)]

    def _article(self, link: Link, row: Row) -> Candidate:
        meta = {"of_section": True} if row.meta.get("of_section") else {}
        return Candidate(link.url, "article", self.name, meta=meta)


def _walk(row: Row) -> Walk:
    """Return where the walk stands, as the row of a listing says."""
    before, number = row.meta.get("before"), row.meta.get("number")
    return Walk(before if isinstance(before, str) else None, number if isinstance(number, int) else 1)
