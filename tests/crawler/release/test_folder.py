"""The folder of a release: whole, or not there."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.release.folder import BadFolder, check_folder, written_aside
from tests.crawler.commands.scrapy_cli import ROOT


def test_a_new_or_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    for name in ("kosong", "baru"):
        folder = check_folder(str(tmp_path / name))
        with written_aside(folder) as aside:
            (aside / "data").mkdir()
            (aside / "data" / "a").write_text("isi")
            assert not (folder / "data").exists()
        assert (folder / "data" / "a").read_text() == "isi"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["baru", "kosong"]


def test_what_cannot_be_a_folder_of_a_release_is_refused_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "berkas").write_text("")
    (tmp_path / "penuh").mkdir()
    (tmp_path / "penuh" / "a").write_text("")
    (tmp_path / "sini").mkdir()
    monkeypatch.chdir(tmp_path / "sini")
    (tmp_path / "tautan").symlink_to(tmp_path / "penuh")
    for name, why in {
        "berkas": "is a file",
        "penuh": "is not empty",
        "tautan": "is a link",
        "tidak/ada": "does not exist",
        "berkas/di-bawah": "does not exist",
        "x" * 300: "File name too long",
        "sini": "is the folder in which you are",
        "sini/..": "is not empty",
    }.items():
        with pytest.raises(BadFolder, match=why):
            check_folder(str(tmp_path / name))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(BadFolder, match="permission denied"):
        check_folder(str(tmp_path / "q1"))


def test_after_an_exception_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), written_aside(tmp_path / "q1") as aside:
        (aside / "a").write_text("isi")
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


def test_what_came_into_the_folder_meanwhile_is_kept(tmp_path: Path) -> None:
    with pytest.raises(BadFolder, match="not empty any more"), written_aside(tmp_path / "q1") as aside:
        (aside / "a").write_text("isi")
        (tmp_path / "q1").mkdir()
        (tmp_path / "q1" / "b").write_text("lain")
    assert [each.name for each in tmp_path.rglob("*")] == ["q1", "b"]


def test_the_permissions_are_those_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with written_aside(tmp_path / "q1") as aside:
            (aside / "a").write_text("isi")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "q1", tmp_path / "q1" / "a")]
    assert modes == [0o750, 0o640]


def test_that_of_a_release_that_is_still_written_stays(tmp_path: Path) -> None:
    with written_aside(tmp_path / "q1") as first:
        (first / "a").write_text("pertama")
        with written_aside(tmp_path / "q2") as second:
            (second / "a").write_text("kedua")
        with pytest.raises(KeyboardInterrupt), written_aside(tmp_path / "q1"):
            raise KeyboardInterrupt
        assert (first / "a").exists()
    assert (tmp_path / "q1" / "a").read_text() == "pertama"


@pytest.mark.slow("a process of its own, which is killed")
def test_what_a_killed_process_left_goes_with_the_next_release(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from crawler.release.folder import written_aside\n"
        "with written_aside(Path(sys.argv[1])) as aside:\n"
        "    (aside / 'a').write_text('half')\n    print('ready', flush=True)\n    time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path / "q1"], cwd=ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGKILL)
    assert [each.name.startswith(".q1.") for each in tmp_path.iterdir()] == [True]
    with written_aside(tmp_path / "q1") as aside:
        (aside / "a").write_text("whole")
    assert [each.name for each in tmp_path.iterdir()] == ["q1"]
