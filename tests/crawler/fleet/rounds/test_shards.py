"""Shards: twice the same bytes, and sites that are written from them are as one process writes them."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.fleet.rounds.merging import StaleShard, in_order
from crawler.fleet.rounds.shards import ShardError, read_header, read_lines, write_shard
from crawler.fleet.rounds.writing import Rewritten, rewrite_sites
from crawler.reextraction.checking import Selection
from crawler.store import Store
from crawler.store.lock import SiteLock, SiteLocked
from tests.crawler.fleet.rounds.two_sites import (
    SITES,
    Archive,
    content,
    copy_store,
    paths_of,
    prepare,
    reextract_whole,
    spoil,
    write_two_sites,
)


class Place:
    """A folder with an archive, and a store that a re-extraction by one process has filled."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.archive = path / "archive"
        self.store = path / "whole.db"
        write_two_sites(self.archive)

    def open(self, file: Path) -> closing[Store]:
        return closing(Store.open(f"sqlite:///{file}"))

    def whole(self, file: Path) -> dict[str, list[dict[str, object]]]:
        with self.open(file) as store:
            reextract_whole(store, self.archive, self.path / f"{file.name}.shadow")
        return content(file)

    def shards(self, store: Store, folder: Path) -> dict[str, Path]:
        folder.mkdir(exist_ok=True)
        newspapers, files = prepare(store, self.archive), paths_of(self.archive)
        for name in reversed(files):
            write_shard(store, name, files, newspapers, folder / name)
        return {name: folder / name for name in files}

    def shards_made(self) -> dict[str, Path]:
        """Return the shards that were made of the archive before the test."""
        return {name: self.path / "shards" / name for name in paths_of(self.archive)}

    def sharded(self, file: Path, shards: dict[str, Path] | None = None) -> list[Rewritten]:
        with self.open(file) as store:
            newspapers = prepare(store, self.archive)
            given = shards or self.shards(store, self.path / f"{file.name}.shards")
            return [
                rewrite_sites(
                    store,
                    [site],
                    newspapers,
                    lambda site=site: {name: path for name, path in given.items() if site in name},  # type: ignore[misc]
                    wanted=Selection(),
                )
                for site in reversed(SITES)
            ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("made"))
    place.whole(place.store)
    with place.open(place.store) as store:
        place.shards(store, place.path / "shards")
    return place


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Iterator[Place]:
    copy = Place.__new__(Place)
    copy.path, copy.archive, copy.store = tmp_path, tmp_path / "archive", tmp_path / "whole.db"
    shutil.copytree(made.archive, copy.archive)
    copy_store(made.store, copy.store)
    shutil.copytree(made.path / "shards", tmp_path / "shards")
    yield copy


def test_the_archive_of_the_tests_has_what_is_hard(place: Place) -> None:
    there = content(place.store)
    assert len(paths_of(place.archive)) >= 8
    assert sum(row["gone_at"] is not None for row in there["article"]) == 2
    assert {row["revision"] for row in there["article"]} == {1, 2}
    assert any("panjang-0. Lagi." in row["text"] for row in there["article"])
    files = (gzip.decompress(path.read_bytes()) for path in paths_of(place.archive).values())
    assert sum(file.count(b"WARC-Type: revisit") for file in files) > 5


def test_a_shard_made_twice_has_the_same_bytes(place: Place) -> None:
    with place.open(place.store) as store:
        other = place.shards(store, place.path / "other")
    one = place.shards_made()
    assert len(one) >= 8
    for name, path in one.items():
        assert path.read_bytes() == other[name].read_bytes(), name
        assert read_header(path).file == name
    assert sum(len(list(read_lines(path))) for path in one.values()) > 30


def test_an_empty_store_is_filled_as_by_one_process(place: Place) -> None:
    file = place.path / "sharded.db"
    found = place.sharded(file)
    assert content(file) == content(place.store)
    assert [each.damages for each in found] == [[], []]
    assert found[0].captures == found[1].captures > 10


def test_a_changed_extraction_is_written_as_by_one_process_and_once(place: Place) -> None:
    spoil(place.store)
    copy = place.path / "sharded.db"
    copy_store(place.store, copy)
    wanted = place.whole(place.store)
    assert any(row["cause"] == "extractor" for row in wanted["revision"])
    place.sharded(copy, place.shards_made())
    assert content(copy) == wanted
    place.sharded(copy, place.shards_made())  # as after a kill: nothing is written twice
    assert content(copy) == wanted


def test_what_was_archived_since_a_shard_was_made_makes_it_stale_and_nothing_is_written(place: Place) -> None:
    shards = place.shards_made()
    spoil(place.store)
    before = content(place.store)
    with Archive(place.archive) as archive:
        for site in SITES:
            archive.page(site, "baru", hour=9)
    with pytest.raises(StaleShard, match="archived since"):
        place.sharded(place.store, shards)
    assert content(place.store) == before


def test_a_shard_of_another_release_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with place.open(place.store) as store:
        monkeypatch.setattr("crawler.fleet.rounds.shards.extraction_version", lambda: "0.0+lain")
        shards = place.shards(store, place.path / "others")
        monkeypatch.undo()
    with pytest.raises(ShardError, match=r"0\.0\+lain.*one release"):
        place.sharded(place.store, shards)


def test_a_site_that_is_being_crawled_is_left_alone(place: Place) -> None:
    with place.open(place.store) as store, SiteLock(store, SITES[1]), pytest.raises(SiteLocked):
        place.sharded(place.store, place.shards_made())


@pytest.mark.parametrize(
    "spoiled",
    [b"", b"\x1f\x8bnot gzip", None, b"cut", gzip.compress(b'{"format":99}\n', mtime=0)],
    ids=["empty", "no gzip", "missing", "cut", "another format"],
)
def test_a_shard_that_is_cut_missing_or_foreign_is_named(place: Place, spoiled: bytes | None) -> None:
    shards = place.shards_made()
    first = next(path for name, path in shards.items() if SITES[1] in name)
    if spoiled is None:
        first.unlink()
    else:
        first.write_bytes(first.read_bytes()[:-20] if spoiled == b"cut" else spoiled)
    with pytest.raises(ShardError, match=first.name):
        place.sharded(place.store, shards)


def test_lines_of_many_shards_are_merged_in_the_order_of_time(place: Place) -> None:
    shards = place.shards_made()
    orders = [line.order for line in in_order(shards.values())]
    assert orders == sorted(orders)
    assert len(set(orders)) == len(orders) > 30
    assert (
        json.loads(gzip.decompress(next(iter(shards.values())).read_bytes()).split(b"\n")[0])["since"] is None
    )
