"""What a page links, out of the one parse: addresses anywhere in it, and what its head relates to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from crawler.extract.parse.document import Document
from crawler.extract.parse.xpath import texts

_ALL = texts("descendant::*/@href")


class PageLinks:
    """The links of a parsed page; each part is read when first asked."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.url = document.url
        """Where the page is."""

    @cached_property
    def _hrefs(self) -> list[str]:
        roots = (self._document.root, *self._document.without_script)
        return [href for root in roots for href in _ALL(root)]

    def containing(self, part: str) -> Iterator[str]:
        """Yield the addresses that hold a part, absolute and without fragment, in the page's order.

        A page links hundreds of addresses, and few can be meant: only those are made absolute.
        """
        for href in self._hrefs:
            if part in href and (url := self._document.absolute(href)):
                yield url.partition("#")[0]

    def related(self, relation: str, media_type: str | None = None) -> Iterator[str]:
        """Yield the absolute addresses of ``<link>`` with a relation, and a media type if one is named."""
        for link in self._document.head["link"]:
            is_meant = relation in link.get("rel", "").lower().split()
            if is_meant and media_type in (None, link.get("type", "").strip().lower()):
                url = self._document.absolute(link.get("href", ""))
                if url:
                    yield url
