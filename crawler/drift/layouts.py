"""When a newspaper had which layout, by some of its archived pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, func, select

from crawler.archive import BadRecord
from crawler.archive.index import ARTICLE, as_capture, has_role, lies_at
from crawler.archive.reader import read_record
from crawler.drift.layout import UNKNOWN, layout_of
from crawler.store.schema import capture

_MOST_STEPS = 20
"""So many pages are looked at to find when one layout followed another: enough for a million between them."""


class Layouts:
    """The layouts of one site over time.

    Of each month some pages are looked at; where two neighbours differ, those between them are, until it is
    known which was the first with the new layout. ``files``: of the archive, by name, and ``places``, where
    they are.
    """

    def __init__(
        self, conn: Connection, site: str, files: Mapping[str, Path], places: Sequence[str], *, sample: int
    ) -> None:
        self._conn = conn
        self._files = files
        self._wanted = (
            (capture.c.site == site)
            & lies_at(places)
            & has_role(ARTICLE)
            & (capture.c.type == "response")
            & (capture.c.status == 200)
        )
        self.looked_at = 0
        """Pages that were read."""
        self._starts: list[datetime] = []
        self._names: list[str] = []
        if files:
            self._build(sample)

    def at(self, when: datetime) -> str:
        """Return the layout at a time, that of the last page before; UNKNOWN: the archive tells of none."""
        if not self._starts:
            return UNKNOWN
        return self._names[max(0, bisect_right(self._starts, when) - 1)]

    def _build(self, sample: int) -> None:
        last: tuple[datetime, str] | None = None
        for at, name in self._sampled(sample):
            if last is None or last[1] != name:
                self._starts.append(at if last is None else self._change(last, (at, name)))
                self._names.append(name)
            last = at, name

    def _sampled(self, sample: int) -> Iterator[tuple[datetime, str]]:
        """Yield some pages of each month with their layouts, in the order of time."""
        first, last = self._conn.execute(
            select(func.min(capture.c.at), func.max(capture.c.at)).where(self._wanted)
        ).one()
        if first is None:
            return
        month = first.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        while month <= last:
            following = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
            within = self._wanted & (capture.c.at >= month) & (capture.c.at < following)
            number = self._conn.execute(select(func.count()).where(within)).scalar_one()
            places = {number * each // sample for each in range(sample)} | {number - 1} if number else set()
            for place in sorted(places):
                if (found := self._look(within, place)) is not None:
                    yield found
            month = following

    def _change(self, before: tuple[datetime, str], after: tuple[datetime, str]) -> datetime:
        """Return when the first page between two was fetched that has no longer the layout of the first."""
        for _ in range(_MOST_STEPS):
            between = self._wanted & (capture.c.at > before[0]) & (capture.c.at < after[0])
            number = self._conn.execute(select(func.count()).where(between)).scalar_one()
            found = self._look(between, number // 2) if number else None
            if found is None:
                break
            if found[1] == before[1]:
                before = found
            else:
                after = found
        return after[0].replace(microsecond=0)  # articles have the time of their page to the second

    def _look(self, where: ColumnElement[bool], place: int) -> tuple[datetime, str] | None:
        """Return when one of the captures was fetched, and its layout; None: it cannot be read."""
        query = select(capture).where(where).order_by(capture.c.at, capture.c.id).offset(place).limit(1)
        row = self._conn.execute(query).mappings().one_or_none()
        if row is None or row["file"] not in self._files:
            return None
        found = as_capture(row)
        try:
            body = read_record(self._files[found.place.file], found.place).answer().body
        except (OSError, BadRecord):
            return None
        self.looked_at += 1
        return found.at, layout_of(body)
