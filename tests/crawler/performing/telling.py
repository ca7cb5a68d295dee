"""What `scrapy status` tells of a store, without a process of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from crawler.frontier import Candidate, Frontier, Outcome
from crawler.performing.status.looking import look
from crawler.performing.status.program import as_json
from crawler.performing.status.text import as_text
from crawler.store import Store
from tests.crawler.storing import NOON


def page(slug: str) -> Candidate:
    return Candidate(f"https://telegraf.co.id/{slug}/", "article", "sitemap")


def said(store: Store, now: datetime = NOON, *, runs: int = 10) -> list[str]:
    """Return the lines that people read."""
    return as_text(look(store, None, runs), now)


def told(store: Store, now: datetime = NOON, *, runs: int = 10) -> dict[str, Any]:
    """Return what programs read of the site."""
    site: dict[str, Any] = json.loads(as_json(look(store, None, runs), now))["sites"]["telegraf"]
    return site


def end(frontier: Frontier, outcomes: Mapping[str, Outcome]) -> None:
    """End the rows of pages, named by their slugs."""
    for row in frontier.next_batch(99):
        frontier.finish(row, outcomes[row.url.rsplit("/", 2)[1]])
