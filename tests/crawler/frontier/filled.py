"""A frontier with any number of rows, as years leave it, and how the database finds what is asked of it.

Of each hundred rows half belong to one large site. Of a site's rows one in a thousand is a listing; of its
articles one in fifty is pending, one in a hundred failed, one in a hundred has a claim that waits or a mark.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, text

from crawler.frontier import Candidate, Frontier, Outcome
from crawler.frontier.report import reasons_left_out, retry_failures, site_status
from crawler.frontier.sites import has_site, sites_of
from crawler.store import Store
from tests.crawler.storing import Clock

LARGE = "besar.example"
ROWS = """
    INSERT INTO frontier (site, scope, key, url, kind, way, state, priority, not_before, tries, reason,
                          lastmod, hint, round, added_at, asked_at)
    SELECT CASE WHEN n % 2 = 0 THEN 'besar.example' ELSE 'kecil-' || (n % 99) || '.example' END,
        '', 'kecil.example/' || n, 'https://kecil.example/' || n || '/',
        CASE WHEN n % 1000 < 2 THEN 'listing' ELSE 'article' END, 'sitemap',
        CASE WHEN n % 100 IN (10, 11, 12, 13) THEN 'pending'
             WHEN n % 100 IN (20, 21) THEN 'failed' ELSE 'done' END,
        CASE WHEN n % 1000 < 2 THEN 5 ELSE 0 END,
        CASE WHEN n % 100 IN (20, 21) THEN {instant} END,
        CASE WHEN n % 100 IN (20, 21) THEN 1 ELSE 0 END,
        CASE WHEN n % 1000 < 2 THEN 'listed' WHEN n % 100 IN (20, 21) THEN 'http_503'
             WHEN n % 100 IN (10, 11, 12, 13) THEN NULL WHEN n % 100 IN (30, 31) THEN 'refused:no_text'
             ELSE 'stored' END,
        '2026-01-01',
        CASE WHEN n % 100 IN (40, 41) THEN '{{"claim": {{"lastmod": "2026-02-01", "source": "sitemap",
             "round": 1, "was": "stored"}}}}' END{json},
        1, {instant}, {instant}
    FROM {numbers}
