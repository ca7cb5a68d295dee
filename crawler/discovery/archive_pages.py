"""Archive pages: the front page, sections, and their further pages."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.discovery.filters import Narrowing
from crawler.discovery.listing import LISTING_PRIORITY, Answer, Found, Link
from crawler.discovery.listing_page import Archive, read_archive
from crawler.discovery.pagination import usual_second
from crawler.frontier import JSON, Candidate, Row
from crawler.rows import Way


class Archives:
    """Walks the pages of the front page, then those of the sections."""

    name: Way = "archive"

    def __init__(self, site_url: str, narrowing: Narrowing, *, is_wordpress: bool) -> None:
        self._site_url = site_url
        self._narrowing = narrowing
        self._is_wordpress = is_wordpress

    def roots(self) -> list[Candidate]:
        """Return the front page, or that of the wanted section."""
        section = self._narrowing.section
        if section is not None and section.url is not None:
            return [self._listing(section.url, {"of_section": True})]
        return [self._listing(self._site_url, {"is_front": True})]

    def read(self, row: Row, answer: Answer) -> Found:
        """Read an archive page. Raises NotAListing."""
        archive = read_archive(answer.page, self._site_url)
        wanted = [link for link in archive.links if not self._narrowing.excludes(link)]
        hint = dict(row.hint)
        if hint.pop("is_front", False):
            hint["sections"] = [section.url for section in archive.sections if section.url]
        following = self._following(row, archive)
        return Found(
            articles=[self._article(link, row) for link in wanted],
            following=None if following is None else self._listing(following, {**hint, "is_paged": True}),
            afterwards=self._sections(hint),
            afterwards_always=archive.next_url is None and not hint.get("is_paged"),
            stops_early=bool(hint.get("is_brief")),
            outside=len(archive.links) - len(wanted),
            is_answer=bool(archive.links),
        )

    def instead(self, row: Row) -> list[Candidate]:
        """Return the sections: where a page is missing, the front page's pages end."""
        return self._sections(row.hint)

    def _following(self, row: Row, archive: Archive) -> str | None:
        """Return the next page; themes that load articles by script still have WordPress' own pages."""
        if not archive.links or all(
            link.published and self._narrowing.period.is_surely_before(link.published)
            for link in archive.links
        ):
            return None
        if archive.next_url is None and self._is_wordpress and not row.hint.get("is_paged"):
            return usual_second(row.url)
        return archive.next_url

    def _sections(self, hint: Mapping[str, JSON]) -> list[Candidate]:
        """Return the sections that the front page named.

        Where the front page has further pages these hold all articles: then a section is read for as long as
        it names something new.
        """
        urls = hint.get("sections")
        section: dict[str, JSON] = {"is_brief": bool(hint.get("is_paged"))}
        return [self._listing(str(url), section) for url in urls] if isinstance(urls, list) else []

    def _listing(self, url: str, hint: Mapping[str, JSON]) -> Candidate:
        return Candidate(url, "listing", self.name, LISTING_PRIORITY, hint=hint)

    def _article(self, link: Link, row: Row) -> Candidate:
        hint = {"of_section": True} if row.hint.get("of_section") else {}
        return Candidate(link.url, "article", self.name, hint=hint)
