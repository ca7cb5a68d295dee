"""The months in which a newspaper publishes, and dates that cannot be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.corpus.audit.examined import Examined
from crawler.corpus.audit.site_life import find_impossible_date, life_of

NOW = datetime(2026, 11, 30, tzinfo=UTC)
BUSY = {2016 * 12 + month: 200 for month in range(8, 33)}
SLOW = {2016 * 12 + month: 4 for month in range(8, 33)}
WHOLE = (2016 * 12 + 8, 2016 * 12 + 32)


@pytest.mark.parametrize("month", [1970 * 12, 1899 * 12 + 11, 2016 * 12 + 3, 2019 * 12 + 5, 12])
def test_a_lonely_month_beyond_a_silence_is_outside_of_the_life(month: int) -> None:
    assert life_of({**BUSY, month: 3}) == WHOLE


def test_a_slow_beginning_and_an_archive_with_a_hole_belong_to_the_life() -> None:
    early = 2016 * 12 + 1
    assert life_of({**SLOW, early: 2}) == (early, WHOLE[1])
    assert life_of({**BUSY, 2012 * 12: 90}) == (2012 * 12, WHOLE[1])


def test_of_a_few_articles_nothing_is_said() -> None:
    assert life_of({1970 * 12: 1, 2016 * 12: 3}) is None


@pytest.mark.parametrize(
    ("published", "fetched"),
    [
        ("2031-01-01T00:00:00+07:00", "2026-11-30T00:00:00Z"),
        ("2018-01-03", "2018-01-01T00:00:00Z"),
        ("2018-13-45", None),
        ("kemarin", None),
        ("2016-W36-2", None),
        ("20160906", None),
        ("0000-00-00 00:00:00", None),
        ("2150-01-01", None),
    ],
)
def test_a_date_after_the_article_was_fetched_is_impossible(published: str, fetched: str | None) -> None:
    assert _find(published, fetched) is not None


@pytest.mark.parametrize(
    ("published", "fetched"),
    [
        ("2018-01-01T20:00:00+07:00", "2018-01-01T10:00:00Z"),
        ("2016-09-06", None),
        (None, None),
        ("1999-12-31T23:59:59+09:00", "2026-11-30T00:00:00Z"),
    ],
)
def test_a_date_before_it_is_possible(published: str | None, fetched: str | None) -> None:
    assert _find(published, fetched) is None


def _find(published: str | None, fetched: str | None) -> str | None:
    article = Examined(1, "https://koran.example/1/", "", "", [], published_at=published, fetched_at=fetched)
    return find_impossible_date(article, NOW)
