"""The elements of a cleaned document: one by one, or as trees that have a limit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import Any

from lxml import etree

from crawler.discovery.listing import NotAListing
from crawler.discovery.xml.cleaning import XmlText, repaired
from crawler.discovery.xml.elements import local_name

MAX_TREE = 16 * 1024 * 1024
"""Bytes of the largest document that is read as a tree; a feed of all articles of a year has some."""
MAX_TAGS = 400_000
"""Most tags of such a document: each takes some hundred bytes there."""
MAX_ATTRIBUTES = 1_000_000
"""Most attributes of it, by the equals signs, of which a text may have some, too."""
LARGEST_ENTRY = 4 * 1024 * 1024
"""Bytes of the largest entry of a sitemap; one with a thousand pictures has some hundred thousand."""

MOST_ENTRIES = 500_000
"""Most entries that are looked at, also if they name nothing."""

_LENIENT: dict[str, Any] = {
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "remove_comments": True,
    "remove_pis": True,
}
_MOST_PREFIXES = 100
_OUTER = "documents"
_END = "end-of-documents"
"""An element of ours behind a document: where it is missing the parser stopped above."""
_DEPTH = 8
"""So many surplus end tags close elements of ours, not the document: a parser stops at its end."""


def _opening(body: bytes, depth: int) -> bytes:
    """Return the start tags of elements of ours around a document.

    They hold several documents that stand one behind the other, and what follows them. They declare each
    prefix, since lxml says nothing of an element whose prefix nobody declared.
    """
    declared = b"".join(b' xmlns:%b="prefix:%b"' % (each, each) for each in sorted(_prefixes(body)))
    outer = _OUTER.encode()
    return b"<%b%b>" % (outer, declared) + b"<%b>" % outer * (depth - 1)


def _prefixes(body: bytes) -> set[bytes]:
    """Return the prefixes of a document's elements."""
    known: list[bytes] = [b"xml", b"xmlns"]
    position = 0
    while len(known) < _MOST_PREFIXES:
        others = b"|".join(map(re.escape, known))
        found = re.compile(rb"<(?!(?:" + others + rb"):)([A-Za-z_][\w.-]*+):").search(body, position)
        if found is None:
            break
        known.append(found[1])
        position = found.end()
    return {*known[2:]}


def read_trees(text: XmlText) -> tuple[list[etree._Element], bool]:
    """Return the root elements of a document, or of several in one body, and whether that is all of it.

    A document that was cut off, or that is too deep for the parser, is read up to there.
    Raises NotAListing("not_xml" | "too_large").
    """
    body = text.body
    if len(body) > MAX_TREE or body.count(b"<") > MAX_TAGS or body.count(b"=") > MAX_ATTRIBUTES:
        raise NotAListing("too_large")
    parser = etree.XMLParser(**_LENIENT, huge_tree=True)  # tags that nobody closed make it deep
    try:
        parser.feed(_opening(body, _DEPTH))
        for piece in repaired(body):
            parser.feed(piece)
        parser.feed(f"<{_END}/>")
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise NotAListing("not_xml") from error
    end: Any = next(root.iter(f"{{*}}{_END}"), None)
    if end is not None:
        end.getparent().remove(end)
    while len(root) and local_name(root[0]) == _OUTER:
        root = root[0]
    if not len(root):
        raise NotAListing("not_xml")
    return list(root), text.is_closed and end is not None


def read_entries(text: XmlText, *names: str) -> Iterator[etree._Element]:
    """Yield the elements with these names (in lower case), in any namespace and spelling.

    Each reaches to the start of the next one and is parsed by itself: so it costs no memory when it was
    read, and tags that nobody closed, or that were closed twice, spoil one entry, not all behind it.
    One that was cut off is not there, also where another document follows: half a URL is another URL.
    Raises NotAListing("too_large").
    """
    body, opening = text.body, _opening(text.body, 1)
    parser = etree.XMLParser(**_LENIENT)
    start, end = None, _end_tag((*names, "loc"))
    for number, found in enumerate(chain(_start_tag(names).finditer(body), [None])):
        stop = found.start() if found else len(body)
        end = end if found or text.is_closed else _end_tag(names)
        if number > MOST_ENTRIES:
            raise NotAListing("too_large")
        if start is not None and end.search(body, start, stop):
            if stop - start > LARGEST_ENTRY:
                raise NotAListing("too_large")
            source = b"".join([opening, *repaired(body[start:stop])])
            with suppress(etree.XMLSyntaxError, IndexError):  # it is too deep: an entry has three levels
                yield etree.fromstring(source, parser)[0]
        start = stop


def count_entries(text: XmlText, *names: str) -> int:
    """Return how many elements with these names a document has."""
    return sum(1 for _ in _start_tag(names).finditer(text.body))


def _start_tag(names: tuple[str, ...]) -> re.Pattern[bytes]:
    return re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(names)})(?=[\s>/])".encode(), re.IGNORECASE)


def _end_tag(names: tuple[str, ...]) -> re.Pattern[bytes]:
    return re.compile(rf"</(?:[\w.-]+:)?(?:{'|'.join(names)})\s*>".encode(), re.IGNORECASE)
