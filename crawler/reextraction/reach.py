"""What of the archive is read here, and whether the store has something from elsewhere."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy import ColumnElement, Connection, func, not_, select

from crawler.archive.index import ARTICLE, CARRYING, Capture, has_role
from crawler.store.reading import has_rows
from crawler.store.schema import archive_file, capture

_OK = capture.c.status.between(200, 299)


@dataclass(frozen=True, slots=True)
class Reach:
    """The places that are read here, and the files that are there."""

    places: Sequence[str]
    files: Container[str]
    is_whole: bool = True
    """Whether all of the index is here."""
    listed: Mapping[str, datetime | None] | None = None
    """Site -> when a listing was fetched last that carries articles and lies elsewhere."""

    @classmethod
    def look(cls, conn: Connection, places: Sequence[str], files: Container[str]) -> Self:
        """Look what of the index is here, and what is not."""
        names = conn.execute(select(archive_file.c.name).where(not_(_is_noted(places)))).scalars()
        if all(name in files for name in names):
            return cls(places, files)
        last = select(capture.c.site, func.max(capture.c.at).label("last")).where(
            capture.c.role.in_(CARRYING), _OK
        )
        of_sites = last.where(not_(_is_here(places))).group_by(capture.c.site)
        return cls(places, files, False, {row.site: row.last for row in conn.execute(of_sites)})

    def lacks(self, conn: Connection, key: str, site: str, *, since: datetime | None = None) -> bool:
        """Say whether something that an article may have been read from lies elsewhere.

        That is a page of its own, or a listing of its site that carries articles: only who reads it knows
        which. ``since``: fetched then or later.
        """
        if self.is_whole:
            return False
        last = (self.listed or {}).get(site)
        if last is not None and (since is None or last >= since):
            return True
        page = (capture.c.key == key) & has_role(ARTICLE) & _OK & not_(_is_here(self.places))
        query = select(capture.c.id).where(page)
        return has_rows(conn, query if since is None else query.where(capture.c.at >= since))


def lacks(reach: Reach | None, conn: Connection, head: Capture) -> bool:
    """Say whether more of a page lies elsewhere: then it may be an article though it is not one here."""
    return reach is not None and reach.lacks(conn, head.key, head.site)


def _is_noted(places: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a file is noted at one of these places, or at none if they have no name."""
    there = archive_file.c.place
    return func.coalesce(there, "").in_(places) if places else there.is_(None)


def _is_here(places: Sequence[str]) -> ColumnElement[bool]:
    of_capture = archive_file.c.name == capture.c.file
    return select(archive_file.c.name).where(of_capture, _is_noted(places)).exists()
