"""First step: an article that breaks a promise of its own contract goes no further."""

from __future__ import annotations

from typing import TypeVar

from scrapy.exceptions import DropItem

from crawler.invariants import broken_invariant
from crawler.rows import Scraped

Item = TypeVar("Item")


class Dropped(DropItem):
    """An article that is left out, under a reason that statistics count."""

    def __init__(self, reason: str, url: str | None) -> None:
        super().__init__(f"{reason}: {url}")
        self.reason = reason


class ValidatePipeline:
    """Drops what is no whole article; see :data:`crawler.invariants.INVARIANTS`."""

    def process_item(self, item: Item) -> Item:
        """Hand the item on, or drop it under the first invariant that it breaks."""
        if isinstance(item, Scraped) and (reason := broken_invariant(item.article)):
            raise Dropped(reason, item.article.url)
        return item
