"""The life of one article as it is fetched, from its first page to its last, without network access.

The caller makes the requests: the spider over the network, the re-extraction from the archive. So archived
pages are read exactly as a crawl would read them.
"""

from __future__ import annotations

from crawler.article import Article
from crawler.discovery.filters import Filters
from crawler.discovery.listing import NotAListing
from crawler.extract import NotAnArticle, join_pages
from crawler.extract.links import PageLinks
from crawler.extract.not_an_article import LISTINGS, Reason
from crawler.extract.page import Oddities, examine_page
from crawler.fetched.links import following_page, permalink, record_url
from crawler.fetched.record import fill, read_record
from crawler.fetched.steps import (
    OTHER_SITE,
    Complete,
    Dropped,
    Failed,
    FetchPage,
    FetchRecord,
    Gone,
    Refused,
    Step,
)
from crawler.page import Page
from crawler.site import Site
from crawler.urls import article_key, is_inside

_OF_THE_SERVER = ("challenge", "error_page", "empty")
"""Reasons of pages that tell of the server or of what stands before it, and nothing of the article."""

_COMPLETE = (200, 203)
"""Statuses of a response that is what was requested; 202, 204 and 205 are none (RFC 9110, 15.3)."""

_FILES = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"PK\x03\x04")
"""How files begin that are not pages, whatever their header says."""

_OF_PROGRAMS = ("application/json", "application/problem+json", "application/xml")
"""Media types in which programs report an error, beside those of text."""


class ArticleFetch:
    """An article that is being fetched: takes each response and returns the next step.

    ``requested_url``: the article's URL before redirects; ``site_url``: pages outside of it are not articles
    of this site, None: no page is outside; ``from_section``: the listing of the wanted section named it.
    """

    def __init__(
        self,
        site: Site,
        requested_url: str,
        *,
        site_url: str | None = None,
        filters: Filters | None = None,
        from_section: bool = False,
        reads_record: bool = False,
    ) -> None:
        self._site = site
        self._requested_url = requested_url
        self._site_url = site_url
        self._filters = filters
        self._from_section = from_section
        self._reads_record = reads_record
        self.pages: list[Article] = []
        """The pages read so far."""
        self.oddities: Oddities | None = None
        """Those of the page read last. Nothing else is kept of a page: its tree is larger than itself."""
        self.refusal: NotAnArticle | None = None
        """Why extraction refused the first page; None: it did not."""
        self.record_refusal: str | None = None
        """Why the REST record could not be had or read; None: it could, or there is none (404)."""
        self._permalink: str | None = None
        self._record_url: str | None = None
        self._article: Article | None = None

    def first_page(self, page: Page, link_header: str = "") -> Step:
        """Read the response of the article's URL."""
        if page.is_gone:
            return Gone(f"http_{page.status}")
        if not page.is_ok:
            return Failed(page.failure)
        if self._site_url is not None and not is_inside(page.url, self._site_url):
            return Refused(OTHER_SITE)
        try:
            return self._read(page, link_header)
        except NotAnArticle as refusal:
            self.refusal = refusal
            return self._refused(page, refusal.reason)

    def further_page(self, page: Page, link_header: str = "") -> Step:
        """Read a further page's response; a page that is missing or repeats an earlier one is the end."""
        if page.is_gone:
            return self.end_of_pages()
        if not page.is_ok:
            return Failed(f"{page.failure}_further_page")
        try:
            return self._read(page, link_header)
        except NotAnArticle:
            return self.end_of_pages()

    def end_of_pages(self) -> Step:
        """Continue with the pages that were read: there are no more."""
        self._article = join_pages(self.pages)
        if self._reads_record and self._record_url is not None:
            return FetchRecord(self._record_url)
        return self.without_record()

    def record(self, page: Page) -> Step:
        """Read the response of the REST record's URL; the article is complete even without it."""
        article = self._article
        assert article is not None
        if not page.is_ok:
            self.record_refusal = None if page.is_gone else page.failure
            return self.without_record()
        try:
            record = read_record(page, self._site)
        except (NotAListing, NotAnArticle) as none:
            self.record_refusal = none.reason
        else:
            if record is not None:
                fill(article, record)
        return self.without_record()

    def without_record(self) -> Step:
        """Take the article as it is now."""
        article = self._article
        assert article is not None
        reason = self._filters and self._filters.drop_reason(article, from_section=self._from_section)
        return Dropped(reason) if reason else Complete(article, self._permalink)

    def _read(self, page: Page, link_header: str) -> Step:
        """Read a page, and look for the next one. Raises NotAnArticle."""
        examined = examine_page(page, self._site)
        article, links, self.oddities = examined.article, examined.links, examined.oddities
        if any(article.content_hash == each.content_hash for each in self.pages):
            return self.end_of_pages()
        self.pages.append(article)
        self._note_names(links, link_header)
        next_url = following_page(self.pages, links)
        return self.end_of_pages() if next_url is None else FetchPage(next_url)

    def _note_names(self, links: PageLinks, link_header: str) -> None:
        """Note the URLs of permalink and REST record from the first page that names them."""
        self._permalink = self._permalink or permalink(links, link_header)
        if self._reads_record:
            self._record_url = self._record_url or record_url(links, link_header)

    def _refused(self, page: Page, reason: Reason) -> Step:
        """Return the step for a page that is not an article: its site may mean that the article is gone."""
        is_led_away = article_key(page.url) != article_key(self._requested_url) and reason in LISTINGS
        if reason == "not_found" or is_led_away:
            return Gone(reason)
        if page.status not in _COMPLETE:
            return Failed(page.failure)
        is_of_the_server = reason in _OF_THE_SERVER or (reason == "not_html" and _is_message(page))
        return Failed(reason) if is_of_the_server else Refused(reason)


def _is_message(page: Page) -> bool:
    """Say whether a response that is not HTML may be an error in words; a picture or a PDF is none."""
    kind = page.content_type or "text/plain"
    is_typed = kind.startswith("text/") or kind in _OF_PROGRAMS
    return is_typed and not page.body.startswith(_FILES)
