"""The path that leads from the front page to a story, as its page prints it: "Beranda › Daerah › ...".

It is known by its name, by WAI-ARIA's pattern (``aria-label="Breadcrumb"``,
https://www.w3.org/WAI/ARIA/apg/patterns/breadcrumb/), by schema.org's ``BreadcrumbList``, or by the signs
between its links, the first of which leads to the front page. A menu has no such signs.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from crawler.extract.body.blocks import has_many, text_of
from crawler.extract.body.names import is_called
from crawler.extract.parse.xpath import Element
from crawler.text import folded, words
from crawler.urls.splitting import parts_of

PATH_WORDS = words("breadcrumb breadcrumbs crumb crumbs")
"""Words in the names of elements that hold such a path."""
_LEVELS = 4
"""How many enclosing elements of a link are checked for being breadcrumbs."""
_MOST_LINKS = 12
"""More links are a menu's."""
_SIGNS = frozenset("›»>/→❯▸▶‣")
_LONGEST = 60
"""Longest name of a section, in characters."""


def section_in_path(near: Collection[Element], own: Collection[str], headline: str) -> str | None:
    """Return the last page of the path above a headline that is not the front page, nor this one."""
    others: set[Element] = set()
    for link in near:
        box = _path_around(link, others) if link.tag == "a" else None
        if box is not None:
            names = [name for each in box.iter("a") if (name := _name(each, own, headline))]
            return names[-1] if names else None
    return None


def _path_around(link: Element, others: set[Element]) -> Element | None:
    """Return the box of the path that a link is in; None: it is in none.

    ``others``: elements that are not called a path, so that those around several links are asked once.
    """
    leads_home = _leads_home(link)
    for node in islice(link.iterancestors(), _LEVELS):
        if (node not in others and _is_path(node)) or (leads_home and _has_signs(node)):
            return None if has_many(node) or len(_links(node)) > _MOST_LINKS else node
        others.add(node)
    return None


def _links(node: Element) -> list[Element]:
    return list(islice(node.iter("a"), _MOST_LINKS + 1))


def _is_path(node: Element) -> bool:
    if is_called(node, PATH_WORDS):
        return True
    return "breadcrumb" in f"{node.get('aria-label', '')} {node.get('itemtype', '')}".casefold()


def _has_signs(node: Element) -> bool:
    """Say whether the links in an element are parts of a path: between all of them stand its signs."""
    links = _links(node)
    if not 2 <= len(links) <= _MOST_LINKS or not _leads_home(links[0]) or has_many(node):
        return False
    inside = text_of(node)
    at = len(text_of(links[0]))
    for link in links[1:]:
        text = text_of(link)
        found = inside.find(text, at) if text else -1
        sign = inside[at:found].strip() if found >= 0 else ""
        if not sign or not _SIGNS.issuperset(sign):
            return False
        at = found + len(text)
    return inside.startswith(text_of(links[0]))


def _leads_home(link: Element) -> bool:
    address = parts_of(link.get("href", "").strip())
    return bool(address.netloc or address.path) and address.path in ("", "/") and not address.query


def _name(link: Element, own: Collection[str], headline: str) -> str:
    """Return the name of a section that a link leads to; empty for the front page and for the page itself."""
    address = link.get("href", "").strip()
    text = text_of(link).strip(" #,;|/›»>")
    if _leads_home(link) or not address or address.startswith("#") or len(text) > _LONGEST:
        return ""
    is_own = address.partition("#")[0].rstrip("/") in own or folded(text) == headline
    return "" if is_own else text
