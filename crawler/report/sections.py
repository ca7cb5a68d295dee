"""The section of one site: its figures, laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.report.blocks import Chart, HeatRow, chart, counts_chart, heat_map
from crawler.report.calendar import Axis, days_axis, months_axis
from crawler.report.charts import Series
from crawler.report.figures import Failures, Run, SiteFigures, Verdict, Window
from crawler.report.ledger import LedgerBlock, lay_out_ledger
from crawler.report.wording import duration, moment, pace, percent, verdict

WEEK = timedelta(days=7)

_FEWEST_DAYS = 30
_SHOWN_RUNS = 20
"""Runs in the table; the charts show more."""
_MONTHS = 24
_UNENDED: Verdict = "unended"


@dataclass(frozen=True, slots=True)
class Tile:
    """One number of the week."""

    name: str
    number: int
    before: int | None
    """In the week before; None: the report does not reach so far back."""
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in the table."""

    number: int
    began: str
    took: str
    scope: str
    new: int
    changed: int
    gone: int
    requests: int
    verdict: str
    is_bad: bool
    is_open: bool
    """Whether nobody knows how it went: it may be still going."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Failed runs that say the same."""

    when: str
    runs: int
    scope: str
    sentences: tuple[tuple[str, str], ...]
    """Name of the check, and what it said last."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why something is not stored."""

    kind: str
    reason: str
    now: int
    """URLs of which that is so."""
    week: int
    """How often runs met it in the last week, and in the whole time of the report."""
    period: int
    share: int
    """Of the most frequent one, in percent: the length of its bar."""


@dataclass(frozen=True, slots=True)
class Section:
    """All that the page shows of a site."""

    name: str
    anchor: str
    articles: int
    gone: int
    waiting: int
    week: str
    """``2026-11-24 to 2026-11-30``."""
    tiles: tuple[Tile, ...]
    newest: RunRow | None
    complaints: tuple[tuple[str, str], ...]
    """Of the newest run, if it failed."""
    last_healthy: str | None
    """When the last healthy run began; None: none of those that are told."""
    troubles: list[Trouble]
    articles_charts: tuple[Chart, ...]
    heat: list[HeatRow]
    runs_charts: tuple[Chart, ...]
    runs: list[RunRow]
    left_out: list[LeftOut]
    ledger: LedgerBlock | None
    """None: none was made."""
    edits_charts: tuple[Chart, ...]
    reread: int
    last_gone: list[tuple[str, str, str]]
    """URL, headline, moment."""


def lay_out(figures: SiteFigures, window: Window, anchor: str) -> Section:
    """Return the section of a site."""
    first = max(window.first, window.last - WEEK + timedelta(days=1))
    runs = [_row(run, window.zone, is_newest=not place) for place, run in enumerate(figures.last_runs)]
    newest = figures.last_runs[0] if figures.last_runs else None
    healthy = (run.started for run in figures.last_runs if run.verdict == "healthy")
    last_healthy = next(healthy, None)
    return Section(
        name=figures.name,
        anchor=anchor,
        articles=figures.articles,
        gone=figures.gone,
        waiting=figures.waiting,
        week=f"{first} to {window.last}" if first < window.last else f"{first}",
        tiles=tuple(_tiles(figures, window)),
        newest=runs[0] if runs else None,
        complaints=_sentences(newest) if newest and newest.verdict == "failed" else (),
        last_healthy=None if last_healthy is None else moment(last_healthy, window.zone),
        troubles=[_trouble(each, window.zone) for each in figures.failures],
        articles_charts=_articles_charts(figures, window, anchor),
        heat=heat_map(figures.published, window.last) if figures.published else [],
        runs_charts=_runs_charts(figures, window, anchor),
        runs=runs[:_SHOWN_RUNS],
        left_out=_left_out(figures, window),
        ledger=lay_out_ledger(figures, window.zone),
        edits_charts=_edits_charts(figures, window, anchor),
        reread=figures.reread,
        last_gone=[(each.url, each.headline, moment(each.at, window.zone)) for each in figures.last_gone],
    )


def _tiles(figures: SiteFigures, window: Window) -> Iterable[Tile]:
    numbers: list[tuple[str, Mapping[date, int], bool]] = [
        ("new", figures.new, False),
        ("changed", figures.changed, False),
        ("gone", figures.went, False),
    ]
    total = Counter[date]()
    for by_day in figures.runs.values():
        for day, number in by_day.items():
            total[day] += number
    numbers.append(("runs", total, False))
    numbers.append(("healthy", figures.runs.get("healthy", {}), False))
    numbers.append(("failed", figures.runs.get("failed", {}), True))
    if _UNENDED in figures.runs:
        numbers.append(("without an end", figures.runs[_UNENDED], False))
    reaches = window.first <= window.last - 2 * WEEK + timedelta(days=1)
    for name, counts, is_bad in numbers:
        number = _in_week(counts, window.last)
        before = _in_week(counts, window.last - WEEK) if reaches else None
        yield Tile(name, number, before, is_bad=is_bad and number > 0)


