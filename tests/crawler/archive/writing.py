"""What tests of the archive share: exchanges, and a folder they are written to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.archive import ArchiveWriter, EarlierCapture, Exchange

SITE = "https://telegraf.test"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
INFO = {"software": "telegraf-corpus/0.1.0", "format": "WARC File Format 1.1", "site": "telegraf"}


def exchange(slug: str, body: bytes | None = None, **changes: Any) -> Exchange:
    """Return an exchange about the page of a slug."""
    given: dict[str, Any] = {
        "url": f"{SITE}/{slug}/",
        "at": NOON + timedelta(seconds=len(slug)),
        "request_target": f"/{slug}/",
        "request_headers": [("Host", "telegraf.test"), ("User-Agent", "telegraf-corpus/0.1")],
        "status_line": "200 OK",
        "headers": [("Content-Type", "text/html; charset=utf-8")],
        "body": page(slug) if body is None else body,
        "fields": {"Crawl-Role": "article"},
    }
    return Exchange(**{**given, **changes})


def page(slug: str) -> bytes:
    """Return a page of which every slug has another."""
    return (
        f"<html><title>Berita {slug}</title><body><h1>{slug}</h1><p>{slug * 200}</p></body></html>".encode()
    )


def unknown(digest: str) -> EarlierCapture | None:
    """Know of no earlier answer."""
    return None


def open_writer(
    folder: Path, *, max_file_bytes: int = 1_000_000, name: str = "telegraf", **options: Any
) -> ArchiveWriter:
    """Return a writer into a folder, for which it is always noon."""
    return ArchiveWriter(folder, name, INFO, max_file_bytes=max_file_bytes, clock=lambda: NOON, **options)


def write_pages(folder: Path, *slugs: str, **options: Any) -> Path:
    """Write the pages of some slugs, and return the newest file."""
    writer = open_writer(folder, **options)
    for slug in slugs:
        writer.write(exchange(slug), unknown)
    writer.close()
    return writer.path
