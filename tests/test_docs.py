"""docs/health.md is true: it has each check with its threshold, and its example works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.health import CHECKS, Check, Ended
from crawler.stats import Numbers

TEXT = (Path(__file__).parent.parent / "docs" / "health.md").read_text("utf-8")


@pytest.mark.parametrize("check", CHECKS, ids=[check.name for check in CHECKS])
def test_each_check_stands_in_the_table_with_its_threshold(check: Check) -> None:
    (row,) = [line for line in TEXT.splitlines() if line.startswith("| `") and f"`{check.name}`" in line]
    cells = [cell.strip() for cell in row.strip("|").split(" | ")]
    assert cells[2:4] == [f"{check.default:g}", check.why]


def test_the_check_of_ones_own_works_as_it_stands() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)
    enough = names["enough"]
    assert callable(enough)
    assert enough(Ended(Numbers({"article/new": 1}), "finished")) is None
