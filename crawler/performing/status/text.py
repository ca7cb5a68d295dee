"""What ``scrapy status`` prints: for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from crawler.finish_reasons import FINISHED
from crawler.performing.status.looking import RunView, SiteView, newest_failed
from crawler.performing.status.of_ledger import as_text as ledger_as_text
from crawler.performing.status.wrapping import LABEL, as_time, by_reason, ordered, wrapped
from crawler.reasons import FAMILIES, GROUPS
from crawler.text import counted

ZONE = "All times are UTC."


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
            lines += wrapped(f"  {reason:{widest}}  ", meaning)
    return lines[1:]


def _site(view: SiteView, now: datetime) -> Iterator[str]:
    status = view.status
    gone = f", {status.gone:,} of them gone" if status.gone else ""
    near = f", {counted(view.near_duplicates, 'near-duplicate')}" if view.near_duplicates else ""
    waiting = f", {view.not_compared:,} not compared yet" if view.not_compared else ""
    yield f"{status.site}: {counted(status.articles, 'article')}{gone}{near}{waiting}"
    yield f"  {'pending':{LABEL}}{counted(status.pending, 'URL')}"
    if status.failed:
        number = counted(status.failed.total(), "URL")
        yield f"  {'failed':{LABEL}}{number}, tried again when due; scrapy retry makes them due now"
        yield from by_reason(status.failed, status.next_try)
    if not_stored := status.not_stored:
        given_up = status.given_up.total()
        of_them = f", {given_up:,} of them given up (scrapy retry tries them again)" if given_up else ""
        yield f"  {'not stored':{LABEL}}{counted(not_stored.total(), 'URL')}{of_them}"
        yield from by_reason(not_stored)
    if status.not_renewed:
        number = counted(status.not_renewed.total(), "stored article")
        yield f"  {'not renewed':{LABEL}}{number}, kept as before: what came when asked again was left out"
        yield from by_reason(status.not_renewed)
    if status.listings_left_out:
        number = counted(status.listings_left_out.total(), "address", "addresses")
        reasons = ", ".join(f"{reason} {number:,}" for reason, number in ordered(status.listings_left_out))
        yield f"  {'listings':{LABEL}}{number} without one: {reasons}"
    if view.ledger is not None:
        yield from ledger_as_text(view.ledger, is_old=view.is_ledger_old)
    yield from _runs(view.runs, now)


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
        yield from wrapped("    ", f"{check['name']}: {check['sentence']}")
    if not failed.record.failed_checks:
        yield from wrapped("    ", failed.record.reason or "")


def _row(run: RunView, now: datetime) -> tuple[str, ...]:
    """Return a run as a line of the table; what nobody knows is a dash."""
    seconds = run.seconds(now)
    numbers = [run.counts[name] for name in ("new", "changed", "gone")]
    return (
        str(run.record.id),
        as_time(run.record.started_at),
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
