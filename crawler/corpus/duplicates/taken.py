"""The articles of one batch: as they are now, and as they were when they were compared last."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from crawler.corpus.duplicates.periods import as_instant, period_of, since_1970
from crawler.corpus.duplicates.sketching import Sketch
from crawler.corpus.duplicates.sql import ask, rows, run, run_for_each
from crawler.corpus.duplicates.stories import compared_text

_READ = """
    SELECT due.value AS article_id, article.headline, article.text, article.published_instant,
           article.gone_at, article.near_duplicate_of,
           sketch.period, sketch.packed, sketch.filed, sketch.leader
    FROM {ids} AS due
    LEFT JOIN article ON article.id = due.value LEFT JOIN sketch ON sketch.article_id = due.value
"""
_KEEP = """
    INSERT INTO sketch (article_id, period, published, packed, filed) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (article_id) DO UPDATE SET
        period = excluded.period, published = excluded.published, packed = excluded.packed,
        filed = excluded.filed
"""
"""The group is left as it is: it is put right once all are compared."""
_FORGET = "DELETE FROM sketch WHERE article_id {in_ids}"
_FORGET_HASH = "DELETE FROM fingerprint WHERE period = ? AND hash = ? AND article_id = ?"
_EDGES = "SELECT article_id, other_id FROM duplicate WHERE article_id {in_ids}"
_FORGET_EDGE = "DELETE FROM duplicate WHERE article_id = ? AND other_id = ?"

_NONE = Sketch.of("")


@dataclass(slots=True)
class Taken:
    """An article that is compared, again or for the first time, or that is no more."""

    id: int
    text: str
    """What of it is compared; empty if it was deleted, or is gone."""
    published: datetime | None
    near_duplicate_of: str | None
    """As it stands in the store."""
    known_period: int | None
    known: Sketch
    """As it was compared last; empty if it was not."""
    is_filed: bool
    """Whether that is filed (:mod:`crawler.corpus.duplicates.filing`)."""
    leader: int | None
    """The earliest article of the group that it was found to be in."""
    instant: int | None
    """When it was published, in microseconds since 1970."""
    sketch: Sketch
    """As it is now; empty if there is nothing to compare."""

    @property
    def period(self) -> int:
        """The period of its fingerprints."""
        return period_of(self.instant)

    @property
    def has_moved(self) -> bool:
        """Whether its fingerprints are not those that are known."""
        return (self.known_period, self.known.values) != (self.period, self.sketch.values)


def read_taken(conn: Connection, ids: Collection[int], made: Mapping[str, Sketch]) -> list[Taken]:
    """Return the articles of these IDs, also those that are no more.

    ``made``: sketches that were made already, by their texts.
    """
    return [_taken(row, made) for row in ask(conn, _READ, rows(ids))]


def keep(conn: Connection, taken: Sequence[Taken]) -> None:
    """Make the store know the sketches that these have now, and forget the duplicates that they had."""
    if grouped := [each.id for each in taken if each.leader is not None]:
        edges = ask(conn, _EDGES, rows(grouped))
        run_for_each(conn, _FORGET_EDGE, [*map(tuple, edges), *((other, one) for one, other in edges)])
    run_for_each(
        conn,
        _FORGET_HASH,
        [
            (each.known_period, value, each.id)
            for each in taken
            if each.is_filed and each.has_moved
            for value in each.known.values
        ],
    )
    if lost := [each.id for each in taken if each.known.runs and not each.sketch.runs]:
        run(conn, _FORGET, rows(lost))
    kept = [
        (each.id, each.period, each.instant, each.sketch.pack(), each.is_filed and not each.has_moved)
        for each in taken
        if each.sketch.runs
    ]
    run_for_each(conn, _KEEP, kept)


def _taken(row: Any, made: Mapping[str, Sketch]) -> Taken:
    is_there = row.text is not None and row.gone_at is None
    text = compared_text(row.headline, row.text) if is_there else ""
    published = as_instant(row.published_instant)
    return Taken(
        id=row.article_id,
        text=text,
        published=published,
        near_duplicate_of=row.near_duplicate_of,
        known_period=row.period,
        known=_NONE if row.packed is None else Sketch.unpack(row.packed),
        is_filed=bool(row.filed),
        leader=row.leader,
        instant=since_1970(published),
        sketch=made.get(text) or Sketch.of(text),
    )
