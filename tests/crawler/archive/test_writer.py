"""The archive is WARC 1.1 that others can read."""

from __future__ import annotations

import gzip
import io
import os
import random
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.checker import Checker  # type: ignore[import-untyped]

from crawler.archive import ArchiveLost, EarlierCapture, Record, make_folder, read_file
from tests.crawler.archive.writing import NOON, SITE, exchange, open_writer, page, unknown, write_pages

ROOT = Path(__file__).parents[3]


def test_warcio_alone_reads_the_file_and_finds_every_digest_right(tmp_path: Path) -> None:
    path = write_pages(tmp_path, "satu", "dua")
    with path.open("rb") as file:
        found = [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI"),
                record.content_stream().read() if record.rec_type == "response" else b"",
                record.digest_checker.passed,
            )
            for record in ArchiveIterator(file, check_digests=True)
        ]
    assert [each[0] for each in found] == ["warcinfo", "response", "request", "response", "request"]
    assert found[1][1:3] == (f"{SITE}/satu/", page("satu"))
    assert all(passed is not False for *_, passed in found)
    assert _checked(path) == 0


def _checked(path: Path) -> int:
    """Return what ``warcio check`` says."""

    class Options:
        verbose = False
        inputs = (str(path),)

    checker = Checker(Options())
    checker.process_all()
    return int(checker.exit_value)


def test_every_record_is_a_gzip_member_of_its_own(tmp_path: Path) -> None:
    path = write_pages(tmp_path, "satu", "dua")
    data = path.read_bytes()
    for record in read_file(path):
        assert isinstance(record, Record)
        member = data[record.place.offset : record.place.offset + record.place.length]
        assert gzip.GzipFile(fileobj=io.BytesIO(member)).read().startswith(b"WARC/1.1\r\n")


def test_a_body_that_came_compressed_is_not_compressed_again(tmp_path: Path) -> None:
    body = gzip.compress(random.Random(1).randbytes(5000).hex().encode())
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
    writer = open_writer(tmp_path)
    writer.write(exchange("satu", body, headers=headers), unknown)
    writer.close()
    assert body in writer.path.read_bytes()
    [answer] = [each for each in read_file(writer.path) if isinstance(each, Record) and each.is_answer]
    assert answer.block.endswith(body)
    assert answer.answer().body == gzip.decompress(body)
    assert _checked(writer.path) == 0


def test_an_unchanged_body_is_a_revisit_that_names_the_answer_before(tmp_path: Path) -> None:
    writer = open_writer(tmp_path)
    first = writer.write(exchange("satu"), unknown)
    assert first.digest is not None
    earlier = EarlierCapture(first.at, first.digest)
    again = writer.write(exchange("satu"), lambda digest: earlier if digest == first.digest else None)
    not_modified = exchange("satu", b"", status_line="304 Not Modified")
    conditional = writer.write(not_modified, lambda digest: earlier if not digest else None)
    changed = writer.write(exchange("satu", b"<p>Lain.</p>"), lambda digest: None)
    writer.close()
    assert [each.type for each in (first, again, conditional, changed)] == [
        "response",
        "revisit",
        "revisit",
        "response",
    ]
    assert again.digest == first.digest
    revisits = [
        each for each in read_file(writer.path) if isinstance(each, Record) and each.type == "revisit"
    ]
    profiles = [each.headers["WARC-Profile"].rpartition("/")[2] for each in revisits]
    assert profiles == ["identical-payload-digest", "server-not-modified"]
    assert {each.headers["WARC-Refers-To-Date"] for each in revisits} == {"2026-03-01T12:00:04Z"}
    assert _checked(writer.path) == 0


def test_a_full_file_is_followed_by_another(tmp_path: Path) -> None:
    write_pages(tmp_path, "satu", "dua", "tiga", max_file_bytes=700)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names[0] == "telegraf-20260301T120000Z-00001.warc.gz"
    assert len(names) > 1
    for name in names:
        first = next(read_file(tmp_path / name))
        assert isinstance(first, Record)
        assert first.type == "warcinfo"
        assert first.headers["WARC-Filename"] == name
        assert first.warc_fields()["site"] == "telegraf"


