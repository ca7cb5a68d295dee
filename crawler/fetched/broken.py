"""Pages whose text a broken layout may hide, and the REST record that has it all the same.

A page of WordPress names its own record (``<link rel="alternate" type="application/json">``), whatever its
theme has become. What the theme does not show is read from there, so that nothing is lost until the
extraction knows the new layout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC
from urllib.parse import unquote

from crawler.article import Article
from crawler.extract import NotAnArticle
from crawler.extract.body.told import LEAST_SHARE, told_share, told_words
from crawler.extract.links import PageLinks
from crawler.extract.not_an_article import Reason
from crawler.extract.parse.document import Document
from crawler.fetched.links import record_url
from crawler.page import Page
from crawler.urls import article_key, clean_url

BROKEN: frozenset[Reason] = frozenset(("no_text", "no_headline", "teaser", "listing", "too_deep"))
"""Reasons that a broken layout may be at fault for.

Not ``login_wall``: what a newspaper closes is not read through another door. Not those of the server
(``challenge``, ``empty``): a later run has the page. The others say what else a page is.
"""

_RECORD = re.compile(r"/wp/v2/([\w-]+)/\d+")
_NO_POSTS = frozenset(
    ("pages", "media", "categories", "tags", "users", "comments", "blocks", "templates", "navigation")
)
"""Collections of core that hold no articles; what other names mean, plugins decide: articles, or terms."""
_POSTS = "posts"

_LEAST_TEXT = 200
"""Characters of a record below which a page that shows no text has none: a video, a picture."""
_LEAST_BEHIND_TEASER = 1_200
"""The same, where a page shows only the beginning and nobody tells how long the article is: a longer text is
none that an excerpt is (:mod:`crawler.extract.refusing.gates`)."""
_MORE = 1.2
"""A record is taken instead of a page's short text from this many times the words on."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A page whose text may be hidden by its layout."""

    page_url: str
    fetched_at: str | None
    """As the article has it."""
    reason: Reason | None
    """Why it was refused; None: it was read, but with far less text than its JSON-LD tells of."""
    record_url: str
    told: int
    """How many words its article has; 0: that is not told."""

    def mended(self, record: Article, shown: Article | None) -> Article | None:
        """Return the article by its record; None: the record has no more of it than the page.

        ``shown``: what the page shows.
        """
        if record.url is not None and article_key(record.url) != article_key(self.page_url):
            return None  # a cache has given the page the head of another one
        if told_share(record.text, self.told) < LEAST_SHARE or len(record.text) < _LEAST_TEXT:
            return None
        if self.reason == "teaser" and not self.told and len(record.text) < _LEAST_BEHIND_TEASER:
            return None
        if shown is not None and len(record.text.split()) < _MORE * len(shown.text.split()):
            return None
        return replace(record, url=clean_url(self.page_url), fetched_at=self.fetched_at)


def refused_by_layout(page: Page, reason: Reason, link_header: str) -> Broken | None:
    """Return what a refused page tells of its record; None: its layout is not at fault, or it has none."""
    if reason not in BROKEN or not _may_name_record(page, link_header):
        return None
    try:
        document = Document(page)
    except NotAnArticle:
        return None
    url = record_url(PageLinks(document), link_header)
    if url is None or not is_of_article(url, surely=reason == "listing"):
        return None
    at = page.fetched_at.astimezone(UTC).isoformat(timespec="seconds") if page.fetched_at else None
    return Broken(page.url, at, reason, url, told_words(document.jsonld))


def is_of_article(url: str, *, surely: bool = False) -> bool:
    """Say whether the URL of a REST record may be that of an article; ``surely``: it is one of core's posts.

    >>> is_of_article("https://koran.test/wp-json/wp/v2/posts/12?_embed=author")
    True
    >>> is_of_article("https://koran.test/?rest_route=%2Fwp%2Fv2%2Fpages%2F2")
    False
    """
    found = _RECORD.search(unquote(url))
    if found is None:
        return False
    return found[1] == _POSTS if surely else found[1] not in _NO_POSTS


def _may_name_record(page: Page, link_header: str) -> bool:
    """Say whether a page may name its record, without parsing it."""
    return "wp/v2" in unquote(link_header) or b"wp/v2/" in page.body or b"wp%2Fv2%2F" in page.body
