"""The life of one article as it is fetched, from its first page to its last, without network access.

The caller makes the requests: the spider over the network, the re-extraction from the archive. So archived
pages are read exactly as a crawl would read them.
"""

from __future__ import annotations

from dataclasses import replace

from crawler.article import Article
from crawler.discovery.filters import Filters
from crawler.discovery.listing import NotAListing
from crawler.extract import NotAnArticle, join_pages
from crawler.extract.body.told import LEAST_SHARE, told_share
from crawler.extract.not_an_article import LISTINGS, Reason
from crawler.extract.page import Oddities, examine_page
from crawler.fetched.broken import Broken, is_of_article, refused_by_layout
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

_LEAST_TOLD = 50
"""Words that a page must tell of before they are compared with its text: a few lines are one caption long."""
_OFF = 0.4
"""Share of the told words by which a text may be longer or shorter: some count captions and tables."""

_COMPLETE = (200, 203)
"""Statuses of a response that is what was requested; 202, 204 and 205 are none (RFC 9110, 15.3)."""

_FILES = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"PK\x03\x04")
"""How files begin that are not pages, whatever their header says."""

_OF_PROGRAMS = ("application/json", "application/problem+json", "application/xml")
"""Media types in which programs report an error, beside those of text."""


class ArticleFetch:
    """An article that is being fetched: takes each response and returns the next step.

    ``requested_url``: the article's URL before redirects; ``site_url``: pages outside of it are not articles
    of this site, None: no page is outside; ``from_section``: the listing of the wanted section named it;
    ``reads_record``: the REST record is asked, too; ``notes_record``: its URL is wanted.
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
        notes_record: bool = False,
    ) -> None:
        self._site = site
        self._requested_url = requested_url
        self._site_url = site_url
        self._filters = filters
        self._from_section = from_section
        self._reads_record = reads_record
        self._notes_record = reads_record or notes_record
        self.pages: list[Article] = []
        """The pages read so far."""
        self.oddities: Oddities | None = None
        """Those of the page read last. Nothing else is kept of a page: its tree is larger than itself."""
        self.refusal: NotAnArticle | None = None
        """Why extraction refused the first page; None: it did not."""
        self.record_refusal: str | None = None
        """Why the REST record could not be had or read; None: it could, or there is none (404)."""
        self.record_url: str | None = None
        """URL of the REST record that a page named; None: none did so far, or nobody needs it."""
        self.broken: Broken | None = None
        """The page that seems broken, so that its REST record is asked for its text; None: none is needed."""
        self.from_record = False
        """Whether the article's text is that of its REST record, since its page is broken."""
        self.two_readings: tuple[Article, Article] | None = None
        """The article as its page shows it, and by its REST record, where both were read."""
        self._permalink: str | None = None
        self._told = 0
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
            step = self._refused(page, refusal.reason)
            if isinstance(step, Refused):
                self.broken = refused_by_layout(page, refusal.reason, link_header)
            return step if self.broken is None else FetchRecord(self.broken.record_url)

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
        self._article = article = join_pages(self.pages)
        url, is_short = self.record_url, told_share(article.text, self._told) < LEAST_SHARE
        if url is not None and is_short and is_of_article(url):
            self.broken = Broken(str(article.url), article.fetched_at, None, url, self._told)
        if url is not None and (self._reads_record or self.broken is not None):
            return FetchRecord(url)
        return self.without_record()

    def record(self, page: Page) -> Step:
        """Read the response of the REST record's URL; what its page shows is complete even without it."""
        if not page.is_ok:
            self.record_refusal = None if page.is_gone else page.failure
            return self.without_record()
        try:
            self._take(page)
        except (NotAListing, NotAnArticle) as none:
            self.record_refusal = none.reason
        return self.without_record()

    def without_record(self) -> Step:
        """Take the article as it is now; a page that was refused stays so."""
        article = self._article
        if article is None:
            assert self.refusal is not None
            return Refused(self.refusal.reason)
        reason = self._filters and self._filters.drop_reason(article, from_section=self._from_section)
        return Dropped(reason) if reason else Complete(article, self._permalink)

    @property
    def is_word_count_off(self) -> bool | None:
        """Whether the pages' text has another number of words than they say; None: they do not say it."""
        if not self.pages or self._told < _LEAST_TOLD:
            return None
        words = sum(len(each.text.split()) for each in self.pages)
        return abs(words - self._told) > _OFF * self._told

    def _take(self, page: Page) -> None:
        """Take from a REST record what the page does not show. Raises NotAListing, NotAnArticle."""
        shown = self._article
        record = read_record(page, self._site)
        if record is None:
            return
        if shown is not None:
            self.two_readings = replace(shown), record
        mended = None if self.broken is None else self._mended(page, self.broken)
        if mended is not None:
            self._article, self.from_record = mended, True
            if shown is not None:
                fill(mended, shown)
        elif shown is not None:
            fill(shown, record)

    def _mended(self, page: Page, broken: Broken) -> Article | None:
        """Return the article of a broken page by its record; None: that holds no more. Raises NotAListing."""
        try:
            whole = read_record(page, self._site, is_whole=True)
        except NotAnArticle as none:
            self.record_refusal = none.reason
            return None
        return None if whole is None else broken.mended(whole, self._article)

    def _read(self, page: Page, link_header: str) -> Step:
        """Read a page, and look for the next one. Raises NotAnArticle."""
        examined = examine_page(page, self._site)
        article, links, self.oddities = examined.article, examined.links, examined.oddities
        if any(article.content_hash == each.content_hash for each in self.pages):
            return self.end_of_pages()
        self.pages.append(article)
        self._told = max(self._told, self.oddities.told_words)
        self._permalink = self._permalink or permalink(links, link_header)
        if self._notes_record or told_share(article.text, self._told) < LEAST_SHARE:
            self.record_url = self.record_url or record_url(links, link_header)
        next_url = following_page(self.pages, links)
        return self.end_of_pages() if next_url is None else FetchPage(next_url)

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
