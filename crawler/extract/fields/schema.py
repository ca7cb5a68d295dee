"""What a page's JSON-LD says about its article, in schema.org's terms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from crawler.extract.body.density import resembles
from crawler.extract.body.page_hints import PageHints
from crawler.extract.parse.document import Document
from crawler.extract.parse.jsonld import Node, are_article, as_list, types
from crawler.extract.parse.jsonld import texts as jsonld_texts
from crawler.urls import article_key

_PAGES = frozenset(("WebPage", "ItemPage", "FAQPage", "QAPage"))
_GROUPS = frozenset(("Organization", "NewsMediaOrganization", "Corporation", "WebSite"))
_PARTS_OF_NAME = ("givenName", "additionalName", "familyName")
_STAND_INS = ("logo", "default", "placeholder")
"""Words in the file names of pictures that stand in for one of the article's own."""
_MOST_ARTICLES = 100
"""Most objects of the page's own article that are read; a listing of more has articles of other pages."""


class Schema:
    """The objects of a page that describe its article; read when first used."""

    def __init__(self, document: Document, hints: PageHints) -> None:
        self._document = document
        self._hints = hints

    @cached_property
    def typed(self) -> list[tuple[Node, list[str]]]:
        """All objects, with their types."""
        return [(node, types(node)) for node in self._document.jsonld]

    @cached_property
    def has_article(self) -> bool:
        """Whether any object is an article, even a different one."""
        return any(are_article(names) for _, names in self.typed)

    @cached_property
    def articles(self) -> list[Node]:
        """The objects of the page's own article, the most certain one first.

        If blocks disagree, the one with the page's URL or headline is meant; one with another page's
        URL or another headline is about another story.
        """
        nodes = [node for node, names in self.typed if are_article(names)]
        if len(nodes) < 2:
            return nodes
        ranks = [self._rank(node) for node in nodes]
        best = max(ranks)
        order = sorted(range(len(nodes)), key=lambda i: -ranks[i])
        return [nodes[i] for i in order if ranks[i] >= min(best, 0)][:_MOST_ARTICLES]

    def is_own(self, node: Node) -> bool:
        """Say whether nothing in an article's object says that it is about another page."""
        return self._rank(node) >= 0

    def text(self, *properties: str) -> str | None:
        """Return the first text that the article's objects have under one of these properties."""
        found = (
            text
            for node in self.articles
            for name in properties
            for text in self._texts(node.get(name), "name")
        )
        return next(found, None)

    def page_text(self, name: str) -> str | None:
        """Return the first text that the objects of the page itself (WebPage) have under a property."""
        pages = (node for node, names in self.typed if not _PAGES.isdisjoint(names))
        return next((text for node in pages for text in jsonld_texts(node.get(name))), None)

    def texts(self, name: str) -> list[str]:
        """Return the texts of a property of the first of the article's objects that has it."""
        for node in self.articles:
            found = list(self._texts(node.get(name), "name"))
            if found:
                return found
        return []

    def authors(self) -> list[str]:
        """Return the names under ``author`` (else ``creator``)."""
        for name in ("author", "creator"):
            for node in self.articles:
                found = [text for each in as_list(node.get(name)) for text in _name_of(self._resolve(each))]
                if found:
                    return found
        pages = (node for node, names in self.typed if not self.has_article and not _PAGES.isdisjoint(names))
        return [text for node in pages for text in _name_of(self._resolve(node.get("author")))]

    def organisations(self) -> list[str]:
        """Return the organisations that the page's objects name as author, publisher or site."""
        nodes = list(self._document.jsonld)
        for node in self.articles:
            named = [*as_list(node.get("author")), *as_list(node.get("publisher"))]
            nodes += map(self._resolve, named)
        once = {id(each): each for each in nodes if isinstance(each, dict)}  # many may refer to one
        groups = (each for each in once.values() if not _GROUPS.isdisjoint(types(each)))
        return list(dict.fromkeys(text for group in groups for text in _name_of(group)))

    def image(self) -> str | None:
        """Return the URL of the article's picture; stand-ins do not count."""
        for node in self.articles:
            for each in as_list(node.get("image")) + as_list(node.get("thumbnailUrl")):
                for url in jsonld_texts([self._resolve(each)], "url", "contentUrl", "@id"):
                    if not any(word in url.rpartition("/")[2].lower() for word in _STAND_INS):
                        return url
        return None

    def section_in_breadcrumb(self) -> str | None:
        """Return the last entry of a BreadcrumbList before the article itself, except the front page."""
        for node, kinds in self.typed:
            if "BreadcrumbList" in kinds:
                items = [item for item in as_list(node.get("itemListElement")) if isinstance(item, dict)]
                names = [
                    next(jsonld_texts([item.get("name"), item.get("item")], "name"), "") for item in items
                ]
                names = [name for name in names[1:] if name]
                if names and resembles(names[-1], self._hints.titles) > 0.5:
                    names.pop()
                if names:
                    return names[-1]
        return None

    def _rank(self, node: Node) -> int:
        """Return how likely an object is the page's own article; negative: it is another article."""
        rank = 0
        urls = [
            url
            for name in ("mainEntityOfPage", "url", "@id")
            for url in jsonld_texts(node.get(name), "@id", "url")
        ]
        urls = [url for url in urls if "://" in url]
        if urls:
            rank += 2 if any(article_key(url.partition("#")[0]) in self._own_keys for url in urls) else -1
        titles = self._hints.page_titles
        headline = next(jsonld_texts([node.get("headline"), node.get("name")]), None)
        if headline is not None and titles:
            rank += 1 if resembles(headline, titles) > 0.4 else -2
        return rank

    @cached_property
    def _own_keys(self) -> set[str]:
        """The keys of the page's own URLs."""
        urls = self._document.metas.get("og:url", ())
        return {article_key(self._document.url), *map(article_key, urls)}

    def _texts(self, value: Any, *properties: str) -> Iterator[str]:
        return jsonld_texts([self._resolve(each) for each in as_list(value)], *properties)

    def _resolve(self, value: Any) -> Any:
        """Return the object that a reference (only ``{"@id": ...}``) refers to."""
        if isinstance(value, dict) and len(value) <= 2 and "@id" in value and "name" not in value:
            return self._by_id.get(str(value["@id"]), value)
        return value

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        nodes = self._document.jsonld
        return {str(node["@id"]): node for node in reversed(nodes) if len(node) > 1 and "@id" in node}


def _name_of(person: Any) -> Iterator[str]:
    """Yield the name of a person or organisation."""
    if isinstance(person, list):
        for each in person:
            yield from _name_of(each)
        return
    named = person.get("name") if isinstance(person, dict) else None
    if isinstance(named, dict) and "name" in named:
        yield from jsonld_texts(named, "name")
    elif isinstance(person, dict) and not named:
        name = " ".join(jsonld_texts([person.get(part) for part in _PARTS_OF_NAME]))
        if name:
            yield name
    else:
        yield from jsonld_texts(person, "name")
