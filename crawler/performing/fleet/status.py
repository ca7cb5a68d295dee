"""``scrapy fleet status``: what each site of a fleet does, the sick ones first."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import Any

from scrapy.exceptions import UsageError

from crawler.fleet.due import database_now
from crawler.fleet.every import brief
from crawler.fleet.opening import open_fleet_store
from crawler.fleet.status import FleetView, SiteView, look
from crawler.performing.opening import no_options
from crawler.performing.performance import Performance
from crawler.scrapy_utils.printing import print_lines, print_text
from crawler.scrapy_utils.program import as_called
from crawler.text import counted

_WIDTH, _LONGEST_NAME = 100, 28
_NOTHING = "No worker has seen a file of sites yet: scrapy fleet worker SITES.toml"


class FleetStatus(Performance):
    """Print what each site does; exit status 0 also if sites are sick, 1 if the store cannot be had."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it. Raises UsageError with arguments, StoreError."""
        if no_options(args):
            raise UsageError(
                "scrapy fleet status takes no arguments: it tells of all sites", print_help=False
            )
        store = open_fleet_store(self.settings)
        view = None
        if store is not None:
            with closing(store), store.read() as conn:
                view = look(conn, database_now(conn))
        if opts.json:
            print_text(as_json(view))
        else:
            print_lines(as_text(view))


def as_json(view: FleetView | None) -> str:
    """Return a fleet as one JSON object; instants are ISO 8601 in UTC. None: there is nothing yet."""
    if view is None:
        return json.dumps({"sites": []}, indent=2)
    queue, sick = view.queue, view.sick
    found = {
        "sites": [_site(site) for site in view.sites],
        "worst": _worst(sick[0]) if sick else None,
        "workers": [{"host": host, "process": process} for host, process in queue.workers],
        "reextraction": {"files": dict(queue.files), "sites": dict(queue.rewrites)},
        "refused_jobs": queue.refused,
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _site(site: SiteView) -> dict[str, Any]:
    return {
        "site": site.site,
        "state": site.state,
        "host": site.host,
        "process": site.process,
        "since": _instant(site.since),
        "last_run": _instant(site.last_run),
        "verdict": site.verdict,
        "next": _instant(site.next),
        "pending": site.pending,
        "attempts": site.attempts,
        "sentence": site.sentence,
        "every": int(site.every.total_seconds()),
        "newspaper_host": site.newspaper_host,
        "rate": site.rate,
        "paused": site.is_paused,
    }


def _worst(site: SiteView) -> dict[str, Any]:
    return {"site": site.site, "verdict": site.verdict, "sentence": site.sentence}


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


def as_text(view: FleetView | None) -> Iterator[str]:
    """Yield the lines for people: what is wrong, one line a site, and how many there are."""
    if view is None or not view.sites:
        yield as_called(_NOTHING)
    if view is None:
        return
    yield from _sick(view)
    if view.sites:
        longest = max(len("SITE"), *(len(site.site) for site in view.sites))
        width = min(longest, _LONGEST_NAME)
        yield _line(width, "SITE", "STATE", "LAST RUN", "VERDICT", "NEXT", "PENDING", "RATE", "FOR, WHERE")
        for site in view.sites:
            yield _row(width, site, view.now)
    yield from _totals(view)


def _sick(view: FleetView) -> Iterator[str]:
    if not view.sick:
        return
    worst, *others = view.sick
    more = f" ({counted(len(others), 'more site')} also)" if others else ""
    yield f"sick: {worst.site}: {worst.sentence or f'exit status {worst.verdict}'}{more}"


def _row(width: int, site: SiteView, now: datetime) -> str:
    where = f"{brief(now - site.since)}, {site.process} on {site.host}" if site.since else ""
    state = f"{site.state}, to pause" if site.is_paused and site.state == "running" else site.state
    return _line(
        width,
        site.site if len(site.site) <= width else f"{site.site[: width - 3]}...",
        state,
        "never" if site.last_run is None else f"{brief(now - site.last_run)} ago",
        _verdict(site),
        _next(site, now),
        f"{site.pending:,}",
        "" if site.rate is None else f"{site.rate:g}/min",
        where,
    )


def _verdict(site: SiteView) -> str:
    if site.verdict is None:
        return "none"
    if site.verdict == 0:
        return "ok"
    return f"{site.verdict}, {site.attempts} times" if site.attempts > 1 else str(site.verdict)


def _next(site: SiteView, now: datetime) -> str:
    if site.next is None:
        return ""
    return "now" if site.next <= now else f"in {brief(site.next - now)}"


def _line(width: int, site: str, *cells: str) -> str:
    state, last, verdict, following, pending, rate, where = cells
    line = f"{site:<{width}}  {state:<8}  {last:>9}  {verdict:<10}  {following:<7} {pending:>9} {rate:>9}"
    room = _WIDTH - len(line) - 2
    return f"{line}  {where if len(where) <= room else where[: max(room - 3, 0)] + '...'}".rstrip()


def _totals(view: FleetView) -> Iterator[str]:
    states = [site.state for site in view.sites]
    counts = [f"{states.count(state)} {state}" for state in dict.fromkeys(states)]
    workers = [f"{process} on {host}" for host, process in view.queue.workers]
    if view.sites:
        yield f"{counted(len(states), 'site')}: {', '.join(counts)}; {len(view.sick)} sick."
    yield f"{counted(len(workers), 'worker')}{': ' if workers else ''}{', '.join(workers)}."
    queue = view.queue
    if queue.files or queue.rewrites:
        yield f"Re-extraction: files {_jobs(queue.files)}; sites {_jobs(queue.rewrites)}."
        if queue.files.get("failed") or queue.rewrites.get("failed"):
            yield "What failed: the workers' logs say why."
    if queue.refused:
        yield f"{counted(queue.refused, 'job')} of the queue could not be done by any worker: see their logs."


def _jobs(counts: dict[str, int] | Any) -> str:
    words = {"todo": "waiting", "doing": "being read", "failed": "failed"}
    return ", ".join(f"{counts[each]} {word}" for each, word in words.items() if counts.get(each)) or "done"
