"""Article pages that the archive of a newspaper holds, to learn from without a request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection, func, select

from crawler.archive import BadRecord
from crawler.archive.index import ARTICLE, as_capture, lies_at
from crawler.archive.reader import read_record
from crawler.archive.records import to_page
from crawler.page import Page
from crawler.store.schema import capture


def archived_pages(
    conn: Connection, files: Mapping[str, Path], places: Sequence[str], site: str, most: int
) -> Iterator[Page]:
    """Yield the newest page of up to ``most`` articles, spread evenly over the time they were fetched in.

    ``files``: of the archive, by name, and ``places``, where they are. What is damaged, or was deleted since,
    is left out.
    """
    newest = (
        select(func.max(capture.c.id))
        .where(capture.c.site == site, capture.c.role == ARTICLE, lies_at(places))
        .where(capture.c.type == "response", capture.c.status == 200)
        .group_by(capture.c.key)
    )
    ids = sorted(conn.execute(newest).scalars())
    for place in range(min(most, len(ids))):
        number = ids[place * len(ids) // min(most, len(ids))]
        row = conn.execute(select(capture).where(capture.c.id == number)).mappings().one()
        found = as_capture(row)
        try:
            record = read_record(files[found.place.file], found.place)
            yield to_page(record, record.answer())
        except (KeyError, OSError, BadRecord):
            continue
