"""``scrapy fleet reextract`` over archives that lie at several places, or at a URL."""

from __future__ import annotations

import asyncio
import errno
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from crawler.archive.holding import FolderArchive
from crawler.archive.remote import RemoteFolder, UrlArchive
from crawler.fleet.queue import open_queue
from crawler.fleet.rounds import work
from crawler.fleet.rounds.folder import Round, new_round
from crawler.fleet.rounds.means import Means, queue_of
from crawler.fleet.rounds.shards import ShardError, read_lines
from crawler.fleet.rounds.work import PlaceMissing, Waits, index_place, read_file, write_site
from crawler.store import Store
from tests.crawler.fleet.rounds.test_reextract import Fleet, ended
from tests.crawler.fleet.rounds.two_sites import SITES, Archive, content, reextract_whole, spoil
from tests.services.postgresql import database, server

pytestmark = pytest.mark.slow("processes of their own over a PostgreSQL server")


@pytest.fixture(scope="module")
def postgresql() -> Iterator[URL]:
    with server() as url:
        yield url


@pytest.fixture
def fleet(tmp_path: Path, postgresql: URL) -> Iterator[Fleet]:
    with database(postgresql) as url:
        yield Fleet(tmp_path, url)


def write_machines(one: Path, other: Path) -> None:
    """Write what two machines saw in turn: each has what it needs, and some of it the other one has, too.

    Between a response of ``one`` and its repetition there, ``other`` archived the same body.
    """
    with (
        Archive(one, begun=0, max_file_bytes=5_000) as first,
        Archive(other, begun=1, max_file_bytes=5_000) as second,
    ):
        for hour in range(6):
            for site in SITES:
                machine = second if hour % 2 else first
                edited = " Diralat." if hour in (3, 4) else ""
                machine.page(site, "utama", hour=hour)
                machine.page(site, "diralat", hour=hour, text=edited)
                machine.two_pages(site, f"panjang-{hour}", hour=hour)
                if hour == 2:
                    machine.gone(site, "diralat", hour=hour)


def all_of(path: Path, *folders: Path) -> Path:
    """Copy archives into one folder."""
    for folder in folders:
        path.mkdir(exist_ok=True)
        for file in folder.glob("*.warc.gz"):
            assert not (path / file.name).exists()
            shutil.copy(file, path)
    return path


def prepare(fleet: Fleet, postgresql: URL, whole: Path) -> dict[str, Any]:
    """Fill the store, let it be spoiled; return what one process with one folder would make of it."""
    with database(postgresql) as url:
        alone = Fleet(fleet.path, url)
        alone.archive = whole
        for each in (fleet, alone):
            with closing(Store.open(each.url)) as store:
                reextract_whole(store, whole, fleet.path / f"{each is alone}.shadow")
            spoil(each.url)
        alone.run("reextract", "--jobs", "1")
        wanted = content(url)
    assert any(row["cause"] == "extractor" for row in wanted["revision"])
    assert any("panjang-5. Lagi." in row["text"] for row in wanted["article"])
    assert content(fleet.url) != wanted
    return wanted


def test_two_machines_with_an_archive_each_end_as_one_with_all_files(fleet: Fleet, postgresql: URL) -> None:
    one, other = fleet.path / "one", fleet.path / "other"
    write_machines(one, other)
    wanted = prepare(fleet, postgresql, all_of(fleet.path / "whole", one, other))
    for folder in (one, other):  # as crawls do: each place claims what it has
        index_place(Means(fleet.url, FolderArchive(folder, create=True), fleet.path, {}))
    assert fleet.sql(
        "SELECT count(DISTINCT place), count(*) FILTER (WHERE place IS NULL) FROM archive_file"
    ) == [(2, 0)]
    assert "set FLEET_SHARDS" in fleet.run("fleet", "reextract", status=2, ARCHIVE_DIR=str(one))[1]
    shards = str(fleet.path / "shards")
    processes = [
        fleet.start("fleet", "reextract", "--until-idle", ARCHIVE_DIR=str(each), FLEET_SHARDS=shards)
        for each in (one, other)
    ]
    for process in processes:
        said, _ = ended(process)
        assert all(f"== {site}\n" in said for site in SITES)
        assert "body_elsewhere" not in said
    assert content(fleet.url) == wanted
    assert fleet.jobs() == []


