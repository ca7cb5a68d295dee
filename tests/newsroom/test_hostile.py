"""A crawl of any site ends by itself, within its bounds, and keeps all that the site did not spoil."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.newsroom.hostile import CASES, table
from tests.newsroom.hostile.case import Case
from tests.newsroom.hostile.running import run
from tests.newsroom.hostile.verdict import faults

SLOW = pytest.mark.slow("crawls some two hundred sites that err or mean harm, one after the other")
IS_WRITING = bool(os.environ.get("WRITE_HOSTILE_TABLE"))


@pytest.mark.parametrize(
    "case",
    [  # a few of them are quick together, and tried each time
        pytest.param(case, id=case.name, marks=[SLOW] if number % 30 else [])
        for number, case in enumerate(CASES)
    ],
)
def test_a_site_that_errs_costs_a_crawl_no_more_than_what_it_spoils(case: Case, tmp_path: Path) -> None:
    ran = run(case, tmp_path)
    found = faults(case, ran)
    if IS_WRITING:
        table.write(case, table.line(case, ran, found))
    assert not found, "\n".join([*found, ran.log[-4000:]])


def test_the_cases_have_names_of_their_own() -> None:
    assert not [name for name, number in Counter(case.name for case in CASES).items() if number > 1]


@pytest.mark.skipif(IS_WRITING, reason="The table is being written.")
def test_each_case_stands_in_the_table() -> None:
    assert not table.lacking()
