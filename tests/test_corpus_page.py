"""docs/corpus.md is true: each of its examples runs as it stands, on a release, and answers what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crawler.store import Store
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.release.released import LONG, fill, release
from tests.crawler.storing import another, save
from tests.services.postgresql import SQLITE

PAGE = (Path(__file__).parent.parent / "docs" / "corpus.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """Return the code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    """A folder with two releases of a store."""
    fill(store)
    release(store, tmp_path / "q1")
    save(store, another("jalan", headline="Jalan Rusak Lagi", text=LONG, published_at="2020-02-01"))
    release(store, tmp_path / "q2", since=tmp_path / "q1")
    return tmp_path


@pytest.mark.parametrize("store", [SQLITE], indirect=True)
def test_each_query_answers_what_is_said_of_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    months, tags, rules, word, headlines = (duckdb.sql(query).fetchall() for query in blocks("sql"))
    assert months == [("2020-01", 3, 1), ("2020-02", 1, 1)]
    assert tags == [("Amerika Serikat", 5), ("Rusia", 5)]
    assert rules == [("caption", 2)]
    assert [year for year, _ in word] == ["2020"] and word[0][1] > 1000
    assert headlines == [("2020-02-01", "Jalan", "Jalan Rusak Lagi")]


@pytest.mark.slow("pandas and datasets take seconds to load, in processes of their own")
@pytest.mark.parametrize("store", [SQLITE], indirect=True)
def test_each_program_runs_as_it_stands(store: Store, folder: Path) -> None:
    assert scrapy(store, "export", folder / "corpus.jsonl.gz").returncode == 0
    pandas, datasets, changes, lines = (run(program, folder) for program in blocks("python"))
    assert re.search(r"2020-01 +3 ", pandas) and re.search(r"Ayu Lestari +5", pandas)
    assert datasets.splitlines() == ["5 4", "Jembatan Gantung Oelbubuk Putus ['Rusia', 'Amerika Serikat']"]
    assert changes.strip() == "[('edited', 'https://telegraf.co.id/jalan/', ['headline'])]"
    assert int(lines) > 100


def run(program: str, folder: Path) -> Any:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=folder,
        env={"HOME": str(folder), "PATH": "", "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