def test_an_archive_at_a_url_is_read_with_the_spools_of_its_machines(fleet: Fleet, postgresql: URL) -> None:
    url, spools = fleet.path / "url", [fleet.path / "spool0", fleet.path / "spool1"]
    write_machines(*spools)
    whole = all_of(fleet.path / "whole", *spools)
    url.mkdir()
    for spool in spools:
        for file in spool.glob(f"*{SITES[0]}*.warc.gz"):  # a visit is not torn: its run had ended
            shutil.move(file, url)
    wanted = prepare(fleet, postgresql, whole)
    for spool in spools:
        index_place(Means(fleet.url, UrlArchive(f"file://{url}", spool, create=True), fleet.path, {}))
    assert fleet.sql("SELECT count(DISTINCT place) FROM archive_file") == [(3,)]
    given = {"ARCHIVE_DIR": f"file://{url}", "TMPDIR": str(fleet.path / "temporary")}
    Path(given["TMPDIR"]).mkdir()
    assert "set FLEET_SHARDS" in fleet.run("fleet", "reextract", status=2, **given)[1]
    given["FLEET_SHARDS"] = str(fleet.path / "shards")
    processes = [
        fleet.start("fleet", "reextract", "--until-idle", ARCHIVE_SPOOL=str(each), **given) for each in spools
    ]
    for process in processes:
        ended(process)
    assert content(fleet.url) == wanted
    assert fleet.jobs() == []
    assert list(Path(given["TMPDIR"]).iterdir()) == []


def migrate(fleet: Fleet) -> None:
    async def open_once() -> None:
        async with open_queue(fleet.url):
            pass

    Store.open(fleet.url).close()
    asyncio.run(open_once())


class Hand:
    """A round that is done by hand, at one place of the fleet."""

    def __init__(self, fleet: Fleet, archive: FolderArchive | UrlArchive) -> None:
        self.means = Means(fleet.url, archive, fleet.path / "shards", {})
        self.of_round = Round(self.means.shards, new_round())
        self.of_round.begin(None)
        index_place(self.means)
        for place in self.means.places:
            self.of_round.note_place(place, [], {})

    def read(self, file: str) -> None:
        read_file(self.means, self.of_round.name, file, None)

    def write(self, site: str = SITES[0]) -> Waits | None:
        return write_site(self.means, self.of_round.name, site, None)


@pytest.fixture
def hand(fleet: Fleet) -> Hand:
    with Archive(fleet.archive, begun=0, sites=SITES[:1]) as archive:
        archive.page(SITES[0], "satu", hour=0)
    migrate(fleet)
    return Hand(fleet, FolderArchive(fleet.archive, create=True))


def waiting(waits: Waits | None) -> Waits:
    assert isinstance(waits, Waits)
    return waits


def test_a_file_that_waits_in_the_queue_of_another_place_is_moved(hand: Hand, fleet: Fleet) -> None:
    ((file, place),) = waiting(hand.write()).files.items()
    assert place == hand.means.here
    arguments = json.dumps({"round": hand.of_round.name, "file": file})
    fleet.sql(
        "INSERT INTO fleet.procrastinate_jobs (queue_name, task_name, args)"
        f" VALUES ('files:0a1b2c3d', 'shard', '{arguments}') RETURNING 1"
    )
    waits = waiting(hand.write())
    assert (waits.files, waits.moved) == ({}, {file: place})
    fleet.sql(f"UPDATE fleet.procrastinate_jobs SET queue_name = '{queue_of(place)}' RETURNING 1")
    assert (waiting(hand.write()).files, waiting(hand.write()).moved) == ({}, {})


