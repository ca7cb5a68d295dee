"""Checksums as ``sha256sum`` writes and reads them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from crawler.release.checksums import FILE, checksum_of, read_checksums, write_checksums


def test_all_files_are_in_it_by_name_and_known_sums_are_believed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "b").write_bytes(b"dua")
    (tmp_path / "a").write_bytes(b"satu")
    write_checksums(tmp_path, {"a": "0" * 64})
    assert read_checksums(tmp_path) == {"a": "0" * 64, "data/b": checksum_of(tmp_path / "data" / "b")}
    assert (tmp_path / FILE).read_text().splitlines()[0] == f"{'0' * 64}  a"


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum")
def test_sha256sum_checks_them(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"satu")
    write_checksums(tmp_path, {})
    check = ["sha256sum", "--check", "--strict", FILE]
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    (tmp_path / "a").write_bytes(b"dua")
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 1


@pytest.mark.parametrize("content", ["", "abc  a\n", f"{'0' * 64}\n", f"{'0' * 64}  a\nrusak\n"])
def test_what_is_no_checksums_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(content)
    with pytest.raises(ValueError, match="it holds no checksums"):
        read_checksums(tmp_path)
