"""Measure what a crawl costs beside bare Scrapy and the extraction: ``python -m benchmarks.crawl``.

    python -m benchmarks.crawl [--pages 1500] [--kilobytes 53] [--rounds 3] [--site URL]

In turns, each in a process of its own: a bare spider that downloads the pages and exports a line for each;
``extract_page`` alone on the same pages; a crawl by pages with the archive, without it, and with nothing
that watches it (health checks, progress, summary, metrics, notification); a crawl by REST.
The newspaper is the project's own, on loopback, with pages as heavy as those of real themes; ``--site`` takes
another one, which must be yours: nothing slows the requests down.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from crawler.archive import Record, read_file
from crawler.archive.index import archive_files
from crawler.archive.records import to_page
from crawler.health import CHECKS
from crawler.settings import EXTENSIONS
from crawler.store import Store, schema
from tests.newsroom.server import serve

ROOT = Path(__file__).parents[1]
QUICK = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "LOG_LEVEL=WARNING")
WATCHERS = ("progress.Progress", "metrics.MetricsFile", "summary.Summary", "notify.Notify")
UNWATCHED = (
    "AGREEMENT_BUDGET=0",
    "EXTENSIONS=" + json.dumps({**EXTENSIONS, **{f"crawler.extensions.{each}": None for each in WATCHERS}}),
    *(f"{check.setting}=off" for check in CHECKS),
)
"""Settings of a crawl that nothing watches; what is counted for each new article stays."""
WATCH = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
sys.exit(status)
"""
"""Linux counts the memory of the process that begins another as that one's own: so a small one begins it."""
BARE = """
import scrapy

class Bare(scrapy.Spider):
    name = "bare"
    custom_settings = {"CONCURRENT_REQUESTS": 4, "CONCURRENT_REQUESTS_PER_DOMAIN": 2, "LOG_LEVEL": "WARNING"}

    async def start(self):
        with open("urls.txt") as file:
            for url in file.read().split():
                yield scrapy.Request(url)

    def parse(self, response):
        yield {"url": response.url, "status": response.status, "bytes": len(response.body)}
"""
EXTRACT = """
import sys
from pathlib import Path
from crawler.extract import NotAnArticle, extract_page
from crawler.page import Page
from spiders.telegraf import TELEGRAF

urls = Path("urls.txt").read_text().split()
for number, url in enumerate(urls):
    try:
        extract_page(Page(url=url, body=Path(f"{number}.html").read_bytes(), encoding="utf-8"), TELEGRAF)
    except NotAnArticle:
        pass
"""


class Used(NamedTuple):
    """What a process used."""

    seconds: float
    """Of CPU, in the program and in the system for it, its start included."""
    megabytes: int
    """At most."""


