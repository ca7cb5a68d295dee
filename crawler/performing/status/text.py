"""What ``scrapy status`` prints: for people."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from crawler.corpus.ledger import KINDS, Ledger
from crawler.errors import some_of
from crawler.finish_reasons import FINISHED
from crawler.performing.status.looking import RunView, SiteView, newest_failed
from crawler.reasons import FAMILIES, GROUPS, explain
from crawler.text import counted

ZONE = "All times are UTC."
_LABEL = 13
"""Characters of the column in which the kinds stand."""
_MONTHS = 6
"""Months of a ledger that are named."""
_NARROWEST, _USUAL, _WIDEST = 60, 100, 120
"""Characters of a line: where a terminal is narrower, it has to break lines itself."""


def as_text(views: Iterable[SiteView], now: datetime) -> list[str]:
    """Return the lines about the sites, a paragraph each."""
    lines = [line for view in views for line in ("", *_site(view, now))]
    return [*lines[1:], "", ZONE] if lines else ["Nothing was crawled yet."]


def reasons_as_text() -> list[str]:
    """Return the lines about all reasons that there are."""
    lines = []
    for heading, group in {**GROUPS, "Families": FAMILIES}.items():
        widest = max(map(len, group))
        lines += ["", f"{heading}:"]
        for reason, meaning in group.items():
            lines += _wrapped(f"  {reason:{widest}}  ", meaning)
    return lines[1:]


def _site(view: SiteView, now: datetime) -> Iterator[str]:
    status = view.status
    gone = f", {status.gone:,} of them gone" if status.gone else ""
    near = f", {counted(view.near_duplicates, 'near-duplicate')}" if view.near_duplicates else ""
    waiting = f", {view.not_compared:,} not compared yet" if view.not_compared else ""
    yield f"{status.site}: {counted(status.articles, 'article')}{gone}{near}{waiting}"
    yield f"  {'pending':{_LABEL}}{counted(status.pending, 'URL')}"
    if status.failed:
        number = counted(status.failed.total(), "URL")
        yield f"  {'failed':{_LABEL}}{number}, tried again when due; scrapy retry makes them due now"
        yield from _by_reason(status.failed, status.next_try)
    if not_stored := status.not_stored:
        given_up = status.given_up.total()
        of_them = f", {given_up:,} of them given up (scrapy retry tries them again)" if given_up else ""
        yield f"  {'not stored':{_LABEL}}{counted(not_stored.total(), 'URL')}{of_them}"
        yield from _by_reason(not_stored)
    if status.not_renewed:
        number = counted(status.not_renewed.total(), "stored article")
        yield f"  {'not renewed':{_LABEL}}{number}, kept as before: what came when asked again was left out"
        yield from _by_reason(status.not_renewed)
    if status.listings_left_out:
        number = counted(status.listings_left_out.total(), "address", "addresses")
        reasons = ", ".join(f"{reason} {number:,}" for reason, number in _ordered(status.listings_left_out))
        yield f"  {'listings':{_LABEL}}{number} without one: {reasons}"
    if view.ledger is not None:
        yield from _ledger(view.ledger)
    yield from _runs(view.runs, now)


def _ledger(ledger: Ledger) -> Iterator[str]:
    says = "does not say how many articles it has"
    if ledger.site_says is not None:
        says = f"said it had {counted(ledger.site_says, 'article')}"
    were = "was" if ledger.stored == 1 else "were"
    yield f"  {'ledger':{_LABEL}}{_time(ledger.at)}: the site {says}, {ledger.stored:,} {were} stored"
    if differing := ledger.differing:
        verb = "month differs" if len(differing) == 1 else "months differ"
        months = [f"{each.month} ({each.total:,} on the site, {each.stored:,} stored)" for each in differing]
        yield from _wrapped("    ", f"{len(differing):,} {verb}: {some_of(months, most=_MONTHS)}")
    for kind in KINDS:
        if number := ledger.number(kind):
            yield f"    {kind}: {counted(number, 'URL')}"
            yield from _by_reason(ledger.numbers[kind], indent=6)
    for note in ledger.notes:
        yield from _wrapped("    ", note)


def _by_reason(
    numbers: Mapping[str, int], next_try: Mapping[str, datetime] | None = None, *, indent: int = 4
) -> Iterator[str]:
    widest = max(map(len, numbers))
    digits = max(len(f"{number:,}") for number in numbers.values())
    for reason, number in _ordered(numbers):
        due = next_try.get(reason) if next_try else None
        again = f" Tried again from {_time(due)} on." if due is not None else ""
        yield from _wrapped(
            f"{'':{indent}}{number:>{digits},} {reason:{widest}}  ", f"{explain(reason) or ''}{again}"
        )


def _ordered(numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return reasons with their numbers, the most frequent first."""
    return sorted(numbers.items(), key=lambda each: (-each[1], each[0]))


def _runs(runs: Sequence[RunView], now: datetime) -> Iterator[str]:
    if not runs:
        return
    yield "  last runs"
    table = [
        ("run", "began", "seconds", "new", "changed", "gone", "result"),
        *(_row(each, now) for each in runs),
    ]
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]) - 1)]
    for row in table:
        cells = [cell.rjust(width) for cell, width in zip(row[:-1], widths, strict=True)]
        yield "    " + "  ".join((*cells, row[-1]))
    failed = newest_failed(runs)
    if failed is None:
        return
    yield f"  why run {failed.record.id} failed"
    for check in failed.record.failed_checks:
        yield from _wrapped("    ", f"{check['name']}: {check['sentence']}")
    if not failed.record.failed_checks:
        yield from _wrapped("    ", failed.record.reason or "")


def _row(run: RunView, now: datetime) -> tuple[str, ...]:
    """Return a run as a line of the table; what nobody knows is a dash."""
    seconds = run.seconds(now)
    numbers = [run.counts[name] for name in ("new", "changed", "gone")]
    return (
        str(run.record.id),
        _time(run.record.started_at),
        "–" if seconds is None else f"{seconds:,.0f}",
        *("–" if number is None else f"{number:,}" for number in numbers),
        _result(run) + (f"; only {run.record.scope}" if run.record.scope else ""),
    )


def _result(run: RunView) -> str:
    record = run.record
    if run.state == "going":
        return f"still going: {run.holder}" if run.holder else "still going"
    if run.state != "ended":
        return "killed" if run.state == "killed" else "killed or still going"
    if record.status is None:
        return f"ended: {record.reason}"
    if record.status:
        names = ", ".join(each["name"] for each in record.failed_checks)
        return f"failed (status {record.status}){': ' if names else ''}{names}"
    return "healthy" if record.reason == FINISHED else f"healthy, ended early: {record.reason}"


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _wrapped(start: str, text: str) -> list[str]:
    """Return a text behind the start of its first line, its further lines below it."""
    width = min(max(shutil.get_terminal_size((_USUAL, 24)).columns, _NARROWEST), _WIDEST)
    lines = textwrap.wrap(text, max(width - len(start), 30), break_long_words=False, break_on_hyphens=False)
    indent = " " * len(start)
    return [f"{indent if number else start}{line}".rstrip() for number, line in enumerate(lines or [""])]
