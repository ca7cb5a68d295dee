"""Parses a page that lists articles: what it lists, which sections it names, where its next page is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from urllib.parse import parse_qs, urlsplit

from crawler.discovery.filters import Section
from crawler.discovery.listing import Link, NotAListing
from crawler.discovery.months import month_archives
from crawler.discovery.next_page import WORDED, NextPage, Walk, leads_on, next_page
from crawler.discovery.pagination import numbered
from crawler.discovery.places import Places
from crawler.discovery.steps import Steps, at_once
from crawler.extract import NotAnArticle
from crawler.extract.parse.document import Document
from crawler.extract.parse.xpath import Element, elements
from crawler.page import Page
from crawler.urls import (
    MAX_LENGTH,
    HeaderLink,
    article_key,
    clean_url,
    fetchable,
    is_file,
    is_inside,
    joined,
)
from crawler.urls.listings import CATEGORY_PATH, NOT_AN_ARTICLE_PATH
from crawler.urls.splitting import parts_of

MOST_LINKS = 20_000
"""Links that are looked at on a page; the largest lists of articles on one page have some thousands."""
MAX_SECTIONS = 60
"""A menu with more entries is a list of topics, not of sections."""

_LINKS = elements("//body//a[@href]")
_EVERY_LINK = elements("//a[@href]")
_OF_THE_WEB = ("http:", "https:", "//")
_MENU_OF_PAGES = re.compile(r"\bmenu-item-object-(?:page|post|custom)\b")
_LISTING_PARAMETERS = {
    "cat",
    "tag",
    "author",
    "s",
    "q",
    "m",
    "paged",
    "feed",
    "share",
    "replytocom",
    "attachment_id",
}
_NUMBERED = re.compile(r"\d{5}|/\d{4}/\d{2}/")


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A parsed page that lists articles."""

    links: list[Link]
    """What it lists, in the page's order."""
    sections: list[Section]
    """The sections that its menus and category links name."""
    next_page: NextPage | None
    """Its next page; None: it links none."""
    months: list[str] = field(default_factory=list)
    """The archives of months that it names."""
    bad: list[str] = field(default_factory=list)
    """Addresses of headlines that cannot be requested."""


def parse_listing_page(page: Page) -> Document:
    """Parse a page that lists articles. Raises NotAListing if it cannot be read at all."""
    try:
        return Document(page)
    except NotAnArticle as refusal:
        raise NotAListing(refusal.reason) from refusal


def read_listing_page(
    document: Document, site_url: str, header: Iterable[HeaderLink] = (), walk: Walk | None = None
) -> ListingPage:
    """Read an archive page of a site.

    ``header``: the links of its ``Link`` header; ``walk``: how it was come to, None: as the first page.
    """
    return at_once(reading_listing_page(document, site_url, header, walk))


def reading_listing_page(
    document: Document, site_url: str, header: Iterable[HeaderLink] = (), walk: Walk | None = None
) -> Steps[ListingPage]:
    """Read an archive page in steps; see :func:`read_listing_page`."""
    places = Places()
    sections = list(_sections(document, site_url, places))
    yield
    links = _article_links(document, site_url, sections, places)
    yield
    every = _EVERY_LINK(document.root)[:MOST_LINKS]
    of_sections = {article_key(section.url) for section in sections if section.url}
    following = next_page(
        document,
        site_url,
        every,
        places=places,
        others=links.keys() | of_sections,
        in_header=[link.url for link in header if link.says("next")],
        walk=walk or Walk(),
    )
    if following is not None:
        links.pop(article_key(following.url), None)
    yield
    months = month_archives(document, every, site_url)
    return ListingPage(list(links.values()), sections, following, months, _bad_addresses(document, places))


