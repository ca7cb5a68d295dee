"""A small newspaper whose articles have nothing wrong, and changes to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert

from benchmarks.duplicates.newspaper import printed
from crawler.corpus.audit import Audited, Finding, audit
from crawler.store import Store
from crawler.store.schema import article

NOW = datetime(2026, 11, 30, tzinfo=UTC)
ARTICLES = 120
_WITHOUT_FACTS = "bila hasil pemeriksaan memuaskan"
"""In the one sentence of the generated articles that is the same in all of them."""


def url(number: int) -> str:
    return f"https://koran.example/{number}/"


def fill(store: Store, changes: Mapping[int, dict[str, Any]], number: int = ARTICLES) -> None:
    """Store articles; ``changes``: of some of them. ``below`` is one more paragraph."""
    rows = []
    for at, each in enumerate(printed(number)):
        row: dict[str, Any] = {
            "key": f"koran.example/{at}", "url": url(at), "site": "koran", "tags": [], "removed": {},
            "authors": ["Siti Aminah"], "content_hash": "", "revision": 1, "source": "page", "section": None,
            "published_at": each["published_instant"].isoformat(), "near_duplicate_of": None, "gone_at": None,
            "modified_at": None, **each,
        }  # fmt: skip
        row["text"] = row["text"].replace(_WITHOUT_FACTS, f"bila pemeriksaan ke-{at} memuaskan")
        changed = dict(changes.get(at, {}))
        below, above = changed.pop("below", None), changed.pop("above", None)
        row.update(changed)
        row["text"] = "\n\n".join(filter(None, (above, row["text"], below)))
        rows.append(row)
    with store.begin() as conn:
        conn.execute(insert(article), rows)


def audited(store: Store) -> Audited:
    with store.read(aside=True) as conn:
        return audit(conn, "koran", now=NOW)


def found(store: Store, kind: str) -> list[Finding]:
    return [each for each in audited(store).findings if each.finding == kind]