"""
_SERIES = "WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < {0})"


def fill(store: Store, rows: int) -> None:
    """Fill an empty frontier, and let the database count what is in it."""
    with store.begin() as conn:
        if store.dialect == "postgresql":
            instant = "timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second'"
            told = {"instant": instant, "json": "::json", "numbers": f"generate_series(1, {rows}) AS n"}
            conn.execute(text(_as_text(ROWS.format(**told))))
        else:
            instant = "strftime('%Y-%m-%d %H:%M:%f000', 1767225600 + n, 'unixepoch')"
            told = {"instant": instant, "json": "", "numbers": "series"}
            insert, _, select = ROWS.format(**told).partition("SELECT")
            statement = f"{insert} {_SERIES.format(rows)} SELECT {select}"
            conn.execute(text(_as_text(statement)))
    with store.begin() as conn:
        conn.exec_driver_sql("ANALYZE frontier")


def _as_text(statement: str) -> str:
    """Return a statement whose colons are no parameters."""
    return statement.replace(":", r"\:")


@dataclass
class Asked:
    """A statement that was sent to the database."""

    statement: str
    plan: str
    """How the database finds the rows, in its words."""
    seconds: float = 0.0

    @property
    def reads_all(self) -> bool:
        """Whether it goes through the whole table."""
        return "Seq Scan on frontier" in self.plan or any(
            step.startswith("SCAN frontier") and "INDEX" not in step for step in self.plan.splitlines()
        )


@dataclass
class Question:
    """Something that a crawl, or an operator, asks the frontier."""

    name: str
    ask: Callable[[Frontier, Store], object]
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def explained(store: Store) -> Iterator[list[Asked]]:
    """Collect the statements that are sent, with the plan and the time of each."""
    asked: list[Asked] = []
    is_postgresql = store.dialect == "postgresql"

    def before(_conn: Any, cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        first = parameters[0] if many else parameters
        if "frontier" not in statement or "frontier VALUES" in statement:
            return
        explain = "EXPLAIN" if is_postgresql else "EXPLAIN QUERY PLAN"
        planning = cursor.connection.cursor()
        planning.execute(f"{explain} {statement}", first)
        plan = "\n".join(str(row[-1]) for row in planning.fetchall())
        planning.close()
        asked.append(Asked(" ".join(statement.split()), plan, -time.perf_counter()))

    def after(_conn: Any, _cursor: Any, _statement: str, *_: Any) -> None:
        if asked and asked[-1].seconds < 0:
            asked[-1].seconds += time.perf_counter()

    event.listen(store._engine, "before_cursor_execute", before)
    event.listen(store._engine, "after_cursor_execute", after)
    try:
        yield asked
    finally:
        event.remove(store._engine, "before_cursor_execute", before)
        event.remove(store._engine, "after_cursor_execute", after)


def _list(frontier: Frontier, _: Store) -> None:
    """A listing names five hundred articles that are known."""
    frontier.add(
        Candidate(f"https://kecil.example/{2 * n}/", "article", "sitemap", 0, "2026-01-01")
        for n in range(500)
    )


def _finish(frontier: Frontier, _: Store) -> None:
    (row,) = frontier.next_batch(1)
    frontier.finish(row, Outcome.done("stored"))


def _of(question: Callable[..., object], *given: object) -> Callable[[Frontier, Store], object]:
    """Return a question to a store as one to its frontier."""

    def ask(_: Frontier, store: Store) -> object:
        with store.read() as conn:
            return question(conn, *given)

    return ask


def _retry(_: Frontier, store: Store) -> None:
    with store.begin() as conn:
        retry_failures(conn, "http_503", LARGE)


def in_each_batch() -> list[Question]:
    """What a crawl asks for each batch, each page and each listing."""
    return [
        Question("next batch", lambda frontier, _: frontier.next_batch(16)),
        Question("finish a row", _finish),
        Question("500 known candidates", _list),
        Question("articles waiting", lambda frontier, _: frontier.waiting()),
        Question("a listing was read", lambda frontier, _: frontier.has_read_listing("sitemap")),
        Question("a checkpoint", lambda frontier, _: frontier.inventory.load_checkpoint("#claims")),
    ]


def in_each_run() -> list[Question]:
    """What a crawl asks at its beginning and its end."""
    return [
        Question("begin the run", lambda frontier, _: frontier.begin_round("", [])),
        Question("recheck of the oldest", lambda frontier, _: frontier.ask_again(100)),
        Question("claims that wait", lambda frontier, _: frontier._claims.follow(frontier._current())),
        Question("failed rows that are due", lambda frontier, _: _due(frontier)),
        Question("listings of the round", lambda frontier, _: frontier.listings("sitemap")),
        Question("marked as unlisted", lambda frontier, _: frontier.ask_marked()),
        Question("left out by listings", lambda frontier, _: frontier.inventory.count()),
        Question("end the run", _end),
    ]


def _due(frontier: Frontier) -> None:
    from crawler.frontier.reading import _DUE  # noqa: PLC0415

    with frontier.store.read() as conn:
        told = {"site": LARGE, "scope": "", "now": frontier._clock(), "since": frontier._clock(), "most": 16}
        conn.execute(_DUE, told).all()


def _end(frontier: Frontier, store: Store) -> None:
    from crawler.frontier import rounds  # noqa: PLC0415

    with store.begin() as conn:
        conn.exec_driver_sql(
            f"UPDATE frontier SET state = 'done' WHERE site = '{LARGE}' AND scope = '' AND state = 'pending'"
        )
        rounds.end(conn, frontier._current())


def of_operators() -> list[Question]:
    """What commands ask, and a crawl at its end: to count half of a table, all of it is read."""
    return [
        Question("rows by state", lambda frontier, _: frontier.counts()),
        Question("sites", _of(sites_of)),
        Question("a site is known", _of(has_site, LARGE)),
        Question("status of a site", _of(site_status, LARGE)),
        Question("reasons of a site", _of(reasons_left_out, LARGE)),
        Question("retry by reason", _retry),
    ]


def ask(store: Store, questions: list[Question]) -> list[Question]:
    """Ask the frontier of the large site, and note how the database answers."""
    frontier = Frontier(store, LARGE, clock=Clock())
    frontier.begin_round("", [])
    for question in questions:
        with explained(store) as asked:
            question.ask(frontier, store)
        question.asked = asked
    return questions
