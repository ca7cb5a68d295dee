"""Reading: what is damaged is named and skipped, the rest is read, whoever wrote it."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.archive import BadRecord, Damage, Record, RecordLocation, read_file, read_record
from tests.crawler.archive.writing import SITE, page, write_pages

ROOT = Path(__file__).parents[3]
SLUGS = ("satu", "dua", "tiga", "empat")


def answers(path: Path) -> list[str]:
    """Return the slugs of the answers that are read."""
    found = [each for each in read_file(path) if isinstance(each, Record) and each.is_answer]
    assert all(each.answer().body == page(each.url.split("/")[3]) for each in found)
    return [each.url.split("/")[3] for each in found]


def damages(path: Path) -> list[str]:
    return [str(each) for each in read_file(path) if isinstance(each, Damage)]


def place_of(path: Path, slug: str) -> RecordLocation:
    return next(
        each.place for each in read_file(path) if isinstance(each, Record) and each.url == f"{SITE}/{slug}/"
    )


def test_a_whole_file_has_no_damage(tmp_path: Path) -> None:
    path = write_pages(tmp_path, *SLUGS)
    assert answers(path) == list(SLUGS)
    assert damages(path) == []


def test_a_record_is_read_by_its_place(tmp_path: Path) -> None:
    path = write_pages(tmp_path, *SLUGS)
    place = place_of(path, "tiga")
    assert read_record(path, place).answer().body == page("tiga")
    with pytest.raises(BadRecord):
        read_record(path, RecordLocation(path.name, place.offset + 1, place.length))


def test_reading_goes_on_from_an_offset(tmp_path: Path) -> None:
    path = write_pages(tmp_path, *SLUGS)
    start = place_of(path, "tiga").offset
    first = next(read_file(path, start))
    assert isinstance(first, Record)
    assert first.url == f"{SITE}/tiga/"


def test_a_record_that_is_cut_off_is_named_and_all_before_it_is_read(tmp_path: Path) -> None:
    path = write_pages(tmp_path, *SLUGS)
    place = place_of(path, "empat")
    os.truncate(path, place.offset + place.length // 2)
    assert answers(path) == ["satu", "dua", "tiga"]
    assert damages(path) == [f"{path.name} at byte {place.offset}: the record is cut off"]


@pytest.mark.parametrize("where", ["head", "middle", "checksum"])
def test_a_damaged_record_in_the_middle_is_named_and_the_rest_is_read(where: str, tmp_path: Path) -> None:
    path = write_pages(tmp_path, *SLUGS)
    place = place_of(path, "dua")
    within = {"head": 0, "middle": place.length // 2, "checksum": place.length - 6}[where]
    with path.open("r+b") as file:
        file.seek(place.offset + within)
        file.write(b"\xff\x00\xff\x00")
    assert answers(path) == ["satu", "tiga", "empat"]
    (damage,) = damages(path)
    assert damage.startswith(f"{path.name} at byte {place.offset}: the record is damaged")


def test_zeros_in_the_middle_as_a_power_cut_leaves_them_are_skipped(tmp_path: Path) -> None:
    path = write_pages(tmp_path, *SLUGS)
    place = place_of(path, "dua")
    with path.open("r+b") as file:
        file.seek(place.offset)
        file.write(bytes(place.length))
    assert answers(path) == ["satu", "tiga", "empat"]
    assert len(damages(path)) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"<html><body>Bukan arsip.</body></html>", "is not a WARC file"),
        (gzip.compress(b"<html><body>Bukan arsip.</body></html>" * 9), "is not a WARC file"),
        (os.urandom(5000), "is not a WARC file"),
        (b"\x1f\x8b\x08", "is not a WARC file"),
    ],
    ids=["empty", "page", "gzip", "noise", "head"],
)
def test_a_file_that_is_no_warc_is_named(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "salah.warc.gz"
    path.write_bytes(content)
    assert list(read_file(path)) == [Damage("salah.warc.gz", 0, reason)]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert damages(tmp_path / "hilang.warc.gz") == [
        "hilang.warc.gz: cannot be read: No such file or directory"
    ]


def plain(path: Path) -> Path:
    """Return the file uncompressed."""
    target = path.with_suffix("")
    target.write_bytes(gzip.decompress(path.read_bytes()))
    return target


def test_a_file_that_is_not_compressed_is_read(tmp_path: Path) -> None:
    path = plain(write_pages(tmp_path, *SLUGS))
    assert answers(path) == list(SLUGS)
    assert read_record(path, place_of(path, "tiga")).answer().body == page("tiga")
    os.truncate(path, place_of(path, "empat").offset + 300)
    assert answers(path) == ["satu", "dua", "tiga"]
    assert damages(path)[0].endswith("the record is cut off")


def test_a_file_that_is_compressed_as_a_whole_is_read(tmp_path: Path) -> None:
    path = plain(write_pages(tmp_path, *SLUGS))
    whole = tmp_path / "utuh.warc.gz"
    whole.write_bytes(gzip.compress(path.read_bytes()))
    assert answers(whole) == list(SLUGS)
    assert damages(whole) == []


def test_every_complete_record_of_a_killed_writer_is_read(tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from tests.crawler.archive.writing import exchange, open_writer, unknown
writer = open_writer(Path({str(tmp_path)!r}))
for number in range(100_000):
    writer.write(exchange(f"nomor-{{number}}"), unknown)
    print(number, flush=True)
"""
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = [next(process.stdout) for _ in range(200)]
        process.send_signal(signal.SIGKILL)
        said += list(process.stdout)
    (path,) = tmp_path.iterdir()
    read = {int(slug.removeprefix("nomor-")) for slug in answers(path)}
    assert read >= {int(line) for line in said if line.endswith("\n")}
