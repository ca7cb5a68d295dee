"""A folder of saved pages, whoever saved them."""

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
"""Of files that are taken for pages; those that are none are refused when they are read."""

_CANONICAL = etree.XPath("//link[@rel='canonical'][@href][1]/@href")


def page_files(folder: Path, most: int) -> list[Path]:
    """Return the files of pages in a folder and below; of many, so many spread evenly over their names.

    Raises OSError where the folder cannot be read.
    """
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()
    )
    return [files[number * len(files) // most] for number in range(most)] if len(files) > most else files


def read_pages(files: list[Path]) -> Iterator[Page]:
    """Yield the pages. Raises OSError, with the file in it, where one cannot be read.

    A page's address is what the JSON beside it says (``url``, as in a fixture), else what the page says.
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
    """Return the texts of the JSON beside a page; empty where there is none of use."""
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
    """Return the address that a page names as its own, else that of its file."""
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
    if parts.path in ("", "/") and not parts.query:  # themes print the front page's address on every page
        return f"{parts.scheme}://{parts.netloc}/{quote(path.stem)}/"
    return named.strip()
