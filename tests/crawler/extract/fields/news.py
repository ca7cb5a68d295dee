"""The page of one news story, whose fields the tests of this folder read."""

from __future__ import annotations

from crawler.article import Article
from crawler.site import NEWSPAPER, Site
from tests.crawler.extract.pages import STORY, URL, article, jsonld, paragraphs, portal

TEXT = paragraphs(*STORY)


def news(**properties: object) -> str:
    """Return the JSON-LD of the page's own article."""
    return jsonld({"@type": "NewsArticle", "headline": "Jembatan dibuka", "url": URL} | properties)


def read(head: str = "", above: str = "", *, site: Site = NEWSPAPER, url: str = URL) -> Article:
    """Read the page with this head, and with this above its text."""
    return article(portal(TEXT, head=head, above=above), site, url=url)