def test_a_shard_that_never_agrees_with_the_index_ends_the_site_with_a_sentence(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.fleet.rounds.shards.digest", lambda visit: "lain")
    with pytest.raises(ShardError, match="although it was read 5 times"):
        for _ in range(20):
            for file in waiting(hand.write()).files:
                hand.read(file)


def test_a_place_that_was_met_since_is_asked_for_its_index(hand: Hand, fleet: Fleet) -> None:
    fleet.sql("UPDATE archive_file SET place = 'lain:/srv#0a1b2c3d' RETURNING 1")
    waits = waiting(hand.write())
    assert "index of lain:/srv#0a1b2c3d is not up to date" in waits.reason
    assert list(waits.files.values()) == ["lain:/srv#0a1b2c3d"]


def test_a_file_at_no_known_place_is_waited_for_and_named(
    hand: Hand, fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    fleet.sql("UPDATE archive_file SET place = NULL RETURNING 1")
    waits = waiting(hand.write())
    assert (waits.files, waits.moved) == ({}, {})
    monkeypatch.setattr(work, "ABSENT", -1.0)
    with pytest.raises(PlaceMissing, match=r"no worker has newspaper-koran\.example.*earlier version"):
        hand.write()


def test_a_file_that_went_elsewhere_is_left_and_one_that_vanished_is_named(hand: Hand, fleet: Fleet) -> None:
    ((file, _),) = waiting(hand.write()).files.items()
    (fleet.archive / file).unlink()
    with pytest.raises(ShardError, match=f"{file} is not in the archive"):
        hand.read(file)
    fleet.sql("UPDATE archive_file SET place = 'lain:/srv#0a1b2c3d' RETURNING 1")
    hand.read(file)
    assert not hand.of_round.shard(file).exists()


def test_a_file_that_was_moved_without_what_it_repeats_leaves_its_site_as_it_is(fleet: Fleet) -> None:
    one, other = fleet.path / "one", fleet.path / "other"
    with Archive(one, begun=0, sites=SITES[:1], max_file_bytes=1) as archive:
        archive.page(SITES[0], "satu", hour=0)
        archive.page(SITES[0], "satu", hour=1)
    other.mkdir()
    last = sorted(one.glob("*.warc.gz"))[-1]
    shutil.move(last, other)
    migrate(fleet)
    index_place(Means(fleet.url, FolderArchive(one, create=True), fleet.path / "shards", {}))
    hand = Hand(fleet, FolderArchive(other, create=True))
    there = Means(fleet.url, FolderArchive(one), fleet.path / "shards", {})
    hand.of_round.note_place(there.here, [], {})
    hand.read(last.name)
    for file in sorted(path.name for path in one.glob("*.warc.gz")):
        read_file(there, hand.of_round.name, file, None)
    (line,) = read_lines(hand.of_round.shard(last.name))
    assert (line.result["refused"], line.result["damages"]) == ({"body_elsewhere": 1}, [])
    with pytest.raises(ShardError, match=f"{last.name} repeats responses that lie at another place"):
        hand.write()
    assert content(fleet.url)["article"] == []


def test_an_archive_that_cannot_be_reached_fails_its_sites_and_no_others(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, url = fleet.path / "one", fleet.path / "url"
    for folder, site in ((one, SITES[0]), (url, SITES[1])):
        with Archive(folder, begun=0, sites=(site,)) as archive:
            archive.page(site, "satu", hour=0)
    migrate(fleet)
    away = UrlArchive(f"file://{url}", fleet.path / "spool", create=True)
    index_place(Means(fleet.url, away, fleet.path / "shards", {}))
    hand = Hand(fleet, FolderArchive(one, create=True))

    def lose(folder: RemoteFolder) -> dict[str, int]:
        raise OSError(errno.EIO, "the network is down", folder.name)

    monkeypatch.setattr(RemoteFolder, "sizes", lose)
    there = Means(fleet.url, away, fleet.path / "shards", {})
    indexed = index_place(there)
    assert (indexed.files, indexed.sites) == ({}, list(SITES))
    (damage,) = indexed.damages
    assert damage.startswith(f"the archive {there.here} cannot be read: ")
    assert damage.endswith("the network is down")
    hand.of_round.note_place(there.here, indexed.damages, {})
    for site, means in ((SITES[0], hand.means), (SITES[1], there)):
        for file in waiting(hand.write(site)).files:
            if means is there:
                with pytest.raises(OSError, match="network is down"):
                    read_file(means, hand.of_round.name, file, None)
            else:
                read_file(means, hand.of_round.name, file, None)
                assert hand.write(site) is None
    assert [row["site"] for row in content(fleet.url)["article"]] == [SITES[0]]
