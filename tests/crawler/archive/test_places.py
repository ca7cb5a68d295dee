"""Two machines, one store: a place is left what it holds."""

from __future__ import annotations

import multiprocessing
import shutil
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, update

from crawler.archive import ArchiveWriter
from crawler.archive.catching_up import catch_up
from crawler.archive.claiming import forget_missing
from crawler.archive.holding import FolderArchive
from crawler.archive.index import (
    archive_files,
    as_capture,
    count_elsewhere,
    find_earlier,
    find_original,
    heads,
)
from crawler.archive.pending import Pending
from crawler.archive.places import IDENTITY, mark_of, place_of
from crawler.archive.retention import keep_below
from crawler.store import Store
from crawler.store.schema import archive_file, capture
from tests.crawler.archive.writing import INFO, NOON, SITE, exchange, write_pages


@pytest.fixture(name="shared")
def shared_store(store: Store) -> Store:
    """Return a store that two machines share."""
    return store


@dataclass
class Machine:
    """A machine with an ARCHIVE_DIR, and what a crawl of it does."""

    store: Store
    folder: Path

    @property
    def archive(self) -> FolderArchive:
        return FolderArchive(self.folder, create=True)

    def crawl(self, *slugs: str, later: int = 0) -> str:
        """Archive the pages of some slugs, and return the name of the file."""
        forget_missing(self.store, self.archive, "telegraf")
        writer = ArchiveWriter(
            self.folder,
            "telegraf",
            INFO,
            max_file_bytes=1_000_000,
            mark=mark_of(self.archive.places[0]),
            clock=lambda: NOON,
        )
        pending = Pending(self.store, "telegraf", "telegraf", writer, self.archive.places)
        for slug in slugs:
            made = exchange(slug, at=NOON + timedelta(hours=later, seconds=len(slug)))
            pending.add(writer.write(made, partial(pending.earlier, made.url)))
        writer.close()
        pending.save()
        return writer.path.name

    def heads(self) -> list[str]:
        """Return the files that a re-extraction reads, by capture."""
        with self.store.read() as conn:
            return [each.place.file for each in heads(conn, places=self.archive.places)]


@pytest.fixture
def machines(shared: Store, tmp_path: Path) -> list[Machine]:
    folders = [tmp_path / "mesin-a" / "arsip", tmp_path / "mesin-b" / "arsip"]
    for folder in folders:
        folder.mkdir(parents=True)
    return [Machine(shared, folder) for folder in folders]


def places(store: Store) -> dict[str, str | None]:
    with store.read() as conn:
        return {row.name: row.place for row in conn.execute(select(archive_file))}


