"""Measure what a release costs in time and memory, in small stores and in large ones, beside pandas.

    python -m benchmarks.release [--articles 5000 50000 200000]

The articles are those of ``benchmarks.duplicates.newspaper``. Each release is made twice, and its bytes are
compared; then a tenth of the articles is edited, and a release with what changed since the first is made.
pandas reads the same table and writes it as one Parquet file, without any of the papers. Each runs in a
process of its own: memory is its peak. No audit is made: ``benchmarks.audit`` measures it.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert, text

from benchmarks.duplicates.newspaper import printed
from crawler.article import content_hash
from crawler.release.changes import Earlier
from crawler.release.checksums import FILE
from crawler.release.folder import written_aside
from crawler.release.provenance import read_provenance
from crawler.release.releasing import Plan, write_release
from crawler.release.selecting import Selection
from crawler.release.splitting import parse_splits
from crawler.store import Store
from crawler.store.schema import article

EDITED = 10
"""One article of so many is edited."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="+", default=[5_000, 50_000, 200_000], metavar="N")
    parser.add_argument("--measure", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        name, url, *rest = options.measure
        print(json.dumps(release(url, *rest) if name == "release" else pandas(url, *rest)))
        return
    print(
        "| articles | seconds | peak MB | MB written | same bytes | with changes, seconds | peak MB |"
        " pandas, seconds | peak MB | × time | × memory |"
    )
    print("|" + " ---: |" * 11, flush=True)
    for number in options.articles:
        print(f"| {number:,} | {' | '.join(_measured(number))} |", flush=True)


def _measured(number: int) -> Iterator[str]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'koran.db'}"
        _fill(url, number)
        rival = _run("pandas", url, str(folder / "rival.parquet"))
        first = _run("release", url, str(folder / "a"))
        _run("release", url, str(folder / "b"))
        same = (folder / "a" / FILE).read_bytes() == (folder / "b" / FILE).read_bytes()
        size = sum(path.stat().st_size for path in (folder / "a").rglob("*") if path.is_file())
        _edit(url)
        second = _run("release", url, str(folder / "c"), str(folder / "a"))
        assert second["edited"] == number // EDITED, second
        yield from (f"{first['seconds']:.1f}", str(first["megabytes"]), f"{size / 1e6:.0f}")
        yield "yes" if same else "NO"
        yield from (f"{second['seconds']:.1f}", str(second["megabytes"]))
        yield from (f"{rival['seconds']:.1f}", str(rival["megabytes"]))
        yield f"{rival['seconds'] / first['seconds']:.1f}"
        yield f"{rival['megabytes'] / first['megabytes']:.1f}"


def _run(*what: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.release", "--measure", *what]
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


def release(url: str, folder: str, since: str = "") -> dict[str, Any]:
    """Make a release."""
    store = Store.open(url, create=False)
    begin = time.perf_counter()
    with store.read(aside=True) as conn, written_aside(Path(folder)) as aside:
        released = write_release(
            conn,
            aside,
            Plan(
                wanted=Selection(),
                splits=parse_splits("80/10/10"),
                provenance=read_provenance(conn, ["koran"], None),
                examined=None,
                earlier=Earlier.open(since) if since else None,
            ),
        )
    edited = released.changes.articles["edited"] if released.changes else 0
    return {**_used(begin), "edited": edited}


def pandas(url: str, file: str) -> dict[str, Any]:
    """Write the table with pandas, as an analyst does it."""
    import pandas as pd

    begin = time.perf_counter()
    columns = [column.name for column in article.columns if column.name not in ("id", "key", "gone_at")]
    query = f"SELECT {', '.join(columns)} FROM article ORDER BY published_instant, url"
    frame = pd.read_sql_query(query, url)
    for name in ("tags", "authors", "removed"):
        frame[name] = frame[name].map(json.loads)
    frame.to_parquet(file, compression="zstd")
    return _used(begin)


def _used(begin: float) -> dict[str, Any]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": time.perf_counter() - begin, "megabytes": peak}


def _fill(url: str, number: int) -> None:
    store = Store.open(url)
    for begin in range(0, number, 1_000):
        with store.begin() as conn:
            conn.execute(insert(article), list(_rows(begin, min(1_000, number - begin))))
    store.close()


def _rows(begin: int, number: int) -> Iterator[dict[str, Any]]:
    for at, each in enumerate(printed(number, begin), begin):
        yield {
            "key": f"koran.example/{at}", "url": f"https://koran.example/{at}", "site": "koran",
            "tags": ["Jembatan", "Desa"], "authors": ["Siti Aminah"], "removed": {"caption": 1},
            "content_hash": content_hash(each["headline"], each["text"]), "revision": 1, "source": "page",
            "fetched_at": "2026-03-01T12:00:00+00:00",
            "published_at": each["published_instant"].isoformat(), **each,
        }  # fmt: skip


def _edit(url: str) -> None:
    store = Store.open(url)
    with store.begin() as conn:
        conn.execute(
            text("UPDATE article SET text = text || :more, revision = 2 WHERE id % :each = 0"),
            {"more": "\n\nBerita ini diperbarui dengan keterangan polisi.", "each": EDITED},
        )
    store.close()


if __name__ == "__main__":
    main()
