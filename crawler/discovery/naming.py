"""What an article's page names of itself besides its text: its REST record, its lasting address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from crawler.page import Page
from crawler.urls import same_site

_LINK_TAG = re.compile(rb"<link\b[^>]{1,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(rel|type|href)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_HEADER_ENTRY = re.compile(r"<([^>]*)>([^<]*)")
_HEADER_PARAMETER = re.compile(r';\s*(rel|type)="?([^";,]+)')

_LOOKED_AT = 200_000
"""Bytes in which a page's head ends."""


def record_url(page: Page, link_header: str) -> str | None:
    """Return the address of the REST record that an article's page names as its own; null: it names none."""
    for relation, media_type, url in _links(page, link_header):
        if relation == "alternate" and media_type == "application/json":
            return url
    return None


def lasting_address(page: Page, link_header: str) -> str | None:
    """Return WordPress' own short address of an article (``/?p=12``), which survives that it is renamed.

    Short addresses of other services say nothing of where the article is.
    """
    for relation, _, url in _links(page, link_header):
        parts = urlsplit(url)
        if relation == "shortlink" and same_site(url, page.url):
            query = parse_qsl(parts.query)
            if len(query) == 1 and query[0][0] == "p" and query[0][1].isdigit():
                return url
    return None


def _links(page: Page, link_header: str) -> Iterator[tuple[str, str, str]]:
    """Yield relation, media type and address of the links of a page: its headers', then its head's."""
    for url, rest in _HEADER_ENTRY.findall(link_header):
        named = dict(_HEADER_PARAMETER.findall(rest))
        yield named.get("rel", "").strip(), named.get("type", "").strip(), url
    for tag in _LINK_TAG.findall(page.body, 0, _LOOKED_AT):
        named = {
            name.lower(): double or single
            for name, double, single in _ATTRIBUTE.findall(tag.decode("utf-8", "replace"))
        }
        url = named.get("href", "").replace("&#038;", "&").replace("&amp;", "&")
        if url:
            yield named.get("rel", ""), named.get("type", ""), url