def test_a_file_of_an_earlier_run_is_never_written_again(tmp_path: Path) -> None:
    first = write_pages(tmp_path, "satu")
    before = first.read_bytes()
    second = write_pages(tmp_path, "dua")
    assert second != first
    assert first.read_bytes() == before


def test_a_decision_is_written_as_a_metadata_record(tmp_path: Path) -> None:
    writer = open_writer(tmp_path)
    at = NOON.replace(microsecond=123456)
    written = writer.note(
        f"{SITE}/satu/", at, {"decision": "gone"}, {"Crawl-Role": "gone", "WARC-Refers-To": "<urn:uuid:1>"}
    )
    writer.close()
    found = [each for each in read_file(writer.path) if isinstance(each, Record)][-1]
    assert (found.type, found.at, found.id) == ("metadata", at, written.id)
    assert found.warc_fields()["decision"] == "gone"


@pytest.mark.parametrize(
    ("name", "value"),
    [("X-Odd", "Kafé ☕"), ("X-Odd", "a\tb"), ("X-Odd", ""), ("X-Odd", "a\r\nX-More: b"), ("X-Ödd", "é")],
)
def test_odd_headers_do_no_harm(name: str, value: str, tmp_path: Path) -> None:
    writer = open_writer(tmp_path)
    odd = name.encode().decode("latin-1"), value.encode().decode("latin-1")
    headers = [("Content-Type", "text/html"), odd]
    writer.write(exchange("satu", headers=headers), unknown)
    writer.close()
    found = [each for each in read_file(writer.path) if isinstance(each, Record)]
    assert found[1].answer().body == page("satu")
    assert found[1].answer().headers[name] == " ".join(value.split())
    assert len(found[1].answer().headers) == len(headers)
    assert _checked(writer.path) == 0


def written_on_a_full_disk(folder: Path, most: int) -> str:
    """Write where no file can have more bytes than these; return the sentences of two tries."""
    script = f"""
import os, resource, signal
from pathlib import Path
from crawler.archive import ArchiveLost
from tests.crawler.archive.writing import exchange, open_writer, unknown
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))
writer = open_writer(Path({str(folder)!r}))
for _ in range(2):
    try:
        for number in range(50):
            writer.write(exchange(f"nomor-{{number}}", os.urandom(400)), unknown)
    except ArchiveLost as lost:
        print(lost)
writer.close()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_full_disk_leaves_whole_records_and_a_sentence(tmp_path: Path) -> None:
    said = written_on_a_full_disk(tmp_path, 3000)
    (path,) = tmp_path.iterdir()
    assert said == f"The archive {path} cannot be written: File too large.\n" * 2
    assert all(isinstance(each, Record) for each in read_file(path))
    assert path.stat().st_size < 3000


@pytest.mark.parametrize("most", [0, 100])
def test_a_disk_that_has_no_room_for_a_first_record_gets_no_file(most: int, tmp_path: Path) -> None:
    said = written_on_a_full_disk(tmp_path, most)
    assert said.count("cannot be written: File too large.\n") == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_removed_while_it_is_written_is_lost(tmp_path: Path) -> None:
    writer = open_writer(tmp_path)
    writer.write(exchange("satu"), unknown)
    writer.path.unlink()
    with pytest.raises(ArchiveLost, match=rf"{writer.path.name} was removed while it was being written\.$"):
        writer.write(exchange("dua"), unknown)
    with pytest.raises(ArchiveLost, match="was removed"):
        writer.close()
    writer.close()


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    writer = open_writer(tmp_path / "tidak-ada")
    with pytest.raises(ArchiveLost, match=r"tidak-ada.*No such file"):
        writer.write(exchange("satu"), unknown)


@pytest.mark.parametrize(("umask", "file", "folder"), [(0o000, 0o640, 0o750), (0o077, 0o600, 0o700)])
def test_what_is_archived_is_for_the_owner_and_his_group(
    umask: int, file: int, folder: int, tmp_path: Path
) -> None:
    before = os.umask(umask)
    try:
        make_folder(tmp_path / "data" / "arsip")
        path = write_pages(tmp_path / "data" / "arsip", "satu")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == file
    assert stat.S_IMODE(path.parent.stat().st_mode) == folder


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o705)
    make_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o705
