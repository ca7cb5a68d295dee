"""docs/release.md is true: its files are those of a release, its columns those of the changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyarrow import parquet

from crawler.release.changes.writing import FILE
from crawler.release.splitting import parse_splits
from crawler.store import Store
from tests.crawler.release.released import fill, release
from tests.services.postgresql import SQLITE

PAGE = (Path(__file__).parent.parent / "docs" / "release.md").read_text("utf-8")


@pytest.mark.parametrize("store", [SQLITE], indirect=True)
def test_files_and_columns_are_those_of_a_release(store: Store, tmp_path: Path) -> None:
    fill(store)
    release(store, tmp_path / "q1")
    release(store, tmp_path / "q2", since=tmp_path / "q1")
    files = [path.relative_to(tmp_path / "q2").as_posix() for path in (tmp_path / "q2").rglob("*.*")]
    named = set(re.findall(r"^\| `([\w./]+)` (?:\.\.\. )?\|", PAGE.partition("| file |")[2], re.MULTILINE))
    assert set(files) <= named
    assert (tmp_path / "q2" / "SHA256SUMS").exists()
    columns = parquet.read_schema(tmp_path / "q2" / FILE).names
    told = PAGE.partition("## What changed")[2].partition("\n## ")[0]
    heads = {name for line in told.splitlines() for name in re.findall(r"`(\w+)`", line.split(" | ")[0])}
    assert set(columns) <= heads


def test_each_example_of_splits_is_one() -> None:
    table = PAGE.partition("| `--split` |")[2].partition("\n\n")[0]
    examples = [each for each in re.findall(r"`([^`]+)`", table) if "/" in each]
    assert len(examples) == 5
    assert all(parse_splits(each).shares for each in examples)


def test_the_commands_have_no_options_that_are_not_there() -> None:
    options = set(re.findall(r"--[\w-]+", "\n".join(re.findall(r"^scrapy release.*$", PAGE, re.MULTILINE))))
    source = Path(__file__).parent.parent / "crawler" / "commands" / "release.py"
    assert options and all(f'"{each}"' in source.read_text("utf-8") for each in options)
