"""Each command says of a store on a PostgreSQL server what it says of a file: both had the same crawls."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.spider.crawling import Folder
from tests.crawler.spider.test_second_crawl import now
from tests.newsroom.server import serve
from tests.services import postgresql

pytestmark = pytest.mark.slow("crawls into a PostgreSQL server")

COMMANDS: tuple[Sequence[str], ...] = (
    ("status",),
    ("status", "--json"),
    ("status", "--reason", "http_503"),
    ("status", "--site", "tidak-ada"),
    ("export", "-"),
    ("export", "-", "--since", "2020-01-01", "--section", "dunia"),
    ("history", "{edited}"),
    ("history", "{edited}", "--json"),
    ("duplicates",),
    ("duplicates", "--json", "--site", "telegraf"),
    ("audit", "--limit", "100%"),
    ("audit", "--json", "--limit", "100%"),
    ("drift",),
    ("drift", "--json"),
    ("extract", "{edited}", "--archived"),
    ("reextract", "--dry-run", "--jobs", "2"),
    ("retry", "--reason", "http_503"),
    ("reextract", "--jobs", "2"),
    ("reextract", "--jobs", "1"),
    ("status",),
)
"""In this order: the last ones change something. No report, whose charts tell how long runs took."""

PASSES = re.compile(
    r"\d{8}T\d{6}Z-\d+-[0-9a-f]{8}|\bbyte \d+"
    r"|\d{4}-\d\d-\d\d[T ][\d:.]+(?:\+00:00|Z)?"
    r"|\d+ ?(?:s|ms|min|minutes?|seconds?|hours?)\b|\d+\.\d+"
)
"""Times, and files of the archive with places in them: they differ between two crawls."""

LASTED = re.compile(r"^( +\d+  TIME) +\d+")
"""The seconds of a run in the table of the last runs: they are of a column without a unit."""


@pytest.fixture(scope="module")
def crawled(server: URL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Folder, Folder, str]]:
    """Yield two folders that had the same crawls, one with its store on a server, and an edited address."""
    with postgresql.database(server) as url, serve(generated=4) as site:
        folders = [Folder(tmp_path_factory.mktemp("file")), Folder(tmp_path_factory.mktemp("server"), url)]
        site.trouble("nomor-2", 503)
        for folder in folders:
            assert folder.crawl(site.url, "RETRY_TIMES=0").status == 0
        site.edit(site.stories[0].slug, site.stories[0].headline, "Judul yang diubah", modified=now())
        for folder in folders:
            again = folder.crawl(site.url, "RETRY_TIMES=0", "FULL_LISTING_DAYS=0")
            assert (again.status, again.revisions) == (0, [2])
        yield folders[0], folders[1], f"{site.url}/{site.stories[0].slug}/"


def told(folder: Folder, *arguments: str) -> tuple[int, list[str], list[str]]:
    """Return the status of a command, and what it prints, but for times and the address of its store."""
    done = scrapy(folder.url, *arguments, "-s", f"ARCHIVE_DIR={folder.path / 'archive'}")
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, _lines(folder, done.stdout), _lines(folder, done.stderr)


def _lines(folder: Folder, text: str) -> list[str]:
    text = text.replace(folder.url, "URL").replace(str(folder.path), "FOLDER")
    return [LASTED.sub(r"\1 SECONDS", PASSES.sub("TIME", line)) for line in text.splitlines()]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_says_the_same_of_both_kinds_of_store(
    command: Sequence[str], crawled: tuple[Folder, Folder, str]
) -> None:
    in_file, on_server, edited = crawled
    arguments = [each.format(edited=edited) for each in command]
    assert told(on_server, *arguments) == told(in_file, *arguments)


def test_what_is_learned_of_an_archive_is_the_same(crawled: tuple[Folder, Folder, str]) -> None:
    in_file, on_server, _ = crawled
    (first, *_), (second, *_) = (told(each, "learn", "--archived") for each in (in_file, on_server))
    assert first == second


def test_an_archive_is_read_into_an_empty_server(
    crawled: tuple[Folder, Folder, str], on_server: str, tmp_path: Path
) -> None:
    shutil.copytree(crawled[0].path / "archive", tmp_path / "archive")
    anew = Folder(tmp_path, on_server)
    status, _, said = told(anew, "reextract")
    assert status == 0, said
    (_, before, _), (_, after, _) = (told(each, "export", "-") for each in (crawled[0], anew))
    urls = [{json.loads(line)["url"] for line in lines} for lines in (before, after)]
    assert urls[0] == urls[1] != set()
