"""What the page of a report is laid out from: tables, charts with their tables, the heat map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from crawler.report.calendar import Axis
from crawler.report.charts import Series, bar_chart
from crawler.report.figures import FIELDS, Covered
from crawler.report.wording import percent

Format = Callable[[float], str]

_MONTHS = 12
"""So many months with articles are told one by one; what is older by year."""
_STEPS = (1, 25, 50, 80, 95)
"""Percent from which on a cell has the next colour: finer near all, where drift begins."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, and the same numbers as a table."""

    title: str
    svg: Markup | None
    """None: all is zero."""
    legend: tuple[tuple[str, str], ...]
    """Class of the colour, and what it stands for."""
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    """Newest first, without those that are zero."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A share in the heat map."""

    percent: int | None
    level: int
    """0 to 5, of the colours."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """The articles of a time, and the share that has each field."""

    name: str
    articles: int
    cells: tuple[Cell, ...]


def counts_chart(
    name: str, title: str, axis: Axis, series: Sequence[tuple[str, str, Mapping[date, int]]]
) -> Chart:
    """Return the chart of numbers by day. ``series``: name, colour and numbers of each."""
    summed = [Series(each, colour, axis.sums(by_day)) for each, colour, by_day in series]
    return chart(
        name,
        f"{title} a {axis.unit}",
        (axis.unit, [bucket.name for bucket in axis.buckets]),
        [bucket.label for bucket in axis.buckets],
        summed,
    )


def chart(
    name: str,
    title: str,
    places: tuple[str, Sequence[str]],
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    unit: str = "",
    shown: Format = lambda number: f"{number:,}",
) -> Chart:
    """Return a chart. ``places``: what the places on its axis are, and what each is called in the table."""
    rows = [
        (place, *(shown(number) for number in numbers))
        for place, *numbers in zip(places[1], *(each.values for each in series), strict=True)
        if any(numbers)
    ]
    header = (places[0], *(each.name for each in series))
    legend = tuple((each.colour, each.name) for each in series)
    if not rows:
        return Chart(title, None, legend, header, rows)
    told = _told(places[1], series, shown)
    return Chart(
        title,
        bar_chart(name, title, told, labels=labels, series=series, unit=unit),
        legend,
        header,
        rows[::-1],
    )


def heat_map(published: Mapping[date | None, Covered], last: date) -> list[HeatRow]:
    """Return the rows of the heat map: the last week, months, years, articles without a date, all.

    ``last``: the day of the newest run. What is dated later stands in its month.
    """
    by_time: dict[str, Covered] = {}
    months = sorted({day.isoformat()[:7] for day in published if day is not None}, reverse=True)
    told = set(months[:_MONTHS])
    week, undated, everything = Covered(), Covered(), Covered()
    for day, covered in published.items():
        everything.add(covered)
        if day is None:
            undated.add(covered)
            continue
        month = day.isoformat()[:7]
        by_time.setdefault(month if month in told else month[:4], Covered()).add(covered)
        if last - timedelta(days=6) <= day <= last:
            week.add(covered)
    rows = [("last 7 days", week)] if week.articles else []
    rows += sorted((each for each in by_time.items() if each[0] in told), reverse=True)
    rows += [
        (f"{name}, rest" if any(month.startswith(name) for month in told) else name, covered)
        for name, covered in sorted(by_time.items(), reverse=True)
        if name not in told
    ]
    rows += [("no date", undated)] if undated.articles else []
    return [_heat_row(name, covered) for name, covered in [*rows, ("all", everything)]]


def _heat_row(name: str, covered: Covered) -> HeatRow:
    shares = [percent(covered.having[field], covered.articles) for field in FIELDS]
    return HeatRow(name, covered.articles, tuple(Cell(share, _level(share)) for share in shares))


def _level(share: int | None) -> int:
    return sum(1 for step in _STEPS if share is not None and share >= step)


def _told(places: Sequence[str], series: Sequence[Series], shown: Format) -> str:
    """Return in words what one would see in the chart."""
    sentences = []
    for each in series:
        most = max(each.values)
        if most:
            place = places[list(each.values).index(most)]
            sentences.append(f"{each.name}: at most {shown(most)} ({place}), last {shown(each.values[-1])}.")
    return " ".join(sentences) + " The table beside it has all numbers."
