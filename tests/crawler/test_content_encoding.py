"""A content is read to its end, or it is known why not; it is never larger than the limit."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest

from crawler import settings
from crawler.content_encoding import LARGEST_BODY, CutOff, NotEncoded, TooLarge, unpack

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ROOT = Path(__file__).parents[2]
TEXT = random.Random(1).randbytes(250_000).hex().encode()


def packed(body: bytes) -> bytes:
    """Return a body as gzip, always the same bytes."""
    return gzip.compress(body, mtime=0)


def bare(body: bytes) -> bytes:
    """Return a deflate stream without zlib's header."""
    return zlib.compress(body)[2:-4]


PACK: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", packed),
    "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", bare),
    "brotli": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
}
EACH = pytest.mark.parametrize(("encoding", "pack"), PACK.values(), ids=list(PACK))


@EACH
@pytest.mark.parametrize("text", [b"", b"a", b"isi", b'{"a": 1}', TEXT], ids=lambda text: str(len(text)))
def test_what_was_encoded_is_decoded(encoding: str, pack: Callable[[bytes], bytes], text: bytes) -> None:
    assert unpack(pack(text), [encoding]) == text
    assert unpack(pack(pack(text)), [encoding, encoding.upper()]) == text
    assert unpack(b"", [encoding]) == b""


@EACH
@pytest.mark.parametrize("cut", [1, 3, 500, 100_000])
def test_a_stream_without_its_end_is_cut_off_and_gives_what_came(
    encoding: str, pack: Callable[[bytes], bytes], cut: int
) -> None:
    with pytest.raises(CutOff) as error:
        unpack(pack(TEXT)[:-cut], [encoding])
    assert TEXT.startswith(error.value.body)
    assert len(error.value.body) > 350_000 - 3 * cut  # zstd has blocks of 128 KiB


@pytest.mark.parametrize(("encoding", "pack"), [PACK["gzip"], PACK["deflate"]], ids=["gzip", "deflate"])
def test_a_damaged_stream_is_cut_off_at_the_damage(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    damaged = bytearray(pack(TEXT))
    middle = len(damaged) // 2
    damaged[middle : middle + 2000] = bytes(2000)
    with pytest.raises(CutOff) as error:
        unpack(bytes(damaged), [encoding])
    assert TEXT[:240_000] == error.value.body[:240_000]


@pytest.mark.parametrize(("encoding", "pack", "place"), [(*PACK["gzip"], -8), (*PACK["deflate"], -1)])
def test_a_wrong_checksum_is_damage(encoding: str, pack: Callable[[bytes], bytes], place: int) -> None:
    damaged = bytearray(pack(TEXT))
    damaged[place] ^= 1
    with pytest.raises(CutOff) as error:
        unpack(bytes(damaged), [encoding])
    assert error.value.body == TEXT


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", packed(b"i") + packed(b"s") + packed(b"i")),
        ("gzip", packed(b"isi") + bytes(512)),
        ("gzip", packed(b"isi") + b"sisa\x1f\x8b"),
        ("x-gzip", packed(b"isi")),
        ("deflate", zlib.compress(b"isi") + b"\n"),
        ("br", brotli.compress(b"isi") + b"\0\0"),
        ("zstd", b"\x50\x2a\x4d\x18\x04\0\0\0abcd" + zstd.compress(b"is") + zstd.compress(b"i") + b"\0"),
        ("gzip, br", packed(b"isi")),
        ("gzip, gzip", packed(b"isi")),
        ("identity, gzip", packed(b"isi")),
    ],
    ids=str,
)
def test_what_servers_make_of_an_encoding_is_read(encoding: str, body: bytes) -> None:
    assert unpack(body, [encoding]) == b"isi"


