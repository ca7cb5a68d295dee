"""Bodies are read however they were sent, and as far as they came."""

from __future__ import annotations

import gzip
import random
import sys
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest

from crawler.archive.encodings import decode, undo
from crawler.archive.records import Headers

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def packed(body: bytes) -> bytes:
    """Return a body as gzip, always the same bytes: the cases are named by them."""
    return gzip.compress(body, mtime=0)


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"content-encoding": "gzip"}, packed(b"isi")),
        ({"content-encoding": "br"}, brotli.compress(b"isi")),
        ({"content-encoding": "deflate"}, zlib.compress(b"isi")),
        ({"content-encoding": "gzip"}, b"isi"),
        ({"transfer-encoding": "chunked"}, b"2\r\nis\r\n1;x=y\r\ni\r\n0\r\n\r\n"),
        ({"transfer-encoding": "chunked"}, b"isi"),
        (
            {"transfer-encoding": "chunked", "content-encoding": "gzip"},
            chunked(packed(b"isi")),
        ),
        ({"content-encoding": "unknown"}, b"isi"),
        ({"content-encoding": "gzip"}, packed(b"i") + packed(b"si")),
        ({"content-encoding": "gzip"}, packed(b"isi") + b"rest"),
        ({"content-encoding": "zstd"}, zstd.compress(b"i") + zstd.compress(b"si")),
        ({"content-encoding": "zstd"}, b"isi"),
        ({"content-encoding": "br"}, b"isi"),
    ],
    ids=str,
)
def test_a_body_is_read_however_it_was_sent(headers: dict[str, str], body: bytes) -> None:
    assert decode(body, Headers(iter(headers.items()))) == b"isi"


@pytest.mark.parametrize(
    ("encoding", "compress"),
    [("gzip", gzip.compress), ("zstd", zstd.compress), ("deflate", zlib.compress), ("br", brotli.compress)],
)
def test_a_body_that_was_cut_off_on_its_way_is_read_as_far_as_it_goes(
    encoding: str, compress: Callable[[bytes], bytes]
) -> None:
    whole = random.Random(1).randbytes(500_000).hex().encode()
    for cut in (5, 20_000):
        read = decode(compress(whole)[:-cut], {"content-encoding": encoding})
        assert len(read) > 10_000
        assert whole.startswith(read)


@pytest.mark.parametrize(
    ("body", "read", "is_cut"),
    [
        (b"3\r\nisi\r\n0\r\n\r\n", b"isi", False),
        (b"3\r\nisi\r\n", b"isi", True),
        (b"9\r\nisi", b"isi", True),
        (b"3\r\nisi\r\nrusak", b"isi", True),
        (b"3\r\nisinya lain", b"3\r\nisinya lain", False),
        (b"<p>isi</p>", b"<p>isi</p>", False),
        (b"", b"", False),
    ],
    ids=["whole", "no last chunk", "short", "damaged", "no chunk", "text", "empty"],
)
def test_chunks_end_with_the_last_one(body: bytes, read: bytes, is_cut: bool) -> None:
    assert undo(body, {"transfer-encoding": "chunked"}) == (read, is_cut)


def test_a_cut_is_known_through_all_encodings() -> None:
    headers = {"transfer-encoding": "chunked", "content-encoding": "gzip, br"}
    assert undo(chunked(brotli.compress(packed(b"isi")[:-1])), headers) == (b"isi", True)
    assert undo(chunked(brotli.compress(packed(b"isi"))), headers) == (b"isi", False)


def test_a_damaged_compressed_body_is_read_up_to_the_damage() -> None:
    whole = random.Random(1).randbytes(50_000).hex().encode()
    damaged = bytearray(gzip.compress(whole))
    damaged[30_000:30_100] = bytes(100)
    read = decode(bytes(damaged), {"content-encoding": "gzip"})
    assert read[:40_000] == whole[:40_000]