def _in_week(by_day: Mapping[date, int], last: date) -> int:
    return sum(by_day.get(last - timedelta(days=back), 0) for back in range(WEEK.days))


def _articles_charts(figures: SiteFigures, window: Window, anchor: str) -> tuple[Chart, ...]:
    axis = _axis(figures, window)
    published = {day: each.articles for day, each in figures.published.items() if day is not None}
    stored = [("new", "c1", figures.new), ("changed", "c2", figures.changed)]
    return (
        counts_chart(f"{anchor}-published", "Published", axis, [("articles", "c1", published)]),
        counts_chart(f"{anchor}-stored", "Stored", axis, stored),
    )


def _axis(figures: SiteFigures, window: Window) -> Axis:
    """Return the days of the charts; those before the first run are left out, but for a month of them."""
    if window.chosen:
        return days_axis(window.first, window.last)
    began = min((day for by_day in figures.runs.values() for day in by_day), default=window.first)
    at_least = window.last - timedelta(days=_FEWEST_DAYS - 1)
    return days_axis(max(window.first, min(began, at_least)), window.last)


def _runs_charts(figures: SiteFigures, window: Window, anchor: str) -> tuple[Chart, ...]:
    runs = figures.last_runs[::-1]
    names = [f"{moment(run.started, window.zone)}, run {run.number}" for run in runs]
    labels = [moment(run.started, window.zone)[5:] for run in runs]
    well = Series("healthy", "good", [0 if run.verdict == "failed" else run.requests for run in runs])
    ill = Series("failed", "bad", [run.requests if run.verdict == "failed" else 0 for run in runs])
    paces = Series("a response", "c1", [run.pace or 0.0 for run in runs])
    verdicts: list[tuple[Verdict, str]] = [("healthy", "good"), ("failed", "bad"), ("unended", "dim")]
    by_day = [
        ("without an end" if name == _UNENDED else name, colour, figures.runs.get(name, Counter()))
        for name, colour in verdicts
    ]
    places, last = ("run", names), "run" if len(runs) == 1 else f"{len(runs)} runs"
    return (
        counts_chart(f"{anchor}-runs", "Runs", _axis(figures, window), by_day),
        chart(f"{anchor}-requests", f"Requests of the last {last}", places, labels, [well, ill]),
        chart(
            f"{anchor}-pace",
            f"Seconds to a response in the last {last}",
            places,
            labels,
            [paces],
            unit=" s",
            shown=pace,
        ),
    )


def _edits_charts(figures: SiteFigures, window: Window, anchor: str) -> tuple[Chart, ...]:
    months = months_axis(
        max(window.first, _earlier(window.last)) if window.chosen else _earlier(window.last), window.last
    )
    return (
        counts_chart(f"{anchor}-edits", "Edits", months, [("edits", "c2", figures.edits)]),
        counts_chart(f"{anchor}-gone", "Gone", months, [("articles", "dim", figures.went)]),
    )


def _earlier(last: date) -> date:
    """Return the first day of the first of the last months."""
    months = last.year * 12 + last.month - _MONTHS
    return date(months // 12, months % 12 + 1, 1)


def _row(run: Run, zone: str, *, is_newest: bool) -> RunRow:
    return RunRow(
        number=run.number,
        began=moment(run.started, zone),
        took=duration(run.seconds),
        scope=run.scope,
        new=run.new,
        changed=run.changed,
        gone=run.gone,
        requests=run.requests,
        verdict=verdict(run, is_newest=is_newest),
        is_bad=run.verdict == "failed" or (run.verdict == _UNENDED and not is_newest),
        is_open=run.verdict == _UNENDED and is_newest,
    )


def _sentences(run: Run) -> tuple[tuple[str, str], ...]:
    return tuple((each.name, each.sentence) for each in run.complaints)


def _trouble(failures: Failures, zone: str) -> Trouble:
    last = moment(failures.last.started, zone)
    when = last if failures.runs == 1 else f"{moment(failures.first.started, zone)} to {last}"
    return Trouble(when, failures.runs, failures.last.scope, _sentences(failures.last))


def _left_out(figures: SiteFigures, window: Window) -> list[LeftOut]:
    found = []
    reasons = {*figures.left_out, *figures.reasons}
    for kind, reason in reasons:
        by_day = figures.reasons.get((kind, reason), Counter())
        now, period = figures.left_out.get((kind, reason), 0), sum(by_day.values())
        found.append(LeftOut(kind, reason, now, _in_week(by_day, window.last), period, 0))
    most = max((max(each.now, each.period) for each in found), default=0)
    found.sort(key=lambda each: (-each.now, -each.period, each.kind, each.reason))
    return [
        LeftOut(each.kind, each.reason, each.now, each.week, each.period, percent(each.now, most) or 0)
        for each in found
    ]