def test_members_are_read_to_the_last_and_the_cut_is_found_there() -> None:
    members = packed(TEXT) * 3
    assert unpack(members, ["gzip"]) == TEXT * 3
    with pytest.raises(CutOff) as error:
        unpack(members[:-100], ["gzip"])
    assert (TEXT * 3).startswith(error.value.body)
    assert len(error.value.body) > 2 * len(TEXT)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, br"])
@pytest.mark.parametrize(
    "text",
    [
        b"isi",
        b"<!doctype html><html><body><p>isi</p></body></html>",
        b'{"id": 12, "title": {"rendered": "Jembatan"}, "link": "https://telegraf.test/jembatan/"}',
        b"x^2 + y^2 = z^2, kata guru matematika itu kepada murid-muridnya di Jakarta pada Selasa pagi.",
        "Harga “naik” – kata Menteri Perdagangan di Jakarta, Selasa, setelah rapat itu selesai.".encode(
            "cp1252"
        ),
    ],
    ids=["word", "page", "json", "formula", "windows-1252"],
)
def test_text_that_is_not_encoded_is_said_to_be_that(encoding: str, text: bytes) -> None:
    with pytest.raises(NotEncoded):
        unpack(text, [encoding])


def test_without_a_known_encoding_a_body_stays() -> None:
    assert unpack(b"isi", []) == b"isi"
    assert unpack(b"isi", ["identity", "aes128gcm"]) == b"isi"


@EACH
def test_what_is_larger_than_the_limit_is_named(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    assert unpack(pack(bytes(5000)), [encoding], 5000) == bytes(5000)
    with pytest.raises(TooLarge, match="larger than 4,999 bytes"):
        unpack(pack(bytes(5000)), [encoding], 4999)
    with pytest.raises(TooLarge, match="larger than 4,999 bytes"):
        unpack(pack(pack(bytes(5000))), [encoding, encoding], 4999)
    with pytest.raises(TooLarge):
        unpack(bytes(5000), [], 4999)


def test_a_window_that_no_content_may_need_is_not_made() -> None:
    options: dict[int, int] = {zstd.CompressionParameter.window_log: 27}
    maker = zstd.ZstdCompressor(options=options)
    with pytest.raises(TooLarge, match="window"):
        unpack(maker.compress(bytes(9 << 20)) + maker.flush(), ["zstd"])


def test_encodings_without_end_are_named() -> None:
    with pytest.raises(TooLarge, match="encoded 1,000 times"):
        unpack(packed(b"isi"), ["gzip," * 1000])


def test_all_that_a_crawl_downloads_is_within_the_limit() -> None:
    assert settings.DOWNLOAD_MAXSIZE <= LARGEST_BODY


BOMB = """
import resource, sys, zlib
import brotli
from crawler.content_encoding import TooLarge, unpack
sys.path.insert(0, ".")
from tests.crawler.test_content_encoding import zeros
body = zeros(sys.argv[1], 256 << 20)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    unpack(body, sys.argv[2:])
except TooLarge as error:
    print(error)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def zeros(encoding: str, size: int) -> bytes:
    """Return many zeros, encoded piece by piece."""
    maker: Any
    if encoding == "br":
        maker = brotli.Compressor(quality=4)
        return b"".join([*(maker.process(bytes(1 << 20)) for _ in range(size >> 20)), maker.finish()])
    wrapping = 31 if encoding == "gzip" else 15
    maker = zstd.ZstdCompressor() if encoding == "zstd" else zlib.compressobj(1, zlib.DEFLATED, wrapping)
    return b"".join([*(maker.compress(bytes(1 << 20)) for _ in range(size >> 20)), maker.flush()])


@pytest.mark.parametrize("encodings", [["gzip"], ["deflate"], ["br"], ["zstd"]], ids=str)
def test_many_bytes_take_no_more_memory_than_the_limit(encodings: Sequence[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BOMB, encodings[0], *encodings],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    said, grown = done.stdout.splitlines()
    assert said == "its body is larger than 64 MiB"
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(grown) * unit < LARGEST_BODY + (48 << 20)
