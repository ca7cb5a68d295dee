"""The URLs that an article's page gives for itself: its next page, its REST record, its permalink."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import parse_qsl, urljoin, urlsplit, urlunsplit

from crawler.article import Article
from crawler.discovery.pagination import numbered
from crawler.discovery.wordpress import EMBED
from crawler.extract.links import PageLinks
from crawler.text import as_number
from crawler.urls import article_key, fetchable, read_link_header, same_site, with_query

MAX_PAGES = 100
"""Most pages of one article that are fetched; a site with more links in a circle."""

_WHOLE = re.compile("page=all")
_BARE = re.compile(r"/(\d{1,3})/?$")


def record_url(links: PageLinks, link_header: str) -> str | None:
    """Return the URL of the REST record that an article's page names, with all that is to be embedded.

    None: the page names none.
    """
    in_header = _in_header(links, link_header, "alternate", "application/json")
    named = chain(in_header, links.related("alternate", "application/json"))
    url = next(filter(None, map(fetchable, named)), None)
    return None if url is None else with_query(url, _embed=EMBED)


def permalink(links: PageLinks, link_header: str) -> str | None:
    """Return WordPress' shortlink of an article (``/?p=12``), which survives renaming; None: there is none.

    Short URLs of other services are ignored: they do not tell where the article is.
    """
    in_header = _in_header(links, link_header, "shortlink", "")
    for url in chain(in_header, links.related("shortlink")):
        if same_site(url, links.url):
            query = parse_qsl(urlsplit(url).query)
            if len(query) == 1 and query[0][0] == "p" and as_number(query[0][1]):
                return url
    return None


def following_page(pages: Sequence[Article], links: PageLinks) -> str | None:
    """Return the page after ``pages``; ``links`` are those of the last one. None: there is none."""
    first = pages[0].url or links.url
    next_url = next_article_page(first, len(pages), links)
    if next_url is None and "page_label" in pages[-1].removed:
        # "Halaman Selanjutnya" without a link: block themes print none for page breaks of the old editor.
        next_url = usual_article_page(first, len(pages) + 1)
    return next_url if len(pages) < MAX_PAGES else None


def next_article_page(first_url: str, number: int, links: PageLinks) -> str | None:
    """Return the URL of the page after page ``number`` of an article; None: that one is the last.

    ``links`` are those of that page, ``first_url`` is the article's URL. WordPress appends ``/2/`` to the URL
    or ``page=2`` to its query, others ``?page=2`` or ``/halaman-2``; a page with the whole article
    (``?page=all``) is preferred. The page must link to it.
    """
    if _is_whole(links.url):
        return None
    key = article_key(first_url)
    for link in links.matching(_WHOLE):
        if _is_whole(link) and article_key(link) == key:
            return link
    wanted = number + 1
    for link in links.matching(re.compile(rf"(?<!\d)0*{wanted}[/.\s]*(?:[?&#;]|$)")):
        if _page_of(link, key) == wanted:
            return link
    return None


def usual_article_page(first_url: str, number: int) -> str:
    """Return the URL at which WordPress has a page of an article, whether its theme links it or not.

    >>> usual_article_page("https://telegraf.co.id/judul/", 2)
    'https://telegraf.co.id/judul/2/'
    >>> usual_article_page("https://telegraf.co.id/?p=12", 2)
    'https://telegraf.co.id/?p=12&page=2'
    """
    parts = urlsplit(first_url)
    if parts.query:
        return urlunsplit(parts._replace(query=f"{parts.query}&page={number}"))
    return urljoin(f"{first_url.rstrip('/')}/", f"{number}/")


def _in_header(links: PageLinks, link_header: str, relation: str, media_type: str) -> Iterator[str]:
    """Yield the absolute URLs in a page's Link header with this relation and media type."""
    for link in read_link_header(link_header):
        if link.says(relation) and link.media_type == media_type and (url := fetchable(link.url, links.url)):
            yield url


def _page_of(url: str, key: str) -> int | None:
    """Return which page of the article with this key a URL is; None: it is not one of its pages."""
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
