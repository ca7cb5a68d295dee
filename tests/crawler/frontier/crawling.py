"""A crawl without a network, run as a process of its own: what it asks for goes to a file, line by line.

    python -m tests.crawler.frontier.crawling STORE_URL LOG

The site: a sitemap that names three sitemaps with a hundred pages each, and three REST pages that carry fifty
articles each.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from crawler.article import Article
from crawler.frontier import Candidate, Frontier, Outcome, Row
from crawler.store import Store, save_article
from crawler.store.lock import SiteLock
from tests.crawler.storing import another

HOST = os.environ.get("CRAWLED_HOST", "telegraf.co.id")
SITE = f"https://{HOST}"
LISTINGS, PAGES, REST_PAGES, CARRIED = 3, 100, 3, 50
BATCH = 16
"""How many rows are in flight at a time."""

ARTICLES = LISTINGS * PAGES + REST_PAGES * CARRIED
REQUESTS = 1 + LISTINGS + LISTINGS * PAGES + REST_PAGES

ROOTS = (
    Candidate(f"{SITE}/sitemap.xml", "listing", "sitemap"),
    Candidate(f"{SITE}/wp-json/1", "listing", "api", meta={"page": 1}),
)


def crawl(store: Store, log: Path) -> None:
    frontier = Frontier(store, HOST)
    frontier.begin_round("", ROOTS)
    with log.open("a", encoding="utf-8") as requested_url:
        while batch := frontier.next_batch(BATCH):
            for row in batch:
                requested_url.write(f"{row.url}\n")
                requested_url.flush()
            for row in batch:
                answer(store, frontier, row)
    frontier.end_round()
    frontier.end_run("finished", {})


def answer(store: Store, frontier: Frontier, row: Row) -> None:
    name = row.url.removeprefix(SITE)
    if row.kind == "article":
        with store.begin() as conn:
            saved = save_article(conn, found(name.strip("/")), requested_url=row.url, run=frontier.run)
            frontier.finish(row, Outcome.done(outcome(saved.result)), conn=conn)
    elif row.source == "api":
        number = int(name.rpartition("/")[2])
        following = Candidate(f"{SITE}/wp-json/{number + 1}", "listing", "api")
        frontier.carry(row, CARRIED, candidates=[following] if number < REST_PAGES else [])
        for each in range(CARRIED):
            article = found(f"kabar-{number}-{each}")
            with store.begin() as conn:
                saved = save_article(conn, article, run=frontier.run)
                frontier.carried(row, article.url, Outcome.done(outcome(saved.result)), conn=conn)
    else:
        frontier.finish(row, Outcome.done("listed"), candidates=list(named(name)))


def named(name: str) -> Iterator[Candidate]:
    if name == "/sitemap.xml":
        for number in range(LISTINGS):
            yield Candidate(f"{SITE}/sitemap-{number}.xml", "listing", "sitemap")
    else:
        part = name.removeprefix("/sitemap-").removesuffix(".xml")
        for each in range(PAGES):
            yield Candidate(f"{SITE}/berita-{part}-{each}/", "article", "sitemap")


def found(slug: str) -> Article:
    return another(slug, url=f"{SITE}/{slug}/", canonical_url=None)


def outcome(result: str) -> str:
    return "stored" if result in ("new", "changed") else "unchanged"


def main() -> None:
    url, log = sys.argv[1:]
    store = Store.open(url)
    with SiteLock(store, HOST):
        crawl(store, Path(log))
    store.close()


if __name__ == "__main__":
    main()
