"""XML as it is found on the web: with stray ampersands, blank lines before the prolog, gzipped, cut off."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from lxml import etree

from crawler.discovery.listing import NotAListing

MAX_BYTES = 64 * 1024 * 1024
"""A sitemap has at most 50 MB (sitemaps.org); what unpacks to more is not a sitemap."""

_BARE_AMPERSAND = re.compile(rb"&(?!(?:#\d+|#x[0-9a-fA-F]+|\w+);)")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def read_xml(body: bytes) -> etree._Element:
    """Return the root element of a document, gunzipped if necessary; a truncated one is read up to the cut.

    Raises NotAListing("empty" | "html" | "not_xml" | "too_large").
    """
    body = gunzip(body).removeprefix(b"\xef\xbb\xbf").strip()
    if not body:
        raise NotAListing("empty")
    if _HTML.search(body[:1024]):
        raise NotAListing("html")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(_BARE_AMPERSAND.sub(b"&amp;", body), parser)
    except etree.XMLSyntaxError as error:
        raise NotAListing("not_xml") from error
    if root is None:
        raise NotAListing("not_xml")
    return root


def gunzip(body: bytes) -> bytes:
    """Decompress a body that is gzip; a truncated one is decompressed up to the cut.

    Raises NotAListing("too_large" | "not_gzip").
    """
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(body, MAX_BYTES)
    except zlib.error as error:
        raise NotAListing("not_gzip") from error
    if unpacker.unconsumed_tail:
        raise NotAListing("too_large")
    return plain


def is_closed(body: bytes, name: str) -> bool:
    """Say whether a document ends with its root element, that is, was not cut off."""
    tail = gunzip(body)[-2048:]
    return re.search(rf"</(?:\w+:)?{name}\s*>|/>\s*\Z".encode(), tail) is not None


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace, in lower case."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


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
