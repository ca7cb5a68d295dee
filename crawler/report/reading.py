"""The store -> the report's figures."""

from __future__ import annotations

from collections import Counter, deque
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from crawler.corpus.ledger import load
from crawler.frontier.past_runs import has_run_since
from crawler.period import Bound
from crawler.report import counting
from crawler.report.figures import Failures, Report, Run, SiteFigures, Window
from crawler.report.runs import as_run

WEEK = 7
"""Days of which the report tells first: the newest run's, and those before it."""
_DAYS = 90
"""Days of which it tells unless ``--since`` names another first one."""
_LAST_RUNS = 60
"""Runs that are shown one by one: as many as a chart can tell apart on a phone."""
_LAST_FAILURES = 20
_LAST_GONE = 20


def read_report(conn: Connection, sites: list[str], zone: str, since: Bound | None) -> Report:
    """Return what a store tells of these sites. ``since``: of runs that began, and days that began, then."""
    until = counting.newest_moment(conn, sites)
    if until is None:
        return Report(None, [])
    reading = _Reading(conn, _window(until, zone, since), since)
    return Report(reading.window, [reading.site(name) for name in sites])


def _window(until: datetime, zone: str, since: Bound | None) -> Window:
    last = until.astimezone(ZoneInfo(zone)).date()
    first = last - timedelta(days=_DAYS - 1)
    chosen = None if since is None else _day(since, zone)
    return Window(zone, until, first if chosen is None else min(chosen, last), last, chosen)


def _day(bound: Bound, zone: str) -> date:
    if not isinstance(bound, datetime):
        return bound
    return (bound.astimezone(ZoneInfo(zone)) if bound.tzinfo else bound).date()


def _moment(bound: Bound, zone: str) -> datetime:
    """Return when a day begins, or an instant: without an offset it is in the zone of the page."""
    moment = bound if isinstance(bound, datetime) else datetime.combine(bound, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


class _Reading:
    def __init__(self, conn: Connection, window: Window, since: Bound | None) -> None:
        self.window = window
        self._conn = conn
        self._zone = ZoneInfo(window.zone)
        self._began = _moment(window.first if since is None else since, window.zone).astimezone(UTC)

    def site(self, name: str) -> SiteFigures:
        conn, figures = self._conn, SiteFigures(name)
        figures.articles, figures.gone = counting.count_articles(conn, name)
        figures.waiting, figures.left_out = counting.count_left_out(conn, name)
        figures.published = counting.count_published(conn, name, self.window.chosen)
        figures.edits, figures.reread = counting.count_edits(conn, name, self._day_of)
        figures.went = counting.count_gone(conn, name, self._day_of)
        gone_from = self._began if self.window.chosen else None
        figures.last_gone = counting.last_gone(conn, name, gone_from, _LAST_GONE)
        figures.ledger = load(conn, name)
        if figures.ledger is not None:
            figures.is_ledger_old = has_run_since(conn, name, figures.ledger.at)
        self._read_runs(figures)
        return figures

    def _read_runs(self, figures: SiteFigures) -> None:
        uncounted = counting.stored_by_uncounted(self._conn, figures.name, self._began)
        newest: deque[Run] = deque(maxlen=_LAST_RUNS)
        failures: deque[Failures] = deque(maxlen=_LAST_FAILURES)
        is_ill = False
        for row in counting.run_rows(self._conn, figures.name, self._began):
            run = as_run(row, uncounted.get(row["id"], (0, 0)))
            day = self._day_of(run.started)
            figures.new[day] += run.new
            figures.changed[day] += run.changed
            figures.runs.setdefault(run.verdict, Counter())[day] += 1
            for reason, number in run.left_out.items():
                figures.reasons.setdefault(reason, Counter())[day] += number
            newest.append(run)
            if run.verdict == "failed":
                if is_ill and _say_alike(failures[-1].last, run):
                    failures[-1].last = run
                    failures[-1].runs += 1
                else:
                    failures.append(Failures(run, run))
            is_ill = run.verdict == "failed"
        figures.last_runs = [*reversed(newest)]
        figures.failures = [*reversed(failures)]

    def _day_of(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()


def _say_alike(one: Run, other: Run) -> bool:
    """Say whether two failed runs are one trouble: the same checks, or the same sentence, failed."""
    first, second = ([each.name or each.sentence for each in run.complaints] for run in (one, other))
    return first == second and one.scope == other.scope