def _bad_addresses(document: Document, places: Places) -> list[str]:
    """Return the addresses of headlines that are meant for the web and cannot be requested.

    Only these: pages are full of links to ``javascript:`` and the like, which are not meant for a crawler.
    """
    addresses = (
        (joined(document.base_url, href), link)
        for link in islice(_LINKS(document.root), MOST_LINKS)
        if (href := link.get("href", "").strip()).lower().startswith(_OF_THE_WEB)
    )
    bad = (url for url, link in addresses if fetchable(url) is None and places.is_title(link))
    return list(dict.fromkeys(bad))


def _article_links(
    document: Document, site_url: str, sections: list[Section], places: Places
) -> dict[str, Link]:
    """Return the links of the listing's headlines by their keys; if it has none, those that look like one."""
    leave_out = {article_key(site_url), numbered(document.url).of}
    leave_out |= {article_key(section.url) for section in sections if section.url}
    titles: dict[str, Link] = {}
    others: dict[str, Link] = {}
    for link in islice(_LINKS(document.root), MOST_LINKS):
        url = clean_url(document.absolute(link.get("href", "")) or "")
        key = article_key(url)
        if key in leave_out or not _may_be_article(url, site_url):
            continue
        if places.is_in_chrome(link):
            continue
        if places.is_title(link):
            titles.setdefault(key, Link(url, published=places.date(link)))
        elif _looks_like_an_article(urlsplit(url).path.rstrip("/")):
            others.setdefault(key, Link(url))
    found = titles or others
    folders = _folders(found)
    return {key: link for key, link in found.items() if key not in folders}


def _folders(keys: Iterable[str]) -> set[str]:
    """Return the keys below which another one stands.

    Sorted with the slash behind it, a key stands right above what is below it.
    """
    ordered = sorted(f"{key}/" for key in keys)
    return {key[:-1] for key, below in pairwise(ordered) if below.startswith(key)}


def _looks_like_an_article(path: str) -> bool:
    return WORDED.search(path.rpartition("/")[2]) is not None or _NUMBERED.search(path) is not None


def _may_be_article(url: str, site_url: str) -> bool:
    if len(url) > MAX_LENGTH:
        return False
    if not is_inside(url, site_url) or is_file(url):
        return False
    parts = urlsplit(url)
    return NOT_AN_ARTICLE_PATH.search(parts.path) is None and (
        not parts.query or _LISTING_PARAMETERS.isdisjoint(parse_qs(parts.query, keep_blank_values=True))
    )


def _sections(document: Document, site_url: str, places: Places) -> Iterator[Section]:
    """Yield the categories that a page links; if none can be recognized, the entries of its menus."""
    marked: dict[str, Section] = {}
    menu: dict[str, Section] = {}
    front = article_key(site_url)
    for link in islice(_LINKS(document.root), MOST_LINKS):
        # What takes time comes last: a front page may have thousands of links, and few are sections.
        url = (document.absolute(link.get("href", "")) or "").partition("#")[0]
        is_category = _is_category(link, url)
        if not is_category and (not places.is_in_menu(link) or _MENU_OF_PAGES.search(_item_class(link))):
            continue
        if not is_inside(url, site_url) or is_file(url):
            continue
        name = " ".join("".join(map(str, link.itertext())).split())
        key = article_key(url)
        if not name or key == front or numbered(url).number > 1 or leads_on(link, places):
            continue
        (marked if is_category else menu).setdefault(key, Section(name, _slug(url), url))
    found = marked or menu
    yield from list(found.values())[:MAX_SECTIONS]


def _is_category(link: Element, url: str) -> bool:
    if "menu-item-object-category" in _item_class(link) or "category" in (link.get("rel") or "").split():
        return True
    if CATEGORY_PATH.search(url) is None and "cat=" not in url:
        return False
    parts = parts_of(url)
    return CATEGORY_PATH.search(parts.path) is not None or "cat" in parse_qs(parts.query)


def _item_class(link: Element) -> str:
    parent = link.getparent()
    return (parent.get("class") or "") if parent is not None else ""


def _slug(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]
