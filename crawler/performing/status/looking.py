"""What ``scrapy status`` sees: the sites of a store, their runs, and which of these is still going."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, func, select

from crawler.corpus.ledger import Ledger, load
from crawler.frontier.past_runs import RunRecord, decided_since, has_run_since, last_runs
from crawler.frontier.report import SiteStatus, site_status
from crawler.frontier.sites import sites_of
from crawler.stats import ARTICLE_CHANGED, ARTICLE_GONE, ARTICLE_NEW, Numbers
from crawler.store import Store, StoreError
from crawler.store.lock import SiteLock
from crawler.store.schema import article, due

State = Literal["ended", "going", "killed", "unknown"]
"""``unknown``: killed or still going, since the lock cannot be looked at."""

_COUNTED = {"new": ARTICLE_NEW, "changed": ARTICLE_CHANGED, "gone": ARTICLE_GONE}


@dataclass(slots=True)
class RunView:
    """A run, and what became of it."""

    record: RunRecord
    counts: Mapping[str, int | None]
    """``new``, ``changed``, ``gone`` -> number of articles; None: nobody knows, since it was killed."""
    state: State = "ended"
    holder: str = ""
    """The process that works on it, where and since when; empty: none, or unknown."""

    @property
    def has_failed(self) -> bool:
        """Say whether it is known that the run failed."""
        return bool(self.record.status)

    def seconds(self, now: datetime) -> float | None:
        """Return how long it took, or takes so far; None: nobody knows, since it was killed."""
        end = self.record.ended_at or (now if self.state == "going" else None)
        return None if end is None else round((end - self.record.started_at).total_seconds(), 1)


@dataclass(slots=True)
class SiteView:
    """A newspaper of a store."""

    status: SiteStatus
    runs: list[RunView]
    """The last ones, the newest first."""
    near_duplicates: int = 0
    """Stored articles that are near-duplicates of an earlier one, also of another newspaper's."""
    not_compared: int = 0
    """Articles that changed since they were compared with others, or never were."""
    ledger: Ledger | None = None
    """The newest one; None: there is none."""
    is_ledger_old: bool = False
    """Whether a run has begun since then: it may have fetched what was missing."""


def look(store: Store, site: str | None, most: int) -> list[SiteView]:
    """Return the sites of a store by name, each with at most so many runs; ``site``: only this one.

    A run without an end is still going while its site's lock is held. Raises StoreError.
    """
    views = _read(store, site, most)
    states = {run.record.id: _state(store, name) for name, run in _open_runs(views)}
    if any(state == "killed" for state, _ in states.values()):
        views = _read(store, site, most)  # or it has ended after it was read, and before its lock was
    for _, run in _open_runs(views):
        run.state, run.holder = states.get(run.record.id, ("going", ""))  # else it began just now
    return views


def _read(store: Store, site: str | None, most: int) -> list[SiteView]:
    with store.read() as conn:
        names = sites_of(conn) if site is None else [site]
        near, waiting = _near_duplicates(conn), _not_compared(conn)
        views = []
        for name in names:
            ledger = load(conn, name)
            views.append(
                SiteView(
                    site_status(conn, name),
                    _runs(conn, name, most),
                    near.get(name, 0),
                    waiting.get(name, 0),
                    ledger,
                    ledger is not None and has_run_since(conn, name, ledger.at),
                )
            )
        return views


def _near_duplicates(conn: Connection) -> dict[str, int]:
    """Return the numbers of near-duplicates by site, without a look at all other articles."""
    counted = select(article.c.site, func.count()).where(article.c.near_duplicate_of.is_not(None))
    return {row[0]: row[1] for row in conn.execute(counted.group_by(article.c.site))}


def _not_compared(conn: Connection) -> dict[str, int]:
    waiting = due.join(article, (article.c.id == due.c.article_id) & article.c.gone_at.is_(None))
    number = func.count(due.c.article_id.distinct())
    return dict(
        conn.execute(select(article.c.site, number).select_from(waiting).group_by(article.c.site)).all()
    )


def _runs(conn: Connection, site: str, most: int) -> list[RunView]:
    views = []
    for number, record in enumerate(last_runs(conn, site, most)):
        numbers = Numbers(record.stats)
        counts: dict[str, int | None] = {name: numbers.number(each) for name, each in _COUNTED.items()}
        if record.ended_at is None:
            counts = dict.fromkeys(_COUNTED)
            if number == 0:
                counts |= decided_since(conn, site, record.started_at)
        state: State = "killed" if record.ended_at is None else "ended"
        views.append(RunView(record, counts, state))
    return views


def _open_runs(views: Iterable[SiteView]) -> Iterator[tuple[str, RunView]]:
    """Yield the newest run of each site, with its name, if it has no end: earlier ones then were killed."""
    for view in views:
        if view.runs and view.runs[0].record.ended_at is None:
            yield view.status.site, view.runs[0]


def _state(store: Store, site: str) -> tuple[State, str]:
    """Return the state of a site's run that has no end, and the process that works on it."""
    try:
        holder = SiteLock(store, site).holder()
    except StoreError:  # of another user, say
        return "unknown", ""
    return ("killed", "") if holder is None else ("going", holder)


def newest_failed(runs: Iterable[RunView]) -> RunView | None:
    """Return the newest of these runs that failed; None: none has."""
    return next((run for run in runs if run.has_failed), None)
