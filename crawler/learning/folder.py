"""A folder of saved pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

from lxml import etree

from crawler.extract import NotAnArticle
from crawler.extract.parse.document import Document
from crawler.page import Page

SUFFIXES = ("", ".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx")
"""Endings of files that are taken for pages; what is not a page is refused when it is read."""

_CANONICAL = etree.XPath("//link[@rel='canonical'][@href][1]/@href")


def page_files(folder: Path, most: int) -> list[Path]:
    """Return the pages in a folder and below it; of many, this many, spread evenly over their names.

    Raises OSError if the folder cannot be read.
    """
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()
    )
    return [files[number * len(files) // most] for number in range(most)] if len(files) > most else files


def read_pages(files: list[Path]) -> Iterator[Page]:
    """Yield the pages. Raises OSError, which names the file, if one cannot be read.

    The URL of a page is ``url`` of the JSON beside it (as in a fixture), else what the page says.
    """
    for path in files:
        body = path.read_bytes()
        beside = _beside(path)
        yield Page(
            url=beside.get("url") or _own_address(path, body),
            body=body,
            encoding=beside.get("encoding"),
            fetched_at=_time(beside.get("fetched_at")),
        )


def _beside(path: Path) -> dict[str, str]:
    """Return the strings of the JSON beside a page; empty if there is none that can be used."""
    try:
        found = json.loads(path.with_suffix(".json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    texts = found.items() if isinstance(found, dict) else ()
    return {name: value for name, value in texts if isinstance(value, str)}


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _own_address(path: Path, body: bytes) -> str:
    """Return the URL that a page says it has, else that of its file."""
    address = path.absolute().as_uri()
    try:
        document = Document(Page(url=address, body=body))
    except NotAnArticle:
        return address
    canonical = _CANONICAL(document.root)
    named = str(canonical[0]) if isinstance(canonical, list) and canonical else document.meta("og:url") or ""
    try:
        parts = urlsplit(named.strip())
    except ValueError:
        return address
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return address
    if parts.path in ("", "/") and not parts.query:  # some themes print the front page's URL on every page
        return f"{parts.scheme}://{parts.netloc}/{quote(path.stem)}/"
    return named.strip()
