"""A page, parsed once; what several readers need is read from the tree once, when first used."""

from __future__ import annotations

import re
from functools import cached_property
from typing import cast
from urllib.parse import urljoin

from lxml import etree

from crawler.extract.not_an_article import NotAnArticle
from crawler.extract.parse.encoding import to_utf8
from crawler.extract.parse.html5 import add_lost_attributes, is_misread, parse_again
from crawler.extract.parse.hugetags import shorten_tags
from crawler.extract.parse.jsonld import Node, encodable, read_nodes
from crawler.extract.parse.rawtext import drop_unread, noscripts
from crawler.extract.parse.react_streaming import put_in_place, streamed
from crawler.extract.parse.templates import read_templates
from crawler.extract.parse.wordpress_markup import find_post, is_wordpress
from crawler.page import Page
from crawler.urls import MAX_LENGTH

_PLAIN_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d{1,5})?/[\w./~%+,;=&?-]*", re.ASCII)
_NAMING = frozenset(("name", "property", "itemprop", "http-equiv"))
_HEAD_TAGS = ("title", "base", "meta", "link", "script")

LARGEST_PAGE = 16 * 1024 * 1024
"""Bytes of the largest page."""
MOST_ATTRIBUTES = 800_000
"""Most attributes of a page."""
_LONG_TAG = re.compile(rb"<[a-zA-Z][^<>]*+>")
MOST_TAGS = 400_000
"""Most tags of a page: each takes some three hundred bytes in a tree. Articles have some thousands."""


