"""The provenance of newspapers, read from the store and the archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from crawler.archive.holding import Archive
from crawler.release.provenance.archive_files import read_archive_files
from crawler.release.provenance.corpus import fetched_last, read_extraction_versions, read_near_duplicates
from crawler.release.provenance.facts import Provenance, RunFacts
from crawler.release.provenance.robots import read_robots
from crawler.release.provenance.runs import read_runs

UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of a store that says of nothing when it came."""


def read_provenance(conn: Connection, sites: Sequence[str], archive: Archive | None) -> Provenance:
    """Return what is behind the articles of newspapers. Raises OSError: the archive cannot be read.

    ``archive``: None: there is none.
    """
    runs = read_runs(conn, sites)
    return Provenance(
        as_of=max([*_times(runs), *fetched_last(conn, sites)], default=UNKNOWN_TIME).astimezone(UTC),
        runs=runs,
        archive_files=read_archive_files(conn, sites, archive),
        extraction_versions=read_extraction_versions(conn, sites),
        robots=read_robots(conn, sites),
        near_duplicates=read_near_duplicates(conn),
    )


def _times(runs: Iterable[RunFacts]) -> Iterable[datetime]:
    for each in runs:
        yield each.started_at
        if each.ended_at:
            yield each.ended_at
