"""Parses a page that lists articles: what it lists, which sections it names, where its next page is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from crawler.discovery.filters import Section
from crawler.discovery.listing import Link, NotAListing
from crawler.discovery.pagination import following, numbered
from crawler.extract import NotAnArticle
from crawler.extract.parse.document import Document
from crawler.extract.parse.xpath import Element, elements, test, texts
from crawler.page import Page
from crawler.urls import article_key, clean_url, is_file, is_inside
from crawler.urls.listings import CATEGORY_PATH, NOT_AN_ARTICLE_PATH

MAX_SECTIONS = 60
"""A menu with more entries is a list of topics, not of sections."""


def _with_class(*names: str) -> str:
    """Return the XPath condition that an element has one of these classes."""
    tests = (f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in names)
    return "(" + " or ".join(tests) + ")"


_TITLE_CLASSES = (
    "entry-title",
    "post-title",
    "wp-block-post-title",
    "article-title",
    "article__title",
    "card-title",
)
_HEADING = "self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6"
_CARD = f"self::article or {_with_class('hentry', 'wp-block-post')}"
_CHROME = (
    "self::nav or self::aside or self::footer or self::header"
    f" or {_with_class('widget', 'sidebar', 'comments-area')}"
    " or @role='navigation' or @role='banner' or @role='complementary' or @role='contentinfo'"
)

_LINKS = elements("//body//a[@href]")
_ALL_ADDRESSES = texts("//a/@href | /html/head/link[@rel='next']/@href")
_IS_TITLE = test(
    f"ancestor::*[{_HEADING} or {_with_class(*_TITLE_CLASSES)}] or descendant::*[{_HEADING}]"
    " or contains(concat(' ', @rel, ' '), ' bookmark ')"
)
_IN_CHROME = test(f"ancestor::*[{_CHROME}][not(ancestor-or-self::*[{_CARD}])]")
_CARD_DATES = texts(f"ancestor::*[{_CARD}][1]//time/@datetime")
_IN_MENU = test(
    f"(ancestor::nav or ancestor::*[{_with_class('menu', 'navbar', 'nav')} or @role='navigation'])"
    f" and not(ancestor::*[{_HEADING}] or descendant::*[{_HEADING}] or ancestor::*[{_CARD}])"
    f" and not(ancestor::*[{_with_class('pagination', 'nav-links', 'navigation', 'page-numbers')}])"
)
_OLDER = texts(
    "/html/head/link[@rel='next']/@href | //a[contains(concat(' ', @rel, ' '), ' next ')]/@href"
    f" | //a[{_with_class('next', 'nextpostslink', 'wp-block-query-pagination-next', 'older-posts')}]/@href"
    f" | //*[{_with_class('nav-previous', 'nav-older', 'older-posts')}]//a/@href"
)
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
_LIKE_AN_ARTICLE = re.compile(r"(?:[^/-]+-){3,}[^/]*$|\d{5,}|/\d{4}/\d{2}/")


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A parsed page that lists articles."""

    links: list[Link]
    """What it lists, in the page's order."""
    sections: list[Section]
    """The sections that its menus and category links name."""
    next_url: str | None
    """Its next page; None: it links none."""


def read_listing_page(page: Page, site_url: str) -> ListingPage:
    """Read an archive page of a site. Raises NotAListing if it cannot be read at all."""
    try:
        document = Document(page)
    except NotAnArticle as refusal:
        raise NotAListing(refusal.reason) from refusal
    sections = list(_sections(document, site_url))
    older = [url for url in map(document.absolute, _OLDER(document.root)) if url and is_inside(url, site_url)]
    addresses = filter(None, map(document.absolute, _ALL_ADDRESSES(document.root)))
    here = numbered(page.url)
    next_url = following(page.url, addresses) or next(
        (url for url in older if numbered(url).number == here.number + 1), None
    )
    return ListingPage(_article_links(document, site_url, sections), sections, next_url)


def _article_links(document: Document, site_url: str, sections: list[Section]) -> list[Link]:
    """Return the links of the listing's headlines; if it has none, links that look like an article's."""
    leave_out = {article_key(site_url), numbered(document.url).of}
    leave_out |= {article_key(section.url) for section in sections if section.url}
    titles: dict[str, Link] = {}
    others: dict[str, Link] = {}
    for link in _LINKS(document.root):
        url = clean_url(document.absolute(link.get("href", "")) or "")
        key = article_key(url)
        if key in leave_out or not _may_be_article(url, site_url):
            continue
        if _IN_CHROME(link):
            continue
        if _IS_TITLE(link):
            dates = _CARD_DATES(link)
            titles.setdefault(key, Link(url, published=dates[0].strip() if dates else None))
        elif _LIKE_AN_ARTICLE.search(urlsplit(url).path.rstrip("/")):
            others.setdefault(key, Link(url))
    found = titles or others
    return [link for key, link in found.items() if not any(other.startswith(f"{key}/") for other in found)]


def _may_be_article(url: str, site_url: str) -> bool:
    parts = urlsplit(url)
    return (
        is_inside(url, site_url)
        and not is_file(url)
        and NOT_AN_ARTICLE_PATH.search(parts.path) is None
        and _LISTING_PARAMETERS.isdisjoint(parse_qs(parts.query, keep_blank_values=True))
    )


def _sections(document: Document, site_url: str) -> Iterator[Section]:
    """Yield the categories that a page links; if none can be recognized, the entries of its menus."""
    marked: dict[str, Section] = {}
    menu: dict[str, Section] = {}
    for link in _LINKS(document.root):
        name = " ".join("".join(map(str, link.itertext())).split())
        url = (document.absolute(link.get("href", "")) or "").partition("#")[0]
        if (
            not name
            or not is_inside(url, site_url)
            or is_file(url)
            or article_key(url) == article_key(site_url)
        ):
            continue
        if numbered(url).number > 1:
            continue
        section = Section(name, _slug(url), url)
        if _is_category(link, url):
            marked.setdefault(article_key(url), section)
        elif _IN_MENU(link) and not _MENU_OF_PAGES.search(_item_class(link)):
            menu.setdefault(article_key(url), section)
    found = marked or menu
    yield from list(found.values())[:MAX_SECTIONS]


def _is_category(link: Element, url: str) -> bool:
    parts = urlsplit(url)
    return (
        "menu-item-object-category" in _item_class(link)
        or "category" in (link.get("rel") or "").split()
        or CATEGORY_PATH.search(parts.path) is not None
        or "cat" in parse_qs(parts.query)
    )


def _item_class(link: Element) -> str:
    parent = link.getparent()
    return (parent.get("class") or "") if parent is not None else ""


def _slug(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]
