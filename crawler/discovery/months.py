"""The archives of months that a front page links, as WordPress' widget and block "Archives" do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlsplit

from crawler.extract.parse.document import Document
from crawler.extract.parse.xpath import Element, elements
from crawler.period import Period
from crawler.urls import fetchable, is_inside

MOST_MONTHS = 1200
"""Months that are read of a page: a hundred years."""

_OPTIONS = elements("//body//select/option[@value]")
_PATH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/?$")
_PARAMETER = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])")
_YEAR = re.compile(r"[/=](?:19|20)\d\d")
"""Stands in the URLs of both; most links of a page lack it, and need not be split."""


def month_archives(document: Document, links: Iterable[Element], site_url: str) -> list[str]:
    """Return the URLs of the archives of months that a page names by links or in a menu to choose from."""
    found: dict[str, None] = {}
    for address in _addresses(document, links):
        if _YEAR.search(address) is None or len(found) >= MOST_MONTHS:
            continue
        url = fetchable(address)
        if url and _month(url) and is_inside(url, site_url):
            found.setdefault(url)
    return list(found)


def is_outside(url: str, period: Period) -> bool:
    """Say whether the archive of a month is surely outside of a period."""
    month = _month(url)
    if month is None:
        return False
    year, number = month
    first = f"{year:04}-{number:02}-01"
    after = f"{year + number // 12:04}-{number % 12 + 1:02}-01"
    is_before = period.is_surely_before(after)
    return is_before or (period.is_surely_outside(first) and not period.is_surely_before(first))


def _addresses(document: Document, links: Iterable[Element]) -> Iterator[str]:
    for element in links:
        yield document.absolute(element.get("href", "")) or ""
    for element in _OPTIONS(document.root)[: 2 * MOST_MONTHS]:
        if value := element.get("value", "").strip():
            yield document.absolute(value) or ""


def _month(url: str) -> tuple[int, int] | None:
    """Return year and month of ``/2024/03/`` or ``?m=202403``; None: it is not the archive of a month."""
    parts = urlsplit(url)
    found = _PATH.search(parts.path) if not parts.query else None
    for name, value in parse_qsl(parts.query):
        if name == "m":
            found = _PARAMETER.fullmatch(value)
    return (int(found[1]), int(found[2])) if found else None
