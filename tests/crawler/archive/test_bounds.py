"""Whatever a file holds, reading it takes little memory, and a time that grows with its size only."""

from __future__ import annotations

import gzip
import resource
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.archive import BadRecord, Damage, Record, RecordLocation, read_file
from crawler.archive.catching_up import catch_up
from crawler.archive.parsing import LARGEST
from crawler.archive.reader import parse_record
from crawler.store import Store
from tests.crawler.archive.foreign import answer, page, record
from tests.crawler.test_content_encoding import zeros

ROOT = Path(__file__).parents[3]
MIB = 1024 * 1024
GOOD = gzip.compress(record(answer(page("Pasar")), "pasar"), mtime=0)
READ = """
import resource, sys
from pathlib import Path
from crawler.archive import BadRecord, Damage, read_file
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for found in read_file(Path(sys.argv[1])):
    try:
        is_damage = isinstance(found, Damage)
        print(*(("damage", found.reason) if is_damage else ("page", len(found.answer().body))))
    except BadRecord as error:
        print("damage", error)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def member(content: bytes, rest: int, fill: bytes = b"\0") -> bytes:
    """Return a member that holds some bytes, and many more."""
    packing = zlib.compressobj(1, zlib.DEFLATED, 31)
    many = fill * (MIB // len(fill))
    pieces = [packing.compress(content), *(packing.compress(many) for _ in range(rest // MIB))]
    return b"".join([*pieces, packing.flush()])


def head(length: int) -> bytes:
    """Return the head of a response's record that has so many bytes."""
    return record(b"", content_length=str(length)).removesuffix(b"\r\n\r\n")


def encoded(body: bytes, encoding: str, more: str = "") -> bytes:
    return gzip.compress(
        record(answer(body, f"Content-Type: text/html\r\nContent-Encoding: {encoding}{more}"))
    )


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


MANY_BYTES = 256 * MIB
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "gzip": (lambda: encoded(zeros("gzip", MANY_BYTES), "gzip"), "its body is larger than 64 MiB"),
    "deflate": (lambda: encoded(zeros("deflate", MANY_BYTES), "deflate"), "its body is larger than 64 MiB"),
    "brotli": (lambda: encoded(zeros("br", MANY_BYTES), "br"), "its body is larger than 64 MiB"),
    "zstd": (lambda: encoded(zeros("zstd", MANY_BYTES), "zstd"), "its body is larger than 64 MiB"),
    "gzip in gzip": (
        lambda: encoded(gzip.compress(zeros("gzip", MANY_BYTES)), "gzip, gzip"),
        "its body is larger than 64 MiB",
    ),
    "chunked gzip": (
        lambda: encoded(chunked(zeros("gzip", MANY_BYTES)), "gzip", "\r\nTransfer-Encoding: chunked"),
        "its body is larger than 64 MiB",
    ),
    "a record": (lambda: member(head(MANY_BYTES), MANY_BYTES), "the record is larger than 65 MiB"),
    "a header without end": (lambda: member(b"WARC/1.0\r\nX: ", MANY_BYTES, b"a"), "its header has no end"),
    "blank lines": (lambda: member(gzip.decompress(GOOD), MANY_BYTES, b"\r\n"), "no record begins here"),
    "a member in a member": (lambda: gzip.compress(zeros("gzip", MANY_BYTES)), "no record begins here"),
}


