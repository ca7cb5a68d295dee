"""``scrapy fleet``: what is said of a file of sites, and of what is no fleet's, before a server is needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.crawler.commands.scrapy_cli import scrapy

pytestmark = pytest.mark.slow("starts programs, some of which wait for a server that is not there")

UNREACHABLE = "postgresql+psycopg://editor:rahasia@127.0.0.1:1/articles"
SITES = '[[site]]\nname = "telegraf"\nevery = "1h"\n'
BROKEN = SITES + '[[site]]\nname = "telegraff"\nevery = "0s"\n' + SITES


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "SITES.toml"
    path.write_text(SITES)
    return path


def test_check_says_all_that_is_wrong_and_ends_with_2(file: Path) -> None:
    file.write_text(BROKEN)
    found = scrapy(UNREACHABLE, "fleet", "check", file)
    assert (found.returncode, found.stdout) == (2, "")
    assert [line.removeprefix(f"scrapy fleet: {file}:")[0] for line in found.stderr.splitlines()] == [
        "5",
        "6",
        "8",
    ]


def test_check_without_a_store_says_that_what_is_due_cannot_be_seen(file: Path) -> None:
    found = scrapy(UNREACHABLE, "fleet", "check", file, "--json")
    assert found.returncode == 1
    assert [(site["site"], site["due"]) for site in json.loads(found.stdout)["sites"]] == [("telegraf", None)]
    assert "The file is right, but what is due cannot be seen: The store postgresql" in found.stderr
    assert "rahasia" not in found.stdout + found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.slow("six commands, each a process that imports everything")
def test_sqlite_is_refused_with_a_sentence(tmp_path: Path) -> None:
    for verb in ("status", "run", "retry", "stop", "pause", "resume"):
        named = [] if verb == "status" else ["telegraf"]
        found = scrapy(f"sqlite:///{tmp_path}/articles.db", "fleet", verb, *named)
        assert (found.returncode, found.stdout) == (2, ""), verb
        assert "A fleet needs a PostgreSQL store" in found.stderr
        assert len(found.stderr.splitlines()) == 1


@pytest.mark.slow("commands, each a process that imports everything")
def test_verbs_say_what_they_take() -> None:
    for args, said in {
        ("check",): "name the file of sites: scrapy fleet check SITES.toml",
        ("status", "telegraf"): "scrapy fleet status takes no arguments",
        ("run",): "name the sites: scrapy fleet run SITE ...",
        ("cheque",): "there is no scrapy fleet cheque; there are check, worker, status",
    }.items():
        found = scrapy(UNREACHABLE, "fleet", *args)
        assert (found.returncode, found.stdout) == (2, "")
        assert said in found.stderr
