"""The links of a page, from the same parse: URLs anywhere in it, and those of ``<link>`` in its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from crawler.extract.parse.document import Document
from crawler.extract.parse.xpath import texts

_ALL = texts("descendant::*/@href")


class PageLinks:
    """The links of a parsed page; each part is read when first used."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.url = document.url
        """The page's own URL."""

    @cached_property
    def _hrefs(self) -> list[str]:
        roots = (self._document.root, *self._document.without_script)
        return [href for root in roots for href in _ALL(root)]

    def matching(self, pattern: re.Pattern[str]) -> Iterator[str]:
        """Yield the URLs in which a pattern is found, absolute and without fragment, in the page's order.

        A page links to hundreds of URLs, and few are relevant: only those are made absolute. So the pattern
        is looked for in them as they stand on the page, with their fragments.
        """
        for href in self._hrefs:
            if pattern.search(href) and (url := self._document.absolute(href)):
                yield url.partition("#")[0]

    def related(self, relation: str, media_type: str | None = None) -> Iterator[str]:
        """Yield the absolute URLs of ``<link>`` with a relation, and with a media type if one is given."""
        for link in self._document.head["link"]:
            is_meant = relation in link.get("rel", "").lower().split()
            if is_meant and media_type in (None, link.get("type", "").strip().lower()):
                url = self._document.absolute(link.get("href", ""))
                if url:
                    yield url
