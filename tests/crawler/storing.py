"""What tests of store, frontier and lock share: articles, a clock set by hand, SQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import event

from crawler.article import Article, content_hash
from crawler.store import Saved, Store, save_article

URL = "https://telegraf.co.id/putin-bertemu-obama/"

ARTICLE = Article(
    url=URL,
    canonical_url=URL,
    site="telegraf",
    headline="Putin Bertemu Obama",
    dateline="Rusia",
    text="Presiden Rusia bertemu Presiden Amerika Serikat.\n\nPertemuan itu berlangsung di Hangzhou.",
    section="Dunia",
    tags=["Rusia", "Amerika Serikat"],
    authors=["Ayu Lestari"],
    signoff="Ist/sur",
    published_at="2016-09-06T14:05:33+07:00",
    modified_at="2016-09-06T15:00:00+07:00",
    image_url="https://telegraf.co.id/putin.jpg",
    caption="Presiden Rusia Vladimir Putin",
    credit="Reuters",
    language="id",
    fetched_at="2016-09-07T00:00:00Z",
    source="page",
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Clock:
    """A clock for a frontier: stands still until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def article(**changes: Any) -> Article:
    """Return the article above, with changes and the hash that belongs to them."""
    changed = replace(ARTICLE, **changes)
    return replace(changed, content_hash=content_hash(changed.headline, changed.text))


def another(slug: str, **changes: Any) -> Article:
    """Return another article, which shares nothing with the one above but the site."""
    url = f"https://telegraf.co.id/{slug}/"
    title = slug.replace("-", " ").title()
    other = {"url": url, "canonical_url": url, "headline": title, "text": f"{title} diberitakan di sini."}
    return article(**{**other, "published_at": "2020-01-02T03:04:05+07:00", **changes})


def save(store: Store, met: Article, *, requested_url: str | None = None) -> Saved:
    """Store an article in a transaction of its own."""
    with store.begin() as conn:
        return save_article(conn, met, requested_url=requested_url)


def from_json(value: Any) -> Any:
    """Return the value of a column, of which a bare connection to SQLite gives the text."""
    return json.loads(value) if isinstance(value, str) else value


def as_moment(value: str | datetime) -> datetime:
    """Return the moment of a column, of which a bare connection to SQLite gives the text in UTC."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value).replace(tzinfo=UTC)


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    """Return what an SQL query answers."""
    with store.read() as conn:
        return [tuple(row) for row in conn.exec_driver_sql(query)]


@contextmanager
def watched(store: Store) -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements that are sent to the database, with their parameters."""
    statements: list[tuple[str, Any]] = []

    def keep(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        statements.append((statement, parameters))

    event.listen(store._engine, "before_cursor_execute", keep)
    try:
        yield statements
    finally:
        event.remove(store._engine, "before_cursor_execute", keep)


def explain(store: Store, statement: str, parameters: Any) -> str:
    """Return the way in which the database finds what a query asks for."""
    with store.read() as conn:
        if store.dialect == "sqlite":
            steps = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        else:
            conn.exec_driver_sql("SET LOCAL enable_seqscan = off")  # else a small table is always read whole
            steps = conn.exec_driver_sql(f"EXPLAIN {statement}", parameters)
        return " ".join(str(step) for step in steps)
