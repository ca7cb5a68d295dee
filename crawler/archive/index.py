"""The index of the archive: two tables of the store, which the files alone can give again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, and_, bindparam, delete, func, or_, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from crawler.archive.reader import Damage, read_file
from crawler.archive.records import BadRecord, Place, Record
from crawler.archive.writer import ASKED, ROLE, VISIT, Earlier, Written
from crawler.store import Store
from crawler.store.schema import archive_file, capture
from crawler.urls import article_key

ARTICLE, FURTHER, RECORD, API = "article", "further", "record", "listing/api"
"""Roles of answers that articles are read from: first page, further ones, REST record, REST listing."""
GONE, DROPPED = "gone", "dropped"
"""Roles of metadata records: the decisions that an article is gone, and that a run did not want one."""

PATTERNS = ("*.warc.gz", "*.warc")
_AT_ONCE = 500
_CUT = "the record is cut off"
_WHOLE = "is compressed as a whole, so its records cannot be found again: warcio recompress mends that"


class Capture(NamedTuple):
    """An entry of the index."""

    id: int
    site: str
    url: str
    at: datetime
    place: Place
    digest: str | None
    type: str
    status: int | None
    role: str | None
    asked: str | None
    visit: str | None
    record: str

    @property
    def key(self) -> str:
        """What all spellings of its address have in common."""
        return article_key(self.url)


@dataclass(slots=True)
class Caught:
    """What bringing the index up to date found."""

    records: int = 0
    damages: list[Damage] = field(default_factory=list)


def add_written(conn: Connection, site: str, spider: str, size: int, written: Sequence[Written]) -> None:
    """Put what was just written to one file into the index; ``size``: how long the file is now."""
    if not written:
        return
    _insert(conn, capture, [_row_of_written(site, each) for each in written])
    _note_file(conn, written[0].place.file, site=site, spider=spider, size=size)


def holds_site(conn: Connection, site: str) -> bool:
    """Say whether anything of a site is in the index."""
    return (
        conn.execute(select(archive_file.c.name).where(archive_file.c.site == site).limit(1)).first()
        is not None
    )


def find_earlier(conn: Connection, url: str, digest: str) -> Earlier | None:
    """Return the answer of this address with this body, the newest; ``digest`` empty: with whatever body."""
    query = (
        select(capture.c.at, capture.c.digest)
        .where(capture.c.key == article_key(url), capture.c.url == url, capture.c.status == 200)
        .where(capture.c.type == "response", capture.c.digest.is_not(None))
        .order_by(capture.c.at.desc(), capture.c.id.desc())
        .limit(1)
    )
    row = conn.execute(query.where(capture.c.digest == digest) if digest else query).one_or_none()
    return None if row is None else Earlier(row.at, row.digest)


def find_original(conn: Connection, revisit: Capture) -> Capture | None:
    """Return the answer whose body a revisit record stands for: of the same address, else of any."""
    query = select(capture).where(capture.c.type == "response", capture.c.digest == revisit.digest)
    own = query.where(capture.c.key == revisit.key).order_by(capture.c.at.desc()).limit(1)
    row = conn.execute(own).mappings().one_or_none()
    return None if row is None else as_capture(row)


def heads(conn: Connection, *, keys: Iterable[str] | None = None) -> Iterator[Capture]:
    """Yield what articles are read from, and the decisions that one is gone, in the order of time."""
    of_article = capture.c.role.in_((ARTICLE, API)) | capture.c.role.is_(None)
    wanted = or_(capture.c.role == GONE, and_(of_article, capture.c.type.in_(("response", "revisit"))))
    query = select(capture).where(wanted).order_by(capture.c.at, capture.c.id).limit(_AT_ONCE)
    if keys is not None:
        query = query.where(capture.c.key.in_(list(keys)) | (capture.c.role == API))
    last: RowMapping | None = None
    while True:
        after = (
            query if last is None else query.where(tuple_(capture.c.at, capture.c.id) > tuple_(*_bound(last)))
        )
        rows = conn.execute(after).mappings().all()
        yield from map(as_capture, rows)
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1]


def followers(conn: Connection, records: Sequence[str]) -> dict[str, list[Capture]]:
    """Return, for each of some records, what follows it: further pages, the REST record, decisions."""
    found: dict[str, list[Capture]] = {}
    query = select(capture).where(capture.c.visit.in_(records)).order_by(capture.c.at, capture.c.id)
    for row in conn.execute(query).mappings():
        found.setdefault(row["visit"], []).append(as_capture(row))
    return found


def count_heads(conn: Connection) -> int:
    """Return about how many captures :func:`heads` yields."""
    of_article = capture.c.role.in_((ARTICLE, API, GONE)) | capture.c.role.is_(None)
    return int(conn.execute(select(func.count()).select_from(capture).where(of_article)).scalar_one())


def spiders_of_files(conn: Connection) -> dict[str, tuple[str, str | None]]:
    """Return site and spider of every file."""
    query = select(archive_file.c.name, archive_file.c.site, archive_file.c.spider)
    return {row.name: (row.site, row.spider) for row in conn.execute(query)}


def archive_files(folder: Path) -> list[Path]:
    """Return the files of an archive, in the order of their names."""
    return sorted(path for pattern in PATTERNS for path in folder.glob(pattern))


def catch_up(
    store: Store,
    paths: Sequence[Path],
    *,
    told: Callable[[Path, int], None] = lambda path, size: None,
) -> Caught:
    """Bring the index up to date with the files of the archive; say what is damaged, now or earlier.

    ``told`` hears of each file before it is read, and from where on.
    """
    caught = Caught()
    with store.read() as conn:
        known = {row["name"]: row for row in conn.execute(select(archive_file)).mappings()}
    for name in sorted(known.keys() - {path.name for path in paths}):
        caught.damages.append(Damage(name, 0, "is missing; what it held is no longer in the index"))
        forget_file(store, name)
    for path in paths:
        row = known.get(path.name)
        size = path.stat().st_size if path.exists() else 0
        if row is not None and row["size"] > size:  # another file of this name
            forget_file(store, path.name)
            row = None
        if row is not None:
            caught.damages += [Damage(path.name, *each) for each in row["damage"] or []]
        if row is None or row["size"] < size:
            told(path, row["size"] if row is not None else 0)
            _read_into(store, path, row, caught)
    return caught


def forget_file(store: Store, name: str) -> None:
    """Take a file out of the index."""
    with store.begin() as conn:
        conn.execute(delete(capture).where(capture.c.file == name))
        conn.execute(delete(archive_file).where(archive_file.c.name == name))


def _read_into(store: Store, path: Path, known: RowMapping | None, caught: Caught) -> None:
    """Index a file from where its index ends."""
    start = known["size"] if known is not None else 0
    site, spider = (known["site"], known["spider"]) if known is not None else ("", None)
    damages = [list(each) for each in (known["damage"] or [])] if known is not None else []
    rows: list[dict[str, Any]] = []
    end = start

    def save() -> None:
        with store.begin() as conn:
            _insert(conn, capture, rows)
            _note_file(conn, path.name, site=site, spider=spider, size=end, damage=damages or None)
        rows.clear()

    for found in read_file(path, start):
        if isinstance(found, Damage):
            caught.damages.append(found)
            if found.reason != _CUT and end:  # a record that is cut off may be just being written
                damages.append([found.offset, found.reason])
            continue
        if not found.place.length:
            caught.damages.append(Damage(path.name, 0, _WHOLE))
            break
        end = found.place.offset + found.place.length
        if found.type == "warcinfo":
            info = found.warc_fields()
            site, spider = info.get("site", site), info.get("spider", spider)
        try:
            row = _row_of_record(site, found)
        except BadRecord as error:
            caught.damages.append(Damage(path.name, found.place.offset, str(error)))
            continue
        if row is not None:
            rows.append(row)
            caught.records += 1
        if len(rows) >= _AT_ONCE:
            save()
    if end > start or rows:
        save()


def _row_of_record(site: str, record: Record) -> dict[str, Any] | None:
    """Return the entry of a record; null for one that nothing is read from. Raises BadRecord."""
    role = record.headers.get(ROLE)
    if not (record.is_answer or (record.type == "metadata" and role in (GONE, DROPPED))):
        return None
    status = record.block[:16].split(b" ")[1:2] if record.is_answer else []
    return {
        "site": site,
        "key": article_key(record.url),
        "url": record.url,
        "at": record.at,
        "file": record.place.file,
        "offset": record.place.offset,
        "length": record.place.length,
        "digest": record.headers.get("WARC-Payload-Digest") if record.is_answer else None,
        "type": record.type,
        "status": int(status[0]) if status and status[0].isdigit() else None,
        "role": role,
        "asked": record.headers.get(ASKED),
        "visit": record.headers.get(VISIT),
        "record": record.id,
    }


def _row_of_written(site: str, written: Written) -> dict[str, Any]:
    fields = written.fields or {}
    return {
        "site": site,
        "key": article_key(written.url),
        "url": written.url,
        "at": written.at,
        "file": written.place.file,
        "offset": written.place.offset,
        "length": written.place.length,
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
    return Capture(
        row["id"],
        row["site"],
        row["url"],
        row["at"],
        Place(row["file"], row["offset"], row["length"]),
        row["digest"],
        row["type"],
        row["status"],
        row["role"],
        row["asked"],
        row["visit"],
        row["record"],
    )


def _bound(row: RowMapping) -> tuple[Any, Any]:
    return bindparam(None, row["at"], type_=capture.c.at.type), row["id"]


def _insert(conn: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Insert; what is there already (another process read the same file) stays."""
    if rows:
        conn.execute(_dialect(conn).insert(table).on_conflict_do_nothing(), rows)


def _note_file(conn: Connection, name: str, **values: Any) -> None:
    statement = _dialect(conn).insert(archive_file).values(name=name, **values)
    conn.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))


def _dialect(conn: Connection) -> Any:
    return postgresql if conn.dialect.name == "postgresql" else sqlite
