"""``scrapy clean -``: a text from standard input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CABAI = "Harga Cabai Naik\n\nPedagang “kecil” mengeluh.\n".encode()


def clean(stdin: bytes, *args: str | Path, closes_stdin: bool = False) -> tuple[int, list[str], str]:
    """Return the exit status, the headlines, and what stands on stderr."""
    command = [sys.executable, "-m", "scrapy", "clean", *map(str, args)]
    if closes_stdin:
        command = ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *command]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=ROOT, env=environment, input=stdin, capture_output=True, check=False)
    lines = done.stdout.decode().splitlines()
    return done.returncode, [json.loads(line)["headline"] for line in lines], done.stderr.decode()


def test_a_text_from_standard_input_stands_among_those_of_files_in_their_order(tmp_path: Path) -> None:
    first, last = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("Satu\nIsi.\n", "utf-8")
    last.write_text("Tiga\nIsi.\n", "utf-8")
    assert clean(b"\xef\xbb\xbf" + CABAI, first, "-", last) == (0, ["Satu", "Harga Cabai Naik", "Tiga"], "")


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("stdin", "said"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"Caf\xe9", "is not UTF-8: byte 0xe9 at offset 3"),
        (b"\0", "is a binary file, not a text"),
    ],
    ids=["empty", "blank", "latin-1", "binary"],
)
def test_what_is_no_text_is_named_and_the_files_are_done(stdin: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(CABAI)
    assert clean(stdin, "-", path) == (1, ["Harga Cabai Naik"], f"standard input: {said}\n")


def test_standard_input_named_twice_is_a_mistake_and_nothing_is_cleaned() -> None:
    status, headlines, said = clean(CABAI, "-", "-")
    assert (status, headlines) == (2, [])
    assert "- is named twice, but standard input can be read only once" in said


@pytest.mark.slow("the command in a process of its own for each case")
def test_a_closed_standard_input_cannot_be_opened() -> None:
    assert clean(b"", "-", closes_stdin=True) == (2, [], "standard input: is closed\n")
