"""Stores to report of: rows as runs leave them, without the crawl."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from crawler.period import Bound
from crawler.report.counting import stored_sites
from crawler.report.figures import Report, SiteFigures
from crawler.report.page import render
from crawler.report.reading import read_report
from crawler.store import Store, schema

NOW = datetime(2026, 11, 30, 7, 17, tzinfo=UTC)
"""When the newest run of these stores ended: 14:17 in Jakarta."""
JAKARTA = "Asia/Jakarta"
EVIL = '<script>document.title = "hacked"</script>'


def add_run(store: Store, hours_ago: float = 0, site: str = "telegraf", **values: Any) -> int:
    """Add a run that took a minute and ended so long ago; healthy, unless the values say another thing."""
    ended = NOW - timedelta(hours=hours_ago)
    row = {
        "site": site,
        "scope": "",
        "round": 1,
        "complete": False,
        "started_at": ended - timedelta(minutes=1),
        "ended_at": ended,
        "reason": "finished",
        "status": 0,
        "failed_checks": [],
        "stats": {"downloader/request_count": 5},
    }
    with store.begin() as conn:
        (number,) = conn.execute(insert(schema.run), row | values).inserted_primary_key or (0,)
    return int(number)


def failed(name: str, sentence: str) -> dict[str, Any]:
    """Return what a run has in its row that failed by one check."""
    return {"status": 1, "reason": sentence, "failed_checks": [{"name": name, "sentence": sentence}]}


def reported(store: Store, since: Bound | None = None, zone: str = JAKARTA) -> Report:
    """Return the report of all sites of a store."""
    with store.read() as conn:
        return read_report(conn, stored_sites(conn), zone, since)


def figures(store: Store, since: Bound | None = None, zone: str = JAKARTA) -> SiteFigures:
    """Return the figures of the only site of a store."""
    (site,) = reported(store, since, zone).sites
    return site


def page(store: Store, since: Bound | None = None) -> str:
    """Return the page of a store."""
    return render(reported(store, since))
