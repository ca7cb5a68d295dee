"""``scrapy archive pack``: what it makes is a WACZ file that replay tools open."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from tests.crawler.archive.writing import write_pages
from tests.crawler.spider.crawling import ROOT

pytestmark = pytest.mark.slow("crawls, and packs and replays the archive")

LIMITED = """
import os, resource, sys
most = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
os.execv(sys.argv[2], sys.argv[2:])
"""


def command_and_environment(archive: Path, *args: str | Path) -> tuple[list[str], dict[str, str]]:
    command = [sys.executable, "-m", "scrapy", "archive", *map(str, args)]
    return command, os.environ | {"ARCHIVE_DIR": str(archive), "PYTHONPATH": str(ROOT)}


def pack(archive: Path, *args: str | Path, most: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command; ``most``: how many bytes a file may have."""
    command, environment = command_and_environment(archive, *args)
    if most is not None:
        command = [sys.executable, "-c", LIMITED, str(most), *command]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "arsip"
    folder.mkdir()
    return folder


def packed(archive: Path, *, status: int) -> tuple[str, dict[str, list[tuple[str, str]]], list[str]]:
    """Pack; return what was said, the records of each file as warcio reads them, the addresses of pages."""
    target = archive.parent / "koran.wacz"
    done = pack(archive, "pack", target)
    assert done.returncode == status, done.stderr
    with zipfile.ZipFile(target) as made:
        records = {
            name.removeprefix("archive/"): [
                (record.rec_type, record.rec_headers.get_header("WARC-Target-URI") or "")
                for record in ArchiveIterator(io.BytesIO(made.read(name)), check_digests="raise")
            ]
            for name in made.namelist()
            if name.startswith("archive/")
        }
        lines = made.read("pages/pages.jsonl").splitlines()[1:]
    assert sorted(path.name for path in archive.parent.iterdir()) == ["arsip", "koran.wacz"]
    return done.stderr, records, [json.loads(line)["url"] for line in lines]


def urls(records: list[tuple[str, str]]) -> list[str]:
    return [url.split("/")[3] for kind, url in records if kind == "response"]


def plain(path: Path) -> bytes:
    """Return what a compressed file holds."""
    return gzip.decompress(path.read_bytes())


def test_the_archive_is_packed(tmp_path: Path) -> None:
    archive = tmp_path / "arsip"
    archive.mkdir()
    whole = write_pages(archive, "satu", "dua")
    cut = write_pages(archive, "tiga", "empat", name="lain")
    os.truncate(cut, cut.stat().st_size - 20)
    done = pack(archive, "pack", tmp_path / "koran.wacz")
    assert done.returncode == 1
    assert "the record is cut off; it is left out" in done.stderr
    with zipfile.ZipFile(tmp_path / "koran.wacz") as made:
        assert made.read(f"archive/{whole.name}") == whole.read_bytes()
        pages = [json.loads(line) for line in made.read("pages/pages.jsonl").splitlines()[1:]]
    assert {page["url"].split("/")[3] for page in pages} == {"satu", "dua", "tiga", "empat"}
    assert {page["title"] for page in pages if "satu" in page["url"]} == {"Berita satu"}
    command = [sys.executable, "-m", "wacz.main", "validate", "-f", str(tmp_path / "koran.wacz")]
    valid = subprocess.run(command, capture_output=True, text=True, check=False)
    assert valid.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["arsip", "koran.wacz"]


MISTAKES = ("", "pack", "pack koran.zip", "pack tidak/ada.wacz", "buka a.wacz")


@pytest.mark.parametrize("args", MISTAKES)
def test_a_mistake_is_named(args: str, tmp_path: Path) -> None:
    assert pack(tmp_path, *args.split()).returncode == 2


def test_an_empty_archive_is_named(tmp_path: Path) -> None:
    done = pack(tmp_path, "pack", tmp_path / "koran.wacz")
    assert done.returncode == 2
    assert "holds no files yet" in done.stdout + done.stderr


def test_a_file_compressed_as_a_whole_is_packed_with_a_member_for_each_record(archive: Path) -> None:
    path = write_pages(archive, "satu", "dua", "tiga")
    path.write_bytes(gzip.compress(plain(path)))
    said, records, pages = packed(archive, status=0)
    assert "left out" not in said
    assert [kind for kind, _ in records[path.name]] == ["warcinfo", *["response", "request"] * 3]
    assert urls(records[path.name]) == [url.split("/")[3] for url in pages] == ["satu", "dua", "tiga"]
    with zipfile.ZipFile(archive.parent / "koran.wacz") as made:
        data = made.read(f"archive/{path.name}")
    assert data.count(b"\x1f\x8b\x08") >= 7
    assert b"\r\nWARC-Target-URI: https://telegraf.test/satu/\r\n" in gzip.decompress(data)


