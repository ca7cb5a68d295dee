"""``make demo`` shows a first-time user a crawl and a clean article."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.newsroom.demo import ROOT, SHOWN
from tests.newsroom.expected import expected_articles
from tests.newsroom.sidebyside import WIDTH


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


def demo(folder: Path) -> str:
    command = [sys.executable, "-m", "tests.newsroom.demo", "--into", str(folder)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert not ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def printed(folder: Path) -> str:
    return demo(folder)


def articles(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]


def test_it_finds_every_article_and_nothing_else(printed: str, folder: Path) -> None:
    slugs = {url.split("/")[3] for url in expected_articles("http://telegraf.test")}
    assert {article["url"].split("/")[3] for article in articles(folder)} == slugs
    assert f"{len(slugs)} of {len(slugs)} articles" in printed


def test_it_says_what_was_no_article_and_why(printed: str) -> None:
    told = next(line for line in printed.splitlines() if "not stored:" in line)
    assert "login_wall 1" in told
    assert "no_text 1" in told


def test_it_shows_what_was_cut_from_an_article_and_by_which_rule(printed: str) -> None:
    assert "Rusia, Telegraf – (dateline: Rusia)" in " ".join(printed.replace("│", "").split())
    assert "(Ist/sur) (signoff: Ist/sur)" in printed
    assert "caption: Presiden Rusia Vladimir Putin; credit:" in printed
    rows = [line for line in printed.splitlines() if "Baca Juga : Michael Bloomberg" in line]
    assert "✂ related" in rows[0]


def test_it_shows_a_line_of_the_export_as_it_is(printed: str, folder: Path) -> None:
    lines = [line for line in printed.splitlines() if line.startswith("{")]
    assert len(lines) == 1
    assert json.loads(lines[0]) in articles(folder)


def test_it_names_the_files_and_they_are_there(printed: str, folder: Path) -> None:
    for name in ("articles.jsonl", "articles.db", "crawl.log"):
        assert str(folder / name) in printed
        assert (folder / name).stat().st_size


def test_its_rows_fit_a_terminal(printed: str) -> None:
    columns = [line for line in printed.splitlines() if "│" in line or line.startswith("──")]
    assert max(map(len, columns)) <= WIDTH


def test_it_can_be_run_again(printed: str, folder: Path) -> None:
    assert "26 new" in demo(folder)
    assert SHOWN in {article["url"].split("/")[3] for article in articles(folder)}
