"""XML as it is found on the web: with stray ampersands, blank lines before the prolog, gzipped, cut off.

And larger than memory allows: a sitemap is read element by element, a feed as a tree that has a limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from lxml import etree

from crawler.content_encoding import GZIP_MAGIC, LARGEST_BODY, CutOff, NotEncoded, TooLarge, unpack
from crawler.discovery.listing import NotAListing

MAX_TREE = 16 * 1024 * 1024
"""Bytes of the largest document that is read as a tree; a feed of all articles of a year has some."""
MAX_TAGS = 400_000
"""Most tags of such a document: each takes some hundred bytes there."""
MAX_ATTRIBUTES = 1_000_000
"""Most attributes of it, by the equals signs, of which a text may have some, too."""
MOST_PARTS = 10_000
"""Most parts of one entry that is read element by element: a sitemap's has some tens."""

_LENIENT: dict[str, Any] = {
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "remove_comments": True,
    "remove_pis": True,
}
_PIECE = 256 * 1024
_LONGEST_ENTITY = 16
_CDATA, _END_OF_CDATA = b"<![CDATA[", b"]]>"
_BARE_AMPERSAND = re.compile(rb"&(?!(?:#\d+|#x[0-9a-fA-F]+|\w+);)")
_ABOVE = rb"(?:<\?[^>]*>|<!--.*?-->|\s+)*+"
"""What stands before the root element and is not a document type: declarations, comments."""
_TYPE = rb"(?P<doctype><!DOCTYPE[^\[>]*(?:\[(?:[^\]\"']|\"[^\"]*\"|'[^']*')*+\]\s*)?>)"
_PROLOG = re.compile(_ABOVE, re.DOTALL)
_DOCTYPE = re.compile(_ABOVE + _TYPE, re.DOTALL)
_ROOT = re.compile(_ABOVE + rb"<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL | re.ASCII)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def read_xml(body: bytes) -> etree._Element:
    """Return the root element of a document (not gzip); a truncated one is read up to the cut.

    Raises NotAListing("empty" | "html" | "not_xml" | "too_large").
    """
    if len(body) > MAX_TREE or body.count(b"<") > MAX_TAGS or body.count(b"=") > MAX_ATTRIBUTES:
        raise NotAListing("too_large")
    parser = etree.XMLParser(**_LENIENT)
    try:
        for piece in _repaired(_begun(body)):
            parser.feed(piece)
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise NotAListing("not_xml") from error
    if root is None:
        raise NotAListing("not_xml")
    return root


def read_elements(body: bytes, *names: str) -> Iterator[etree._Element]:
    """Yield the root element of a document, then each element in it with one of these names.

    Of the root only its own name counts, and an element is empty again when the next one is asked for; none
    stands in another one. Names are compared without namespace and case. The element in which a truncated
    document is cut off is not there: half a URL is another URL. Raises NotAListing like read_xml.
    """
    body = _begun(body)
    spelled = {each.decode() for each in re.findall(_tags(names), body[:_PIECE], re.IGNORECASE)}
    found = _ROOT.match(body)
    above = [found[1].decode()] if found else []
    tags = tuple(f"{{*}}{name}" for name in {*names, *spelled, *above})
    parser = etree.XMLPullParser(events=("start", "end"), tag=tags, **_LENIENT)
    root: Any = None
    try:
        for piece in chain(_repaired(body), [None]):
            closed: Any = None
            if piece is None:
                closed = parser.close()
            else:
                parser.feed(piece)
            for event, element in parser.read_events():
                child: Any = element
                around = child.getparent()
                if root is None:
                    root = child.getroottree().getroot()
                    yield root
                if event == "end" and around is not None and local_name(around) not in names:
                    if piece is None and not is_closed(body, local_name(root)):
                        return
                    yield child
                    child.clear()
                    while child.getprevious() is not None:
                        del around[0]
            if root is None and closed is not None:
                yield closed
            elif root is not None:
                _forget(root)
    except etree.XMLSyntaxError as error:
        raise NotAListing("not_xml") from error


def _forget(root: Any) -> None:
    """Delete what was read of a document, and nobody asked for. Raises NotAListing("too_large")."""
    if len(root) > 1:
        del root[:-1]
    if len(root) and len(root[-1]) > MOST_PARTS:
        raise NotAListing("too_large")


def _tags(names: Iterable[str]) -> bytes:
    """Return a pattern that finds the start tags of these names, however they are spelled."""
    return rf"<(?:[\w.-]+:)?({'|'.join(names)})[\s>]".encode()


def _begun(body: bytes) -> bytes:
    """Return a document from its first letter on. Raises NotAListing("empty" | "html")."""
    body = body.removeprefix(b"\xef\xbb\xbf")
    if body[:1].isspace():
        body = body.lstrip()
    if not body:
        raise NotAListing("empty")
    prolog = _PROLOG.match(body)
    root = prolog.end() if prolog else 0
    if _HTML.search(body[root : root + 1024]):
        raise NotAListing("html")
    # Entities of entities would stop the parser, which tells nobody: without definitions they are nothing.
    doctype = _DOCTYPE.match(body) if b"<!DOCTYPE" in body[:_PIECE] else None
    return body[: doctype.start("doctype")] + body[doctype.end() :] if doctype else body


def _repaired(body: bytes) -> Iterator[bytes]:
    """Yield a document in pieces, with stray ampersands escaped; in CDATA an ampersand is itself."""
    position = 0
    while position < len(body):
        cdata = body.find(_CDATA, position)
        end = len(body) if cdata < 0 else cdata
        while position < end:
            stop = min(position + _PIECE, end)
            if stop < end and (stray := body.rfind(b"&", stop - _LONGEST_ENTITY, stop)) >= 0:
                stop = stray  # what follows it decides whether it is stray
            yield _BARE_AMPERSAND.sub(b"&amp;", body[position:stop])
            position = stop
        if cdata >= 0:
            closed = body.find(_END_OF_CDATA, cdata)
            position = len(body) if closed < 0 else closed + len(_END_OF_CDATA)
            yield body[cdata:position]


def gunzip(body: bytes) -> bytes:
    """Decompress a body that is gzip; a truncated one is decompressed up to the cut.

    Raises NotAListing("too_large" | "not_gzip").
    """
    if not body.startswith(GZIP_MAGIC[:2]):
        return body
    try:
        return unpack(body, ["gzip"], LARGEST_BODY)
    except CutOff as cut:
        return cut.body
    except TooLarge as error:
        raise NotAListing("too_large") from error
    except NotEncoded as error:
        raise NotAListing("not_gzip") from error


def is_closed(body: bytes, name: str) -> bool:
    """Say whether a document (not gzip) ends with its root element, that is, was not cut off."""
    tail = body[-4096:].replace(b"\0", b"")  # UTF-16 has them between the letters
    return re.search(rf"</(?:\w+:)?{name}\s*>|/>\s*\Z".encode(), tail, re.IGNORECASE) is not None


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace, in lower case."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children with this name, in any namespace."""
    return (child for child in element if local_name(child) == name)


def child_text(element: etree._Element, *names: str) -> str | None:
    """Return the text of the first child of the first of these names that has one."""
    for name in names:
        for child in children(element, name):
            text = "".join(map(str, child.itertext())).strip()
            if text:
                return text
    return None
