"""Notes which texts a run has met: one that stands at many addresses is not an article."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from crawler.rows import Row

MOST = 2
"""At so many addresses a newspaper may print one text: an agency's, a correction."""

REMEMBERED = 1_000
"""Texts: what the site shows in the place of all its articles comes again at once."""

_NAMING = re.compile(r"[\d-]")
"""What the part of a URL contains that names its article: a number, or the hyphens between words."""


@dataclass(frozen=True, slots=True)
class Met:
    """Where a run met a text."""

    url: str
    """The URL of the article."""
    row: Row
    """The row that was requested."""
    result: str
    """What the store said of it: ``new`` or ``changed``."""


class Texts:
    """The texts that one run stored last, and where it met them."""

    def __init__(self) -> None:
        self._met: OrderedDict[str, dict[str, Met]] = OrderedDict()

    def meet(self, content_hash: str, met: Met) -> list[Met]:
        """Note a text that is to be stored; return where else it was met, if that is too often."""
        of_text = self._met.setdefault(content_hash, {})
        self._met.move_to_end(content_hash)
        if len(self._met) > REMEMBERED:
            self._met.popitem(last=False)
        name = name_of(met.url)
        if len(of_text) <= MOST:
            of_text.setdefault(name, met)
        return [other for each, other in of_text.items() if each != name] if len(of_text) > MOST else []

    def forget(self, content_hash: str, met: Met) -> None:
        """Undo :meth:`meet`: what was to be stored was not."""
        of_text = self._met.get(content_hash, {})
        if of_text.get(name_of(met.url)) is met:
            del of_text[name_of(met.url)]


def name_of(url: str) -> str:
    """Return the part of a URL that names its article: versions of it for phones or printers share it.

    >>> name_of("https://kabar.test/bali/putin-yakin-bahwa/amp/"), name_of("https://kabar.test/?p=12&amp=1")
    ('putin-yakin-bahwa', '12')
    """
    parts = urlsplit(url)
    words = [*parts.path.split("/"), *(value for _, value in parse_qsl(parts.query))]
    return max(filter(_NAMING.search, words), key=len, default=f"{parts.path}?{parts.query}")
