"""Measure what it costs to look for the near-duplicates of an article, in small stores and in large ones.

    python -m benchmarks.duplicates.cost [--articles 2000 200000] [--store sqlite postgresql]

Each store is filled and compared as ``scrapy duplicates`` does it, and then gets 480 more articles, compared
by 32 as a crawl does it. CPU is that of the process and of the PostgreSQL session that works for it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlalchemy import insert, text

from benchmarks.duplicates.newspaper import printed
from benchmarks.processes import cpu_seconds
from crawler.corpus.duplicates import Duplicates, stored_groups
from crawler.store import Store
from crawler.store.schema import article
from tests.services import postgresql

WINDOW = timedelta(days=30)
BATCH, MORE = 32, 480


class Cost(NamedTuple):
    """CPU milliseconds an article."""

    own: float
    servers: float

    @property
    def whole(self) -> float:
        return self.own + self.servers


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="+", default=[2_000, 200_000], metavar="N")
    parser.add_argument(
        "--store", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"]
    )
    options = parser.parse_args()
    print(
        "| store | articles | catching up, ms an article | in a crawl | of it in the server | × | in groups"
        " | MB |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    for kind in options.store:
        first = None
        for number in options.articles:
            with _store(kind) as store:
                caught_up, crawled = _catching_up(store, number), _crawling(store, number)
                first = first or crawled.whole
                cells = [
                    f"{caught_up.whole:.2f}", f"{crawled.whole:.2f}", f"{crawled.servers:.2f}",
                    f"{crawled.whole / first:.2f}", f"{_in_groups(store):,}", f"{_megabytes(store):.0f}",
                ]  # fmt: skip
                print(f"| {kind} | {number:,} | {' | '.join(cells)} |", flush=True)


def _catching_up(store: Store, number: int) -> Cost:
    for begin in range(0, number, 1_000):
        _write(store, begin, min(1_000, number - begin))
    duplicates = Duplicates(store, WINDOW)
    with _measured(store, number) as cost:
        while duplicates.catch_up(64):
            pass
    return cost[0]


def _crawling(store: Store, stored: int) -> Cost:
    duplicates = Duplicates(store, WINDOW)
    costs = []
    for begin in range(stored, stored + MORE, BATCH):
        _write(store, begin, BATCH)
        with _measured(store, MORE) as cost:
            duplicates.catch_up(64)
        costs += cost
    return Cost(sum(each.own for each in costs), sum(each.servers for each in costs))


def _write(store: Store, begin: int, number: int) -> None:
    rows = [
        {
            "key": f"koran.example/{at}", "url": f"https://koran.example/{at}", "site": "koran", "tags": [],
            "authors": [], "removed": {}, "content_hash": "", "revision": 1, "source": "page", **each,
        }
        for at, each in enumerate(printed(number, begin), begin)
    ]  # fmt: skip
    with store.begin() as conn:
        conn.execute(insert(article), rows)


@contextmanager
def _measured(store: Store, number: int) -> Iterator[list[Cost]]:
    """Yield a list into which the cost of the block is put, of each of so many articles."""
    cost: list[Cost] = []
    servers = _servers(store)
    own, theirs = time.process_time(), cpu_seconds(servers)
    yield cost
    cost.append(
        Cost((time.process_time() - own) * 1000 / number, (cpu_seconds(servers) - theirs) * 1000 / number)
    )


def _servers(store: Store) -> list[int]:
    """Return the process of the server that works for the store; none for a file."""
    if store.dialect == "sqlite":
        return []
    with store.read() as conn:
        return [conn.execute(text("SELECT pg_backend_pid()")).scalar_one()]


def _in_groups(store: Store) -> int:
    with store.read() as conn:
        return sum(len(group.members) for group in stored_groups(conn))


def _megabytes(store: Store) -> float:
    """Return what the tables of the comparison take, with their indexes."""
    names = json.dumps(["sketch", "fingerprint", "duplicate", "sketch_of_leader", "sketch_to_file"])
    with store.read() as conn:
        if store.dialect == "sqlite":
            query = "SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT value FROM json_each(:names))"
        else:
            query = (
                "SELECT sum(pg_relation_size(oid)) FROM pg_class"
                " WHERE relname IN (SELECT json_array_elements_text(CAST(:names AS json))) OR relname LIKE"
                " '%_pkey'"
            )
        return float(conn.execute(text(query), {"names": names}).scalar_one()) / 1e6


@contextmanager
def _store(kind: str) -> Iterator[Store]:
    if kind == "postgresql":
        with (
            postgresql.own_server(postgresql.binaries()) as server,
            postgresql.database(server) as url,
            postgresql.opened(url) as store,
        ):
            yield store
        return
    with (
        TemporaryDirectory() as folder,
        postgresql.opened(f"sqlite:///{Path(folder) / 'articles.db'}") as store,
    ):
        yield store


if __name__ == "__main__":
    main()
