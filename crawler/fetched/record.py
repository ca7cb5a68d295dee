"""The REST record of an article, for fields that its page does not show."""

from __future__ import annotations

from dataclasses import fields

from crawler.article import Article
from crawler.discovery.json import read_json
from crawler.extract import extract_record
from crawler.page import Page
from crawler.site import Site

_FILLED = (
    "section",
    "tags",
    "authors",
    "modified_at",
    "image_url",
    "caption",
    "credit",
    "language",
    "published_at",
)
"""Fields that a page may not show."""


def read_record(page: Page, site: Site, *, is_whole: bool = False) -> Article | None:
    """Read the response of a record's URL; None: it is not a record. Raises NotAListing, NotAnArticle.

    ``is_whole``: it must hold the article's headline and all of its text.
    """
    record = read_json(page.body)
    if not isinstance(record, dict) or "id" not in record:
        return None
    return extract_record(record, site, is_whole=is_whole)


def fill(article: Article, record: Article) -> None:
    """Fill in fields that an article's page did not show; an instant replaces a day without a time."""
    for each in fields(Article):
        if each.name in _FILLED and not getattr(article, each.name):
            setattr(article, each.name, getattr(record, each.name))
    for name in ("published_at", "modified_at"):
        shown, told = getattr(article, name), getattr(record, name)
        if shown is not None and told is not None and len(shown) < len(told):
            setattr(article, name, told)
