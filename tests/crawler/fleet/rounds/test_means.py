"""What a process of the fleet reads again follows from ARCHIVE_DIR and FLEET_SHARDS."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from crawler.fleet.rounds.means import Means, NoPlace, NoShards, means_of, queue_of
from tests.crawler.project import project_settings


def means(*, make_folder: bool = False, **values: object) -> Means:
    settings = project_settings()
    settings.setdict({"FLEET_SHARDS": "", **{name: str(value) for name, value in values.items()}}, "cmdline")
    return means_of(settings, make_folder=make_folder)


def test_a_folder_is_one_place_and_keeps_its_shards_in_it(tmp_path: Path) -> None:
    found = means(ARCHIVE_DIR=tmp_path / "archive", make_folder=True)
    assert found.places == (found.here,)
    assert (tmp_path / "archive" / "place.txt").read_text("utf-8").strip() == found.here
    assert found.shards == tmp_path / "archive" / "shards"
    assert pickle.loads(pickle.dumps(found)).places == found.places


def test_an_archive_that_is_not_there_yet_has_no_place_and_no_files(tmp_path: Path) -> None:
    found = means(ARCHIVE_DIR=tmp_path / "archive")
    with found.files() as files:
        assert (found.places, found.here, list(files)) == ((), "", [])
    assert not (tmp_path / "archive").exists()


def test_a_url_is_two_places_and_needs_a_folder_for_shards(tmp_path: Path) -> None:
    given: dict[str, Any] = {"ARCHIVE_DIR": f"file://{tmp_path}/url", "ARCHIVE_SPOOL": tmp_path / "spool"}
    with pytest.raises(NoShards, match="is a URL: set FLEET_SHARDS"):
        means(**given)
    found = means(**given, FLEET_SHARDS=tmp_path / "shards", make_folder=True)
    assert len(set(map(queue_of, found.places))) == 2
    assert (found.here, found.shards) == (found.places[-1], tmp_path / "shards")
    assert f"{tmp_path}/url" in found.here
    assert pickle.loads(pickle.dumps(found)).places == found.places


def test_nothing_that_names_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoShards, match="ARCHIVE_DIR and FLEET_SHARDS are both empty"):
        means(ARCHIVE_DIR="")
    assert means(ARCHIVE_DIR="", FLEET_SHARDS=tmp_path).places == ()


def test_a_folder_with_a_broken_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "place.txt").write_text("bukan nama", "utf-8")
    with pytest.raises(NoPlace, match="does not hold the name of an archive's place"):
        means(ARCHIVE_DIR=tmp_path)
