"""What a run leaves about the hosts it asked, so that the next one goes on at their pace."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.sql.dml import Insert

from crawler.store.database import Store
from crawler.store.schema import host
from crawler.store.upsert import dialect_of

NOTE_SECONDS = 5.0
"""A request that is sent so long after the last note makes another: later ones than that are in no note."""

_LONGEST = 366 * 86_400.0


@dataclass(frozen=True)
class Asked:
    """A host that a run has asked; all in seconds."""

    host: str
    ago: float
    """Since its last request."""
    delay: float
    """Between two requests."""
    pause: float
    """Until the next one, by the delay or a Retry-After; less than 0: it might have been so long ago."""


class HostNotes:
    """The rows of a run's hosts in table ``host``. Every method raises StoreError.

    Times are those of the database's server, as the clocks of machines differ; SQLite has no server.
    """

    def __init__(self, store: Store, site: str, *, longest: float) -> None:
        """``longest``: seconds that no pause exceeds (MAX_WAIT)."""
        self._store = store
        self._site = site
        self._longest = longest
        self._ahead = self._measured()

    @property
    def is_lost(self) -> bool:
        """Whether the store is known to be lost, and with it the site's lock: another run may have begun."""
        return self._store.is_lost

    def begin(self, name: str, delay: float) -> tuple[float, float]:
        """Note that a host is asked from now on; return how many seconds to wait before that, and its delay.

        The delay is the larger one of ours and of that which an earlier run kept, until its robots.txt is
        read. After a run that ended in order the wait is what is left of it. A killed run may have asked
        until NOTE_SECONDS after its note. A row that makes no sense, as it is of a clock that was
        wrong, never makes anyone wait for longer than the delay or the longest pause.
        """
        now = self._now()
        with self._store.begin() as conn:
            row = conn.execute(select(host).where(host.c.host == name)).one_or_none()
            kept = 0.0 if row is None else min(_plain(row.delay), max(delay, self._longest))
            larger = max(delay, kept)
            wait = 0.0 if row is None else self._left(row, larger, now)
            asked_at = now if row is None or row.asked_at > now else row.asked_at
            values = {
                "host": name,
                "asked_at": asked_at,
                "noted_at": now,
                "delay": larger,
                "turn_at": now + timedelta(seconds=max(wait, 0.0)),
                "site": self._site,
            }
            conn.execute(_statement(conn.dialect.name, False), [values])
        return wait, larger

    def note(self, hosts: Iterable[Asked], *, is_end: bool = False) -> None:
        """Note when hosts were asked last; ``is_end``: and that this run asks them no more."""
        now = self._now()
        values = [
            {
                "host": each.host,
                "asked_at": now - timedelta(seconds=each.ago),
                "noted_at": now,
                "delay": each.delay,
                "turn_at": now + timedelta(seconds=min(each.pause, _LONGEST)),
                "site": self._site,
            }
            for each in sorted(hosts, key=lambda each: each.host)  # as others sort: none waits for another
        ]
        if values:
            with self._store.begin() as conn:
                conn.execute(_statement(conn.dialect.name, is_end), values)

    def _left(self, row: Row[Any], delay: float, now: datetime) -> float:
        """Return the seconds that are left to wait; 0 or less: none."""
        last = row.asked_at if row.site is None else row.noted_at + timedelta(seconds=NOTE_SECONDS)
        left: float = (last - now).total_seconds() + delay
        asked_for: float = (row.turn_at - row.asked_at).total_seconds()
        left, pause = min(left, delay), 0.0
        if asked_for > _plain(row.delay) + 0.001:  # else it is the delay, which ours replaces
            pause = min((row.turn_at - now).total_seconds(), asked_for, self._longest)
        return max(left, pause)

    def _now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def _measured(self) -> timedelta:
        """Return how far the server's clock is ahead of ours; the query takes milliseconds."""
        if self._store.dialect != "postgresql":
            return timedelta(0)
        with self._store.read() as conn:
            before = datetime.now(UTC)
            theirs: datetime = conn.execute(select(func.clock_timestamp())).scalar_one()
            after = datetime.now(UTC)
        return theirs - (before + (after - before) / 2)


def _plain(seconds: float) -> float:
    return seconds if math.isfinite(seconds) and seconds > 0 else 0.0


@cache
def _statement(dialect: str, is_end: bool) -> Insert:
    """Return the statement for a list of rows; of two runs that ask one host the later request counts."""
    inserted = dialect_of(dialect).insert(host)
    new = inserted.excluded
    is_later = host.c.asked_at.between(new.asked_at, new.noted_at)  # one of the future was wrong
    asked_at = case((is_later, host.c.asked_at), else_=new.asked_at)
    site = case((host.c.site == new.site, None), else_=host.c.site) if is_end else new.site
    changed = {"noted_at": new.noted_at, "delay": new.delay, "turn_at": new.turn_at}
    statement: Insert = inserted.on_conflict_do_update(
        index_elements=[host.c.host], set_={"asked_at": asked_at, "site": site, **changed}
    )
    return statement