@pytest.mark.parametrize(("bomb", "reason"), BOMBS.values(), ids=list(BOMBS))
def test_what_unpacks_to_256_mib_is_named_and_the_rest_is_read(
    bomb: Callable[[], bytes], reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "bom.warc.gz"
    path.write_bytes(GOOD + bomb() + GOOD)
    done = subprocess.run(
        [sys.executable, "-c", READ, path], cwd=ROOT, capture_output=True, text=True, check=True
    )
    first, damage, last, grown = done.stdout.splitlines()
    assert first == last == f"page {len(page('Pasar'))}"
    assert damage.startswith("damage ")
    assert reason in damage
    assert int(grown) * (1 if sys.platform == "darwin" else 1024) < 128 * MIB


def test_the_largest_record_is_held_once(tmp_path: Path) -> None:
    path = tmp_path / "besar.warc.gz"
    block = answer(b"", "Content-Type: text/html")
    size = 63 * MIB
    path.write_bytes(member(head(len(block) + size) + block, size, b"a") + GOOD)
    done = subprocess.run(
        [sys.executable, "-c", READ, path], cwd=ROOT, capture_output=True, text=True, check=True
    )
    first, last, grown = done.stdout.splitlines()
    assert (first, last) == (f"page {size}", f"page {len(page('Pasar'))}")
    assert int(grown) * (1 if sys.platform == "darwin" else 1024) < 160 * MIB


def test_a_film_is_named_where_it_is_a_response_and_is_passed_over_where_it_is_none(tmp_path: Path) -> None:
    size = LARGEST + 1
    film = record(answer(b""), "film", content_length=str(size)).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    other = film.replace(b"response\r\n", b"resource\r\n", 1)
    for name, pack in (("film.warc.gz", partial(gzip.compress, compresslevel=1)), ("film.warc", bytes)):
        whole = [each + bytes(size) + b"\r\n\r\n" for each in (film, other)]
        path = tmp_path / name
        path.write_bytes(b"".join(pack(each) for each in (*whole, gzip.decompress(GOOD))))
        found = list(read_file(path))
        assert [str(each) for each in found if isinstance(each, Damage)] == [
            f"{name}: the record is larger than 65 MiB"
        ]
        assert [each.url for each in found if isinstance(each, Record)] == ["https://telegraf.co.id/pasar/"]


def test_a_place_that_holds_more_than_a_record_is_refused() -> None:
    for data in (GOOD + GOOD, gzip.compress(gzip.decompress(GOOD) * 2)):
        with pytest.raises(BadRecord, match="another one"):
            parse_record("a", data, RecordLocation("a", 0, len(data)))


def repeated(unit: bytes) -> Callable[[int], bytes]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def chain(size: int) -> bytes:
    """Return members without an end, each of which leads through all that follow."""
    header = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
    content = b"WARC/1.0\r\nContent-Length: 60000000\r\n\r\n"
    length = len(content) + len(header)
    stored = b"\0" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little")
    return repeated(header + stored + content)(size)


def response_lines(size: int) -> bytes:
    return record(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * (size // 6) + b"\r\n<p>isi</p>")


def folded_lines(size: int) -> bytes:
    return record(b"HTTP/1.1 200 OK\r\nX: y\r\n" + b" y\r\n" * (size // 4) + b"\r\n<p>isi</p>")


LONG = record(answer(b"<p>isi</p>"), x_pad="a" * 60_000)
MANY = LONG.replace(b"\r\n", b"\r\n" + b"a:b\r\n" * 10_000, 1)
MADE: dict[str, Callable[[int], bytes]] = {
    "magics": repeated(b"\x1f\x8b\x08"),
    "beginnings of headers": repeated(b"\x1f\x8b\x08\0"),
    "magics behind a page": lambda size: GOOD + repeated(b"\x1f\x8b\x08")(size),
    "halves of members": repeated(GOOD[: len(GOOD) // 2]),
    "members that lead through all": chain,
    "empty members": repeated(gzip.compress(b"", mtime=0)),
    "members of a byte": repeated(gzip.compress(b"W", mtime=0)),
    "versions": repeated(b"WARC/1.0\r\n"),
    "versions and blank lines": repeated(b"WARC/1.0\r\n\r\n"),
    "heads of versions": repeated(b"WARC/1.0\r\n" * 6000 + b"\r\n"),
    "large heads": repeated(LONG),
    "large heads, compressed": lambda size: repeated(gzip.compress(LONG, mtime=0))(size // 8),
    "heads of many lines": repeated(MANY),
    "a head of many lines": lambda size: b"WARC/1.0\r\n" + b"X: y\r\n" * (size // 6) + b"\r\n",
    "a response of many lines": response_lines,
    "a response of many lines, compressed": lambda size: gzip.compress(response_lines(size)),
    "a response of folded lines": folded_lines,
    "blank lines": lambda size: LONG + b"\r\n" * (size // 2),
}


def seconds(path: Path) -> float:
    """Return the time that the processor needs to read a file."""
    start = time.process_time()
    for found in read_file(path):
        if isinstance(found, Record) and found.is_answer:
            try:
                found.answer()
            except BadRecord:
                continue
    return time.process_time() - start


@pytest.mark.slow("measures seconds of CPU for files of a growing size")
@pytest.mark.parametrize("make", MADE.values(), ids=list(MADE))
def test_time_grows_with_the_size_of_a_file(make: Callable[[int], bytes], tmp_path: Path) -> None:
    paths = [tmp_path / f"{size}.warc" for size in (MIB // 2, MIB, 2 * MIB)]
    for size, path in zip((MIB // 2, MIB, 2 * MIB), paths, strict=True):
        path.write_bytes(make(size))
    needed = [seconds(path) for path in paths]
    for _ in range(5):  # a busy machine spoils a measurement or two, and what is not linear all of them
        if is_linear(needed):
            break
        needed = [min(before, seconds(path)) for before, path in zip(needed, paths, strict=True)]
    assert is_linear(needed), needed


def is_linear(needed: list[float]) -> bool:
    """Say whether times for files of one, two and four parts grow as these do."""
    a_moment = 0.05  # less is not measured well; what is read again and again takes four times as long
    return all(more < 3 * less + a_moment for less, more in pairwise(needed)) and needed[-1] < 10


def test_blank_lines_take_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "kosong.warc"
    path.write_bytes(LONG + b"\r\n" * 4 * MIB + LONG)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(list(read_file(path))) == 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


def test_an_uncompressed_file_that_was_indexed_is_not_damaged_the_next_time(
    tmp_path: Path, store: Store
) -> None:
    path = tmp_path / "utuh.warc"
    path.write_bytes(gzip.decompress(GOOD))
    assert [catch_up(store, [path]).damages for _ in range(2)] == [[], []]
    path.write_bytes(gzip.decompress(GOOD) * 2)
    assert catch_up(store, [path]).records == 1


def test_the_page_behind_many_broken_members_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rusak.warc.gz"
    halves = GOOD[: len(GOOD) // 2] * 200
    path.write_bytes(GOOD + halves + GOOD + repeated(b"\x1f\x8b\x08")(MIB) + GOOD)
    assert sum(isinstance(each, Record) for each in read_file(path)) == 3


def test_a_file_of_damage_is_named_a_hundred_times_and_the_rest_is_counted(
    tmp_path: Path, store: Store
) -> None:
    path = tmp_path / "rusak.warc"
    good = gzip.decompress(GOOD)
    path.write_bytes(good + b"WARC/1.0\r\n\r\n" * 5000 + good)
    for _ in range(2):  # the index keeps what it names
        damages = catch_up(store, [path]).damages
        assert len(damages) == 101
        assert damages[-1].reason == "from here on 4,900 further places cannot be read"


def test_header_fields_of_one_name_are_joined_in_order() -> None:
    block = b"HTTP/1.1 200 OK\r\nVary: a\r\n b\r\n\tc\r\nLink: x\r\nvary: d\r\n\r\nisi"
    found = parse_record("a", record(block), RecordLocation("a", 0, 0)).answer()
    assert found.headers["Vary"] == "a b c, d"
    assert found.body == b"isi"
