"""What the robots.txt of each host said last, as the frontier keeps it between runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from crawler.dates import to_instant
from crawler.release.provenance.facts import Robots
from crawler.release.provenance.logins import without_login
from crawler.store.schema import frontier

_SOURCE, _MARK = "robots", "#rules"
"""Of the rows in which they are kept (crawler/middlewares/robots_memory.py)."""


def read_robots(conn: Connection, sites: Sequence[str]) -> list[Robots]:
    """Return what is known of the robots.txt of newspapers, by URL; of one that two share, the newest."""
    query = select(frontier.c.url, frontier.c.checkpoint).where(
        frontier.c.site.in_(sites), frontier.c.source == _SOURCE, frontier.c.kind == "listing"
    )
    found = [_of(url, kept) for url, kept in conn.execute(query) if url.endswith(_MARK) and kept]
    found.sort(key=lambda each: (each.url, each.fetched_at or datetime.min.replace(tzinfo=UTC)))
    return list({each.url: each for each in found}.values())


def _of(url: str, kept: dict[str, Any]) -> Robots:
    text, since = kept.get("text"), to_instant(str(kept.get("unreachable_since")))
    was_read = isinstance(text, str)
    return Robots(
        url=without_login(url.removesuffix(_MARK)) or "",
        status="unreachable" if since else "read" if was_read else "never read",
        fetched_at=to_instant(str(kept.get("at"))) if was_read else None,
        unreachable_since=since,
        sha256=sha256(text.encode("utf-8", "replace")).hexdigest() if isinstance(text, str) else None,
    )
