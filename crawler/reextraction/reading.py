"""What was archived of one visit to an article, read as the crawl reads it; runs in processes of its own."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.archive import BadRecord, Place
from crawler.archive.index import API, Capture
from crawler.archive.reader import parse_record
from crawler.archive.records import Answered, Record, to_page
from crawler.archive.writer import SITE_URL
from crawler.article import Article
from crawler.discovery.listing import NotAListing, is_inside
from crawler.discovery.naming import lasting_address
from crawler.discovery.wordpress import lasting_url, read_json, read_records
from crawler.extract import NotAnArticle, extract_page, extract_record, join_pages
from crawler.page import Page
from crawler.site import Site
from crawler.spider.articles import GONE, fill, following_page
from crawler.urls import article_key
from pipelines.validate import broken_invariant

OK = range(200, 300)
_MOVED = range(300, 400)
_HTML = ("text/html", "application/xhtml+xml")
_REST = "wp/v2/"

_MOST_OPEN = 16
"""Files at once."""
INCOMPLETE = "further_page_missing"
"""Why a visit that was broken off gives no article."""


class _BrokenOff(Exception):
    """A visit whose further pages were not asked any more; a later run made it again."""


@dataclass(slots=True)
class Visit:
    """What was archived of one visit: an article's page, or a listing that carries articles."""

    newspaper: str
    """Key of its declaration."""
    head: Capture
    further: Sequence[Capture] = ()
    record: Capture | None = None
    dropped: frozenset[str] = frozenset()
    """Keys of the articles that the run did not want."""
    bodies: Mapping[str, Place] = field(default_factory=dict)
    """Record -> where the body is that it stands for (of revisits)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it is read today."""

    article: Article
    asked: str | None = None
    """The address before redirects, as the store wants it."""
    lasting: str | None = None


@dataclass(slots=True)
class Read:
    """What one visit gives."""

    head: Capture
    readings: list[Reading] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    damages: list[str] = field(default_factory=list)


