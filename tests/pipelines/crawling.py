"""A spider that needs no network, run as a process of its own: its items go through the real pipelines.

    python -m tests.pipelines.crawling STORE_URL EXPORT SLUG ...

Prints Scrapy's statistics as JSON. A slug says what becomes of its article, see :func:`scraped`.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from crawler.frontier import Candidate, Frontier, Row, ScrapedArticle
from crawler.store import Store
from pipelines.together import MOMENT
from tests.crawler.storing import another

SITE = "https://telegraf.co.id"


class FailsOnDemand:
    """A step of somebody else's, which has a mistake."""

    def process_item(self, item: Any) -> Any:
        if "salah" in item.article.url:
            raise ZeroDivisionError
        return item


class Articles(Spider):
    name = "articles"
    frontier: Frontier

    def __init__(self, store: Store, slugs: list[str]) -> None:
        super().__init__()
        self.store = store
        self.slugs = slugs

    async def start(self) -> AsyncIterator[Any]:
        self.frontier = Frontier(self.store, "telegraf")
        listing = Candidate(f"{SITE}/wp-json/", "listing", "api")
        pages = [Candidate(f"{SITE}/{slug}/", "article", "sitemap") for slug in self.slugs]
        self.frontier.begin_round("", [*pages, listing])
        for row in self.frontier.next_batch(100):
            yield Request("data:,page", self.parse, cb_kwargs={"row": row}, dont_filter=True)

    async def parse(self, response: Response, **kwargs: Any) -> AsyncIterator[ScrapedArticle]:
        row = kwargs["row"]
        if "nanti" in row.url:
            await asyncio.sleep(5 * MOMENT)
        if row.kind == "listing":
            self.frontier.carry(row, 3)
            for slug in ("dibawa-satu", "dibawa-dua", "dibawa-kosong"):
                yield ScrapedArticle(article(slug), row, carried=True)
        else:
            yield scraped(row, self.store)


def article(slug: str) -> Any:
    return another(slug, text="" if "kosong" in slug else f"Isi {slug}.")


def scraped(row: Row, store: Store) -> ScrapedArticle:
    """Return the item of a row, by what its slug says.

    ``pindah``: redirected; ``kosong``: without a text; ``rusak``: the store is lost just before; ``nanti``:
    after what came before is stored.
    """
    slug = row.url.removeprefix(SITE).strip("/")
    if "rusak" in slug:
        with sqlite3.connect(str(store.url.database)) as conn:
            conn.execute("DROP TABLE revision")
        conn.close()
    return ScrapedArticle(article(f"{slug}-ke-sini" if "pindah" in slug else slug), row)


def main() -> None:
    url, export, *slugs = sys.argv[1:]
    store = Store.open(url)
    process = AsyncCrawlerProcess(
        {
            "ITEM_PIPELINES": {
                "pipelines.validate.ValidatePipeline": 100,
                FailsOnDemand: 200,
                "pipelines.store.StorePipeline": 300,
            },
            "FEEDS": {export: {"format": "jsonlines"}},
            "LOG_LEVEL": "INFO",
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    crawler = process.create_crawler(Articles)
    process.crawl(crawler, store=store, slugs=slugs)
    process.start()
    assert crawler.stats is not None
    print(json.dumps(crawler.stats.get_stats(), default=str))
    store.close()


if __name__ == "__main__":
    main()
