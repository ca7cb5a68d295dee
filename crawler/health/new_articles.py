"""What is counted of each new article, so that later runs know what is usual."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from crawler.article import Article
from crawler.dates import to_instant
from crawler.stats import ARTICLE_AHEAD, FIELD, TEXT_WORDS

COUNTED_FIELDS = (
    "dateline",
    "section",
    "tags",
    "authors",
    "signoff",
    "published_at",
    "modified_at",
    "image_url",
    "caption",
    "credit",
)
"""Fields that not every article has: how many have them is counted by :data:`FIELD`."""
ALL_ARTICLES, PUBLISHED_TIME = "articles", "published_time"
"""Names in :data:`FIELD`: all articles; those whose ``published_at`` is more than a day."""
_DAY = len("2016-09-06")


def of_new_article(article: Article) -> Iterator[tuple[str, int]]:
    """Yield the statistics of an article that is stored for the first time, each with its number."""
    source = article.source
    yield FIELD.of(f"{source}/{ALL_ARTICLES}"), 1
    for name in COUNTED_FIELDS:
        if getattr(article, name):
            yield FIELD.of(f"{source}/{name}"), 1
    if article.published_at is not None and len(article.published_at) > _DAY:
        yield FIELD.of(f"{source}/{PUBLISHED_TIME}"), 1
    yield TEXT_WORDS.of(source), len(article.text.split())
    if _is_ahead(article):
        yield ARTICLE_AHEAD.name, 1


def _is_ahead(article: Article) -> bool:
    """Say whether an article is dated more than a day after it was fetched."""
    published, fetched = (to_instant(each or "") for each in (article.published_at, article.fetched_at))
    return published is not None and fetched is not None and published - fetched > timedelta(days=1)