class Reader:
    """Reads visits. ``files``: name -> path."""

    def __init__(self, files: Mapping[str, Path], newspapers: Mapping[str, Site]) -> None:
        self._files = files
        self._newspapers = newspapers
        self._keys: frozenset[str] | None = None
        self._is_to_be_stored = True
        self._open: dict[str, int] = {}

    def read(self, visit: Visit, keys: frozenset[str] | None = None, *, is_to_be_stored: bool = True) -> Read:
        """Read a visit; whatever is damaged is named in the answer. ``keys``: of a listing these alone.

        What is not to be stored needs neither its lasting address nor to be valid, nor a search for further
        pages that were not asked: what lacks one differs from what is stored, and is read again for that.
        """
        self._keys = keys
        self._is_to_be_stored = is_to_be_stored
        read = Read(visit.head)
        site = self._newspapers[visit.newspaper]
        try:
            if visit.head.role == API or (visit.head.role is None and _REST in visit.head.url):
                self._read_listing(visit, site, read)
            else:
                self._read_article(visit, site, read)
        except NotAnArticle as refusal:
            read.refused[refusal.reason] += 1
        except _BrokenOff:
            read.refused[INCOMPLETE] += 1
        except (NotAListing, RecursionError):
            read.refused["no_records"] += 1
        except BadRecord as error:
            read.damages.append(f"{visit.head.place.file} at byte {visit.head.place.offset}: {error}")
        except OSError as error:
            read.damages.append(f"{visit.head.place.file}: cannot be read: {error.strerror}")
        except Exception as error:  # one page that nobody foresaw should not end the reading of all
            where = f"{visit.head.place.file} at byte {visit.head.place.offset}"
            read.damages.append(f"{where}: cannot be read: {type(error).__name__}: {error}")
        return read

    def _read_article(self, visit: Visit, site: Site, read: Read) -> None:
        """Join the pages of an article, and fill it from its REST record. Raises NotAnArticle, BadRecord."""
        record, answered, page = self._answer(visit.head, visit)
        if page.status not in OK:
            return
        if visit.head.role is None and page.content_type not in (*_HTML, None):
            return
        site_url = record.headers.get(SITE_URL)
        if site_url and not is_inside(page.url, site_url):
            read.refused["other_site"] += 1
            return
        pages = [extract_page(page, site)]
        page, answered = self._read_further(visit, site, pages, page, answered)
        article = join_pages(pages)
        link = answered.headers.get("link", "")
        lasting = lasting_address(page, link) if self._is_to_be_stored else None
        if visit.record is not None:
            self._fill(article, visit.record, visit, site)
        if not visit.dropped.isdisjoint(map(article_key, (article.url or "", visit.head.asked or ""))):
            return
        self._take(article, read, asked=visit.head.asked or visit.head.url, lasting=lasting)

    def _read_further(
        self, visit: Visit, site: Site, pages: list[Article], page: Page, answered: Answered
    ) -> tuple[Page, Answered]:
        """Append the further pages, as the crawl follows them; return the last answer. Raises _BrokenOff."""
        is_ended = visit.head.role is None  # somebody else's archive does not tell what belongs together
        for each in visit.further:
            _, answered_next, following = self._answer(each, visit)
            if following.status in _MOVED:
                continue
            if following.status not in OK and following.status not in GONE:
                is_ended = False
                continue  # asked again, or the visit ended there
            try:
                article = extract_page(following, site) if following.status in OK else None
            except NotAnArticle:
                article = None
            page, answered = following, answered_next
            is_ended = article is None or article.content_hash in {known.content_hash for known in pages}
            if is_ended or article is None:
                break
            pages.append(article)
        if not is_ended and self._is_to_be_stored and following_page(pages, page) is not None:
            raise _BrokenOff
        return page, answered

    def _fill(self, article: Article, capture: Capture, visit: Visit, site: Site) -> None:
        _, _, page = self._answer(capture, visit)
        try:
            record = read_json(page.body) if page.status in OK else None
            if isinstance(record, dict) and "id" in record:
                fill(article, extract_record(record, site))
        except (NotAListing, NotAnArticle):
            return

    def _read_listing(self, visit: Visit, site: Site, read: Read) -> None:
        """Read the articles that a REST listing carries. Raises NotAListing, BadRecord."""
        archived, _, page = self._answer(visit.head, visit)
        if page.status not in OK:
            return
        site_url = archived.headers.get(SITE_URL) or _root_of(page.url)
        records: list[Mapping[str, Any]] = read_records(page.body)
        for record in records:
            link = record.get("link")
            key = article_key(link) if isinstance(link, str) else ""
            if key in visit.dropped or (self._keys is not None and key not in self._keys):
                continue
            try:
                article = extract_record(record, site)
            except NotAnArticle as refusal:
                read.refused[refusal.reason] += 1
                continue
            if page.fetched_at is not None:
                article.fetched_at = page.fetched_at.isoformat()
            self._take(article, read, asked=None, lasting=lasting_url(site_url, record["id"]))

    def _take(self, article: Article, read: Read, *, asked: str | None, lasting: str | None) -> None:
        reason = broken_invariant(article) if self._is_to_be_stored else None
        if reason is not None:
            read.refused[reason] += 1
        else:
            read.readings.append(Reading(article, asked, lasting))

    def _answer(self, capture: Capture, visit: Visit) -> tuple[Record, Answered, Page]:
        """Return an archived answer; of a revisit with the body of the answer it stands for."""
        record = self._record(capture.place)
        if capture.type != "revisit":
            answered = record.answer()
        else:
            place = visit.bodies.get(capture.record)
            if place is None:
                raise BadRecord("the answer that it repeats is missing")
            before = self._record(place).answer()
            head = record.answer() if record.block.strip() else before  # which its record may repeat or not
            answered = Answered(head.status, head.headers, before.body)
        return record, answered, to_page(record, answered)

    def _record(self, place: Place) -> Record:
        path = self._files[place.file]
        if place.file not in self._open:
            if len(self._open) >= _MOST_OPEN:
                os.close(self._open.pop(next(iter(self._open))))
            self._open[place.file] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        return parse_record(place.file, os.pread(self._open[place.file], place.length, place.offset), place)


def _root_of(url: str) -> str:
    """Return the front page of a site whose REST interface is asked.

    >>> _root_of("https://telegraf.co.id/wp-json/wp/v2/posts?page=2")
    'https://telegraf.co.id/'
    """
    return url.partition("wp-json/")[0].partition("?")[0]
