"""What is read of elements: names without prefixes, texts, the URL that addresses are relative to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from crawler.urls import fetchable, joined

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace, in lower case."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def namespace(element: etree._Element) -> str:
    """Return the namespace of an element; empty if it has none."""
    return element.tag[1:].partition("}")[0] if str(element.tag).startswith("{") else ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children with this name, in any namespace."""
    return (child for child in element if isinstance(child.tag, str) and _local(child.tag) == name)


def text_of(element: etree._Element) -> str:
    """Return all text of an element, also of those in it, without blanks around it."""
    if not len(element):
        return (element.text or "").strip()
    return "".join(map(str, element.itertext())).strip()


def child_text(element: etree._Element, *names: str) -> str | None:
    """Return the text of the first child of the first of these names that has one."""
    for name in names:
        for child in children(element, name):
            text = text_of(child)
            if text:
                return text
    return None


def base_url(element: etree._Element, url: str) -> str:
    """Return the URL that addresses in an element are relative to (XML Base); ``url``: of the document.

    Each ``xml:base`` is itself relative to the one around it; one that is the URL of nothing is none.
    """
    around = [own for each in (element, *element.iterancestors()) if (own := each.get(_XML_BASE))]
    for base in reversed(around):
        inner = joined(url, base)
        url = inner if fetchable(inner) is not None else url
    return url
