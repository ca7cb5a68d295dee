"""Crawls as a user starts them: a process of its own, real HTTP on loopback, a store on disk."""

from __future__ import annotations

import atexit
import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.crawler.spider.forking import Forks
from tests.newsroom.answer import HOST
from tests.newsroom.server import RunningNewspaper
from tests.services import postgresql

ROOT = Path(__file__).parents[3]

_forks = Forks()
atexit.register(_forks.close)


@dataclass(frozen=True)
class Crawled:
    """What one crawl left."""

    status: int
    log: str
    """What it wrote to stderr."""
    lines: list[dict[str, Any]]
    """Its export."""

    @property
    def urls(self) -> set[str]:
        return {line["url"] for line in self.lines}

    @property
    def revisions(self) -> list[int]:
        return sorted(line["revision"] for line in self.lines)


class Folder:
    """A folder with a store, in which a newspaper is crawled again and again."""

    def __init__(self, path: Path, on_server: str | None = None) -> None:
        """``on_server``: the address of its store on a PostgreSQL server."""
        self.path = path
        self.on_server = on_server
        self.out = path / "out.jsonl"
        self.store = path / "articles.db"

    @property
    def url(self) -> str:
        """The address of its store."""
        return self.on_server or f"sqlite:///{self.store}"

    def environment(self) -> dict[str, str]:
        counted = {"AGREEMENT_BUDGET": "0"}  # tests count requests; what it adds has tests of its own
        return (
            counted
            | os.environ
            | {
                "STORE_URL": self.url,
                "ARCHIVE_DIR": str(self.path / "archive"),
                "PYTHONPATH": str(ROOT),
            }
        )

    def command(self, site: str | None, *options: str, spider: str = "telegraf") -> list[str]:
        """Return the command of a crawl; options as of ``-a``, those with capitals as of ``-s``."""
        command = [sys.executable, "-m", "scrapy", "crawl", spider]
        for option in (
            f"site={site}" if site else "",
            "DOWNLOAD_DELAY=0",
            "AUTOTHROTTLE_ENABLED=0",
            *options,
        ):
            if option:
                command += ["-s" if option.partition("=")[0].isupper() else "-a", option]
        return command

    def crawl(
        self, site: str | None, *options: str, spider: str = "telegraf", export: Sequence[str] | None = None
    ) -> Crawled:
        """Crawl once, to the end."""
        command = [*self.command(site, *options, spider=spider), *(export or ("-O", str(self.out)))]
        log = self.path / "log.txt"
        status = _forks.run(command[3:], self.environment(), log)
        said = log.read_text("utf-8")
        assert "Traceback" not in said, said
        return Crawled(status, said, self.exported())

    def run(self, *args: str) -> tuple[int, str]:
        """Run another command of scrapy; return its status and all that it prints."""
        log = self.path / "command.txt"
        status = _forks.run(args, self.environment(), log)
        return status, log.read_text("utf-8")

    def exported(self) -> list[dict[str, Any]]:
        """Return the lines of the export."""
        if not self.out.exists():
            return []
        return [json.loads(line) for line in self.out.read_text("utf-8").splitlines()]

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the store, or change it."""
        if self.on_server is not None:
            with postgresql.administrating(self.on_server) as server:
                done = server.execute(statement.replace("?", "%s").encode(), values or None)
                return done.fetchall() if done.description else []
        with closing(sqlite3.connect(self.store)) as conn, conn:
            return conn.execute(statement, values).fetchall()

    def stored(self) -> set[str]:
        """Return the addresses of the stored articles."""
        return {url for (url,) in self.sql("SELECT url FROM article")}

    def gone(self) -> set[str]:
        """Return the addresses of those that are marked as gone."""
        return {url for (url,) in self.sql("SELECT url FROM article WHERE gone_at IS NOT NULL")}


def articles(site: RunningNewspaper) -> set[str]:
    """Return the addresses that a newspaper prints for its articles."""
    if site.options.permalinks == "plain":
        return {f"{site.url}/?p={story.id}" for story in site.stories}
    return {story.url.replace(HOST, site.url) for story in site.stories}
