"""An article that its site prints on several pages is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crawler.article import Article


def join_pages(articles: Sequence[Article]) -> Article:
    """Return the one article of its pages, given in their order.

    The first page tells everything but the rest of the text and the desk's initials, which stand at the
    end of the last. What an earlier page does not show is taken from a later one, but for the picture's
    caption and credit, which belong to the first page's picture. Raises ValueError without a page.
    """
    if not articles:
        raise ValueError("an article has at least one page")
    first, *further = articles
    if not further:
        return first
    removed = Counter[str]()
    for article in articles:
        removed.update(article.removed)
    return replace(
        first,
        text="\n\n".join(article.text for article in articles if article.text),
        dateline=first.dateline,
        signoff=next((article.signoff for article in reversed(articles) if article.signoff), None),
        section=_first(article.section for article in articles),
        tags=next((article.tags for article in articles if article.tags), []),
        authors=next((article.authors for article in articles if article.authors), []),
        published_at=_first(article.published_at for article in articles),
        modified_at=_first(article.modified_at for article in articles),
        content_hash="",
        removed=dict(removed),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
