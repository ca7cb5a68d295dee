"""The parts of a round, each done in a process beside a worker's loop: indexing, reading, writing."""

from __future__ import annotations

import time
from collections.abc import Collection
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from crawler.archive.catching_up import CatchUp, catch_up
from crawler.archive.holding import Held
from crawler.archive.index import spiders_of_files
from crawler.corpus.duplicates import Duplicates, Outdated
from crawler.corpus.duplicates.completing import compare_all
from crawler.errors import Trouble
from crawler.fleet.rounds.folder import Round
from crawler.fleet.rounds.grouping import (
    files_at,
    files_of_sites,
    group_of,
    groups_of_sites,
    place_of_file,
    places_of_files,
    sites_of_file,
)
from crawler.fleet.rounds.means import Means, queue_of
from crawler.fleet.rounds.merging import StaleShard
from crawler.fleet.rounds.presence import present_places
from crawler.fleet.rounds.shards import ShardError, indexed_size, read_header, write_shard
from crawler.fleet.rounds.states import FileState, file_states
from crawler.fleet.rounds.writing import rewrite_sites
from crawler.period import Period, parse_bound
from crawler.reextraction.checking import Selection
from crawler.reextraction.newspapers import Newspapers
from crawler.store import Store
from crawler.store.lock import SiteLocked
from crawler.version import extraction_version

ABSENT = 60.0
"""Seconds that a place may be without a worker: workers are restarted, machines rebooted."""
_SITE_LOCKED = 15.0
"""Seconds until a site is tried again that is being crawled."""
_LOOK = 2.0
"""Seconds until it is looked again whether a site's files are read: more, the more there is to do."""
_A_FILE = 0.05
_MOST_STALE = 5
"""So often a shard is made anew; crawls add to an archive file for as long as they write it, not later."""

_absent_since: dict[str, float] = {}
"""Place -> when this process first saw that nobody holds it."""


class PlaceMissing(Trouble):
    """A place whose files nobody can read; the message says which. ``files``: which are waited for."""

    def __init__(self, message: str, files: list[str]) -> None:
        super().__init__(message)
        self.files = files


@dataclass(frozen=True)
class Indexed:
    """What bringing the index of a place up to date found."""

    files: dict[str, str]
    """The files that are here, with their places."""
    sites: list[str]
    """All sites of the index, those of other places included."""
    damages: list[str]
    unread: dict[str, int]


@dataclass(frozen=True)
class Waits:
    """A site that cannot be written yet."""

    reason: str
    seconds: float
    files: dict[str, str] = field(default_factory=dict)
    """Files that have to be read first and are in no queue, with their places."""
    moved: dict[str, str] = field(default_factory=dict)
    """Files that wait in the queue of another place than the one where they are now."""


def index_place(means: Means) -> Indexed:
    """Bring the index of the places here up to date. Raises StoreError.

    That an archive cannot be reached is a damage: the sites of other places do not wait for it.
    """
    caught, lost = CatchUp(), []
    with closing(Store.open(means.store_url)) as store:
        try:
            if means.archive is not None and means.places:
                caught = catch_up(store, means.archive)
        except OSError as error:
            lost.append(f"the archive {means.here} cannot be read: {told_of(error)}")
        with store.read() as conn:
            sites = sorted(site for group in groups_of_sites(conn) for site in group)
            files = files_at(conn, means.places)
    here = {file: place for file, place in files.items() if file in caught.files}
    if isinstance(caught.files, Held):
        caught.files.close()
    return Indexed(here, sites, [*lost, *map(str, caught.damages)], dict(caught.unread))


def read_file(means: Means, name: str, file: str, since: str | None) -> None:
    """Read an archive file that is here again.

    One that was moved or deleted since it was put into the queue is left: if it is to be read, its site asks
    for it where it is now. So is one whose sites are written: its worker died before it had noted the end of
    its job, or was taken for dead. Raises RoundError, ShardError, StoreError; OSError: the archive cannot be
    reached.
    """
    of_round = Round(means.shards, name)
    of_round.check()
    with closing(Store.open(means.store_url, create=False)) as store, means.files() as held:
        with store.read() as conn:
            place = place_of_file(conn, file)
            is_over = _is_over(conn, of_round, file)
        if place not in means.places or means.archive is None or is_over:
            return
        if file not in held:
            raise ShardError(f"{file} is not in the archive {means.archive.name}, which is the place {place}")
        path = of_round.shard(file)
        if not _is_present(path, (file, indexed_size(store, file), extraction_version())):
            newspapers = _newspapers(store, means)
            write_shard(store, file, held, newspapers, path, places=means.places, since=since)
        with store.read() as conn:
            if _is_over(conn, of_round, file):  # another worker has read it meanwhile
                of_round.drop_shards([file])


def write_site(means: Means, name: str, site: str, since: str | None) -> Waits | None:
    """Write a site, once all of its files are read; None: it is written.

    Raises PlaceMissing; RoundError, ShardError, StoreError.
    """
    of_round = Round(means.shards, name)
    of_round.check()
    with closing(Store.open(means.store_url, create=False)) as store:
        if of_round.report(site) is not None:  # its worker died before it had compared
            _compare(store, means)
            return None
        with store.read() as conn:
            absent = _absent(conn)
            if awaited := _awaited(conn, of_round, absent):
                return _what_is_behind(awaited, file_states(conn, name))
            sites = _together(conn, of_round, site)
            if sites[0] != site:
                return None  # the job of the first one writes all of them
            files = files_of_sites(conn, sites)
            lacking = {file: place for file, place in files.items() if not of_round.shard(file).exists()}
            if lacking:
                return _what_lacks(site, lacking, file_states(conn, name), absent)
        wanted = Selection(Period(parse_bound(since, None) if since else None, None))
        try:
            found = rewrite_sites(
                store,
                sites,
                _newspapers(store, means),
                lambda: {file: of_round.shard(file) for file in files},
                wanted=wanted,
            )
        except SiteLocked as error:
            return Waits(str(error), _SITE_LOCKED)
        except StaleShard as error:
            return _read_again(store, of_round, error)
        of_round.note_report(site, sites, found.lines, found.damages)
        of_round.drop_shards(files)
        _compare(store, means)
    return None


