"""What ``scrapy status --json`` prints: for programs, so that names and types do not change."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from crawler.performing.status.looking import RunView, SiteView


def as_json(views: Iterable[SiteView], now: datetime) -> str:
    """Return the sites as one JSON object. Instants are ISO 8601 in UTC, with their offset."""
    sites = {each.status.site: _site(each, now) for each in views}
    return json.dumps({"sites": sites}, ensure_ascii=False, indent=2)


def _site(view: SiteView, now: datetime) -> dict[str, Any]:
    status = view.status
    return {
        "articles": status.articles,
        "gone": status.gone,
        "near_duplicates": view.near_duplicates,
        "not_compared": view.not_compared,
        "pending": status.pending,
        "failed": _ordered(status.failed),
        "next_try": {reason: _instant(due) for reason, due in status.next_try.items()},
        "not_stored": _ordered(status.not_stored),
        "given_up": _ordered(status.given_up),
        "not_renewed": _ordered(status.not_renewed),
        "listings": {
            "failed": _ordered(status.failed_listings),
            "left_out": _ordered(status.listings_left_out),
        },
        "ledger": (
            None if view.ledger is None else {**view.ledger.as_json(), "before_last_run": view.is_ledger_old}
        ),
        "runs": [_run(each, now) for each in view.runs],
    }


def _run(view: RunView, now: datetime) -> dict[str, Any]:
    record = view.record
    return {
        "run": record.id,
        "started_at": _instant(record.started_at),
        "seconds": view.seconds(now),
        **view.counts,
        "status": record.status,
        "failed_checks": [
            {"name": each["name"], "sentence": each["sentence"]} for each in record.failed_checks
        ],
        "state": view.state,
        "process": view.holder or None,
        "reason": record.reason,
        "scope": record.scope,
    }


def _ordered(numbers: Counter[str]) -> dict[str, int]:
    """Return reasons with their numbers, the most frequent first."""
    return dict(numbers.most_common())


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