def run(command: list[str], folder: Path, **environment: str) -> Used:
    """Run a command in a folder."""
    watched = [sys.executable, "-c", WATCH, *command]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(watched, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with status {done.returncode}:\n{done.stderr}")
    seconds, megabytes = done.stdout.split()
    return Used(float(seconds), int(megabytes))


def crawl(
    site_url: str,
    into: Path,
    *,
    discover: str = "sitemap",
    has_archive: bool = True,
    urls: Path | None = None,
    is_watched: bool = True,
    is_compared: bool = True,
) -> Used:
    """Crawl everything, or what a file of URLs names, into a new folder."""
    folder = Path(tempfile.mkdtemp(dir=into))
    store, archive = f"sqlite:///{folder / 'articles.db'}", str(folder / "archive") if has_archive else ""
    command = [sys.executable, "-m", "scrapy", "crawl", "telegraf", "-a", f"site={site_url}"]
    command += ["-a", f"discover={discover}" if urls is None else f"urls={urls}"]
    command += ["-O", str(folder / "articles.jsonl")]
    watched = (f"METRICS_FILE={folder / 'crawl.prom'}", "NOTIFY_COMMAND=cat >/dev/null")
    settings: tuple[str, ...] = (*QUICK, *(watched if is_watched else UNWATCHED))
    if not is_compared:
        settings = (*settings, "DUPLICATES_DAYS=0")
    command += [part for each in settings for part in ("-s", each)]
    return run(command, ROOT, STORE_URL=store, ARCHIVE_DIR=archive)


def keep_pages(site_url: str, into: Path) -> int:
    """Crawl everything, and write the pages of the stored articles to a folder; return their number."""
    folder = into / "first"
    folder.mkdir()
    crawl(site_url, folder)
    (found,) = folder.iterdir()
    with closing(Store.open(f"sqlite:///{found / 'articles.db'}")) as store, store.read() as conn:
        stored = set(conn.execute(select(schema.article.c.url)).scalars())
    urls: list[str] = []
    for path in archive_files(found / "archive"):
        for record in read_file(path):
            if isinstance(record, Record) and record.headers.get("Crawl-Role") == "article":
                page = to_page(record, record.answer())
                if page.url in stored:
                    (into / f"{len(urls)}.html").write_bytes(page.body)
                    urls.append(page.url)
    (into / "urls.txt").write_text("\n".join(urls))
    (into / "one.txt").write_text(urls[0])
    (into / "bare.py").write_text(BARE)
    (into / "extract.py").write_text(EXTRACT)
    return len(urls)


@contextmanager
def newspaper(options: argparse.Namespace) -> Iterator[str]:
    """Give the URL of the newspaper that is crawled."""
    if options.site:
        yield options.site
        return
    with serve(fixtures=None, generated=options.pages, page_bytes=1000 * options.kilobytes) as site:
        yield site.url


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.crawl", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "--pages", type=_number, default=1500, help="of the project's own newspaper (%(default)s)"
    )
    parser.add_argument("--kilobytes", type=_number, default=53, help="size of each of them (%(default)s)")
    parser.add_argument("--rounds", type=_number, default=3, help="the best of so many counts (%(default)s)")
    parser.add_argument("--site", metavar="URL", help="crawl this site instead; it must be yours")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="crawl-") as name, newspaper(options) as site_url:
        folder = Path(name)
        pages = keep_pages(site_url, folder)
        scrapy, python = [sys.executable, "-m", "scrapy"], [sys.executable]
        empty = folder / "empty"
        empty.mkdir()
        measured: dict[str, Callable[[], Used]] = {
            "`scrapy version`, in an empty folder": partial(run, [*scrapy, "version"], empty),
            "`scrapy version`, here": partial(run, [*scrapy, "version"], ROOT),
            "bare spider": partial(run, [*scrapy, "runspider", "bare.py", "-O", "bare.jsonl"], folder),
            "`extract_page` alone": partial(run, [*python, "extract.py"], folder),
            "crawl of one page": partial(crawl, site_url, folder, urls=folder / "one.txt"),
            "crawl by pages": partial(crawl, site_url, folder),
            "crawl by pages, without archive": partial(crawl, site_url, folder, has_archive=False),
            "crawl by pages, unwatched": partial(crawl, site_url, folder, is_watched=False),
            "crawl by pages, not compared": partial(crawl, site_url, folder, is_compared=False),
            "crawl by REST": partial(crawl, site_url, folder, discover="api"),
            "crawl by REST, not compared": partial(
                crawl, site_url, folder, discover="api", is_compared=False
            ),
        }
        best: dict[str, Used] = {}
        for _ in range(options.rounds):
            for what, measure in measured.items():
                used = measure()
                before = best.get(what, used)
                best[what] = Used(min(before.seconds, used.seconds), min(before.megabytes, used.megabytes))
    _print(best, pages)


def _number(text: str) -> int:
    """Return a number of at least one. Raises ArgumentTypeError."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of at least 1")
    return int(text)


def _print(best: dict[str, Used], pages: int) -> None:
    both = best["bare spider"].seconds + best["`extract_page` alone"].seconds
    print(f"{pages:,} pages, CPU seconds with the start of the program, the best of each:\n")
    print("| what | CPU s | ms a page | × (bare spider + `extract_page`) | peak MB |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for what, used in best.items():
        is_start = "version" in what or "one page" in what
        a_page = "" if is_start else f"{1000 * used.seconds / pages:.2f}"
        ratio = "" if is_start else f"{used.seconds / both:.2f}"
        print(f"| {what} | {used.seconds:.2f} | {a_page} | {ratio} | {used.megabytes} |")
    watching = best["crawl by pages"].seconds / best["crawl by pages, unwatched"].seconds
    print(f"\nTo watch a crawl by pages costs it {watching - 1:.1%} of its CPU time.")
    for way in ("pages", "REST"):
        comparing = best[f"crawl by {way}"].seconds / best[f"crawl by {way}, not compared"].seconds
        print(f"To look for near-duplicates costs a crawl by {way} {comparing - 1:.1%}.")


if __name__ == "__main__":
    main()
