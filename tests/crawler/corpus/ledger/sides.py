"""Both sides of a ledger: articles in a store, rows of its crawls, and what the site names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert

from crawler.corpus.ledger import Kind, Ledger, Named, Reckoning
from crawler.store import Store, schema
from crawler.urls import article_key
from tests.crawler.storing import NOON, another, save

MONTH = "2020-01"
"""That of the articles here, if no other one is given."""
BEGAN = NOON - timedelta(hours=3)
"""When the last crawl of the whole site began."""


def address(slug: str) -> str:
    return f"https://telegraf.co.id/{slug}/"


def keep(store: Store, *slugs: str, **changes: Any) -> None:
    """Store articles."""
    for slug in slugs:
        save(store, another(slug, **changes))


def crawled(store: Store, began: datetime = BEGAN, *, round: int = 1, **values: Any) -> None:
    """Write that a crawl of the whole site ended, two hours after it began."""
    ended = began + timedelta(hours=2)
    row = {"site": "telegraf", "scope": "", "round": round, "complete": False, "started_at": began}
    with store.begin() as conn:
        conn.execute(
            insert(schema.run), {**row, "round_ended_at": ended, "ended_at": ended, "whole": True, **values}
        )


def met(store: Store, slug: str, state: str, reason: str | None, scope: str = "", **values: Any) -> None:
    """Write what became of a URL that crawls met."""
    row = {
        "site": "telegraf",
        "scope": scope,
        "key": article_key(address(slug)),
        "url": address(slug),
        "kind": "article",
        "source": "api",
        "state": state,
        "reason": reason,
        "priority": 0,
        "tries": 0,
        "round": 1,
        "added_at": BEGAN,
    }
    with store.begin() as conn:
        conn.execute(insert(schema.frontier), {**row, **values})


def remove(store: Store, slug: str) -> None:
    """Delete an article as an operator does, by plain SQL."""
    number = f"(SELECT id FROM article WHERE url = '{address(slug)}')"
    with store.begin() as conn:
        for table in ("alias", "revision"):
            conn.exec_driver_sql(f"DELETE FROM {table} WHERE article_id = {number}")
        conn.execute(delete(schema.article).where(schema.article.c.url == address(slug)))


def reckoning(store: Store, **named: Iterable[str]) -> Reckoning:
    """Return a reckoning to which the site named articles: way -> slugs, all of one month."""
    begun = Reckoning(store, "telegraf", now=NOON)
    for way, slugs in named.items():
        begun.name(way, [Named(address(slug), MONTH) for slug in slugs])
    return begun


def made(store: Store, *, whole: Collection[str] | None = None, **named: Iterable[str]) -> Ledger:
    """Return the ledger of a site that names these articles, all there are."""
    return reckoning(store, **named).close(whole=whole, by=list(named))


def told(ledger: Ledger, kind: Kind) -> dict[str, str]:
    """Return the differences of a kind: slug -> reason; their number is that of the list."""
    differences = ledger.differences(kind)
    assert ledger.number(kind) == len(differences)
    return {each.url.rstrip("/").rpartition("/")[2]: each.reason for each in differences}
