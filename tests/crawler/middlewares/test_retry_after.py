"""The pause that a response asks for, in each form that servers write it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.middlewares.retry_after import asked_pause

NOW = datetime(2018, 6, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "seconds"),
    [
        (["120"], 120.0),
        ([" 5 "], 5.0),
        (["2.5"], 2.5),
        (["3."], 3.0),
        (["Sat, 30 Jun 2018 12:01:00 GMT"], 60.0),
        (["Saturday, 30-Jun-18 12:01:00 GMT"], 60.0),
        (["Sat Jun 30 12:01:00 2018"], 60.0),
        (["Sat, 30 Jun 2018 12:01:00"], 60.0),
        (["Sat, 30 Jun 2018 19:01:00 +0700"], 60.0),
        (["Sat, 30 Jun 2018 11:00:00 GMT"], 0.0),
        (["Sat, 31 Jun 2018 12:01:00 GMT"], 0.0),
        (["Sat, 30 Jun 99999999999 12:01:00 GMT"], 0.0),
        (["besok"], 0.0),
        ([""], 0.0),
        ([], 0.0),
        (["-1"], 0.0),
        (["-1", "0"], 0.0),
        (["-1", "7"], 7.0),
        (["3", "8", "5"], 8.0),
        (["120, 60"], 120.0),
        (["\xb2"], 0.0),
        (["nan"], 0.0),
        (["1_000"], 0.0),
        (["5 detik"], 0.0),
        (["9" * 5000], float("inf")),
    ],
)
def test_seconds_and_dates_are_read_and_all_else_asks_for_nothing(values: list[str], seconds: float) -> None:
    assert asked_pause(values, [], NOW) == seconds


def test_a_date_is_read_against_the_clock_of_the_server() -> None:
    until = ["Sat, 30 Jun 2018 13:00:03 GMT"]
    assert asked_pause(until, ["Sat, 30 Jun 2018 13:00:00 GMT"], NOW) == 3
    assert asked_pause(until, ["Saturday, 30-Jun-18 13:00:00 GMT"], NOW) == 3
    assert asked_pause(until, ["kemarin"], NOW) == 3603
    assert asked_pause(until, ["kemarin", "Sat, 30 Jun 2018 13:00:01 GMT"], NOW) == 2
    assert asked_pause(["20"], ["Sat, 30 Jun 2018 13:00:00 GMT"], NOW) == 20
