"""Bringing the index up to date with the files: each is read from where its index ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, select

from crawler.archive.claiming import claim, forget_file, forget_if_missing
from crawler.archive.exchange import ROLE, IndexEntry
from crawler.archive.holding import Archive, Held, LocalFiles
from crawler.archive.index import DROPPED, GONE, insert_captures, note_file, row_of
from crawler.archive.reader import read_file
from crawler.archive.records import BadRecord, Damage, Record
from crawler.archive.separating import separate
from crawler.store import Store
from crawler.store.schema import archive_file
from crawler.text import counted

_AT_ONCE = 500
_OWN_NAME = re.compile(
    r"(?P<spider>.+?)(?:-(?P<site>[^-]*\.[^-].*))?-\d{8}T\d{6}Z-\d+(?:-[0-9a-f]{8})?\.warc(?:\.gz)?"
)
"""Spider, site, time, number, and the mark of a place, which files of earlier versions do not have."""
_MOST_NAMED = 100
"""Damaged places of one file that are named; the others are counted."""
_TAKEN = "is another file than the one of this name at the place"
UNKNOWN_PLACE = "that an earlier version did not note"
_WHOLE = "is compressed as a whole, so its records cannot be found again: warcio recompress mends that"
_SEGMENT = "is a part of a record that was split into segments, which are not joined"
_UNREAD = {"resource": "not_html", "conversion": "conversion", "continuation": "continuation"}
"""Types of records that may hold something of a site, but no page -> how they are counted."""


@dataclass(slots=True)
class CatchUp:
    """What bringing the index up to date found."""

    records: int = 0
    damages: list[Damage] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    """Number of records of the site from which nothing is read, by reason."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """Where the records of each file of the index are, by its name."""
    elsewhere: Counter[str | None] = field(default_factory=Counter)
    """Number of files of the index that are not read here, by their place; None: it is not known."""


def catch_up(
    store: Store,
    files: Sequence[Path] | Archive,
    *,
    folder: Path | None = None,
    on_progress: Callable[[Path, int], None] = lambda path, size: None,
) -> CatchUp:
    """Bring the index up to date with the files of the archive; return what is damaged, now or earlier.

    ``files``: an archive, or files without one, which are then all that the index is about.
    ``folder``: where to put copies of files that are compressed as a whole, or otherwise than by gzip, so
    that they can be read; without one they are damage. ``on_progress`` is called before each file is read,
    with the offset from which it is read. Raises OSError if the folder has no room for a copy, or the archive
    cannot be reached.
    """
    with store.read() as conn:  # before the look at the files: what is written or moved now is not missing
        known = {row["name"]: row for row in conn.execute(select(archive_file)).mappings()}
    archive = None if isinstance(files, Sequence) else files
    held = LocalFiles(files) if isinstance(files, Sequence) else files.held()
    caught = CatchUp(files=held)
    for name in sorted(known.keys() - held.keys()):
        if forget_if_missing(store, known[name], archive):
            caught.damages.append(Damage(name, 0, "is missing; what it held is no longer in the index"))
        else:
            caught.elsewhere[known[name]["place"]] += 1
    for name in held:
        if not name.isprintable():  # bytes that are not UTF-8: no database accepts them
            caught.damages.append(Damage(ascii(name), 0, "has a name that is not UTF-8; rename it"))
            continue
        row, size, place = known.get(name), held.size(name), held.place(name)
        if row is not None and row["size"] > size and row["place"] in (None, place):  # another of this name
            forget_file(store, name)
            row = None
        if row is not None and place is None and row["place"] is not None:  # a copy that cannot be written
            caught.elsewhere[row["place"]] += 1
            continue
        if row is not None and row["place"] != place and not claim(store, row, held):
            caught.damages.append(Damage(name, 0, f"{_TAKEN} {row['place'] or UNKNOWN_PLACE}; rename it"))
            continue
        if row is not None:
            caught.damages += [Damage(name, *each) for each in row["damage"] or []]
        if row is None or row["size"] < size:
            on_progress(held[name], row["size"] if row is not None else 0)
            _catch_up_file(store, held, name, row, caught, folder=folder)
    return caught


def catch_up_file(store: Store, path: Path, place: str | None) -> None:
    """Bring the index up to date with one file of a place."""
    with store.read() as conn:
        row = conn.execute(select(archive_file).where(archive_file.c.name == path.name)).mappings().first()
    if row is None or row["size"] < path.stat().st_size:
        _catch_up_file(store, LocalFiles([path], place), path.name, row, CatchUp(), folder=None)


def _catch_up_file(
    store: Store, held: Held, name: str, known: RowMapping | None, caught: CatchUp, *, folder: Path | None
) -> None:
    """Index a file from where its index ends, or a copy of it. Raises OSError."""
    path, place = held[name], held.place(name)
    found = CatchUp()
    can_be_read = _read_into(store, path, known, found, place)
    if not can_be_read and folder is not None:
        forget_file(store, path.name)
        copy, found = folder / f"{path.name} (recompressed)", CatchUp()
        found.damages += separate(path, copy)
        _read_into(store, copy, None, found, place)
        others = {name: each for name, each in caught.files.items() if name != path.name}
        caught.files = {**others, copy.name: copy}
    elif not can_be_read:
        found.damages.append(Damage(path.name, 0, _WHOLE))
    caught.records += found.records
    caught.damages += found.damages
    caught.unread += found.unread


def _read_into(
    store: Store, path: Path, known: RowMapping | None, caught: CatchUp, place: str | None
) -> bool:
    """Index a file from where its index ends; return whether its records can be read by their places."""
    indexing = _Indexing(store, path, known, caught, place)
    is_next_wanted = True
    for found in read_file(path, indexing.end):
        is_next_wanted = indexing.take(found)
        del found  # a record may be large: not two of them at once
        if not is_next_wanted:
            break
    indexing.finish()
    return is_next_wanted


class _Indexing:
    """The index of one file while it is made."""

    def __init__(
        self, store: Store, path: Path, known: RowMapping | None, caught: CatchUp, place: str | None
    ) -> None:
        self._store = store
        self._place = place
        self._name = path.name
        self._caught = caught
        self._start = self.end = known["size"] if known is not None else 0
        self._site: str
        self._spider: str | None
        if known is None:
            self._site, self._spider = _named(path.name)
        else:
            self._site, self._spider = known["site"], known["spider"]
        self._damages: list[list[Any]] = (
            [list(each) for each in (known["damage"] or [])] if known is not None else []
        )
        self._rows: list[dict[str, Any]] = []
        self._number = 0
        self._unnamed: int | None = None
        """Where the first damage is that is not named."""

    def take(self, found: Record | Damage) -> bool:
        """Take the next record or damage; return whether the rest is to be read."""
        if isinstance(found, Damage):
            self._note(found)
            return True
        if not found.place.length:
            return False
        self.end = found.place.offset + found.place.length
        if found.type == "warcinfo":
            info = found.warc_fields()
            self._site, self._spider = info.get("site", self._site), info.get("spider", self._spider)
        if found.is_answer and found.is_segment:
            self._note(Damage(self._name, found.place.offset, _SEGMENT))
            return True
        try:
            entry = _entry_of(found)
        except BadRecord as error:
            self._note(Damage(self._name, found.place.offset, str(error)))
            return True
        if entry is not None:
            self._rows.append(row_of(self._site, entry))
            self._caught.records += 1
        elif found.is_of_web and found.type in _UNREAD:
            self._caught.unread[_UNREAD[found.type]] += 1
        if len(self._rows) >= _AT_ONCE:
            self._save()
        return True

    def finish(self) -> None:
        """Write the rest."""
        if self._unnamed is not None:
            further = counted(self._number - _MOST_NAMED, "further place")
            self._name_it(Damage(self._name, self._unnamed, f"from here on {further} cannot be read"))
        if self.end > self._start or self._rows:
            self._save()

    def _note(self, damage: Damage) -> None:
        """Name a damage; a file may be made of nothing else, so beyond some they are counted."""
        self._number += 1
        if self._number <= _MOST_NAMED:
            self._name_it(damage)
        elif self._unnamed is None:
            self._unnamed = damage.offset

    def _name_it(self, damage: Damage) -> None:
        self._caught.damages.append(damage)
        self._damages.append([damage.offset, damage.reason])

    def _save(self) -> None:
        # Damage behind the last record is named again the next time: a record may be being written.
        inside = [each for each in self._damages if each[0] < self.end] or None
        with self._store.begin() as conn:
            insert_captures(conn, self._rows)
            noted = {"site": self._site, "spider": self._spider, "place": self._place}
            note_file(conn, self._name, **noted, size=self.end, damage=inside)
        self._rows.clear()


def _named(name: str) -> tuple[str, str | None]:
    """Return the site and the spider that the name of a crawl's file has; empty for other files.

    >>> _named("newspaper-koran.example-20260301T120000Z-00001.warc.gz")
    ('koran.example', 'newspaper')
    >>> _named("telegraf-20260301T120000Z-00001-5f0c2b9e.warc.gz")
    ('telegraf', 'telegraf')
    """
    found = _OWN_NAME.fullmatch(name)
    return (found["site"] or found["spider"], found["spider"]) if found else ("", None)


def _entry_of(record: Record) -> IndexEntry | None:
    """Return the index entry of a record; None if nothing is read from it. Raises BadRecord."""
    if not (record.is_answer or (record.type == "metadata" and record.headers.get(ROLE) in (GONE, DROPPED))):
        return None
    status = record.block[:16].split(b" ")[1:2] if record.is_answer else []
    if record.type == "resource":
        status = [b"200"]
    return IndexEntry(
        record.type,
        record.id,
        record.url,
        record.at,
        record.place,
        int(status[0]) if status and status[0].isdigit() else None,
        record.headers.get("WARC-Payload-Digest") if record.is_answer else None,
        record.headers,
    )
