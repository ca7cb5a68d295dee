"""WARC records as other programs write them, and as none should."""

from __future__ import annotations

from collections.abc import Mapping

PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title} - Telegraf</title>
<meta property="og:type" content="article">
<meta property="article:published_time" content="2016-09-06T14:05:00+07:00"></head>
<body class="single single-post"><article class="post"><h1 class="entry-title">{title}</h1>
<div class="entry-content"><p>Jakarta, Telegraf – Pemerintah kota membuka {title} pada Selasa pagi, setelah
dua tahun pembangunan.</p><p>Warga sekitar menyambut pembukaan itu dengan kenduri di halaman balai kota.</p>
</div></article></body></html>"""


def page(title: str) -> bytes:
    """Return a page of an article."""
    return PAGE.format(title=title).encode()


def answer(
    body: bytes, headers: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    """Return what a server answered."""
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body


def record(
    block: bytes,
    slug: str = "jembatan",
    *,
    kind: str = "response",
    version: str = "WARC/1.0",
    **fields: str | None,
) -> bytes:
    """Return a record; ``fields`` change its named fields (``content_length="9"``), null leaves one out."""
    named: Mapping[str, str | None] = {
        "WARC-Type": kind,
        "WARC-Date": "2017-01-01T00:00:00Z",
        "WARC-Record-ID": f"<urn:uuid:{slug}>",
        "WARC-Target-URI": f"https://telegraf.co.id/{slug}/",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    changed = {name.replace("_", "-").lower(): value for name, value in fields.items()}
    told = {name.lower(): value for name, value in named.items()} | changed
    head = "\r\n".join(f"{name}: {value}" for name, value in told.items() if value is not None)
    return f"{version}\r\n{head}\r\n\r\n".encode() + block + b"\r\n\r\n"
