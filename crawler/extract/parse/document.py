"""A page, parsed once; what several readers ask of it is read from the tree once, when first asked."""

from __future__ import annotations

import re
from functools import cached_property
from typing import cast
from urllib.parse import urljoin

from lxml import etree

from crawler.extract.not_an_article import NotAnArticle
from crawler.extract.parse.encoding import to_utf8
from crawler.extract.parse.jsonld import Node, read_nodes
from crawler.extract.parse.rawtext import drop_unread, noscripts
from crawler.extract.parse.wordpress_markup import find_post, is_wordpress
from crawler.page import Page

_PLAIN_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d{1,5})?/[\w./~%+,;=&?-]*", re.ASCII)
_NAMING = frozenset(("name", "property", "itemprop", "http-equiv"))
_HEAD_TAGS = ("title", "base", "meta", "link", "script")


class Document:
    """A parsed page.

    The tree holds no comments and no processing instructions. Nobody changes it: what the readers
    leave out they skip, so that all of them see the page as it was printed.
    """

    def __init__(self, page: Page) -> None:
        """Parse the page. Raises NotAnArticle("empty" | "not_html" | "too_deep")."""
        self.page = page
        self.url = page.url
        self._source = to_utf8(page)
        self.root: etree._Element = parse(drop_unread(self._source))

    @cached_property
    def body(self) -> etree._Element:
        """The element of the page's body; the root where it has none."""
        body = self.root.find("body")
        return self.root if body is None else body

    @cached_property
    def is_wordpress(self) -> bool:
        """Whether WordPress made the page."""
        return is_wordpress(self.body)

    @cached_property
    def post(self) -> etree._Element | None:
        """The element of the WordPress post, null where the page has none."""
        return find_post(self.body)

    @cached_property
    def without_script(self) -> list[etree._Element]:
        """The insides of ``<noscript>`` that link something: nothing that is read, but a reader's way on."""
        return [parse(part) for part in noscripts(self._source) if b"href" in part]

    @cached_property
    def head(self) -> dict[str, list[etree._Element]]:
        """What belongs into a page's head, wherever it stands, by tags, each list in the page's order."""
        head: dict[str, list[etree._Element]] = {tag: [] for tag in _HEAD_TAGS}
        for element in self.root.iter(*_HEAD_TAGS):
            head[str(element.tag)].append(element)
        return head

    @cached_property
    def base_url(self) -> str:
        """What relative addresses on the page are relative to."""
        href = next((base.get("href", "") for base in self.head["base"]), "").strip()
        return (href and _join(self.url, href)) or self.url

    @cached_property
    def title(self) -> str:
        """The text of ``<title>``; empty without one."""
        texts = (" ".join((title.text or "").split()) for title in self.head["title"])
        return next((text for text in texts if text), "")

    @cached_property
    def canonical(self) -> str | None:
        """What the page calls its canonical address, made absolute."""
        links = (link for link in self.head["link"] if link.get("rel", "").lower() == "canonical")
        href = next((link.get("href") for link in links if link.get("href")), None)
        return self.absolute(href) if href else None

    @cached_property
    def jsonld(self) -> list[Node]:
        """The objects of all JSON-LD blocks, ``@graph`` opened, in the page's order."""
        scripts = (each for each in self.head["script"] if "ld+json" in each.get("type", ""))
        return read_nodes(script.text or "" for script in scripts)

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """The contents of ``<meta>`` by lower-case name, property or itemprop, in the page's order."""
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
        """Return the content of the first ``<meta>`` of the first of these names that the page has."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    def absolute(self, address: str) -> str | None:
        """Make an address of the page absolute; null for a text that no address can be read from."""
        return _join(self.base_url, address)


def _join(base: str, address: str) -> str | None:
    address = address.strip()
    if _PLAIN_ADDRESS.fullmatch(address):  # most are: nothing to join, nothing to mend
        return address
    try:
        joined = urljoin(base, address)
    except ValueError:  # brackets that are no IPv6 address, a host that no name may have
        return None
    return joined.encode("utf-8", "ignore").decode()  # JSON may hold half of a surrogate pair


def parse(body: bytes) -> etree._Element:
    """Parse HTML in UTF-8 into its root element. Raises NotAnArticle("empty" | "too_deep")."""
    # One parser a page: its error log belongs to it, so threads do not read each other's.
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
    # libxml2 stops at 2,048 open elements; what it has read until then is no page to trust.
    if errors and errors[-1].type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        raise NotAnArticle("too_deep")
    return root