class Document:
    """A parsed page.

    The tree has no comments or processing instructions. Nothing changes it: readers skip what they
    leave out, so all of them see the page as it was printed.
    """

    def __init__(self, page: Page) -> None:
        """Parse the page. Raises NotAnArticle("empty" | "not_html" | "too_deep" | "too_long")."""
        self.page = page
        self.url = page.url
        self.source = to_utf8(page)
        self.root, self.parsed_again = parse_page(shorten_tags(drop_unread(self.source)), self.source)
        """The tree, and whether it is that of the HTML5 parser."""
        self._absolute: dict[str, str | None] = {}
        """Address as printed -> absolute: the links of a listing are looked at several times."""

    @cached_property
    def body(self) -> etree._Element:
        """The page's ``<body>``; the root if it has none."""
        body = self.root.find("body")
        return self.root if body is None else body

    @cached_property
    def is_wordpress(self) -> bool:
        """Whether WordPress made the page."""
        return is_wordpress(self.body)

    @cached_property
    def post(self) -> etree._Element | None:
        """The element of the WordPress post; None if the page has none."""
        return find_post(self.body)

    @cached_property
    def without_script(self) -> list[etree._Element]:
        """The contents of ``<noscript>`` with links: they are not read as text, but lead to further pages."""
        return [parse(part) for part in noscripts(self.source) if b"href" in part]

    @cached_property
    def head(self) -> dict[str, list[etree._Element]]:
        """Tag -> elements that belong in a page's head, wherever they are, in the page's order."""
        head: dict[str, list[etree._Element]] = {tag: [] for tag in _HEAD_TAGS}
        for element in self.root.iter(*_HEAD_TAGS):
            head[str(element.tag)].append(element)
        return head

    @cached_property
    def base_url(self) -> str:
        """The URL that relative URLs on the page are relative to."""
        href = next((base.get("href", "") for base in self.head["base"]), "").strip()
        # A longer one is the URL of nothing, and each link of the page would be joined to it.
        return (len(href) <= MAX_LENGTH and href and _join(self.url, href)) or self.url

    @cached_property
    def title(self) -> str:
        """The text of ``<title>``; empty without one."""
        texts = (" ".join((title.text or "").split()) for title in self.head["title"])
        return next((text for text in texts if text), "")

    @cached_property
    def canonical(self) -> str | None:
        """The canonical URL that the page gives, made absolute."""
        links = (link for link in self.head["link"] if link.get("rel", "").lower() == "canonical")
        href = next((link.get("href") for link in links if link.get("href")), None)
        return self.absolute(href) if href else None

    @cached_property
    def jsonld(self) -> list[Node]:
        """The objects of all JSON-LD blocks, including those in ``@graph``, in the page's order."""
        scripts = (each for each in self.head["script"] if "ld+json" in each.get("type", ""))
        return read_nodes(script.text or "" for script in scripts)

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Lower-case name, property or itemprop of ``<meta>`` -> its contents, in the page's order."""
        metas: dict[str, list[str]] = {}
        for meta in self.head["meta"]:
            attributes = cast("list[tuple[str, str]]", meta.items())
            content = next((value.strip() for name, value in attributes if name == "content"), "")
            for name, value in attributes if content else ():
                if name in _NAMING:
                    for key in value.lower().split():
                        metas.setdefault(key, []).append(content)
        return metas

    def meta(self, *names: str) -> str | None:
        """Return the content of the first ``<meta>`` with the first of these names that the page has."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    def absolute(self, address: str) -> str | None:
        """Make a URL of the page absolute; None if the text is not a URL."""
        if address not in self._absolute:
            self._absolute[address] = _join(self.base_url, address)
        return self._absolute[address]


def _join(base: str, address: str) -> str | None:
    address = address.strip()
    if _PLAIN_ADDRESS.fullmatch(address):  # most are: nothing to join or repair
        return address
    try:
        joined = urljoin(base, address)
    except ValueError:  # brackets that are not an IPv6 address, an invalid host
        return None
    return encodable(joined)


def _refuse_too_long(body: bytes) -> None:
    """Raise NotAnArticle("too_long") for a page that would fill the memory as a tree."""
    if len(body) > LARGEST_PAGE:
        raise NotAnArticle("too_long", f"{len(body):,} bytes")
    if (tags := body.count(b"<")) > MOST_TAGS:
        raise NotAnArticle("too_long", f"{tags:,} tags")
    if len(body) <= 2 * MOST_ATTRIBUTES:  # each takes two bytes at least
        return
    attributes = sum(len(tag[0].split()) - 1 for tag in _LONG_TAG.finditer(body))
    if attributes > MOST_ATTRIBUTES:
        raise NotAnArticle("too_long", f"{attributes:,} attributes")


def parse(body: bytes) -> etree._Element:
    """Parse HTML in UTF-8 into its root element. Raises NotAnArticle("empty" | "too_deep" | "too_long")."""
    return _parse(body)[0]


def parse_page(body: bytes, source: bytes) -> tuple[etree._Element, bool]:
    """Parse a page in UTF-8, a second time if libxml2 and browsers differ; say whether it did.

    ``body``: without what is not read; ``source``: with its scripts.
    Raises NotAnArticle("empty" | "too_deep" | "too_long").
    """
    root, errors = _parse(body)
    templates = list(root.iter("template"))
    calls = streamed(templates, source)
    again = parse_again(body) if calls or is_misread(root, errors) else None
    if again is None:
        read_templates(templates)
        add_lost_attributes(root, errors, body)
    else:
        root = again
    if calls:
        put_in_place(root, calls)
    if again is not None:
        etree.strip_tags(root, etree.Comment)
    return root, again is not None


def _parse(body: bytes) -> tuple[etree._Element, etree._ListErrorLog]:
    if len(body) > MOST_TAGS:
        _refuse_too_long(body)
    # One parser per page: each has its own error log, so threads do not read each other's.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise NotAnArticle("empty", str(error)) from error
    if root is None:
        raise NotAnArticle("empty")
    errors = parser.error_log
    # libxml2 stops at 2,048 open elements; what it has read until then is incomplete.
    if errors and errors[-1].type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        raise NotAnArticle("too_deep")
    return root, errors
