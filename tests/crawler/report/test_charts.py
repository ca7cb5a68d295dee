"""Charts: what a bar is as high as, and what is said of it to those who do not see it."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from lxml import etree

from crawler.report import calendar, charts, wording
from crawler.report.blocks import counts_chart, heat_map
from crawler.report.calendar import days_axis, months_axis
from crawler.report.charts import Series, bar_chart
from crawler.report.figures import FIELDS, Covered

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*series: Series, labels: tuple[str, ...] = ("Mon", "Tue")) -> etree._Element:
    svg = bar_chart("c", "Stored & kept", "told", labels=labels, series=series)
    return etree.fromstring(str(svg))


def test_the_examples_in_the_docstrings_hold() -> None:
    assert sum(doctest.testmod(module).failed for module in (calendar, charts, wording)) == 0
    assert sum(doctest.testmod(module).attempted for module in (calendar, charts, wording)) >= 6


def test_bars_are_as_high_as_their_numbers_and_stand_on_each_other() -> None:
    low, high, second = drawn(Series("new", "c1", [5, 10]), Series("changed", "c2", [0, 5])).iter("rect")
    tops = [float(each.get("y") or 0) for each in (low, high, second)]
    heights = [float(each.get("height") or 0) for each in (low, high, second)]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
    assert heights[2] == pytest.approx(heights[0], abs=0.2)
    assert tops[2] + heights[2] == pytest.approx(tops[1], abs=0.2)
    assert tops[1] + heights[1] == pytest.approx(tops[0] + heights[0], abs=0.2)


def test_a_chart_is_a_picture_with_a_name_and_a_description() -> None:
    svg = drawn(Series("new", "c1", [5, 10]))
    assert svg.get("role") == "img"
    named = [svg.xpath(f"string(//*[@id='{name}'])") for name in (svg.get("aria-labelledby") or "").split()]
    assert named == ["Stored & kept", "told"]
    assert svg.xpath("//g/title/text()") == ["Mon: 5 new", "Tue: 10 new"]


def test_names_are_escaped() -> None:
    svg = drawn(Series("<script>", "c1", [1, 1]), labels=("<b>", '"'))
    assert not svg.xpath("//script | //b")


def test_what_has_no_number_has_no_chart_but_says_so() -> None:
    axis = days_axis(date(2026, 1, 1), date(2026, 1, 3))
    nothing = counts_chart("c", "Gone", axis, [("articles", "c1", {})])
    assert (nothing.title, nothing.svg, nothing.rows) == ("Gone a day", None, [])


def test_the_table_has_the_numbers_of_the_chart_newest_first() -> None:
    axis = days_axis(date(2026, 1, 1), date(2026, 1, 3))
    numbers = {date(2026, 1, 1): 1200, date(2026, 1, 3): 1, date(2026, 1, 9): 7}
    chart = counts_chart("c", "Stored", axis, [("new", "c1", numbers)])
    assert (chart.header, chart.rows) == (("day", "new"), [("2026-01-03", "1"), ("2026-01-01", "1,200")])


@pytest.mark.parametrize(
    ("first", "unit", "bars"),
    [
        (date(2026, 11, 30), "day", 1),
        (date(2026, 9, 1), "day", 91),
        (date(2026, 1, 1), "week", 48),
        (date(2020, 1, 1), "month", 83),
        (date(1990, 1, 1), "year", 37),
        (date(2, 1, 1), "year", 100),
    ],
    ids=str,
)
def test_a_long_time_has_wider_bars_and_loses_no_day(first: date, unit: str, bars: int) -> None:
    last = date(2026, 11, 30)
    axis = days_axis(first, last)
    assert (axis.unit, len(axis.buckets)) == (unit, bars)
    assert axis.sums({last: 3})[-1] == 3
    assert all(one.last < other.first for one, other in zip(axis.buckets, axis.buckets[1:], strict=False))


def test_months_go_over_the_end_of_a_year() -> None:
    names = [bucket.name for bucket in months_axis(date(2025, 11, 30), date(2026, 2, 1)).buckets]
    assert names == ["2025-11", "2025-12", "2026-01", "2026-02"]


def test_the_heat_map_tells_the_last_week_months_older_years_and_what_has_no_date() -> None:
    months = (1, 3, 5, 7, 9, 11, 12)
    days: list[date | None] = [date(year, month, 2) for year in (2024, 2025, 2026) for month in months]
    published = {day: Covered(10) for day in [*days, date(2026, 11, 28), None]}
    for covered in published.values():
        covered.having["tags"] = 9
    rows = heat_map(published, date(2026, 11, 30))
    names = [row.name for row in rows]
    assert names[:3] == ["last 7 days", "2026-12", "2026-11"]
    assert names[-5:] == ["2025-05", "2025, rest", "2024", "no date", "all"]
    assert [row.articles for row in rows[-4:]] == [20, 70, 10, 230]
    tags = rows[0].cells[[*FIELDS].index("tags")]
    assert (tags.percent, tags.level) == (90, 4)


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    covered = Covered(1000)
    covered.having.update({"tags": 999, "credit": 1, "section": 1000})
    row = heat_map({date(2026, 1, 1): covered}, date(2026, 11, 30))[0]
    shares = dict(zip(FIELDS, row.cells, strict=True))
    told = [(shares[name].percent, shares[name].level) for name in ("tags", "credit", "section", "authors")]
    assert told == [(99, 5), (1, 1), (100, 5), (0, 0)]
