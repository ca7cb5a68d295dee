"""Archive pages: the front page, sections, and their further pages."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.discovery.listing import Link, ListingResponse, ListingResult
from crawler.discovery.listing_page import ListingPage, read_listing_page
from crawler.discovery.pagination import usual_second
from crawler.discovery.source import Source
from crawler.rows import JSON, Candidate, Row


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
        listed = read_listing_page(answer.page, self.context.site_url)
        wanted = [link for link in listed.links if not self.context.filters.excludes(link)]
        meta = dict(row.meta)
        if meta.pop("is_front", False):
            meta["sections"] = [section.url for section in listed.sections if section.url]
        following = self._following(row, listed)
        return ListingResult(
            articles=[self._article(link, row) for link in wanted],
            following=None if following is None else self.listing(following, {**meta, "is_paged": True}),
            afterwards=self._sections(meta),
            afterwards_always=listed.next_url is None and not meta.get("is_paged"),
            stops_early=bool(meta.get("is_brief")),
            named=[link.url for link in listed.links],
            bad=listed.bad,
            outside=len(listed.links) - len(wanted),
            is_answer=bool(listed.links),
        )

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
        if listed.next_url is None and self.context.home_page.is_wordpress and not row.meta.get("is_paged"):
            return usual_second(row.url)
        return listed.next_url

    def _sections(self, meta: Mapping[str, JSON]) -> list[Candidate]:
        """Return the sections that the front page named.

        If the front page has further pages, these hold all articles: then a section is read only as long as
        it names something new.
        """
        urls = meta.get("sections")
        section: dict[str, JSON] = {"is_brief": bool(meta.get("is_paged"))}
        return [self.listing(str(url), section) for url in urls] if isinstance(urls, list) else []

    def _article(self, link: Link, row: Row) -> Candidate:
        meta = {"of_section": True} if row.meta.get("of_section") else {}
        return Candidate(link.url, "article", self.name, meta=meta)
