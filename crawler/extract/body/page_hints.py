"""What a page says of its story outside of it: headline, authors and text, and which links are its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import chain, islice
from typing import TypeVar

from crawler.extract.body.density import plain
from crawler.extract.parse.document import Document
from crawler.extract.parse.jsonld import as_list
from crawler.text import unescape, words
from crawler.urls.splitting import parts_of

_TAG = re.compile(r"<[^<>]*>")
_SECOND_LEVEL = words("co com or org ac go gov net web edu ne gr my biz sch id press media news")
"""Labels below the country's under which sites register."""
_MOST = 100
"""Most different titles, and authors, of a page with which its lines are compared."""


T = TypeVar("T", str, frozenset[str])


def _first_of(found: Iterable[T]) -> tuple[T, ...]:
    """Return the first of what was found, each once and none empty."""
    return tuple(islice(dict.fromkeys(each for each in found if each), _MOST))


class PageHints:
    """What helps to tell the story from what stands around it; each is read when it is first needed."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def titles(self) -> tuple[frozenset[str], ...]:
        """The words of each of the page's headlines: OpenGraph, JSON-LD, ``<title>``."""
        headlines = (frozenset(plain(title).split()) for title in self._nodes("headline"))
        return _first_of(chain(self.page_titles, headlines))

    @cached_property
    def page_titles(self) -> tuple[frozenset[str], ...]:
        """The words of the titles that the page's head gives: OpenGraph, ``<title>``."""
        titles = self._metas("og:title", "twitter:title")
        titles.append(self._document.title)
        return _first_of(frozenset(plain(title).split()) for title in titles)

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """The full names of its authors, as :func:`plain` leaves them."""
        names = self._metas("author", "article:author", "parsely-author", "sailthru.author")
        for node in self._document.jsonld:
            for author in as_list(node.get("author")):
                name = author.get("name") if isinstance(author, dict) else author
                names += [each for each in as_list(name) if isinstance(each, str)]
        return _first_of(name for name in map(plain, names) if 1 <= name.count(" ") <= 4)

    @cached_property
    def article_body(self) -> str:
        """The text of the story in the JSON-LD, as :func:`plain` leaves it; empty if it is not there."""
        longest = max(self._nodes("articleBody"), key=len, default="")
        return plain(_TAG.sub(" ", unescape(longest)))

    @cached_property
    def is_live_blog(self) -> bool:
        """Whether its JSON-LD says that it is one: https://schema.org/LiveBlogPosting."""
        return any("LiveBlogPosting" in as_list(node.get("@type")) for node in self._document.jsonld)

    def is_internal(self, href: str) -> bool:
        """Say whether a link leads to another page of the same publisher, on whichever of its hosts."""
        _, slashes, rest = href.partition("//")
        return not slashes or self._brand in rest.partition("/")[0].lower()

    @cached_property
    def _brand(self) -> str:
        """The label of the host that names the site: "kompas" for ``bola.kompas.com``."""
        host = parts_of(self._document.url).hostname or ""
        labels = host.split(".")
        if len(labels) < 2 or labels[-1].isdigit():
            return host
        labels.pop()
        while len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
            labels.pop()
        return labels[-1]

    def _metas(self, *names: str) -> list[str]:
        metas = self._document.metas
        return [content for name in names for content in metas.get(name, ())]

    def _nodes(self, key: str) -> list[str]:
        return [value for node in self._document.jsonld if isinstance(value := node.get(key), str)]
