"""Tags that are larger than any page needs, made smaller before the page becomes a tree.

libxml2 compares each attribute of a tag with all those before it, and the names in a class are read again
for each thing that stands inside of the element.
"""

from __future__ import annotations

import re
from itertools import islice

_LONG = 10_000
"""Bytes of a tag that is looked at. Pictures and settings in attributes make tags longer: they stay."""
_MOST_ATTRIBUTES = 256
_LONGEST_NAMES = 4_000
"""Bytes of the classes of an element, and of its id."""

_ATTRIBUTE = rb"""[^\s"'<>/=][^\s>/=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+))?"""
_TAG = re.compile(rb"<[a-zA-Z][^\s<>/]*+(?P<attributes>(?:[\s/]++(?:%b)?)++)>" % _ATTRIBUTE)
_EACH = re.compile(_ATTRIBUTE)
_NAMES = re.compile(rb"""(?:class|id|itemprop)\s*=\s*["']?""", re.IGNORECASE)


def shorten_tags(body: bytes) -> bytes:
    """Return the page with at most 256 attributes in a long tag, and 4,000 bytes of names.

    >>> len(shorten_tags(b"<p class='" + b"name " * 9_000 + b"'>Text</p>"))
    4009
    """
    # Nearly all pages have a "<" in each stretch of this length, and are done.
    if all(body.find(b"<", start, start + _LONG) >= 0 for start in range(0, len(body) - _LONG, _LONG)):
        return body
    return _TAG.sub(_shortened, body)


def _shortened(tag: re.Match[bytes]) -> bytes:
    if len(tag[0]) < _LONG:
        return tag[0]
    attributes = (each[0] for each in islice(_EACH.finditer(tag["attributes"]), _MOST_ATTRIBUTES))
    name = tag[0][: tag.start("attributes") - tag.start()]
    return b" ".join([name, *map(_with_short_names, attributes)]) + b">"


def _with_short_names(attribute: bytes) -> bytes:
    found = _NAMES.match(attribute)
    if found is None or len(attribute) <= _LONGEST_NAMES:
        return attribute
    quote = attribute[found.end() - 1 : found.end()].strip(b"=")
    return attribute[:_LONGEST_NAMES].rpartition(b" ")[0] + quote
