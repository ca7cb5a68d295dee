"""The index of the archive: two tables of the store, which can be rebuilt from the files alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, func, not_, select, true, tuple_

from crawler.archive.exchange import ASKED, ROLE, VISIT, EarlierCapture, IndexEntry
from crawler.archive.records import RecordLocation
from crawler.store.reading import has_rows
from crawler.store.schema import archive_file, capture
from crawler.store.upsert import dialect_of, upsert
from crawler.urls import article_key

ARTICLE, FURTHER, RECORD = "article", "further", "record"
"""Roles of responses that an article is read from: its first page, further pages, its REST record."""


def listing_role(source: str) -> str:
    """Return the role of the listings of a source of discovery."""
    return f"listing/{source}"


CARRYING = (listing_role("api"),)
"""Roles of listings that carry articles, in this and every earlier release."""
GONE, DROPPED = "gone", "dropped"
"""Roles of metadata records: the decisions that an article is gone, and that a run did not want one."""

PATTERNS = ("*.warc.gz", "*.warc")
_AT_ONCE = 500


class Capture(NamedTuple):
    """An entry of the index."""

    id: int
    site: str
    url: str
    at: datetime
    place: RecordLocation
    digest: str | None
    type: str
    status: int | None
    role: str | None
    asked: str | None
    visit: str | None
    record: str

    @property
    def key(self) -> str:
        """What all spellings of its URL have in common."""
        return article_key(self.url)


_COLUMNS = [name for name in Capture._fields if name != "place"]


def has_role(*roles: str) -> ColumnElement[bool]:
    """Return the condition that a capture has one of these roles, or no known role."""
    return capture.c.role.in_(roles) | capture.c.role.is_(None)


def is_at(places: Sequence[str] | None) -> ColumnElement[bool]:
    """Return the condition that a file is at one of these places; None: wherever it is.

    A file of which an earlier version noted no place may be at any: whoever reads it has to look for it.
    """
    if places is None:
        return true()
    return archive_file.c.place.in_(places) | archive_file.c.place.is_(None)


def lies_at(places: Sequence[str] | None) -> ColumnElement[bool]:
    """Return the condition that the file of a capture is at one of these places, as :func:`is_at`."""
    if places is None:
        return true()
    of_capture = archive_file.c.name == capture.c.file
    return select(archive_file.c.name).where(of_capture, is_at(places)).exists()


def count_elsewhere(conn: Connection, places: Sequence[str]) -> dict[str | None, int]:
    """Return how many files of the index are not at the places of an archive, by their place."""
    query = select(archive_file.c.place, func.count()).where(not_(is_at(places)))
    rows = conn.execute(query.group_by(archive_file.c.place)).all()
    return {place: int(number) for place, number in rows}


def holds_site(conn: Connection, site: str) -> bool:
    """Say whether anything of a site is in the index."""
    return has_rows(conn, select(archive_file.c.name).where(archive_file.c.site == site))


def holds_file(conn: Connection, name: str) -> bool:
    """Say whether a file of this name is in the index, wherever it is."""
    return has_rows(conn, select(archive_file.c.name).where(archive_file.c.name == name))


def find_earlier(
    conn: Connection, url: str, digest: str, places: Sequence[str] | None = None
) -> EarlierCapture | None:
    """Return the newest response of this URL with this body; empty ``digest``: with any body.

    ``places``: only of files there, so that whoever reads them has the body as well.
    """
    query = (
        select(capture.c.at, capture.c.digest)
        .where(capture.c.key == article_key(url), capture.c.url == url, capture.c.status == 200)
        .where(capture.c.type == "response", capture.c.digest.is_not(None))
        .order_by(capture.c.at.desc(), capture.c.id.desc())
        .limit(1)
    )
    if places is not None:
        noted = archive_file.c.place.in_(places)  # not where it may be: a look at the disk for each response
        query = query.join(archive_file, archive_file.c.name == capture.c.file).where(noted)
    row = conn.execute(query.where(capture.c.digest == digest) if digest else query).one_or_none()
    return None if row is None else EarlierCapture(row.at, row.digest)


def find_original(conn: Connection, revisit: Capture, places: Sequence[str] | None = None) -> Capture | None:
    """Return the response whose body a revisit record stands for: of the same URL, else of any.

    ``places``: only of files there; None: of all.
    """
    query = select(capture).where(capture.c.type == "response", capture.c.digest == revisit.digest)
    query = query.where(lies_at(places))
    newest = query.order_by(capture.c.at.desc()).limit(1)
    row = conn.execute(newest.where(capture.c.key == revisit.key)).mappings().one_or_none()
    if row is None and revisit.role is None:  # other crawlers write them for any URL that had the body
        row = conn.execute(newest).mappings().one_or_none()
    return None if row is None else as_capture(row)


def heads(
    conn: Connection,
    *,
    keys: Iterable[str] | None = None,
    places: Sequence[str] | None = None,
    within: ColumnElement[bool] | None = None,
) -> Iterator[Capture]:
    """Yield what articles are read from, and the decisions that one is gone, in the order of time.

    ``keys``: only of these articles, and listings; ``places``: only of files there; ``within``: a condition
    of the table ``capture``, such as its file or site.
    """
    of_article = has_role(ARTICLE, *CARRYING) & capture.c.type.in_(("response", "revisit", "resource"))
    wanted = (capture.c.role == GONE) | of_article
    query = select(capture).where(wanted, lies_at(places))
    query = query.order_by(capture.c.at, capture.c.id).limit(_AT_ONCE)
    if within is not None:
        query = query.where(within)
    if keys is not None:
        query = query.where(capture.c.key.in_(list(keys)) | capture.c.role.in_(CARRYING))
    after = query
    while True:
        rows = conn.execute(after).mappings().all()
        yield from map(as_capture, rows)
        if len(rows) < _AT_ONCE:
            return
        last = tuple_(bindparam(None, rows[-1]["at"], type_=capture.c.at.type), rows[-1]["id"])
        after = query.where(tuple_(capture.c.at, capture.c.id) > last)


def followers(conn: Connection, records: Sequence[str]) -> dict[str, list[Capture]]:
    """Return, for each of these records, what belongs to it: further pages, the REST record, decisions."""
    found: dict[str, list[Capture]] = {}
    query = select(capture).where(capture.c.visit.in_(records)).order_by(capture.c.at, capture.c.id)
    for row in conn.execute(query).mappings():
        found.setdefault(row["visit"], []).append(as_capture(row))
    return found


def count_heads(conn: Connection, places: Sequence[str] | None = None) -> int:
    """Return about how many captures :func:`heads` yields."""
    query = select(func.count()).where(has_role(ARTICLE, *CARRYING, GONE), lies_at(places))
    return int(conn.execute(query.select_from(capture)).scalar_one())


def spiders_of_files(
    conn: Connection, places: Sequence[str] | None = None
) -> dict[str, tuple[str, str | None]]:
    """Return the site and the spider of every file; ``places``: of those there."""
    query = select(archive_file.c.name, archive_file.c.site, archive_file.c.spider).where(is_at(places))
    return {row.name: (row.site, row.spider) for row in conn.execute(query)}


def archive_files(folder: Path) -> list[Path]:
    """Return the files of an archive, ordered by name."""
    return sorted(path for pattern in PATTERNS for path in folder.glob(pattern) if path.is_file())


def row_of(site: str, written: IndexEntry) -> dict[str, Any]:
    """Return the index entry of a record as a row of the table ``capture``."""
    fields = written.fields or {}
    return {
        "site": site,
        "key": article_key(written.url),
        "url": written.url,
        "at": written.at,
        **written.place._asdict(),
        "digest": written.digest,
        "type": written.type,
        "status": written.status,
        "role": fields.get(ROLE),
        "asked": fields.get(ASKED),
        "visit": fields.get(VISIT),
        "record": written.id,
    }


def as_capture(row: RowMapping) -> Capture:
    """Return an entry as an object."""
    place = RecordLocation(row["file"], row["offset"], row["length"])
    return Capture(place=place, **{name: row[name] for name in _COLUMNS})


def insert_captures(conn: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Insert entries; existing ones (another process read the same file) stay."""
    if rows:
        conn.execute(dialect_of(conn.dialect.name).insert(capture).on_conflict_do_nothing(), rows)


def note_file(conn: Connection, name: str, **values: Any) -> None:
    """Set what is known about a file."""
    conn.execute(upsert(conn, archive_file, ("name",), *values), {"name": name, **values})
