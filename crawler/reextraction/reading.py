"""Reads what was archived of one visit to an article, as the crawl reads it; runs in worker processes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from crawler.archive import BadRecord, RecordLocation
from crawler.archive.exchange import SITE_URL
from crawler.archive.index import Capture, listing_role
from crawler.archive.reader import parse_record
from crawler.archive.records import HTML_TYPES, ArchivedResponse, Record, to_page
from crawler.article import Article
from crawler.discovery import SOURCES, NotAListing, Source
from crawler.fetched import (
    ArticleFetch,
    Complete,
    Failed,
    FetchPage,
    FetchRecord,
    Refused,
    Step,
    read_carried,
)
from crawler.invariants import broken_invariant
from crawler.page import Page
from crawler.site import Site
from crawler.urls import article_key

SOURCE_OF_ROLE = {listing_role(each.name): each for each in SOURCES if each.carries_articles}
"""Role of an archived listing that carries articles -> the source that reads it."""

_MOST_OPEN = 16
"""Number of files that are open at once."""
INCOMPLETE = "further_page_missing"
"""Why a visit that was broken off gives no article: a later run repeated it."""
NOT_HTML = "not_html"
"""Why a response of another archive gives no article: it is a picture, say."""
CUT_OFF = "cut_off"
"""Why a visit gives no article whose response lacks its end: half a text would pass for the whole."""
ELSEWHERE = "body_elsewhere"
"""Why a visit gives no article of which a part lies at another place: a body that it repeats, a page."""
BROKEN_OFF = frozenset({INCOMPLETE, CUT_OFF, ELSEWHERE})
"""What says nothing about the page, whose stored article stays as it is."""


@dataclass(slots=True)
class Visit:
    """The captures of one visit: an article's page, or a listing that carries articles."""

    newspaper: str
    """Key of its declaration."""
    head: Capture
    further: Sequence[Capture] = ()
    record: Capture | None = None
    dropped: frozenset[str] = frozenset()
    """Keys of the articles that the run did not want."""
    bodies: Mapping[str, RecordLocation] = field(default_factory=dict)
    """Revisit record -> where the body is that it repeats."""
    is_elsewhere: bool = False
    """Whether a part of it lies at another place, and is not read here."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as it is read today."""

    article: Article
    requested_url: str | None = None
    """The URL before redirects."""
    permalink: str | None = None
    listed: str | None = None
    """Key of the URL under which a listing carries it; None: it was read from its page."""


@dataclass(slots=True)
class VisitResult:
    """The articles and refusals of one visit."""

    head: Capture
    readings: list[ReadArticle] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    damages: list[str] = field(default_factory=list)


class _Reply(NamedTuple):
    """An archived response."""

    page: Page
    link_header: str
    site_url: str | None
    """URL of the front page, as the crawl knew it."""
    is_cut: bool
    """Whether the body lacks its end."""


class _CutOff(Exception):
    """A response that lacks its end, so that nothing is read from the visit."""


