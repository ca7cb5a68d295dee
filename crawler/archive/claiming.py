"""Whose a file of the index is: of this place, of another one, or missing.

What another place holds is not missing: nobody but that place knows. A file of which an earlier version noted
no place belongs to the place whose folder has it. If this folder does not have it, it depends on the store:
an SQLite store is a file of one machine, with one archive, so the file is missing, as it was for that
version. A PostgreSQL store may be that of many machines, and the file that of one which has not run since: it
stays, and that machine claims it. If none does, that is no harm: no response is archived as a repetition of
what may lie nowhere, and nothing of it is read.
"""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, delete, select, update

from crawler.archive.holding import Archive, Held, LocalFiles
from crawler.archive.places import stood_at
from crawler.archive.reader import read_record
from crawler.archive.records import BadRecord, RecordLocation
from crawler.store import Store
from crawler.store.schema import archive_file, capture


def forget_file(store: Store, name: str) -> None:
    """Take a file out of the index."""
    with store.begin() as conn:
        _forget(conn, name)


def forget_if_missing(store: Store, row: RowMapping, archive: Archive | None) -> bool:
    """Take a file that is not here out of the index if it is missing; return whether it was.

    ``archive``: None, if the files are all that there is. A file that has moved meanwhile stays.
    """
    if archive is not None and not _is_missing(store, row["place"], archive):
        return False
    with store.begin() as conn:
        now = conn.execute(select(archive_file.c.place).where(archive_file.c.name == row["name"])).first()
        is_unmoved = now is not None and now.place == row["place"]
        if is_unmoved:
            _forget(conn, row["name"])
    return is_unmoved


def forget_missing(store: Store, archive: Archive, site: str) -> list[str]:
    """Take the missing files of a site out of the index, and return their names; claim what is here.

    Otherwise a response would be archived as a repetition of one that is lost. Raises OSError.
    """
    of_site = select(archive_file).where(archive_file.c.site == site)
    with store.read() as conn:
        rows = conn.execute(of_site.order_by(archive_file.c.name)).mappings().all()
    held = archive.held() if rows else LocalFiles(())
    missing: list[str] = []
    for row in rows:
        if row["name"] not in held:
            if forget_if_missing(store, row, archive):
                missing.append(row["name"])
        elif row["place"] is None and archive.places:
            claim(store, row, held)
    return missing


def claim(store: Store, row: RowMapping, held: Held) -> bool:
    """Note that a file of the index is at the place where one of its name is; False: that is another file.

    It may have been moved here. Two machines may have given files the same name, as earlier versions do.
    """
    is_ours = (row["place"] is None and store.dialect == "sqlite") or _is_same(store, row["name"], held)
    if is_ours:
        with store.begin() as conn:
            of_it = archive_file.c.name == row["name"]
            conn.execute(update(archive_file).where(of_it).values(place=held.place(row["name"])))
    return is_ours


def _is_missing(store: Store, place: str | None, archive: Archive) -> bool:
    if store.dialect == "sqlite" and archive.holds_unnamed:
        if place is None:
            return True
        # A folder that stood here and was deleted. Where machines share a store, two may have one host name.
        return any(stood_at(place) == stood_at(each) for each in archive.places)
    return place in archive.places


def _is_same(store: Store, name: str, held: Held) -> bool:
    """Say whether a file is the one in the index: whether it has its first record. Raises OSError."""
    first = select(capture).where(capture.c.file == name).order_by(capture.c.offset).limit(1)
    with store.read() as conn:
        row = conn.execute(first).mappings().one_or_none()
    if row is None:
        return True
    try:
        found = read_record(held[name], RecordLocation(name, row["offset"], row["length"]))
    except BadRecord:
        return False
    return bool(found.id == row["record"])


def _forget(conn: Connection, name: str) -> None:
    conn.execute(delete(capture).where(capture.c.file == name))
    conn.execute(delete(archive_file).where(archive_file.c.name == name))
