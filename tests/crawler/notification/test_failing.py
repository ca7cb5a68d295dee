"""In which way a run failed, and which healthy run shows that this is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.health.check import FailedCheck
from crawler.notification.failing import proof_wanted, shows, way_of_failing
from crawler.stats import Numbers
from tests.crawler.notification.test_wording import SICK

SITE = FailedCheck("reachable", "The site is down.")
PAGES = FailedCheck("kept", "Most were lost.")
FIELD = FailedCheck("coverage_published_at", "No article has a date.", is_by_history=True)


def test_two_runs_fail_in_the_same_way_if_the_same_checks_failed() -> None:
    other = replace(SICK, failed_checks=SICK.failed_checks[::-1])
    assert way_of_failing(SICK) == way_of_failing(other) == "kept, published_at"
    assert way_of_failing(replace(SICK, failed_checks=())) == "finished"


@pytest.mark.parametrize(
    ("failed", "ends_with"),
    [
        ((), {"nothing", "unchanged", "new"}),
        ((SITE,), {"nothing", "unchanged", "new"}),
        ((PAGES,), {"unchanged", "new"}),
        ((SITE, PAGES), {"unchanged", "new"}),
        ((FIELD,), {"new"}),
        ((PAGES, FIELD), {"new"}),
    ],
)
def test_a_failure_is_over_when_a_run_has_had_what_had_failed(
    failed: tuple[FailedCheck, ...], ends_with: set[str]
) -> None:
    proof = proof_wanted(replace(SICK, failed_checks=failed))
    runs = {name: Numbers({f"article/{name}": 1}) for name in ("nothing", "unchanged", "new")}
    assert {
        name for name, numbers in runs.items() if shows(replace(SICK, numbers=numbers), proof)
    } == ends_with
