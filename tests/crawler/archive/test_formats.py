"""Files that other programs compressed in their own way are read, and what is not read is named."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import sys
from pathlib import Path

import pytest

from crawler.archive import Damage, Record, read_file
from tests.crawler.archive.foreign import answer, page, record
from tests.crawler.commands.scrapy_cli import scrapy

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

RECORDS = [record(answer(f"<p>{slug}</p>".encode()), slug) for slug in ("satu", "dua", "tiga")]
BODIES = [b"<p>satu</p>", b"<p>dua</p>", b"<p>tiga</p>"]
DICTIONARY = b"\x5d\x2a\x4d\x18"


def write(folder: Path, content: bytes, name: str = "asing.warc.gz") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def bodies(path: Path) -> list[bytes]:
    return [each.answer().body for each in read_file(path) if isinstance(each, Record) and each.is_answer]


def damages(path: Path) -> list[str]:
    return [each.reason for each in read_file(path) if isinstance(each, Damage)]


def frames(*contents: bytes) -> bytes:
    return b"".join(map(zstd.compress, contents))


def skippable(content: bytes, magic: bytes = DICTIONARY) -> bytes:
    return magic + len(content).to_bytes(4, "little") + content


def trained() -> zstd.ZstdDict:
    samples = [record(answer(page(f"Jembatan {n}")), f"jembatan-{n}") for n in range(200)]
    return zstd.train_dict(samples, 4096)


@pytest.mark.parametrize(
    "content",
    [
        frames(*RECORDS),
        frames(b"".join(RECORDS)),
        frames(RECORDS[0][:100], RECORDS[0][100:], *RECORDS[1:]),
        skippable(b"catatan", b"\x50\x2a\x4d\x18") + frames(*RECORDS),
        frames(*RECORDS) + bytes(512),
    ],
    ids=["a frame each", "as a whole", "over two frames", "a frame without data", "padded"],
)
def test_a_file_of_zstandard_is_read(content: bytes, tmp_path: Path) -> None:
    path = write(tmp_path, content, "asing.warc.zst")
    assert (bodies(path), damages(path)) == (BODIES, [])


@pytest.mark.parametrize("is_compressed", [False, True])
def test_a_file_of_zstandard_is_read_with_the_dictionary_in_it(is_compressed: bool, tmp_path: Path) -> None:
    known = trained()
    told = zstd.compress(known.dict_content) if is_compressed else known.dict_content
    content = b"".join(zstd.compress(each, zstd_dict=known) for each in RECORDS)
    path = write(tmp_path, skippable(told) + content, "asing.warc.zst")
    assert (bodies(path), damages(path)) == (BODIES, [])


@pytest.mark.parametrize("told", [b"bukan kamus", b"\x28\xb5\x2f\xfdbukan", b""])
def test_a_dictionary_that_is_none_is_named(told: bytes, tmp_path: Path) -> None:
    path = write(tmp_path, skippable(told) + frames(*RECORDS), "asing.warc.zst")
    assert damages(path) == ["its dictionary is damaged, without which nothing can be read"]


def test_damage_in_a_file_of_zstandard_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    first, second, third = map(zstd.compress, RECORDS)
    broken = second[:20] + b"\xff" * 20 + second[40:]
    path = write(tmp_path, first + broken + third, "asing.warc.zst")
    assert bodies(path) == [BODIES[0], BODIES[2]]
    (damage,) = damages(path)
    assert damage.startswith("the record is damaged")
    path = write(tmp_path, first + second + third[:-20], "asing.warc.zst")
    assert (bodies(path), damages(path)) == (BODIES[:2], ["the record is cut off"])
    path = write(tmp_path, frames(b"<html>bukan arsip</html>"), "asing.warc.zst")
    assert damages(path) == ["is not a WARC file"]


@pytest.mark.parametrize("is_plain", [False, True])
def test_lines_of_a_head_may_end_in_a_line_feed_only(is_plain: bool, tmp_path: Path) -> None:
    written = [each.replace(b"\r\n", b"\n") for each in RECORDS]
    for index, each in enumerate(written):  # the block keeps its length
        head, _, _ = each.partition(b"\n\n")
        written[index] = (
            head + b"\n\n" + RECORDS[index].partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n") + b"\n\n"
        )
    content = b"".join(written if is_plain else map(gzip.compress, written))
    path = write(tmp_path, content, "asing.warc" if is_plain else "asing.warc.gz")
    assert (bodies(path), damages(path)) == (BODIES, [])


@pytest.mark.parametrize("zeros", [1, 512, 100_000])
def test_zeros_that_fill_up_the_end_are_no_damage(zeros: int, tmp_path: Path) -> None:
    members = b"".join(map(gzip.compress, RECORDS))
    for path in (
        write(tmp_path, members + bytes(zeros)),
        write(tmp_path, b"".join(RECORDS) + bytes(zeros), "asing.warc"),
    ):
        assert (bodies(path), damages(path)) == (BODIES, [])
    assert damages(write(tmp_path, members + bytes(zeros) + b"x")) != []


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"filedesc://x.arc 0.0.0.0 20080101000000 text/plain 76\n1 0 IA\n\n", "x.arc", "is an ARC file"),
        (
            gzip.compress(b"filedesc://x.arc 0.0.0.0 20080101000000 text/plain 76\n"),
            "x.arc.gz",
            "is an ARC file",
        ),
        (b"PK\x03\x04" + bytes(60), "x.wacz", "is a ZIP file, as WACZ is"),
        (lzma.compress(RECORDS[0]), "x.warc.xz", "is compressed by xz"),
        (bz2.compress(RECORDS[0]), "x.warc.bz2", "is compressed by bzip2"),
    ],
    ids=["ARC", "ARC in gzip", "ZIP", "xz", "bzip2"],
)
def test_what_is_not_read_is_called_by_its_name(content: bytes, name: str, said: str, tmp_path: Path) -> None:
    (damage,) = damages(write(tmp_path, content, name))
    assert damage.startswith(said)


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize("way", ["gzip", "zstd", "mixed"])
def test_articles_of_a_file_that_is_compressed_as_a_whole_are_read(way: str, tmp_path: Path) -> None:
    pages = [record(answer(page(title)), title.lower()) for title in ("Jembatan", "Pasar", "Taman")]
    bad = record(answer(page("Balai")), "balai", warc_date="kemarin")
    content = {
        "gzip": gzip.compress(b"".join([*pages, bad])),
        "zstd": frames(*pages, bad),
        "mixed": gzip.compress(pages[0]) + gzip.compress(b"".join([*pages[1:], bad])),
    }[way]
    done = scrapy(f"sqlite:///{tmp_path}/a.db", "extract", write(tmp_path, content, "unduhan"))
    assert [json.loads(line)["headline"] for line in done.stdout.splitlines()] == [
        "Jembatan",
        "Pasar",
        "Taman",
    ]
    assert done.returncode == 1
    assert "unduhan (recompressed) at byte" in done.stderr
    assert "has no date" in done.stderr


def test_a_file_that_is_compressed_as_a_whole_is_imported_by_its_name(tmp_path: Path) -> None:
    pages = [record(answer(page(title)), title.lower()) for title in ("Jembatan", "Pasar")]
    path = write(tmp_path, frames(*pages), "unduhan.warc.zst")
    done = scrapy(f"sqlite:///{tmp_path}/a.db", "reextract", path)
    assert (done.returncode, "2 new" in done.stdout) == (0, True), done.stderr