class VisitReader:
    """Reads visits. ``files``: name -> path."""

    def __init__(self, files: Mapping[str, Path], newspapers: Mapping[str, Site]) -> None:
        self._files = files
        self._newspapers = newspapers
        self._open: dict[str, int] = {}

    def read(self, visit: Visit, keys: frozenset[str] | None = None) -> VisitResult:
        """Read a visit; damage is named in the result. ``keys``: only these articles of a listing."""
        read = VisitResult(visit.head)
        if visit.is_elsewhere:
            read.refused[ELSEWHERE] += 1
            return read
        place = f"{visit.head.place.file} at byte {visit.head.place.offset}"
        try:
            self._read(visit, self._newspapers[visit.newspaper], keys, read)
        except (NotAListing, RecursionError):
            read.refused["no_records"] += 1
        except _CutOff:
            read.refused[CUT_OFF] += 1
        except BadRecord as error:
            read.damages.append(f"{place}: {error}")
        except OSError as error:
            read.damages.append(f"{visit.head.place.file}: cannot be read: {error.strerror}")
        except Exception as error:  # one unforeseen page should not end the reading of all
            read.damages.append(f"{place}: cannot be read: {type(error).__name__}: {error}")
        return read

    def page(self, visit: Visit) -> Page:
        """Return the page of a visit as it was archived. Raises BadRecord, OSError."""
        return self._reply(visit.head, visit).page

    def _read(self, visit: Visit, site: Site, keys: frozenset[str] | None, read: VisitResult) -> None:
        """Read a visit by the role of its captures. Raises NotAListing, BadRecord, _CutOff."""
        reply = self._reply(visit.head, visit)
        source = _source_of(visit.head, reply.page)
        if source is None:
            self._read_article(visit, site, reply, read)
        elif _whole(reply).page.is_ok:
            wanted = [
                each
                for each in source.carried(reply.page)
                if (key := article_key(each.url or "")) not in visit.dropped and (keys is None or key in keys)
            ]
            site_url = reply.site_url or source.site_url_of(reply.page.url)
            for each, step in read_carried(wanted, reply.page, site, site_url=site_url):
                if isinstance(step, Failed):
                    read.damages.append(f"{visit.head.place.file}: {each.url} cannot be read: {step.reason}")
                _take(step, read, listed=article_key(each.url or ""))

    def _read_article(self, visit: Visit, site: Site, reply: _Reply, read: VisitResult) -> None:
        """Drive the life of an article as the crawl did, with responses from the archive."""
        head = visit.head
        if head.role is None and reply.page.content_type not in (*HTML_TYPES, None):
            read.refused[NOT_HTML] += 1
            return
        requested_url = head.asked or head.url
        fetch = ArticleFetch(
            site, requested_url, site_url=reply.site_url, reads_record=visit.record is not None
        )
        if head.role is None and reply.is_cut and reply.page.is_ok:  # nobody fetched it again
            raise BadRecord(f"{head.url} is cut off, so no article is read from it")
        step = fetch.first_page(_whole(reply).page, reply.link_header)
        further = self._further(visit)
        while isinstance(step, FetchPage | FetchRecord):
            if isinstance(step, FetchRecord) and visit.record is None:
                step = fetch.without_record()  # today's extraction would ask for it, the crawl did not
            elif isinstance(step, FetchRecord):
                assert visit.record is not None
                step = fetch.record(_whole(self._reply(visit.record, visit)).page)
            elif (following := next(further, None)) is not None:
                step = fetch.further_page(following.page, following.link_header)
            elif head.role is None or visit.record is not None:
                # Archives of others do not say what belongs together; the record is the last request.
                step = fetch.end_of_pages()
            else:
                read.refused[INCOMPLETE] += 1
                return
        if fetch.refusal is not None and not fetch.from_record:
            read.refused[fetch.refusal.reason] += 1
        elif isinstance(step, Complete):
            keys = {article_key(step.article.url or ""), article_key(head.asked or "")}
            if visit.dropped.isdisjoint(keys):
                _take(step, read, requested_url=requested_url)
        else:
            _take(step, read)

    def _further(self, visit: Visit) -> Iterator[_Reply]:
        """Yield the archived responses of the further pages.

        Redirects led to the next response; after an error the page was requested again, or the visit ended.
        So it was after a cut, but not by earlier releases, which read on: then the next is another page.
        """
        for number, capture in enumerate(visit.further):
            reply = self._reply(capture, visit)
            if reply.is_cut and any(each.url == capture.url for each in visit.further[number + 1 :]):
                continue
            if _whole(reply).page.is_ok or reply.page.is_gone:
                yield reply

    def _reply(self, capture: Capture, visit: Visit) -> _Reply:
        """Return an archived response; that of a revisit record with the body that it repeats."""
        record = self._record(capture.place)
        if capture.type != "revisit":
            answered = record.answer()
        else:
            place = visit.bodies.get(capture.record)
            if place is None:
                raise BadRecord("the response that it repeats is missing")
            before = self._record(place).answer()
            head = (
                record.answer() if record.block.strip() else before
            )  # which the revisit record may repeat or not
            answered = ArchivedResponse(head.status, head.headers, before.body, before.is_cut)
        link_header = answered.headers.get("link", "")
        site_url = record.headers.get(SITE_URL)
        return _Reply(to_page(record, answered), link_header, site_url, answered.is_cut)

    def _record(self, place: RecordLocation) -> Record:
        path = self._files[place.file]
        if place.file not in self._open:
            if len(self._open) >= _MOST_OPEN:
                os.close(self._open.pop(next(iter(self._open))))
            self._open[place.file] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        return parse_record(place.file, os.pread(self._open[place.file], place.length, place.offset), place)


def _whole(reply: _Reply) -> _Reply:
    """Return a response whose content counts. Raises _CutOff."""
    if reply.is_cut and reply.page.is_ok:
        raise _CutOff
    return reply


def _take(
    step: Step, read: VisitResult, *, requested_url: str | None = None, listed: str | None = None
) -> None:
    """Add an article if it is complete, or why it is not one."""
    if isinstance(step, Complete):
        reason = broken_invariant(step.article)
        if reason is None:
            read.readings.append(ReadArticle(step.article, requested_url, step.permalink, listed))
        else:
            read.refused[reason] += 1
    elif isinstance(step, Refused):
        read.refused[step.reason] += 1


def _source_of(head: Capture, page: Page) -> type[Source] | None:
    """Return the source of a listing that carries articles; None: the capture is an article's page."""
    if head.role is not None:
        return SOURCE_OF_ROLE.get(head.role)
    return next((each for each in SOURCE_OF_ROLE.values() if each.recognizes(page)), None)