def test_what_is_left_of_a_damaged_file_without_compression_is_a_warc_file(archive: Path) -> None:
    compressed = write_pages(archive, "satu", "dua", "tiga")
    data = plain(compressed)
    compressed.unlink()
    path = archive / "lain.warc"
    beginning = data.index(b"WARC/1.1", data.index(b"/dua/"))
    length = data.index(b"Content-Length: ", beginning)
    path.write_bytes(data[:length] + b"Content-Lengte: " + data[length + 16 :])
    said, records, pages = packed(archive, status=1)
    assert "lain.warc at byte " in said
    assert [kind for kind, _ in records["lain.warc"]][:3] == ["warcinfo", "response", "request"]
    assert urls(records["lain.warc"])[-1] == "tiga"
    assert len(pages) == len(urls(records["lain.warc"]))


@pytest.mark.parametrize("date", ["WARC-Date: kemarin", "X-Date: 2026-03-01T12:00:04Z"])
def test_a_record_without_a_date_is_left_out(date: str, archive: Path) -> None:
    path = write_pages(archive, "satu")
    data = plain(path).replace(b"WARC-Date: 2026-03-01T12:00:04Z", date.encode())
    path.write_bytes(gzip.compress(data))
    other = write_pages(archive, "dua", name="lain")
    said, records, pages = packed(archive, status=1)
    assert f"{path.name}: the record has no date; it is left out" in said.replace(" at byte 0", "")
    assert pages == ["https://telegraf.test/dua/"]
    assert urls(records[other.name]) == ["dua"]


def test_what_is_no_file_is_left_out(archive: Path) -> None:
    path = write_pages(archive, "satu")
    (archive / "folder.warc.gz").mkdir()
    os.mkfifo(archive / "pipa.warc.gz")
    (archive / "tautan.warc").symlink_to("tidak-ada")
    (archive / "salah.warc.gz").write_text("bukan arsip")
    said, records, _ = packed(archive, status=1)
    assert "salah.warc.gz" in said
    assert list(records) == [path.name]


def test_an_archive_of_which_nothing_can_be_read_is_not_packed(archive: Path) -> None:
    (archive / "salah.warc.gz").write_text("bukan arsip")
    done = pack(archive, "pack", archive.parent / "koran.wacz")
    assert done.returncode == 1
    assert "holds nothing that could be packed" in done.stderr
    assert [path.name for path in archive.parent.iterdir()] == ["arsip"]


def test_a_target_that_cannot_be_written_is_the_users_mistake(archive: Path) -> None:
    write_pages(archive, "satu")
    (archive.parent / "folder.wacz").mkdir()
    done = pack(archive, "pack", archive.parent / "folder.wacz")
    assert (done.returncode, done.stderr.count("folder.wacz: is a folder")) == (2, 1)
    locked = (
        Path("/proc") if os.getuid() == 0 and Path("/proc/self").exists() else archive.parent / "terkunci"
    )
    if not locked.exists():
        locked.mkdir(mode=0o500)
    done = pack(archive, "pack", locked / "koran.wacz")
    assert done.returncode == 2
    assert "koran.wacz: cannot be written: " in done.stderr


@pytest.mark.parametrize("most", [20, 3000], ids=["list of pages", "WACZ"])
def test_a_full_disk_is_named_and_leaves_nothing(most: int, archive: Path) -> None:
    write_pages(archive, *(f"nomor-{number}" for number in range(20)))
    target = archive.parent / "koran.wacz"
    target.write_text("yang lama")
    done = pack(archive, "pack", target, most=most)
    assert done.returncode == 1
    assert done.stderr.startswith(f"scrapy archive: {target}: ")
    assert "File too large" in done.stderr
    assert done.stderr.count("\n") == 1
    assert target.read_text() == "yang lama"
    assert sorted(path.name for path in archive.parent.iterdir()) == ["arsip", "koran.wacz"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_packing_leaves_nothing(how: signal.Signals, archive: Path) -> None:
    for number in range(30):
        write_pages(archive, *(f"nomor-{number}-{each}" for each in range(40)), name=f"arsip-{number}")
    command, environment = command_and_environment(archive, "pack", archive.parent / "koran.wacz")
    packing = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while len(list(archive.parent.iterdir())) == 1 and time.monotonic() < deadline:
        time.sleep(0.01)
    packing.send_signal(how)
    _, said = packing.communicate(timeout=30)
    assert packing.returncode == 130
    assert said == f"scrapy archive: {archive.parent / 'koran.wacz'}: stopped; the file was not written\n"
    assert [path.name for path in archive.parent.iterdir()] == ["arsip"]
