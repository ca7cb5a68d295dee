"""Which page of which listing or article a URL is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawler.urls import article_key

_PATH = re.compile(r"/(?:page|halaman|hal)[-/]?(\d{1,5})/?$", re.IGNORECASE)
_PARAMETER = re.compile(r"paged?|hal(?:aman)?|pg|query-(?:\d+-)?page", re.IGNORECASE)

_MOST_DIGITS = 9
"""Of the number of a page: a longer one is an ID."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A numbered page of a listing or an article."""

    of: str
    """A key that all its pages share; it is not a URL."""
    number: int


def numbered(url: str) -> PageNumber:
    """Return which page of what a URL is; page 1 if it has no page number.

    >>> numbered("https://telegraf.co.id/category/nasional/page/3/")
    PageNumber(of='telegraf.co.id/category/nasional', number=3)
    >>> numbered("https://telegraf.co.id/?cat=2&paged=3")
    PageNumber(of='telegraf.co.id/?cat=2', number=3)
    """
    address, number = _without_number(url)
    return PageNumber(article_key(address), number)


def _without_number(url: str) -> tuple[str, int]:
    """Return a URL without the number of its page, and the number."""
    parts = urlsplit(url)
    number = 1
    if found := _PATH.search(parts.path):
        number = int(found[1])
        parts = parts._replace(path=parts.path[: found.start()] + "/")
    if not parts.query:
        return (urlunsplit(parts) if found else url), number
    query = []
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if _PARAMETER.fullmatch(name) and value.isdecimal() and len(value) <= _MOST_DIGITS:
            number = int(value)
        else:
            query.append((name, value))
    return urlunsplit(parts._replace(query=urlencode(query))), number


def has_number(url: str) -> bool:
    """Say whether a URL has the number of a page: ``?page=1`` has one, and may be the first or the second."""
    parts = urlsplit(url)
    return _PATH.search(parts.path) is not None or any(
        _PARAMETER.fullmatch(name) and value.isdecimal() for name, value in parse_qsl(parts.query)
    )


def following(url: str, links: Iterable[str]) -> str | None:
    """Return the link that is the next page of the listing at this URL; None: there is none."""
    here = numbered(url)
    wanted = here.number + 1
    for link in links:
        if str(wanted) not in link:  # few of thousands have the number: only these are taken apart
            continue
        address, number = _without_number(link)
        if number == wanted and article_key(address) == here.of:
            return link
    return None


def usual_second(url: str) -> str:
    """Return the URL at which WordPress has the second page of a listing, whether its theme links it or not.

    >>> usual_second("https://telegraf.co.id/category/nasional/")
    'https://telegraf.co.id/category/nasional/page/2/'
    >>> usual_second("https://telegraf.co.id/?cat=2")
    'https://telegraf.co.id/?cat=2&paged=2'
    """
    parts = urlsplit(url)
    if parts.query:
        return urlunsplit(parts._replace(query=f"{parts.query}&paged=2"))
    return urljoin(f"{url.rstrip('/')}/", "page/2/")
