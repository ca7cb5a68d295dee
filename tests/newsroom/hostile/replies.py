"""What a server can send: good responses, and such as no server should send."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import cache

import brotli  # type: ignore[import-untyped]

from tests.newsroom.hostile.wire import Asked, Reply, Reset

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

HTML = "text/html; charset=UTF-8"
XML = "application/xml; charset=UTF-8"
RSS = "application/rss+xml; charset=UTF-8"
TEXT = "text/plain; charset=UTF-8"
JSON = "application/json; charset=UTF-8"

MIB = 1024 * 1024
BOMB = 1024 * MIB
"""Bytes that a bomb unpacks to."""

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
"""Content codings (RFC 9110, 8.4.1) that a crawl accepts."""


def raw(*parts: bytes) -> Reply:
    """Send bytes."""
    return lambda asked: parts


def head(*fields: str, content_type: str = HTML, status: str = "200 OK") -> bytes:
    """Return status line and header fields, with the empty line at their end."""
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {content_type}", "Connection: close", *fields)
    return "".join(f"{line}\r\n" for line in lines).encode("latin-1") + b"\r\n"


def http(body: bytes | str, *fields: str, content_type: str = HTML, status: str = "200 OK") -> Reply:
    """Send a response as it should be; ``fields``: further header fields, as ``Name: value``."""
    body = body.encode() if isinstance(body, str) else body
    length = f"Content-Length: {len(body)}"
    return raw(head(length, *fields, content_type=content_type, status=status), body)


def json_http(value: object, *fields: str) -> Reply:
    """Send JSON."""
    return http(json.dumps(value), *fields, content_type=JSON)


def status(line: str, *fields: str) -> Reply:
    """Send a response with a status (``404 Not Found``) and next to no body."""
    return http("<html><body><p>Galat.</p></body></html>", *fields, status=line)


def redirect(address: str) -> Reply:
    """Redirect to an address, whatever it is."""
    return status("302 Found", f"Location: {address}")


def packed(body: bytes, coding: str, share: float = 1.0, content_type: str = HTML) -> Reply:
    """Send a body in a content coding; ``share`` below 1: without its end, under its own length."""
    whole = PACKERS[coding](body)
    part = whole[: int(len(whole) * share)]
    return http(part, f"Content-Encoding: {coding}", content_type=content_type)


def cut(body: bytes) -> Reply:
    """Send half of a body under the length of the whole, and close the connection (RFC 9112, 8)."""
    return raw(head(f"Content-Length: {len(body)}"), body[: len(body) // 2])


def unended(body: bytes) -> Reply:
    """Send half of a body in chunks, without the last one (RFC 9112, 7.1)."""
    half = body[: len(body) // 2]
    return raw(head("Transfer-Encoding: chunked"), f"{len(half):x}\r\n".encode(), half, b"\r\n")


def in_members(body: bytes, number: int = 3) -> bytes:
    """Return gzip of several members, which read as one (RFC 1952, 2.2)."""
    size = -(-len(body) // number)
    return b"".join(gzip.compress(body[at : at + size]) for at in range(0, len(body), size))


@cache
def bomb(coding: str) -> bytes:
    """Return a gigabyte of spaces in a content coding, made in next to no time."""
    piece = b" " * MIB
    if coding == "gzip":
        packer = zlib.compressobj(9, wbits=31)
        start = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
        # After a full flush nothing refers back: the same piece may follow any number of times (RFC 1951).
        again = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
        return start + again * (BOMB // MIB - 1) + packer.flush()
    if coding == "br":
        squeezer = brotli.Compressor(quality=1)
        return b"".join(squeezer.process(piece) for _ in range(BOMB // MIB)) + bytes(squeezer.finish())
    squeeze = zstd.ZstdCompressor(level=1)
    return b"".join(squeeze.compress(piece) for _ in range(BOMB // MIB)) + squeeze.flush()


def bombing(coding: str, content_type: str = HTML) -> Reply:
    """Send a bomb."""
    return http(bomb(coding), f"Content-Encoding: {coding}", content_type=content_type)


def forever(start: bytes, part: bytes, pause: float = 0.0) -> Reply:
    """Send a beginning, and then the same part again and again until the client leaves."""

    def reply(asked: Asked) -> Iterator[bytes]:
        yield start
        while asked.wait(pause):
            yield part

    return reply


def silence(asked: Asked) -> Iterator[bytes]:
    """Take a request, and say nothing for minutes."""
    asked.wait(600)
    yield b""


def reset(asked: Asked) -> Iterator[bytes]:
    """Reset the connection at once."""
    raise Reset
    yield b""
