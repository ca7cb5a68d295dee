"""The newest archived response of one URL: what a crawl saw there last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from sqlalchemy import Connection, select

from crawler.archive import BadRecord
from crawler.archive.index import DROPPED, GONE, Capture, as_capture, find_original, lies_at
from crawler.archive.reader import read_record
from crawler.article import Article
from crawler.page import Page
from crawler.reextraction.newspapers import Newspapers
from crawler.reextraction.reach import Reach
from crawler.reextraction.reading import SOURCE_OF_ROLE, Visit, VisitReader
from crawler.reextraction.visits import Tally, Visits
from crawler.store import Store
from crawler.store.articles import find_article
from crawler.store.schema import capture
from crawler.urls import article_key

_MOST_REDIRECTS = 20
_ANSWERS = ("response", "revisit", "resource")


@dataclass(frozen=True, slots=True)
class Found:
    """An archived response, and the page in it."""

    capture: Capture
    page: Page


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """What archived REST answers carry of an article that was read without its page."""

    capture: Capture
    """The newest answer that has it."""
    article: Article | None
    refusal: str | None = None
    """Why the record is not an article."""


class LostCapture(Exception):
    """A capture that is in the index but cannot be read; the message says why."""


def find_page(
    conn: Connection, url: str, files: Mapping[str, Path], places: Sequence[str] | None = None
) -> Found | None:
    """Return the newest response of a URL, in any spelling, with redirects followed in the archive.

    A response that brought the page (2xx) is preferred to a newer failure. A URL that was only met as another
    address of a stored article is looked for there. ``files``: name -> path; ``places``: only what is
    there. Raises LostCapture.
    """
    key = article_key(url)
    chosen = _newest(conn, key, places)
    if chosen is None and (row := find_article(conn, url)) is not None:
        chosen = _newest(conn, row["key"], places)
    for _ in range(_MOST_REDIRECTS):
        if chosen is None or not _is_redirect(chosen):
            break
        target = _location(chosen, files)
        following = _newest(conn, article_key(target), places) if target else None
        if following is None or following.id == chosen.id:
            break
        chosen = following
    return None if chosen is None else Found(chosen, _page(conn, chosen, files, places))


def find_record(
    store: Store, url: str, files: Mapping[str, Path], newspapers: Newspapers, places: Sequence[str]
) -> FoundRecord | None:
    """Return the newest REST record of an article in the archived answers; all of them are looked through."""
    keys = frozenset([article_key(url)])
    reader, found = VisitReader(files, newspapers.known), None
    for visit in Visits(store, newspapers, Tally(), keys, reach=Reach(places, files)):
        if visit.head.role in SOURCE_OF_ROLE:
            read = reader.read(visit, keys)
            if read.readings:
                found = FoundRecord(visit.head, read.readings[-1].article)
            elif read.refused and "no_records" not in read.refused:
                found = FoundRecord(visit.head, None, next(iter(read.refused)))
    return found


def _newest(conn: Connection, key: str, places: Sequence[str] | None) -> Capture | None:
    """Return the newest response; of those that brought something, if there is one."""
    role = capture.c.role
    query = (
        select(capture)
        .where(capture.c.key == key, capture.c.type.in_(_ANSWERS), lies_at(places))
        .where(role.is_(None) | role.not_in((GONE, DROPPED)))
        .order_by(capture.c.at.desc(), capture.c.id.desc())
    )
    rows = [as_capture(row) for row in conn.execute(query).mappings()]
    return next((each for each in rows if (each.status or 200) < 400), rows[0] if rows else None)


def _is_redirect(found: Capture) -> bool:
    return found.status in (301, 302, 303, 307, 308)


def _location(found: Capture, files: Mapping[str, Path]) -> str | None:
    """Return where a redirect leads. Raises LostCapture."""
    try:
        location = read_record(_path(found, files), found.place).answer().headers.get("location")
        return urljoin(found.url, location) if location else None
    except (BadRecord, OSError, ValueError) as error:
        raise LostCapture(f"{found.place.file} at byte {found.place.offset}: {error}") from error


def _page(conn: Connection, found: Capture, files: Mapping[str, Path], places: Sequence[str] | None) -> Page:
    """Return the page of a capture. Raises LostCapture."""
    original = find_original(conn, found, places) if found.type == "revisit" else None
    for each in (found, original):
        if each is not None:
            _path(each, files)
    visit = Visit("", found, bodies={found.record: original.place} if original else {})
    try:
        return VisitReader(files, {}).page(visit)
    except (BadRecord, OSError) as error:
        raise LostCapture(f"{found.place.file} at byte {found.place.offset}: {error}") from error


def _path(found: Capture, files: Mapping[str, Path]) -> Path:
    """Return the file of a capture. Raises LostCapture."""
    path = files.get(found.place.file)
    if path is None:
        raise LostCapture(f"{found.place.file}, which holds it, is not in the archive any more")
    return path
