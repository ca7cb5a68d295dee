"""A fleet of real workers, on a real PostgreSQL, for a test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.newsroom.server import RunningNewspaper

ROOT = Path(__file__).parents[3]
PATIENCE = 90.0
"""Seconds that something may take on a loaded machine."""


class Fleet:
    """A folder with a file of sites, a store, and the workers that were started."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self.program = "scrapy"
        """The module that is run as a program."""
        self.environment: dict[str, str] = {}
        """More of it, for the workers."""
        self.file = folder / "sites.toml"
        self.workers: list[subprocess.Popen[bytes]] = []

    def write(self, *sites: RunningNewspaper, every: str = "1h", delay: float = 0.05) -> None:
        """Write the file."""
        entry = (
            '[[site]]\nurl = "{url}"\nevery = "{every}"\noptions = {{ discover = "sitemap" }}\n'
            "settings = {{ DOWNLOAD_DELAY = {delay}, AUTOTHROTTLE_ENABLED = 0, AGREEMENT_BUDGET = 0 }}\n"
        )
        entries = [entry.format(url=site.url, every=every, delay=delay) for site in sites]
        self.file.write_text("".join(entries), "utf-8")

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """Start a worker; its log is that of its number."""
        number = len(self.workers)
        command = [sys.executable, "-m", self.program, "fleet", "worker", str(self.file), *options]
        environment = os.environ | {
            "STORE_URL": self.url,
            "ARCHIVE_DIR": str(self.folder / f"archive{number}"),
            "PYTHONPATH": str(ROOT),
            **self.environment,
        }
        with self.log(number).open("wb") as log:
            worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.workers.append(worker)
        return worker

    def log(self, number: int = 0) -> Path:
        """Return the file that has what a worker has said."""
        return self.folder / f"worker{number}.log"

    def said(self, number: int = 0) -> str:
        """Return what a worker has said."""
        return self.log(number).read_text("utf-8")

    def run(self, *options: str) -> str:
        """Let one worker do all that is to be done; return what it said."""
        worker = self.start("--until-idle", *options)
        status = worker.wait(PATIENCE)
        said = self.said(len(self.workers) - 1)
        assert status == 0, said
        return said

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database, or change it."""
        url = self.url.replace("postgresql+psycopg:", "postgresql:")
        with psycopg.connect(url, options="-c search_path=public,fleet") as conn:
            cursor = conn.execute(statement.encode(), values)
            return cursor.fetchall() if cursor.description else []

    def is_made(self) -> bool:
        """Say whether the tables are there."""
        return bool(self.sql("SELECT 1 FROM pg_tables WHERE tablename = 'article'"))

    def articles(self) -> dict[str, int]:
        """Return how many articles of each site are stored."""
        return {
            str(site): int(count) for site, count in self.sql("SELECT site, count(*) FROM article GROUP BY 1")
        }


def wait_until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.1)


@contextmanager
def fleet(folder: Path, url: str) -> Iterator[Fleet]:
    """Yield a fleet; what still runs of it afterwards is killed."""
    made = Fleet(folder, url)
    try:
        yield made
    finally:
        for worker in made.workers:
            worker.kill()
            worker.wait()
