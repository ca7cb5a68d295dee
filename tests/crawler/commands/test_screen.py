"""What commands print of a site: nothing in it steers the terminal, and a reader may leave at any time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.frontier import Candidate, Frontier, Outcome
from crawler.store import Store, mark_gone
from tests.crawler.commands.scrapy_cli import ROOT, scrapy
from tests.crawler.extract.pages import STORY, paragraphs, wordpress
from tests.crawler.storing import NOON, URL, article, save

pytestmark = pytest.mark.slow("each command in a process of its own, on a closed or full stdout")

STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
EVIL = "jahat\x1b[2J\x9b1A\x7f\u202e\r\npalsu"
SHOWN = r"jahat\u001b[2J\u009b1A\u007f\u202e\r\npalsu"
"""The same, as it is printed."""


@pytest.fixture
def evil(store: Store) -> Store:
    """Return a store of a site that wrote control characters into all it could."""
    save(store, article(headline=EVIL, section=EVIL))
    save(store, article(headline=f"{EVIL} 2", tags=[EVIL], caption=EVIL, modified_at=EVIL))
    with store.begin() as conn:
        mark_gone(conn, URL, NOON)
    frontier = Frontier(store, "telegraf", max_tries=1)
    frontier.begin_round("", [Candidate(f"https://telegraf.co.id/{EVIL}/", "article", "sitemap")])
    for row in frontier.next_batch(9):
        frontier.finish(row, Outcome.failed(EVIL))
    frontier.end_run(EVIL, {})
    return store


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (("status",), 0),
        (("status", "--reason", EVIL), 0),
        (("history", URL), 0),
        (("history", EVIL), 1),
        (("export", "-"), 0),
        (("report", "-o", "-"), 0),
        (("export", "-", "--section", "lain"), 2),
        (("retry", "--reason", EVIL), 0),
        (("extract", EVIL), 2),
        (("clean", EVIL), 2),
    ],
    ids=ascii,
)
def test_no_command_prints_what_steers_the_terminal(
    evil: Store, command: tuple[str, ...], status: int
) -> None:
    done = scrapy(evil, *command)
    assert done.returncode == status
    assert not STEERS.search(done.stdout + done.stderr)
    assert "Traceback" not in done.stderr
    assert not [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("palsu")]


def test_it_is_shown_escaped_in_the_line_where_it_stands(evil: Store) -> None:
    lines = scrapy(evil, "history", URL).stdout.splitlines()
    assert f"    + {SHOWN} 2" in lines
    assert lines[-1] == "The site no longer has it: gone at 2026-03-01T12:00:00+00:00"
    assert f"    1 {SHOWN}" in scrapy(evil, "status").stdout.splitlines()


def test_json_on_the_screen_means_what_the_file_says(evil: Store, tmp_path: Path) -> None:
    file = tmp_path / "korpus.jsonl"
    assert scrapy(evil, "export", file).returncode == 0
    printed = scrapy(evil, "export", "-").stdout
    assert json.loads(printed) == json.loads(file.read_text("utf-8"))
    assert json.loads(printed)["tags"] == [EVIL]


def test_an_explanation_of_a_page_is_escaped(tmp_path: Path) -> None:
    url = "https://koran.test/x\u202ey/"
    page = tmp_path / "halaman.html"
    page.write_text(wordpress(paragraphs(*STORY), head=f'<link rel="canonical" href="{url}">'), "utf-8")
    for option in ((), ("--explain",)):
        done = scrapy(f"sqlite:///{tmp_path}/no.db", "extract", page, *option)
        assert (done.returncode, STEERS.search(done.stdout + done.stderr)) == (0, None)


@pytest.fixture
def many(store: Store) -> Iterator[Store]:
    """Yield a store of which each command prints more than a pipe holds."""
    words = "kata " * 20_000
    save(store, article(text=words))
    save(store, article(text=words.replace("kata", "lain")))
    frontier = Frontier(store, "telegraf", max_tries=1)
    frontier.begin_round(
        "", [Candidate(f"https://telegraf.co.id/{n}/", "article", "sitemap") for n in range(9)]
    )
    for row in frontier.next_batch(9):
        frontier.finish(row, Outcome.failed(f"timeout_{row.id}"))
    yield store


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("status", "--reason", "timeout_1"),
        ("history", URL),
        ("export", "-"),
        ("retry",),
        ("genspider", "--list"),
        ("genspider", "--dump", "newspaper"),
        ("learn", "fixtures"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("unread", ["stdout", "stderr"])
def test_a_reader_that_leaves_at_once_is_no_error(many: Store, command: tuple[str, ...], unread: str) -> None:
    environment = os.environ | {"STORE_URL": str(many.url), "PYTHONPATH": str(ROOT)}
    reader, writer = os.pipe()
    os.close(reader)
    pipe = subprocess.PIPE
    out, err = (writer, pipe) if unread == "stdout" else (pipe, writer)
    with subprocess.Popen(
        [sys.executable, "-m", "scrapy", *command], cwd=ROOT, env=environment, stdout=out, stderr=err
    ) as running:
        _, said = running.communicate()
    os.close(writer)
    assert (running.returncode, said or b"") == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize(
    "command", [("status",), ("history", URL), ("export", "-"), ("genspider", "--list")], ids=" ".join
)
def test_a_full_disk_behind_stdout_is_named_with_status_1(many: Store, command: tuple[str, ...]) -> None:
    environment = os.environ | {"STORE_URL": str(many.url), "PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", *command],
            cwd=ROOT,
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.endswith("No space left on device\n")
    assert done.stderr.count("\n") == 1
