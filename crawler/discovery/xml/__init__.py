"""XML as it is found: in another encoding than it says, behind junk, with undeclared prefixes, cut off.

And larger than memory allows: a sitemap is read element by element, a feed as a tree that has a limit.

The steps: bytes of a body -> UTF-8 (:mod:`decoding`) -> with plain entities as their texts (:mod:`entities`)
-> without what stands before and between the elements (:mod:`cleaning`) -> elements (:mod:`reading`), of
which :mod:`elements` reads names, texts and base URLs.
"""

from __future__ import annotations

from crawler.discovery.xml.cleaning import XmlText, clean
from crawler.discovery.xml.decoding import decoded, gunzip
from crawler.discovery.xml.elements import base_url, child_text, children, local_name, namespace, text_of
from crawler.discovery.xml.reading import (
    MAX_ATTRIBUTES,
    MAX_TAGS,
    MAX_TREE,
    count_entries,
    read_entries,
    read_trees,
)

__all__ = [
    "MAX_ATTRIBUTES",
    "MAX_TAGS",
    "MAX_TREE",
    "XmlText",
    "base_url",
    "child_text",
    "children",
    "clean",
    "count_entries",
    "decoded",
    "gunzip",
    "local_name",
    "namespace",
    "read_entries",
    "read_trees",
    "text_of",
]
