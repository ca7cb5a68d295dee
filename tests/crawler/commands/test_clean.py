"""``scrapy clean`` as its user sees it: what it prints, what it says of bad files, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PUTIN = ROOT / "fixtures" / "texts" / "putin.txt"


def run(*args: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "clean", *map(str, args)]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, encoding="utf-8", check=False
    )


def test_each_text_gives_a_line_in_the_order_of_the_files(tmp_path: Path) -> None:
    other = tmp_path / "lain.txt"
    other.write_text("Harga Cabai Naik\n\nPedagang mengeluh.\n", "utf-8")
    done = run(PUTIN, other)
    articles = [json.loads(line) for line in done.stdout.splitlines()]
    assert [article["dateline"] for article in articles] == ["Rusia", None]
    assert articles[0]["text"].count("\n\n") == 9
    assert articles[1]["headline"] == "Harga Cabai Naik"
    assert (done.returncode, done.stderr) == (0, "")


def test_stdout_is_utf_8_whatever_the_locale() -> None:
    assert "“Saya benar-benar berharap" in run(PUTIN, PYTHONIOENCODING="ascii").stdout


def test_a_byte_order_mark_is_no_part_of_the_headline(tmp_path: Path) -> None:
    path = tmp_path / "bom.txt"
    path.write_bytes("\ufeffHarga Cabai Naik\nPedagang mengeluh.".encode())
    assert json.loads(run(path).stdout)["headline"] == "Harga Cabai Naik"


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file, not a text"),
        (b"kata " * 400_001, "is too long for an article (2,000,005 characters)"),
        ("Caf\u00e9".encode("latin-1"), "is not UTF-8: byte 0xe9 at offset 3"),
    ],
    ids=["empty", "blank", "binary", "too long", "latin-1"],
)
def test_a_file_without_a_text_is_named_and_the_others_are_done(
    tmp_path: Path, body: bytes, reason: str
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(body)
    done = run(bad, PUTIN)
    assert done.stderr == f"{bad}: {reason}\n"
    assert len(done.stdout.splitlines()) == 1
    assert done.returncode == 1


def test_a_missing_file_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    done = run(missing, PUTIN, tmp_path)
    assert done.stderr == f"{missing}: No such file or directory\n{tmp_path}: Is a directory\n"
    assert len(done.stdout.splitlines()) == 1
    assert done.returncode == 1


def test_where_no_named_file_can_be_opened_it_is_a_mistake_of_the_user(tmp_path: Path) -> None:
    done = run(tmp_path / "missing.txt")
    assert (done.returncode, done.stdout) == (2, "")


def test_without_a_file_it_says_what_to_name() -> None:
    done = run()
    assert done.returncode == 2
    assert "scrapy clean FILE..." in done.stdout + done.stderr


def test_a_reader_that_has_enough_is_no_error() -> None:
    command = [sys.executable, "-m", "scrapy", "clean", *[str(PUTIN)] * 50]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
