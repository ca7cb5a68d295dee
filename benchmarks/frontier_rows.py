"""Fill a frontier with ten million rows on PostgreSQL, and show how each question of a crawl is answered.

    python -m benchmarks.frontier_rows [--rows 10000000] [--store postgresql+psycopg://USER@HOST/EMPTY_DATABASE]

For each statement: its milliseconds, and the steps of its plan that read the table. Without ``--store`` a
server of our own runs for it. A store that has rows already is asked as it is; asking changes some of them.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from crawler.store import Store
from tests.crawler.frontier.filled import Asked, ask, fill, in_each_batch, in_each_run, of_operators
from tests.services import postgresql


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--store", help="default: a server of its own, for the time of the measurement")
    options = parser.parse_args()
    with _url(options.store) as url, closing(Store.open(url)) as store:
        since = time.monotonic()
        if _is_empty(store):
            fill(store, options.rows)
            print(f"{options.rows:,} rows in {time.monotonic() - since:.0f} s", flush=True)
        for question in ask(store, [*in_each_batch(), *in_each_run(), *of_operators()]):
            total = sum(each.seconds for each in question.asked)
            print(f"\n{question.name}: {total * 1000:.1f} ms")
            for each in question.asked:
                print(f"  {each.seconds * 1000:9.1f} ms  {'; '.join(_reading(each))}")


def _reading(asked: Asked) -> Iterator[str]:
    """Yield the steps of a plan that read a table."""
    for line in asked.plan.splitlines():
        step = line.strip().removeprefix("-> ").strip()
        if "Scan" in step:
            yield step.partition("  (cost")[0]


@contextmanager
def _url(given: str | None) -> Iterator[str]:
    if given is not None:
        yield given
        return
    settings = "-c shared_buffers=1GB -c maintenance_work_mem=512MB -c max_wal_size=8GB"
    with postgresql.own_server(postgresql.binaries(), settings=settings) as url:
        yield url.render_as_string(hide_password=False)


def _is_empty(store: Store) -> bool:
    with store.read() as conn:
        return conn.exec_driver_sql("SELECT 1 FROM frontier LIMIT 1").first() is None


if __name__ == "__main__":
    main()
