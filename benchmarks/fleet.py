"""Measure many newspapers in one process beside a process for each: ``python -m benchmarks.fleet``.

    python -m benchmarks.fleet [--sites 20] [--seconds 60] [--delay 1] [--kilobytes 53]

In turns, on the same newspapers (127.0.1.1 and so on, served by a process of its own) and the same
PostgreSQL, whose commits reach the disk: one ``scrapy fleet worker`` with all newspapers at once; a
``scrapy crawl`` for each, all at once; one ``scrapy crawl``, as a process has it that takes the newspapers
one after the other. Measured from when all newspapers are being asked, for some seconds; memory from the
start on. The database's and the servers' own use is not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL

from benchmarks.processes import cpu_seconds, family, peak_mebibytes
from tests.services.postgresql import database, server

ROOT = Path(__file__).parents[1]
PATIENCE = 300
"""Seconds for all newspapers to be begun; a worker begins one after the other, slowly on a busy machine."""
SPARE = 180
"""Seconds for which those that are begun first have pages before it is measured."""
STOP_SECONDS = 60
CORE, MEMORY, GAP = 0.60, 150, 0.95
"""What a worker with twenty newspapers at a page a second must keep: of a core, MiB, of the delay."""


class Sites:
    """The newspapers, served by another process."""

    def __init__(self, count: int, pages: int, size: int) -> None:
        command = [sys.executable, "-m", "benchmarks.fleet_sites", *map(str, (count, pages, size))]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.urls: list[str] = json.loads(self._line())

    def asked(self) -> dict[str, list[float]]:
        """Return when each was asked."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        times: dict[str, list[float]] = json.loads(self._line())
        return times

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


class Measured(NamedTuple):
    """What one way of crawling used, in the seconds that were measured."""

    name: str
    processes: int
    requests: float
    """A second, of all newspapers."""
    core: float
    """CPU seconds a second."""
    memory: float
    """MiB at most, of all processes together."""
    gap: float
    """The shortest between two requests of a newspaper, as a share of the delay."""


def settings(given: argparse.Namespace) -> dict[str, object]:
    """Return the settings of each crawl: as polite as it is by default, at an even pace."""
    return {"DOWNLOAD_DELAY": given.delay, "AUTOTHROTTLE_ENABLED": False, "AGREEMENT_BUDGET": 0}


def fleet(urls: list[str], folder: Path, given: argparse.Namespace) -> list[list[str]]:
    """Return the command of one worker for all newspapers."""
    written = ", ".join(f"{name} = {json.dumps(value)}" for name, value in settings(given).items())
    entry = '[[site]]\nurl = "{}/"\nevery = "1d"\noptions = {{ discover = "sitemap" }}\nsettings = {{ {} }}\n'
    (folder / "SITES.toml").write_text("".join(entry.format(url, written) for url in urls))
    return [["fleet", "worker", str(folder / "SITES.toml"), "--sites", str(len(urls))]]


def crawls(urls: list[str], _folder: Path, given: argparse.Namespace) -> list[list[str]]:
    """Return a command for each newspaper."""
    options = [part for name, value in settings(given).items() for part in ("-s", f"{name}={value}")]
    return [["crawl", "newspaper", "-a", f"site={url}/", "-a", "discover=sitemap", *options] for url in urls]


class Way(NamedTuple):
    """A way to crawl newspapers."""

    name: str
    urls: list[str]
    commands: Callable[[list[str], Path, argparse.Namespace], list[list[str]]]
    """From the newspapers, a folder, and the options of the benchmark."""


def ways(urls: list[str]) -> list[Way]:
    """Return what is measured, each beside the first."""
    return [
        Way("one `scrapy fleet worker`", urls, fleet),
        Way(f"{len(urls)} × `scrapy crawl` at once", urls, crawls),
        Way("one `scrapy crawl` after the other", urls[:1], crawls),
    ]


