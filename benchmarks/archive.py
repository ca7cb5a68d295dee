"""Measure what the archive costs a crawl, and how fast and in how much memory it is read again.

    python -m benchmarks.archive [--pages 1000] [--more 5000]

Crawls a newspaper on loopback by its sitemap with and without the archive, in turns; reads the archive again
without writing; and compares that with ``extract_page`` alone on the same pages, in one process.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crawler.archive import Record, read_file
from crawler.archive.index import archive_files
from crawler.archive.records import to_page
from crawler.extract import extract_page
from crawler.reextraction.workers import cores
from spiders.telegraf import TELEGRAF
from tests.newsroom.server import RunningNewspaper, serve

ROOT = Path(__file__).parents[1]
ROUNDS = 3
WATCH = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)
"""
"""Linux counts the memory of the process that begins another as that one's own: so a small one begins it."""
QUICK = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "LOG_LEVEL=WARNING")


def run(*args: str, folder: Path, archive: bool = True) -> tuple[float, int]:
    """Run ``scrapy ARGS``; return its seconds, and the most memory of one of its processes, in MB."""
    environment = os.environ | {
        "STORE_URL": f"sqlite:///{folder / 'articles.db'}",
        "ARCHIVE_DIR": str(folder / "archive") if archive else "",
        "PYTHONPATH": str(ROOT),
    }
    start = time.perf_counter()
    command = [sys.executable, "-c", WATCH, sys.executable, "-m", "scrapy", *args]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"scrapy {' '.join(args)} ended with status {done.returncode}:\n{done.stderr}")
    return time.perf_counter() - start, int(done.stdout) // 1024


def crawl(site: RunningNewspaper, folder: Path, *, archive: bool) -> float:
    """Crawl everything; return the seconds."""
    folder.mkdir()
    settings = [part for each in QUICK for part in ("-s", each)]
    command = ["crawl", "telegraf", "-a", f"site={site.url}", "-a", "discover=sitemap", *settings]
    return run(*command, folder=folder, archive=archive)[0]


def alone(folder: Path) -> float:
    """Return how many pages a second ``extract_page`` reads alone, on one core."""
    pages = [
        to_page(found, found.answer())
        for path in archive_files(folder / "archive")
        for found in read_file(path)
        if isinstance(found, Record) and found.headers.get("Crawl-Role") == "article"
    ]
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for page in pages:
            extract_page(page, TELEGRAF)
        best = min(best, time.perf_counter() - start)
    return len(pages) / best


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--more", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="archive-") as name:
        folder = Path(name)
        with serve(fixtures=None, generated=options.pages) as site:
            times: dict[bool, list[float]] = {True: [], False: []}
            for number in range(ROUNDS):
                for archive in (False, True):
                    times[archive].append(
                        crawl(site, folder / f"{'with' if archive else 'without'}-{number}", archive=archive)
                    )
        rates = {archive: options.pages / min(each) for archive, each in times.items()}
        spread = {archive: statistics.pstdev(each) / statistics.mean(each) for archive, each in times.items()}
        print(f"a crawl of {options.pages:,} pages, best of {ROUNDS}:")
        print(f"  without archive {rates[False]:8.1f} pages/s (spread {spread[False]:.0%})")
        print(f"  with archive    {rates[True]:8.1f} pages/s (spread {spread[True]:.0%})")
        print(f"  the archive costs {1 - rates[True] / rates[False]:.1%}")
        reread(folder / "with-0", options.pages)
        if options.more:
            with serve(fixtures=None, generated=options.more) as site:
                crawl(site, folder / "more", archive=True)
            reread(folder / "more", options.more)


def reread(folder: Path, pages: int) -> None:
    """Print how fast and in how much memory an archive is read again."""
    runs = [run("reextract", "--dry-run", folder=folder) for _ in range(2)]
    seconds, memory = min(runs)
    empty, _ = run("reextract", "--help", folder=folder)
    one = alone(folder)
    rate = pages / (seconds - empty)
    print(f"{pages:,} pages read again on {cores()} cores, start of the program left out:")
    print(f"  {rate:,.0f} pages/s; extract_page alone {one:,.0f} pages/s on one core")
    print(f"  {rate / (one * cores()):.0%} of cores x the rate alone; {memory} MB in the largest process")


if __name__ == "__main__":
    main()