def _is_over(conn: Connection, of_round: Round, file: str) -> bool:
    """Say whether all sites that have captures in an archive file are written."""
    groups, sites = of_round.groups() or [], sites_of_file(conn, file)
    return bool(sites) and all(of_round.report(group_of(site, groups)[0]) is not None for site in sites)


def _compare(store: Store, means: Means) -> None:
    """Compare what is due for near-duplicates; that the window was another one is said by each crawl."""
    if means.window is not None:
        with suppress(Outdated):
            compare_all(Duplicates(store, means.window))


def told_of(error: OSError) -> str:
    """Return what an archive or a folder said, which the message of Python hides behind a number."""
    return ": ".join(str(each) for each in (error.filename, error.strerror) if each) or str(error)


def _is_present(path: Path, wanted: tuple[str, int | None, str]) -> bool:
    """Say whether a shard is there as this release makes it: its job was done, and its end not noted."""
    try:
        header = read_header(path)
    except ShardError:
        return False
    return (header.file, header.size, header.extraction) == wanted


def _newspapers(store: Store, means: Means) -> Newspapers:
    newspapers = Newspapers(means.declared)
    with store.read() as conn:
        newspapers.find_declarations(spiders_of_files(conn))
    return newspapers


def _read_again(store: Store, of_round: Round, error: StaleShard) -> Waits:
    """Have a shard made anew. Raises ShardError: it does not help, since workers read the index otherwise."""
    if of_round.note_stale(error.file) > _MOST_STALE:
        raise ShardError(
            f"{error}, although it was read {_MOST_STALE} times: do all workers have the same newspapers and"
            " release?"
        ) from error
    of_round.drop_shards([error.file])
    with store.read() as conn:
        place = place_of_file(conn, error.file)
    return Waits(f"{error}: it is read again.", _LOOK, {error.file: place} if place else {})


def _awaited(conn: Connection, of_round: Round, absent: Collection[str]) -> dict[str, str]:
    """Return the places whose index is not up to date, each with one of its files."""
    noted = {each["place"] for each in of_round.places()}
    files = places_of_files(conn).items()
    return {place: file for file, place in files if place and place not in noted and place not in absent}


def _what_is_behind(awaited: dict[str, str], states: dict[str, FileState]) -> Waits:
    """Say which index is behind; a file in the queue of its place lets a worker there begin."""
    queues = {state.queue for state in states.values() if not state.is_over}
    unknown = {file: place for place, file in awaited.items() if queue_of(place) not in queues}
    return Waits(f"The index of {min(awaited)} is not up to date yet.", _LOOK, unknown)


def _absent(conn: Connection) -> set[str]:
    """Return the places that nobody has held for a while; nobody is at the place that is not known, empty."""
    now = time.monotonic()
    places = {place or "" for place in places_of_files(conn).values()}
    missing = places - present_places(conn, places - {""})
    for place in list(_absent_since):
        if place not in missing:
            del _absent_since[place]
    return {place for place in missing if now - _absent_since.setdefault(place, now) > ABSENT}


def _together(conn: Connection, of_round: Round, site: str) -> list[str]:
    groups = of_round.groups()
    if groups is None:
        of_round.note_groups(groups_of_sites(conn))
        groups = of_round.groups() or []
    return group_of(site, groups)


def _what_lacks(
    site: str,
    lacking: dict[str, str | None],
    states: dict[str, FileState],
    absent: Collection[str],
) -> Waits:
    """Say what a site waits for. Raises PlaceMissing, ShardError."""
    if missing := sorted({place or "" for place in lacking.values()} & set(absent)):
        files = sorted(file for file, place in lacking.items() if (place or "") in missing)
        raise PlaceMissing(_told(site or "A site without a name", missing[0], files[0]), files)
    for file in sorted(lacking):
        if (state := states.get(file)) is not None and state.is_over and state.has_failed:
            raise ShardError(f"{file} was not read again: {state.reason or 'its job was taken away'}")
    unknown, moved = {}, {}
    for file, place in lacking.items():
        if place is None:  # until the place that has it claims it
            continue
        if (state := states.get(file)) is None or state.is_over:
            unknown[file] = place
        elif state.queue != queue_of(place):
            moved[file] = place
    waiting = sum(not state.is_over for state in states.values())
    reason = f"{len(lacking)} files of {site} are not read yet."
    return Waits(reason, _LOOK + _A_FILE * waiting, unknown, moved)


def _told(site: str, place: str, file: str) -> str:
    if not place:
        return (
            f"{site} is not read again: no worker has {file}, which an earlier version archived at a place"
            " that it did not note; start one where it lies, and scrapy fleet reextract again"
        )
    return (
        f"{site} is not read again: no worker has the archive {place}, where {file} lies; start one there,"
        " and scrapy fleet reextract again"
    )
