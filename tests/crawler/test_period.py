"""The period of ``since`` and ``until``."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.period import Period, parse_bound

JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2016-09-06", "Asia/Jakarta", date(2016, 9, 6)),
        (" 2016-09-06T14:05 ", "Asia/Jakarta", datetime(2016, 9, 6, 14, 5, tzinfo=JAKARTA)),
        ("2016-09-06T14:05", None, datetime(2016, 9, 6, 14, 5)),
    ],
)
def test_a_day_or_an_instant_is_read(text: str, zone: str | None, expected: date) -> None:
    assert parse_bound(text, zone) == expected


@pytest.mark.parametrize("text", ["", "kemarin", "2016-13-01", "06-09-2016", "2016-09-06T25:00"])
def test_what_is_no_date_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):
        parse_bound(text, None)


@pytest.mark.parametrize(
    ("since", "until", "published", "holds"),
    [
        ("2016-09-06", "2016-09-06", "2016-09-06T00:00:00+07:00", True),
        ("2016-09-06", "2016-09-06", "2016-09-06T23:59:59+07:00", True),
        ("2016-09-06", "2016-09-06", "2016-09-07T00:00:00+07:00", False),
        ("2016-09-06", None, "2016-09-06", True),
        ("2016-09-07", None, "2016-09-06", False),
        ("2016-09-06T14:00+07:00", None, "2016-09-06T07:00:00+00:00", True),
        ("2016-09-06T14:00+07:00", None, "2016-09-06T06:59:59+00:00", False),
        ("2016-09-06T14:00", None, "2016-09-06", True),
        ("2016-09-06", None, None, False),
        (None, None, None, True),
    ],
)
def test_both_ends_are_part_of_the_period(
    since: str | None, until: str | None, published: str | None, holds: bool
) -> None:
    bounds = [None if text is None else parse_bound(text, None) for text in (since, until)]
    assert Period(*bounds).holds(published) is holds


def test_a_listing_in_another_zone_leaves_out_only_what_is_surely_outside() -> None:
    period = Period(date(2016, 9, 6), date(2016, 9, 6))
    assert not period.is_surely_outside("2016-09-05T20:00:00+00:00")
    assert period.is_surely_outside("2016-09-04T20:00:00+00:00")
    assert not period.is_surely_outside("2016-09-07T08:00:00+07:00")
    assert period.is_surely_outside("2016-09-08T01:00:00+00:00")
    assert not period.is_surely_outside(None)
    assert not period.is_surely_outside("kemarin")
