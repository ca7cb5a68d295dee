"""The sites of a fleet that runs: its file may be changed and broken at any time."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import NoReturn

import pytest

from crawler.fleet.listing import Listing
from crawler.fleet.sites_file import SitesError
from tests.crawler.project import project_settings

TELEGRAF = '[[site]]\nname = "telegraf"\nevery = "1h"\n'
ANTARA = '[[site]]\nname = "antara"\nevery = "1h"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "SITES.toml"
    path.write_text(TELEGRAF)
    return path


def test_changes_are_taken_and_an_unchanged_file_is_not_read_twice(file: Path) -> None:
    listing = Listing(file, project_settings())
    first = listing.sites()
    assert list(first) == ["telegraf"]
    assert listing.sites() is first
    file.write_text(ANTARA + TELEGRAF)
    assert list(listing.sites()) == ["antara", "telegraf"]
    file.write_text(ANTARA)
    assert list(listing.sites()) == ["antara"]


@pytest.mark.parametrize("broken", ["[[site", ANTARA + ANTARA, "", ANTARA.replace("1h", "0s"), None])
def test_a_broken_file_changes_nothing_and_is_said_once(
    file: Path, broken: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    listing = Listing(file, project_settings())
    listing.sites()
    file.unlink() if broken is None else file.write_text(broken)
    for _ in range(3):
        assert list(listing.sites()) == ["telegraf"]
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert str(file) in record.message
    caplog.clear()
    file.write_text("[site]\n")  # another fault
    listing.sites()
    listing.sites()
    assert [each.levelname for each in caplog.records] == ["ERROR"]
    caplog.clear()
    file.write_text(TELEGRAF + ANTARA)
    for _ in range(2):
        assert list(listing.sites()) == ["telegraf", "antara"]
    assert [each.getMessage() for each in caplog.records] == [f"{file} can be read again: 2 sites."]


def test_what_it_said_before_holds_again_when_it_is_put_back(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    listing = Listing(file, project_settings())
    listing.sites()
    file.write_text("[[site")
    listing.sites()
    file.write_text(TELEGRAF)
    listing.sites()
    assert [each.levelname for each in caplog.records] == ["ERROR", "INFO"]


def test_a_file_that_is_broken_from_the_start_ends_who_reads_it(file: Path) -> None:
    file.write_text("[[site")
    listing = Listing(file, project_settings())
    with pytest.raises(SitesError, match="this is no TOML"):
        listing.sites()


def test_a_fault_that_nobody_foresaw_changes_nothing_either(
    file: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = Listing(file, project_settings())
    first = listing.sites()
    file.write_text(ANTARA)

    def fail(*_arguments: object) -> NoReturn:
        raise KeyError("of a bug")

    with monkeypatch.context() as patched:
        patched.setattr("crawler.fleet.listing.read_sites", fail)
        for _ in range(2):
            assert listing.sites() is first
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert "KeyError: 'of a bug'" in record.message
    assert list(listing.sites()) == ["antara"]
