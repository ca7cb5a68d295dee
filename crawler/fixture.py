"""A saved page and what a reader expects of it: ``SLUG.html`` and ``SLUG.json`` in ``fixtures/SITE/``.

The JSON holds the fields of :class:`crawler.article.Article`, ``null`` if the page has no value, and

- ``reviewed``: whether a person has compared it with the page; a test fails as long as it is ``false``;
- ``refused``: for a page that is not an article, in place of the fields: the reason of NotAnArticle;
- ``url`` and ``fetched_at``: also given to extraction, since layouts are chosen by the day;
- ``encoding``: if the ``Content-Type`` header named it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from crawler.article import Article
from crawler.extract import NotAnArticle
from crawler.page import Page

NOT_EXPECTED = ("content_hash", "revision", "near_duplicate_of", "removed")
"""Fields that do not come from the page: computed from others, set by a store, or named after rules."""

LONGEST_SLUG = 100
MOST_BYTES = 200
"""Of a slug: file systems take names of 255 bytes, and a letter may have four."""

_PAGE_NUMBER = re.compile(r"(?:page|halaman)?-?(\d{1,3})")
_PAGE_PARAMETER = re.compile(r"(?:^|&)page=(\d{1,3})(?:&|$)")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
_SUFFIX = re.compile(r"\.(?:html?|php|aspx?|jsp)$")


class FixtureError(Exception):
    """A fixture that cannot be written or read; the message names the file."""


@dataclass(frozen=True, slots=True)
class Fixture:
    """A saved page with its expectation."""

    path: Path
    """The file of the expectation."""
    expected: Mapping[str, Any]

    @property
    def reviewed(self) -> bool:
        """Whether a person has compared the expectation with the page."""
        return self.expected.get("reviewed") is True

    @property
    def refused(self) -> str | None:
        """The reason why the page is not an article; None: it is one."""
        reason: str | None = self.expected.get("refused")
        return reason

    @property
    def page(self) -> Page:
        """The page as it was fetched. Raises OSError if its file is missing."""
        fetched_at = self.expected.get("fetched_at")
        return Page(
            url=self.expected["url"],
            body=self.path.with_suffix(".html").read_bytes(),
            encoding=self.expected.get("encoding"),
            fetched_at=datetime.fromisoformat(fetched_at) if fetched_at else None,
        )


def read_fixture(path: Path) -> Fixture:
    """Read the expectation of a page. Raises FixtureError if it is not a JSON object with a ``url``."""
    try:
        expected = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise FixtureError(f"{path}: cannot be read: {error}") from error
    if not isinstance(expected, dict) or not isinstance(expected.get("url"), str):
        raise FixtureError(f"{path}: is not a JSON object with a url")
    return Fixture(path, expected)


def save_fixture(folder: Path, page: Page, result: Article | NotAnArticle) -> Path:
    """Write a page, and as its unreviewed expectation what was read from it; return the JSON file.

    An unreviewed fixture of the same URL is overwritten. Raises FixtureError if a reviewed one, or one of
    another URL, has the name, or if a file cannot be written.
    """
    path = folder / f"{slug_of(page.url)}.json"
    try:
        _check_free(path, page.url)
        folder.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".html").write_bytes(page.body)
        text = json.dumps(_expectation(page, result), ensure_ascii=False, indent=2)
        path.write_text(f"{text}\n", "utf-8")
    except OSError as error:
        raise FixtureError(f"{error.filename or path}: cannot be written: {error.strerror}") from error
    return path


def _check_free(path: Path, url: str) -> None:
    """Raise FixtureError if a file that must stay has the name."""
    html = path.with_suffix(".html")
    if path.exists():
        existing = read_fixture(path)
        if existing.reviewed:
            raise FixtureError(f"{path}: is reviewed already, so it stays; delete it to save the page again")
        if existing.expected["url"] != url:
            raise FixtureError(f"{path}: is the fixture of {existing.expected['url']}; rename that one first")
    elif html.exists():
        raise FixtureError(f"{html}: exists already without an expectation, so it stays; delete it first")


def folder_of(url: str) -> str:
    """Return the folder of a page that no newspaper of the project has: its host; ``page`` for a saved page.

    A page names its URL itself, so a host that could lead out of ``fixtures/`` raises FixtureError.

    >>> folder_of("https://www.koran.test/berita/"), folder_of("file:///tmp/berita.html")
    ('www.koran.test', 'page')
    """
    host = (urlsplit(url).hostname or "").removesuffix(".")
    if not host and urlsplit(url).scheme not in ("http", "https"):
        return "page"
    if not _HOST.fullmatch(host):
        raise FixtureError(f"{url}: its host {host!r} cannot be the name of a folder; name one by --spider")
    return host


def slug_of(url: str) -> str:
    """Return the name of the fixture of a page: the last part of its URL.

    Further pages of an article have their number after a dot.

    >>> slug_of("https://telegraf.co.id/nasional/putin-yakin/")
    'putin-yakin'
    >>> slug_of("https://telegraf.co.id/putin-yakin/2/"), slug_of("https://kabar.test/putin.html?page=2")
    ('putin-yakin.2', 'putin.2')
    >>> slug_of("https://telegraf.co.id/?p=12"), slug_of("https://telegraf.co.id/")
    ('p-12', 'index')
    """
    parts = urlsplit(url)
    names = [name for name in parts.path.split("/") if name]
    number = _PAGE_PARAMETER.search(parts.query)
    if len(names) > 1 and (further := _PAGE_NUMBER.fullmatch(names[-1])):
        number = further
        names.pop()
        if len(names) > 1 and names[-1] == "page":
            names.pop()
    words = _SUFFIX.sub("", unquote(names[-1])) if names else ""
    if not words and not number:
        words = unquote(parts.query)
    plain = re.sub(r"[^\w.]+", "-", words.lower()).strip("-.")[:LONGEST_SLUG]
    plain = plain.encode()[:MOST_BYTES].decode("utf-8", "ignore").rstrip("-.") or "index"
    return f"{plain}.{number[1]}" if number else plain


def _expectation(page: Page, result: Article | NotAnArticle) -> dict[str, Any]:
    expected: dict[str, Any] = {"reviewed": False, "url": page.url}
    if isinstance(result, NotAnArticle):
        expected["refused"] = result.reason
        if page.fetched_at:
            expected["fetched_at"] = page.fetched_at.astimezone(UTC).isoformat()
    else:
        expected |= {name: value for name, value in asdict(result).items() if name not in NOT_EXPECTED}
    if page.encoding:
        expected["encoding"] = page.encoding
    return expected