def test_a_folder_keeps_its_name_wherever_it_is_mounted(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    name = place_of(tmp_path / "a")
    assert name is not None
    assert name.rpartition("#")[0].endswith(f":{tmp_path / 'a'}")
    (tmp_path / "a").rename(tmp_path / "b")
    assert place_of(tmp_path / "b") == name
    assert [path.name for path in (tmp_path / "b").iterdir()] == [IDENTITY]
    assert archive_files(tmp_path / "b") == []


def test_two_folders_of_one_host_and_path_are_two_places(tmp_path: Path) -> None:
    names = set()
    for _ in range(2):
        (tmp_path / "arsip").mkdir()
        names.add(place_of(tmp_path / "arsip"))
        shutil.rmtree(tmp_path / "arsip")
    assert len(names) == 2


def test_processes_that_begin_at_once_get_one_name(tmp_path: Path) -> None:
    with multiprocessing.get_context("fork").Pool(8) as pool:
        names = pool.map(place_of, [tmp_path] * 64)
    assert len(set(names)) == 1
    assert [path.name for path in tmp_path.iterdir()] == [IDENTITY]


def test_a_folder_that_nobody_may_write_has_no_name_and_is_read(shared: Store, tmp_path: Path) -> None:
    write_pages(tmp_path, "satu")
    archive = FolderArchive(tmp_path)
    assert archive.places == ()
    catch_up(shared, archive)
    with shared.read() as conn:
        assert len(list(heads(conn, places=archive.places))) == 1


@pytest.mark.parametrize("content", ["\n", "arsip saya\n", "a:/b#12345678\nlagi\n", "x" * 5000])
def test_a_file_that_holds_no_name_is_said_and_stays(content: str, tmp_path: Path) -> None:
    (tmp_path / IDENTITY).write_text(content)
    with pytest.raises(OSError, match="does not hold the name of an archive's place"):
        place_of(tmp_path)
    assert (tmp_path / IDENTITY).read_text() == content


def test_what_another_machine_has_is_not_missing(machines: list[Machine]) -> None:
    one, other = machines
    first, second = one.crawl("satu"), other.crawl("dua")
    assert first != second  # in the same second
    assert forget_missing(one.store, other.archive, "telegraf") == []
    for machine, there in ((one, second), (other, first)):
        caught = catch_up(machine.store, machine.archive)
        assert caught.damages == []
        assert caught.elsewhere == {places(one.store)[there]: 1}
        with machine.store.read() as conn:
            assert count_elsewhere(conn, machine.archive.places) == caught.elsewhere
    assert places(one.store) == {first: one.archive.place, second: other.archive.place}
    assert (one.heads(), other.heads()) == ([first], [second])


def test_what_is_missing_of_ones_own_is_forgotten_and_nothing_else(machines: list[Machine]) -> None:
    one, other = machines
    first, second = one.crawl("satu"), other.crawl("dua")
    (one.folder / first).unlink()
    assert forget_missing(other.store, other.archive, "telegraf") == []
    assert forget_missing(one.store, one.archive, "telegraf") == [first]
    assert places(one.store).keys() == {second}


def test_a_repetition_refers_to_a_body_of_its_own_place(machines: list[Machine]) -> None:
    one, other = machines
    one.crawl("satu")
    other.crawl("satu", later=1)
    other.crawl("satu", later=2)
    with one.store.read() as conn:
        rows = conn.execute(select(capture).order_by(capture.c.at)).mappings().all()
        assert [row["type"] for row in rows] == ["response", "response", "revisit"]
        for machine, row in zip(machines, rows, strict=False):
            found = find_earlier(conn, f"{SITE}/satu/", row["digest"], machine.archive.places)
            assert found is not None
            assert found.at == row["at"]
        original = find_original(conn, as_capture(rows[2]), other.archive.places)
        assert original is not None
        assert original.id == rows[1]["id"]
        assert find_original(conn, as_capture(rows[2]), ("lain:/arsip#00000000",)) is None


def test_two_machines_with_one_folder_read_all_of_it(shared: Store, tmp_path: Path) -> None:
    (tmp_path / "arsip").mkdir()
    (tmp_path / "pasang").symlink_to(tmp_path / "arsip")
    one, other = Machine(shared, tmp_path / "arsip"), Machine(shared, tmp_path / "pasang")
    files = [one.crawl("satu"), other.crawl("satu", "dua", later=1)]
    assert len(set(files)) == 2
    assert one.archive.places == other.archive.places
    for machine in (one, other):
        assert catch_up(shared, machine.archive).elsewhere == {}
        assert sorted(machine.heads()) == sorted([files[0], files[1], files[1]])


def test_a_file_that_is_moved_to_another_machine_is_read_there(machines: list[Machine]) -> None:
    one, other = machines
    name = one.crawl("satu")
    (one.folder / name).rename(other.folder / name)
    assert catch_up(other.store, other.archive).damages == []
    assert other.heads() == [name]
    assert forget_missing(one.store, one.archive, "telegraf") == []


def test_a_file_of_the_same_name_and_other_content_is_told_and_takes_nothing(machines: list[Machine]) -> None:
    one, other = machines
    name = one.crawl("satu")
    write_pages(other.folder, "dua", "tiga").rename(other.folder / name)
    (damage,) = catch_up(other.store, other.archive).damages
    assert f"is another file than the one of this name at the place {one.archive.place}" in damage.reason
    assert places(one.store) == {name: one.archive.place}
    assert one.heads() == [name]


def test_what_an_earlier_version_wrote_is_claimed_by_whom_has_it(machines: list[Machine]) -> None:
    one, other = machines
    first, second = one.crawl("satu"), other.crawl("dua")
    with one.store.begin() as conn:
        conn.execute(update(archive_file).values(place=None))
    missing = forget_missing(one.store, one.archive, "telegraf")
    if one.store.dialect == "sqlite":  # of one machine, with one archive
        assert missing == [second]
        assert places(one.store) == {first: one.archive.place}
    else:
        assert missing == []
        assert places(one.store) == {first: one.archive.place, second: None}
        assert catch_up(one.store, one.archive).elsewhere == {None: 1}
        catch_up(other.store, other.archive)
        assert places(one.store) == {first: one.archive.place, second: other.archive.place}


def test_retention_counts_and_deletes_what_is_here(machines: list[Machine]) -> None:
    one, other = machines
    one.crawl("satu")
    second = other.crawl("satu", later=1)
    size = (other.folder / second).stat().st_size
    assert keep_below(other.store, other.archive, "telegraf", size) == ([], size)
    removed, left = keep_below(one.store, one.archive, "telegraf", 1)
    assert removed == []  # the newer capture of its page is elsewhere: this place would be without it
    assert left > 1
    assert len(places(one.store)) == 2
