"""What is kept of a host's robots.txt between runs, beside the frontier's rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.dates import to_instant
from crawler.extensions.run import Run
from crawler.extensions.site_store import SiteStore

_MARK = "#rules"
"""Behind the URL of a robots.txt: a listing may have that URL itself, and no row has a fragment."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What an earlier request for a robots.txt brought."""

    text: str | None = None
    """What it said, as :func:`crawler.scrapy_utils.robots.decoded` returns it; None: it was never had."""
    at: datetime | None = None
    """When it was had."""
    rules: str | None = None
    """Digest of the rules by which the refused rows were last judged; None: by those of no known text."""
    unreachable_since: datetime | None = None
    """When it could not be had for the first time since it was had; None: it can be had."""


def load(held: SiteStore | None, url: str) -> Memory:
    """Return what is kept of a robots.txt; without a store, nothing is. Raises StoreError."""
    kept = held.frontier.inventory.load_checkpoint(url + _MARK) if held is not None else {}
    text, rules = kept.get("text"), kept.get("rules")
    return Memory(
        text if isinstance(text, str) else None,
        to_instant(str(kept.get("at"))),
        rules if isinstance(rules, str) else None,
        to_instant(str(kept.get("unreachable_since"))),
    )


def save(run: Run | None, url: str, memory: Memory) -> None:
    """Keep it for later runs; what is no run changes nothing. Raises StoreError."""
    if run is None:
        return
    since = memory.unreachable_since
    kept = {
        "text": memory.text,
        "at": memory.at.isoformat() if memory.at else None,
        "rules": memory.rules,
        "unreachable_since": since.isoformat() if since else None,
    }
    run.frontier.inventory.save_checkpoint(url + _MARK, "robots", kept)
