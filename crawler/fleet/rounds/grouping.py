"""Which files and sites of the index a round has to read, and which sites are written together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, or_, select

from crawler.store.schema import archive_file, capture


def places_of_files(conn: Connection) -> dict[str, str | None]:
    """Return the places of all archive files of the index; None: an earlier version wrote it."""
    rows = conn.execute(select(archive_file.c.name, archive_file.c.place))
    return {row.name: row.place for row in rows}


def place_of_file(conn: Connection, file: str) -> str | None:
    """Return the place of an archive file; None: it has none, or the index does not have it."""
    place = conn.execute(select(archive_file.c.place).where(archive_file.c.name == file)).scalar()
    return None if place is None else str(place)


def files_at(conn: Connection, places: Collection[str]) -> dict[str, str]:
    """Return the archive files of some places, each with its place."""
    query = select(archive_file.c.name, archive_file.c.place).where(archive_file.c.place.in_(places))
    return {row.name: row.place for row in conn.execute(query.order_by(archive_file.c.name))}


def files_of_sites(conn: Connection, sites: Collection[str]) -> dict[str, str | None]:
    """Return the archive files that hold captures of sites, with their places."""
    of_them = select(capture.c.file).distinct().where(capture.c.site.in_(sites))
    there = or_(archive_file.c.site.in_(sites), archive_file.c.name.in_(of_them))
    query = select(archive_file.c.name, archive_file.c.place).where(there).order_by(archive_file.c.name)
    return {row.name: row.place for row in conn.execute(query)}


def sites_of_file(conn: Connection, file: str) -> list[str]:
    """Return the sites that an archive file has captures of, that of the file itself included."""
    own = select(archive_file.c.site).where(archive_file.c.name == file)
    query = select(capture.c.site).distinct().where(capture.c.file == file).union(own)
    return sorted(conn.execute(query).scalars())


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


def group_of(site: str, groups: Sequence[list[str]]) -> list[str]:
    """Return the group of a site; one that came after they were made is alone.

    >>> group_of("koran", [["antara", "koran"]]), group_of("surat", [["antara", "koran"]])
    (['antara', 'koran'], ['surat'])
    """
    return next((group for group in groups if site in group), [site])
