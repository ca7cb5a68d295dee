"""Joins an article that its site prints on several pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from crawler.article import Article

T = TypeVar("T")


def join_pages(articles: Sequence[Article]) -> Article:
    """Return the article made of its pages, given in order.

    The first page gives everything except the rest of the text and the desk's initials, which are at the
    end of the last page. What an earlier page does not show is taken from a later one, except the picture's
    caption and credit, which belong to the first page's picture. Raises ValueError without a page.
    """
    if not articles:
        raise ValueError("an article has at least one page")
    first = articles[0]
    if len(articles) == 1:
        return first
    removed = Counter[str]()
    for article in articles:
        removed.update(article.removed)
    return replace(
        first,
        text="\n\n".join(article.text for article in articles if article.text),
        signoff=_first((article.signoff for article in reversed(articles)), None),
        section=_first((article.section for article in articles), None),
        tags=_first((article.tags for article in articles), []),
        authors=_first((article.authors for article in articles), []),
        published_at=_first((article.published_at for article in articles), None),
        modified_at=_first((article.modified_at for article in articles), None),
        content_hash="",
        removed=dict(removed),
    )


def _first(values: Iterable[T], without: T) -> T:
    return next(filter(None, values), without)
