"""The crawls of newspapers, as the table of runs has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from crawler.release.provenance.facts import RunFacts
from crawler.stats import ARTICLE_CHANGED, ARTICLE_GONE, ARTICLE_NEW
from crawler.store.schema import run

_URLS = re.compile(r"(?:(?<=\s)|^)urls=.*", re.DOTALL)
"""The last of the options in a scope (crawler/spider/options.py)."""


def read_runs(conn: Connection, sites: Sequence[str]) -> list[RunFacts]:
    """Return the runs of newspapers, in their order."""
    query = select(run).where(run.c.site.in_(sites)).order_by(run.c.id)
    return [
        RunFacts(
            id=row["id"],
            site=row["site"],
            scope=without_file(row["scope"]),
            is_complete=row["complete"],
            started_at=row["started_at"],
            ended_at=row["ended_at"],
            status=row["status"],
            new=_number(row["stats"], ARTICLE_NEW.name),
            changed=_number(row["stats"], ARTICLE_CHANGED.name),
            gone=_number(row["stats"], ARTICLE_GONE.name),
        )
        for row in conn.execute(query).mappings()
    ]


def without_file(scope: str) -> str:
    """Return the options that narrowed a crawl without the name of a file of URLs: it is that of a machine.

    >>> without_file("since=2026-01-01 urls=/home/ani/urls.txt")
    'since=2026-01-01 urls=FILE'
    """
    return _URLS.sub("urls=FILE", scope)


def _number(stats: Any, name: str) -> int:
    found = stats.get(name) if isinstance(stats, dict) else None
    return found if isinstance(found, int) else 0
