"""A part of a page in which times, links and marked elements are looked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, lru_cache

from crawler.extract.parse.xpath import Element, attributes, elements

_itemprops = attributes("descendant::*/@itemprop")
_rdfa = attributes("descendant::*/@property")
_properties = elements("descendant::*[@itemprop or @property]")
"""Takes three times as long as the other two."""


class PagePart:
    """A part of a page that is searched; read when first used."""

    def __init__(self, root: Element) -> None:
        self._root = root

    @cached_property
    def times(self) -> list[Element]:
        """Times, and elements that microdata marks."""
        return [*self._root.iter("time", "abbr"), *self._properties]

    @cached_property
    def related(self) -> list[Element]:
        """Links that have a ``rel``, and elements that microdata marks."""
        return [*(link for link in self._anchors if link.get("rel")), *self._properties]

    @cached_property
    def _properties(self) -> list[Element]:
        """The elements of the body that microdata or RDFa marks; those of the head are near no headline."""
        body = self._root.find("body") if self._root.tag == "html" else None
        root = self._root if body is None else body
        marked, other = _itemprops(root), _rdfa(root)
        return _properties(root) if marked and other else marked or other

    @cached_property
    def _anchors(self) -> list[Element]:
        return list(self._root.iter("a"))

    @cached_property
    def _addresses(self) -> str:
        """The URLs of the links, without a final slash, one per line: one text is searched, not hundreds."""
        addresses = [link.get("href", "").strip().rstrip("/") for link in self._anchors]
        text = "\n".join([*addresses, ""])
        if text.count("\n") != len(addresses):  # a URL with line breaks
            text = "\n".join([*("".join(address.split()) for address in addresses), ""])
        return text

    def links(self, address: re.Pattern[str]) -> Iterator[Element]:
        """Yield the links whose URL, without a final slash, matches."""
        places = (found.start() for found in _by_line(address).finditer(self._addresses))
        return self._at(places)

    def links_to(self, slugs: Collection[str]) -> Iterator[Element]:
        """Yield the links whose URL ends with one of these slugs, with or without a slash."""
        return self._at(sorted({at for slug in slugs for at in _places(self._addresses, f"{slug}\n")}))

    def _at(self, places: Iterable[int]) -> Iterator[Element]:
        """Yield the links whose URLs stand at these places of the text, which are in order, each once."""
        number, last, given = 0, 0, -1
        for at in places:
            number += self._addresses.count("\n", last, at)
            last = at
            if number != given:
                given = number
                yield self._anchors[number]


@lru_cache(maxsize=16)
def _by_line(address: re.Pattern[str]) -> re.Pattern[str]:
    """Return the pattern of a URL as one of a text with a URL per line."""
    return re.compile(address.pattern, address.flags | re.MULTILINE)


def _places(text: str, end: str) -> Iterator[int]:
    """Yield the positions of URLs that end with ``end``, after a slash or as a parameter's value."""
    at = text.find(end)
    while at >= 0:
        if at and text[at - 1] in "/=":
            yield at
        at = text.find(end, at + 1)
