"""Make a large store, and measure what it costs to store an article and to start a run.

    python -m benchmarks.store [--articles 200000] [--store sqlite:////tmp/large.db]

The store stays where it was made, for other measurements; a store that is there already is not touched.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from crawler.article import Article
from crawler.frontier import Candidate, Frontier, Outcome
from crawler.store import Store, StoreError, save_article, stored_articles

SITE = "https://telegraf.co.id"
SITEMAP = Candidate(f"{SITE}/sitemap.xml", "listing", "sitemap")
PARAGRAPH = (
    "Presiden Rusia Vladimir Putin bertemu Presiden Amerika Serikat Barack Obama di Hangzhou, Tiongkok. "
)

Result = TypeVar("Result")


def measured(what: str, action: Callable[[], Result], times: int = 1) -> Result:
    """Print how long an action takes, in milliseconds, each of so many times."""
    start = time.perf_counter()
    result = action()
    taken = (time.perf_counter() - start) * 1000 / times
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:<44}{taken:>10.3f} ms{memory:>8} MB")
    return result


def candidates(articles: int) -> Iterator[Candidate]:
    for number in range(articles):
        url = f"{SITE}/2016/09/berita-nomor-{number}/"
        yield Candidate(url, "article", "sitemap", lastmod="2016-09-06T14:05:00+07:00")


def article(url: str) -> Article:
    return Article(
        url=url,
        canonical_url=url,
        site="telegraf",
        headline=url.rsplit("/", 2)[1].replace("-", " ").title(),
        text="\n\n".join(PARAGRAPH * 3 + str(number) for number in range(10)),
        tags=["Rusia", "Amerika Serikat"],
        authors=["Redaksi"],
        published_at="2016-09-06T14:05:00+07:00",
        modified_at="2016-09-06T14:05:00+07:00",
    )


def fill(store: Store, articles: int) -> None:
    """Crawl so many articles into the store, without a network."""
    frontier = Frontier(store, "telegraf")
    frontier.begin_round("", [SITEMAP])
    (sitemap,) = frontier.next_batch(1)
    listed = Outcome.done("listed")
    measured(
        "list an unknown address",
        lambda: frontier.finish(sitemap, listed, candidates=candidates(articles)),
        articles,
    )

    def store_all() -> None:
        while batch := frontier.next_batch(64):
            for row in batch:
                with store.begin() as conn:
                    save_article(conn, article(row.url), requested_url=row.url, run=frontier.run)
                    frontier.finish(row, Outcome.done("stored"), conn=conn)

    measured("store an article, one transaction each", store_all, articles)
    frontier.end_round()


def start_a_run(url: str, articles: int) -> None:
    """Measure what the start of a run costs, and a listing in which nothing is new."""
    store = measured("open the store", lambda: Store.open(url))
    frontier = Frontier(store, "telegraf")
    measured("begin a round", lambda: frontier.begin_round("", [SITEMAP]))
    (sitemap,) = measured("read the next batch", lambda: frontier.next_batch(16))
    listed = Outcome.done("listed")
    measured(
        "list a known address",
        lambda: frontier.finish(sitemap, listed, candidates=candidates(articles)),
        articles,
    )
    measured("end a round", frontier.end_round)

    def export() -> int:
        with store.read() as conn:
            return sum(1 for _ in stored_articles(conn))

    measured("read an article for an export", export, articles)
    store.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--store", help="SQLAlchemy URL (default: a new SQLite file)")
    options = parser.parse_args()
    url = options.store or f"sqlite:///{Path(tempfile.mkdtemp(prefix='store-')) / 'articles.db'}"
    try:
        store = Store.open(url)
        with store.read() as conn:
            if next(stored_articles(conn), None) is not None:
                raise StoreError(f"The store {url} holds articles already.")
    except StoreError as error:
        print(error, file=sys.stderr)
        return 2
    fill(store, options.articles)
    store.close()
    start_a_run(url, options.articles)
    print(url)
    return 0


if __name__ == "__main__":
    sys.exit(main())
