"""What other programs archived is read, and a record that is wrong is named without harm to the others."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
from pathlib import Path

import pytest

from crawler.archive import BadRecord, Damage, Record, read_file
from tests.crawler.archive.foreign import answer, page, record
from tests.crawler.commands.scrapy_cli import scrapy


def write(folder: Path, *records: bytes, name: str = "asing.warc.gz") -> Path:
    """Write records to a file, each as a gzip member of its own if its name says so."""
    path = folder / name
    is_gzip = name.endswith(".gz")
    path.write_bytes(b"".join(gzip.compress(each) if is_gzip else each for each in records))
    return path


def bodies(path: Path) -> list[bytes]:
    return [each.answer().body for each in read_file(path) if isinstance(each, Record) and each.is_answer]


def damages(path: Path) -> list[str]:
    return [each.reason for each in read_file(path) if isinstance(each, Damage)]


GOOD = record(answer(b"<p>satu</p>"), "satu"), record(answer(b"<p>dua</p>"), "dua")


@pytest.mark.parametrize(
    "block",
    [
        b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n<p>satu</p>",
        b"HTTP/1.1 200\r\n\r\n<p>satu</p>",
        b"HTTP/2 200 \r\ncontent-type: text/html\r\n\r\n<p>satu</p>",
    ],
    ids=["lines that end in a line feed", "no reason, no headers", "HTTP/2"],
)
def test_an_answer_is_read_however_its_head_is_written(block: bytes, tmp_path: Path) -> None:
    assert bodies(write(tmp_path, record(block))) == [b"<p>satu</p>"]


@pytest.mark.parametrize(
    "fields",
    [
        {"content_type": "Application/HTTP;msgtype=response"},
        {"warc_target_uri": "HTTPS://telegraf.co.id/satu/"},
        {"warc_target_uri": "<https://telegraf.co.id/satu/>"},
        {"warc_date": "2017-01-01T00:00:00.123456789Z"},
    ],
    ids=str,
)
def test_named_fields_may_be_written_in_many_ways(fields: dict[str, str], tmp_path: Path) -> None:
    (found,) = read_file(write(tmp_path, record(answer(b"<p>satu</p>"), **fields)))
    assert isinstance(found, Record)
    assert found.is_answer
    assert found.at.year == 2017


@pytest.mark.parametrize("name", ["asing.warc.gz", "asing.warc"])
@pytest.mark.parametrize("length", ["²", "9" * 5000, "-1", "", None], ids=lambda length: str(length)[:4])
def test_a_record_that_does_not_say_how_long_it_is_is_named(
    length: str | None, name: str, tmp_path: Path
) -> None:
    bad = record(answer(b"<p>salah</p>"), "salah", content_length=length)
    path = write(tmp_path, GOOD[0], bad, GOOD[1], name=name)
    assert bodies(path) == [b"<p>satu</p>", b"<p>dua</p>"]
    assert len(damages(path)) == 1


def test_a_record_that_is_shorter_than_it_says_takes_none_of_the_following(tmp_path: Path) -> None:
    bad = record(answer(b"<p>salah</p>"), "salah", content_length="100000")
    path = write(tmp_path, GOOD[0], bad, *GOOD)
    assert bodies(path) == [b"<p>satu</p>", b"<p>satu</p>", b"<p>dua</p>"]
    (damage,) = (each for each in read_file(path) if isinstance(each, Damage))
    assert damage.offset == len(gzip.compress(GOOD[0]))
    assert "shorter than it says" in damage.reason


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-10:00", "kemarin", None])
def test_a_record_without_a_date_is_named(date: str | None, tmp_path: Path) -> None:
    (found,) = read_file(write(tmp_path, record(answer(b"<p>satu</p>"), warc_date=date)))
    assert isinstance(found, Record)
    with pytest.raises(BadRecord, match="has no date"):
        _ = found.at


@pytest.mark.parametrize("status", ["2" * 5000, "dua", "²²²"])
def test_an_answer_without_a_status_is_named(status: str, tmp_path: Path) -> None:
    (found,) = read_file(write(tmp_path, record(answer(b"<p>satu</p>", status=status))))
    assert isinstance(found, Record)
    with pytest.raises(BadRecord, match="does not hold an HTTP response"):
        found.answer()


def test_a_changed_block_is_known_by_its_digest_where_no_checksum_tells(tmp_path: Path) -> None:
    block = answer(b"<p>satu</p>")
    digest = hashlib.sha1(block, usedforsecurity=False)
    for told in (base64.b32encode(digest.digest()).decode(), digest.hexdigest()):
        good = record(block, warc_block_digest=f"sha1:{told}")
        bad = good.replace(b"<p>satu", b"<p>Satu")
        path = write(tmp_path, good, bad, good, name="asing.warc")
        assert bodies(path) == [b"<p>satu</p>"] * 2
        assert damages(path) == ["the record is damaged (it does not match its digest)"]
    unknown = record(block, warc_block_digest="crc32:12345678")
    assert damages(write(tmp_path, unknown, name="asing.warc")) == []


ODD = {
    "an address that is none": record(answer(page("Alun-alun")), warc_target_uri="http://[salah/x"),
    "a charset that is none": record(
        answer(page("Alun-alun"), "Content-Type: text/html; charset=utf8mb4"), "alun-alun"
    ),
    "a codec that is no charset": record(
        answer(page("Alun-alun"), "Content-Type: text/html; charset=hex"), "alun-alun"
    ),
    "a header sent twice": record(
        answer(page("Alun-alun"), "Content-Type: text/html\r\nContent-Type: text/html; charset=utf-8"),
        "alun-alun",
    ),
    "a NUL": record(answer(page("Alun-alun")), "alun-alun", warc_record_id="<urn:a\0b>"),
}


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize("odd", ODD.values(), ids=list(ODD))
def test_an_odd_page_harms_no_other(odd: bytes, tmp_path: Path) -> None:
    links = '<a href="">x</a><a href="/jembatan/2/">2</a><a href=\'/jembatan/2/\'>2</a>'
    first = record(answer(page("Jembatan") + links.encode()))
    path = write(tmp_path, first, odd, record(answer(page("Pasar")), "pasar"))
    done = scrapy(f"sqlite:///{tmp_path}/a.db", "extract", path)
    assert "Traceback" not in done.stderr, done.stderr
    headlines = [json.loads(line)["headline"] for line in done.stdout.splitlines()]
    assert [each for each in headlines if each != "Alun-alun"] == ["Jembatan", "Pasar"]


def test_a_revisit_may_name_another_address_and_repeat_no_head(tmp_path: Path) -> None:
    digest = "sha1:AAAA"
    first = record(answer(page("Jembatan")), warc_payload_digest=digest)
    again = record(
        b"",
        "jembatan-baru",
        kind="revisit",
        warc_payload_digest=digest,
        warc_refers_to_target_uri="https://telegraf.co.id/jembatan/",
        warc_profile="http://netpreserve.org/warc/1.0/revisit/identical-payload-digest",
    )
    done = scrapy(f"sqlite:///{tmp_path}/a.db", "extract", write(tmp_path, first, again))
    assert done.returncode == 0, done.stderr
    urls = [json.loads(line)["url"] for line in done.stdout.splitlines()]
    assert urls == ["https://telegraf.co.id/jembatan/", "https://telegraf.co.id/jembatan-baru/"]


def test_only_files_are_read_as_files(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    (archive / "folder.warc.gz").mkdir(parents=True)
    os.mkfifo(archive / "pipa.warc.gz")
    write(archive, record(answer(page("Jembatan"))))
    write(archive, record(answer(page("Pasar")), "pasar"), name=os.fsdecode(b"salah\xff.warc.gz"))
    done = scrapy(f"sqlite:///{tmp_path}/a.db", "reextract", "-s", f"ARCHIVE_DIR={archive}")
    assert "Traceback" not in done.stderr, done.stderr
    assert "has a name that is not UTF-8" in done.stderr
    assert (done.returncode, "1 new" in done.stdout) == (1, True)


def test_a_bare_page_of_a_resource_record_is_read_and_what_is_no_page_is_counted(tmp_path: Path) -> None:
    bare = record(page("Jembatan"), kind="resource", content_type="text/html; charset=utf-8")
    picture = record(b"GIF89a", "gambar", kind="resource", content_type="image/gif")
    text = record(b"Teks saja.", "pasar", kind="conversion", content_type="text/plain")
    shot = record(b"PNG", "layar", kind="resource", content_type="image/png", warc_target_uri="urn:view:x")
    css = record(answer(b"a{}", "Content-Type: text/css"), "gaya")
    path = write(tmp_path, bare, picture, text, shot, css, record(answer(page("Pasar")), "pasar"))
    done = scrapy(f"sqlite:///{tmp_path}/a.db", "extract", path)
    headlines = [json.loads(line)["headline"] for line in done.stdout.splitlines()]
    assert (headlines, done.returncode) == (["Jembatan", "Pasar"], 0), done.stderr
    assert "2 articles; not an article: not_html 2, conversion 1" in done.stderr


def test_a_record_in_segments_is_named_and_no_half_of_it_is_read(tmp_path: Path) -> None:
    block = answer(page("Jembatan"))
    first = record(block[:-100], warc_segment_number="1")
    second = record(
        block[-100:],
        "jembatan-2",
        kind="continuation",
        warc_segment_number="2",
        warc_segment_origin_id="<urn:uuid:jembatan>",
        warc_segment_total_length=str(len(block)),
    )
    path = write(tmp_path, first, second, record(answer(page("Pasar")), "pasar"))
    done = scrapy(f"sqlite:///{tmp_path}/a.db", "extract", path)
    headlines = [json.loads(line)["headline"] for line in done.stdout.splitlines()]
    assert (headlines, done.returncode) == (["Pasar"], 1)
    assert "asing.warc.gz: is a part of a record that was split into segments" in done.stderr
    assert "continuation 1" in done.stderr


def test_a_page_that_says_it_was_truncated_is_named(tmp_path: Path) -> None:
    half = record(answer(page("Jembatan")[:-100]), warc_truncated="length")
    path = write(tmp_path, record(answer(page("Pasar")), "pasar"), half)
    done = scrapy(f"sqlite:///{tmp_path}/a.db", "extract", path)
    headlines = [json.loads(line)["headline"] for line in done.stdout.splitlines()]
    assert (headlines, done.returncode) == (["Pasar"], 1)
    assert "https://telegraf.co.id/jembatan/ is cut off, so no article is read from it" in done.stderr


@pytest.mark.parametrize(
    ("said", "month"), [("2017", 1), ("2017-03", 3), ("2017-03-05", 3), ("2017-03-05T04:05Z", 3)]
)
def test_a_date_may_be_less_precise(said: str, month: int, tmp_path: Path) -> None:
    path = write(tmp_path, record(answer(b"<p>satu</p>"), version="WARC/1.1", warc_date=said))
    (found,) = read_file(path)
    assert isinstance(found, Record)
    assert (found.at.year, found.at.month) == (2017, month)


@pytest.mark.parametrize("content_type", [None, "text/html", "application/octet-stream"])
def test_a_response_is_known_by_what_it_begins_with(content_type: str | None, tmp_path: Path) -> None:
    path = write(tmp_path, record(answer(b"<p>satu</p>"), content_type=content_type))
    assert bodies(path) == [b"<p>satu</p>"]