@contextmanager
def running(commands: list[list[str]], folder: Path, store: str) -> Iterator[list[int]]:
    """Run commands of the project at once, and end them."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "STORE_URL": store}
    environment["ARCHIVE_DIR"] = str(folder / "archive")
    log = (folder / "log.txt").open("wb")
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", "scrapy", *command, "-s", "LOG_LEVEL=WARNING"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
        for command in commands
    ]
    try:
        yield [process.pid for process in begun]
    finally:
        for process in begun:
            process.send_signal(signal.SIGTERM)
        for process in begun:
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                print(f"{process.args!r} does not end", file=sys.stderr)
                process.kill()
        log.close()


def measure(way: Way, sites: Sites, store: str, given: argparse.Namespace) -> Measured:
    """Measure one way. Newspapers that are not asked in time are named, and the others are measured."""
    folder = Path(tempfile.mkdtemp(prefix="fleet-"))
    before = {url: len(times) for url, times in sites.asked().items()}
    commands = way.commands(way.urls, folder, given)
    with running(commands, folder, store) as pids:
        until = time.monotonic() + PATIENCE
        while idle := [url for url, times in sites.asked().items() if len(times) <= before[url] + 2]:
            if not set(idle) & set(way.urls):
                break
            if time.monotonic() > until:
                print(f"not asked: {idle}; is the machine idle?", file=sys.stderr, flush=True)
                print((folder / "log.txt").read_text()[-2000:], file=sys.stderr)
                break
            time.sleep(1)
        everyone = [each for pid in pids for each in family(pid)]
        began, used = time.monotonic(), cpu_seconds(everyone)
        time.sleep(given.seconds)
        ended, used = time.monotonic(), cpu_seconds(everyone) - used
        memory = peak_mebibytes(everyone)
        asked = {url: times[before[url] :] for url, times in sites.asked().items()}
    within = sum(began <= each <= ended for times in asked.values() for each in times)
    gaps = [after - first for times in asked.values() for first, after in pairwise(times)]
    seconds = ended - began
    return Measured(
        way.name, len(everyone), within / seconds, used / seconds, memory, min(gaps) / given.delay
    )


def measured(way: Way, sites: Sites, server_url: URL, given: argparse.Namespace) -> Measured:
    """Measure one way on a database of its own."""
    print(f"{way.name} ...", file=sys.stderr, flush=True)
    with database(server_url) as store:
        return measure(way, sites, store, given)


def table(rows: list[Measured]) -> str:
    """Return what was measured, each beside the first."""
    first = rows[0]
    lines = [
        "| what | processes | requests a second | × | of one core | ms CPU a request | ×"
        " | peak MiB | × | smallest gap |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        cost, first_cost = row.core / row.requests, first.core / first.requests
        lines.append(
            f"| {row.name} | {row.processes} | {row.requests:.1f} | {row.requests / first.requests:.2f}"
            f" | {row.core:.0%} | {1000 * cost:.1f} | {cost / first_cost:.2f}"
            f" | {row.memory:.0f} | {row.memory / first.memory:.2f} | {row.gap:.3f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fleet",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sites", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--delay", type=float, default=1.0)
    parser.add_argument("--kilobytes", type=int, default=53, help="of a page, at least")
    given = parser.parse_args()
    pages = int((given.seconds + SPARE) / given.delay)
    sites = Sites(given.sites, pages, 1000 * given.kilobytes)
    with suppress(KeyboardInterrupt), server(is_durable=True) as url:
        rows = [measured(way, sites, url, given) for way in ways(sites.urls)]
        print(f"{given.sites} newspapers, a page each {given.delay:g} s, {given.seconds} s\n\n{table(rows)}")
        first = rows[0]
        kept = first.core < CORE and first.memory < MEMORY and first.gap >= GAP
        print(
            f"\nThe worker: {first.core:.0%} of a core (bar {CORE:.0%}), {first.memory:.0f} MiB (bar"
            f" {MEMORY}),"
            f" smallest gap {first.gap:.1%} of the delay (bar {GAP:.0%}): {'kept' if kept else 'NOT KEPT'}"
        )
    sites.close()


if __name__ == "__main__":
    main()
