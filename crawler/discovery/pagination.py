"""The pages of a listing, or of an article: which address is which page of what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawler.urls import article_key

_PATH = re.compile(r"/(?:page|halaman|hal)[-/]?(\d{1,5})/?$", re.IGNORECASE)
_BARE = re.compile(r"/(\d{1,3})/?$")
_PARAMETER = re.compile(r"paged?|hal(?:aman)?|pg|query-(?:\d+-)?page", re.IGNORECASE)
_HREF = re.compile(r"\shref\s*=\s*$", re.IGNORECASE)
_LONGEST_HREF = 2048


@dataclass(frozen=True, slots=True)
class Numbered:
    """A page of something."""

    of: str
    """What all pages of it have in common; no address."""
    number: int


def numbered(url: str) -> Numbered:
    """Return which page of what an address is; the first where it names none.

    >>> numbered("https://telegraf.co.id/category/nasional/page/3/")
    Numbered(of='telegraf.co.id/category/nasional', number=3)
    >>> numbered("https://telegraf.co.id/?cat=2&paged=3")
    Numbered(of='telegraf.co.id/?cat=2', number=3)
    """
    parts = urlsplit(url)
    number = 1
    if found := _PATH.search(parts.path):
        number = int(found[1])
        parts = parts._replace(path=parts.path[: found.start()] + "/")
    query = []
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if _PARAMETER.fullmatch(name) and value.isdigit():
            number = int(value)
        else:
            query.append((name, value))
    return Numbered(article_key(urlunsplit(parts._replace(query=urlencode(query)))), number)


def following(url: str, links: Iterable[str]) -> str | None:
    """Return the one of these links that is the next page of the listing at an address."""
    here = numbered(url)
    wanted = Numbered(here.of, here.number + 1)
    return next((link for link in links if numbered(link) == wanted), None)


def usual_second(url: str) -> str:
    """Return where WordPress has the second page of a listing, whether its theme links it or not.

    >>> usual_second("https://telegraf.co.id/category/nasional/")
    'https://telegraf.co.id/category/nasional/page/2/'
    >>> usual_second("https://telegraf.co.id/?cat=2")
    'https://telegraf.co.id/?cat=2&paged=2'
    """
    parts = urlsplit(url)
    if parts.query:
        return urlunsplit(parts._replace(query=f"{parts.query}&paged=2"))
    return urljoin(f"{url.rstrip('/')}/", "page/2/")


def next_article_page(first_url: str, number: int, url: str, html: str) -> str | None:
    """Return the address of the page behind page ``number`` of an article; null: that one is the last.

    ``url`` and ``html`` are of that page, ``first_url`` is the article's. WordPress prints ``/2/`` behind the
    article's address or ``page=2`` in its query, others ``?page=2`` or ``/halaman-2``; a page with all of it
    (``?page=all``) comes first. The page has to link it.
    """
    if _is_whole(url):
        return None
    key = article_key(first_url)
    for link in _links_with("page=all", url, html):
        if _is_whole(link) and article_key(link) == key:
            return link
    wanted = number + 1
    ending = re.compile(rf"(?<!\d)0*{wanted}/?(?:[?&]|$)")
    for link in _links_with(rf"{wanted}(?<![1-9]{wanted})", url, html):
        if ending.search(link) and _page_of(link, key) == wanted:
            return link
    return None


def usual_article_page(first_url: str, number: int) -> str:
    """Return where WordPress has a page of an article, whether its theme links it or not.

    >>> usual_article_page("https://telegraf.co.id/judul/", 2)
    'https://telegraf.co.id/judul/2/'
    >>> usual_article_page("https://telegraf.co.id/?p=12", 2)
    'https://telegraf.co.id/?p=12&page=2'
    """
    parts = urlsplit(first_url)
    if parts.query:
        return urlunsplit(parts._replace(query=f"{parts.query}&page={number}"))
    return urljoin(f"{first_url.rstrip('/')}/", f"{number}/")


def _links_with(part: str, url: str, html: str) -> Iterator[str]:
    """Yield the addresses that the page at ``url`` links and that have a part.

    A page links hundreds of addresses, and few can be meant: a search for the part finds those in the time
    of one look at the page.
    """
    last = ""
    for hit in re.finditer(rf"{part}/?[\"'?&#]", html):
        href = _href_around(html, hit.start())
        if href is not None and href != last:
            last = href
            try:
                yield urljoin(url, href).partition("#")[0]
            except ValueError:  # brackets that are no IPv6 address
                continue


def _href_around(html: str, position: int) -> str | None:
    """Return the address that is linked where this is a place in it; null: none is."""
    for quote in ('"', "'"):
        start = html.rfind(quote, max(0, position - _LONGEST_HREF), position)
        if start >= 0 and _HREF.search(html, max(0, start - 32), start):
            end = html.find(quote, position)
            href = html[start + 1 : end] if end >= 0 else ""
            return href.replace("&amp;", "&").replace("&#038;", "&")
    return None


def _page_of(url: str, key: str) -> int | None:
    """Return which page of the article with this key an address is; null: none of it."""
    found = numbered(url)
    if found.of == key:
        return found.number
    parts = urlsplit(url)
    if bare := _BARE.search(parts.path):
        first = urlunsplit(parts._replace(path=parts.path[: bare.start()] + "/"))
        return int(bare[1]) if article_key(first) == key else None
    return None


def _is_whole(url: str) -> bool:
    return ("page", "all") in parse_qsl(urlsplit(url).query)
