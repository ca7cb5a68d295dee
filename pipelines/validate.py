"""First step: drops articles that break an invariant."""

from __future__ import annotations

from typing import TypeVar

from scrapy.exceptions import DropItem

from crawler.invariants import broken_invariant
from crawler.rows import ScrapedArticle

Item = TypeVar("Item")


class ArticleDropped(DropItem):
    """An article that is left out, under a reason that statistics count."""

    def __init__(self, reason: str, url: str | None) -> None:
        super().__init__(f"{reason}: {url}")
        self.reason = reason


class ValidatePipeline:
    """Drops incomplete or malformed articles; see :data:`crawler.invariants.INVARIANTS`."""

    def process_item(self, item: Item) -> Item:
        """Pass the item on, or drop it with the name of the first invariant that it breaks."""
        if isinstance(item, ScrapedArticle) and (reason := broken_invariant(item.article)):
            raise ArticleDropped(reason, item.article.url)
        return item
