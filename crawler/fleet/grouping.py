"""Which files and sites of the index a round has to read, and which sites are written together."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, or_, select

from crawler.store.schema import archive_file, capture


def places_of_files(conn: Connection) -> dict[str, str | None]:
    """Return the places of all archive files of the index; None: an earlier version wrote it."""
    return dict(conn.execute(select(archive_file.c.name, archive_file.c.place)).tuples().all())


def files_at(conn: Connection, place: str, names: Collection[str]) -> dict[str, str]:
    """Return the archive files of a place with their sites; ``names``: what its folder holds.

    Of a file that an earlier version indexed, the folder says whether it is here.
    """
    query = select(archive_file.c.name, archive_file.c.site, archive_file.c.place)
    known = or_(archive_file.c.place == place, archive_file.c.place.is_(None))
    rows = conn.execute(query.where(known).order_by(archive_file.c.name)).all()
    return {row.name: row.site for row in rows if row.place is not None or row.name in names}


def files_of_sites(conn: Connection, sites: Collection[str]) -> dict[str, str | None]:
    """Return the archive files that hold captures of sites, with their places."""
    of_them = select(capture.c.file).distinct().where(capture.c.site.in_(sites))
    there = or_(archive_file.c.site.in_(sites), archive_file.c.name.in_(of_them))
    query = select(archive_file.c.name, archive_file.c.place).where(there).order_by(archive_file.c.name)
    return dict(conn.execute(query).tuples().all())


def groups_of_sites(conn: Connection) -> list[list[str]]:
    """Return all sites of the index, those together that have captures of the same articles.

    A newspaper that was crawled under two names, say, or a file of another crawler: its pages count in the
    order of time as if they were of one site.
    """
    query = select(capture.c.site).distinct().union(select(archive_file.c.site))
    group = {site: {site} for site in conn.execute(query).scalars()}
    several = (
        select(capture.c.key)
        .group_by(capture.c.key)
        .having(func.min(capture.c.site) != func.max(capture.c.site))
    )
    pairs = select(capture.c.key, capture.c.site).where(capture.c.key.in_(several)).distinct()
    first: dict[str, str] = {}
    for row in conn.execute(pairs):
        one, other = group[first.setdefault(row.key, row.site)], group[row.site]
        if one is not other:
            one |= other
            for site in other:
                group[site] = one
    return sorted({tuple(sorted(sites)): sorted(sites) for sites in group.values()}.values())
