"""Claims: a listing says by its ``lastmod`` that an article that was read has changed since.

Many sites print a ``lastmod`` that says nothing: the time of the request, of the night's export, of the last
comment or view. So a run believes claims only as far as they prove true: it reads a sample again, and ten
more for each article that really had changed. An edit of a whole archive is read completely by that, while a
site whose dates are always now costs a sample a run. Claims that have to wait stay in the table, in ``meta``
of their article's row; its ``lastmod`` is that of the last reading, so that none is forgotten.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    case,
    func,
    null,
    select,
    update,
)

from crawler.dates import to_instant
from crawler.frontier.comparing import CLAIM
from crawler.frontier.inventory import Inventory
from crawler.frontier.reading import HAS_META, exists
from crawler.frontier.round import Round
from crawler.rows import Outcome, Row
from crawler.store import Store
from crawler.store.schema import frontier

logger = logging.getLogger(__name__)

SAMPLE = 20
"""Claims that a run follows before any of them has proved true."""

DOUBTED_SAMPLE = 10
"""The same, of a site whose last claims (:data:`SAMPLE` in a row, or more than that at once) were false."""

PER_TRUE = 10
"""Claims that a run follows for each that proved true."""

_MEMORY = "#claims"
"""Key under which a site's claims are remembered."""

_QUIET = timedelta(days=7)
"""Dates that were not believed are believed again after this long without a claim that had to wait."""

_READ = ("stored", "unchanged")


@dataclass(frozen=True, slots=True)
class _Memory:
    """What is kept of a site's claims between runs."""

    in_vain: int = 0
    """How many claims in a row were false."""
    waited_at: str | None = None
    """When claims last had to wait, ISO 8601; None: the site's dates are believed."""


class Claims:
    """The claims of one site, in one run."""

    def __init__(self, store: Store, site: str, inventory: Inventory) -> None:
        self._store = store
        self._site = site
        self._inventory = inventory
        self._memory = _Memory()
        self._followed = self._true = self._false = 0
        self._sample = SAMPLE
        self.are_waiting = False
        """False: surely no claim waits. Set it to True when one was added."""

    def begin(self) -> bool:
        """Load what is remembered; return whether the site's dates are not believed."""
        kept = self._inventory.load_checkpoint(_MEMORY)
        in_vain, waited_at = kept.get("in_vain"), kept.get("waited_at")
        self._memory = _Memory(
            in_vain if isinstance(in_vain, int) else 0, waited_at if isinstance(waited_at, str) else None
        )
        is_doubted = self._memory.waited_at is not None
        self._sample = DOUBTED_SAMPLE if is_doubted or self._memory.in_vain >= SAMPLE else SAMPLE
        return is_doubted

    def look(self, conn: Connection, current: Round) -> None:
        """Find out whether claims wait that an earlier run left."""
        self.are_waiting = exists(conn, _waiting(current))

    @property
    def room(self) -> int:
        """How many claims may be followed now."""
        return max(self._sample, PER_TRUE * self._true) - self._followed

    def follow(self, current: Round) -> int:
        """Make the claims pending that may be followed; return their number.

        Half of them of the latest round: a date that changed just now says more than one that waits since an
        export of all articles. The others, and among those, first what was requested longest ago, so that
        each has its turn.
        """
        room = self.room
        if not self.are_waiting or room <= 0:
            return 0
        latest, longest_ago = _mark("round").as_integer().desc(), (frontier.c.asked_at, frontier.c.id)
        with self._store.begin() as conn:
            followed = _follow(conn, current, room - room // 2, latest, *longest_ago)
            followed += _follow(conn, current, room - followed, *longest_ago)
        self.are_waiting = followed == room
        self._followed += followed
        return followed

    def told(self, row: Row, outcome: Outcome, *, is_edited: bool) -> None:
        """Count a claim by what came of it, once that is committed; ``is_edited``: the text was another."""
        claim = row.meta.get(CLAIM)
        if not isinstance(claim, dict) or outcome.state == "failed" or outcome.is_of_this_run_only:
            return
        was, reason = claim.get("was"), outcome.reason
        is_same = reason == was or (reason in _READ and was in _READ)
        is_true = is_edited or reason == "stored" or not is_same

        def count() -> None:
            self._true += is_true
            self._false += not is_true
            in_vain = 0 if is_true else self._memory.in_vain + 1
            self._memory = _Memory(in_vain, self._memory.waited_at)

        self._store.when_committed(count)

    def settle(self, current: Round) -> None:
        """Remember at the end of a run how far the site's dates are believed; say so if that changes."""
        if not self._true + self._false and self._memory.waited_at is None:
            return
        waiting = 0
        if self.are_waiting:
            with self._store.read() as conn:
                query = select(func.count()).select_from(frontier).where(_waiting(current))
                waiting = conn.execute(query).scalar_one()
        waited_at = self._memory.waited_at
        if waiting and self.room <= 0 and (waited_at is not None or self._false >= DOUBTED_SAMPLE):
            if waited_at is None:
                self._say_doubt(waiting)
            waited_at = current.now.isoformat()
        elif waited_at is not None and not waiting and self._behaves(to_instant(waited_at), current.now):
            logger.info("%s: the dates of change that the site lists are believed again.", self._site)
            waited_at = None
        kept = {"in_vain": min(self._memory.in_vain, SAMPLE), "waited_at": waited_at}
        if kept != self._inventory.load_checkpoint(_MEMORY):
            self._inventory.save_checkpoint(_MEMORY, "claims", kept)

    def _behaves(self, waited_at: datetime | None, now: datetime) -> bool:
        mostly_true = self._true > self._false
        return mostly_true or waited_at is None or not waited_at <= now < waited_at + _QUIET

    def _say_doubt(self, waiting: int) -> None:
        read = self._true + self._false
        logger.warning(
            "%s: the site lists many articles as changed that have not: of %d that were read again, %d had"
            " another text. Its dates of change (lastmod) are not believed until they prove true: %d more"
            " articles listed as changed wait, and each run reads %d of them, so an edit may be found late."
            " RECHECK_PER_DAY finds edits sooner.",
            self._site,
            read,
            self._true,
            waiting,
            DOUBTED_SAMPLE,
        )


def _follow(conn: Connection, current: Round, most: int, *order: Any) -> int:
    """Make the first waiting claims of an order pending, at most so many; return their number."""
    ids = select(frontier.c.id).where(_waiting(current)).order_by(*order).limit(most)
    values = {
        "state": "pending",
        "lastmod": _mark("lastmod").as_string(),
        "source": _mark("source").as_string(),
        "priority": 0,
        "not_before": null(),
        "tries": case((frontier.c.reason == "gone", frontier.c.tries), else_=0),
    }
    return conn.execute(update(frontier).where(frontier.c.id.in_(ids)).values(values)).rowcount


def _mark(name: str) -> Any:
    """Return a part of a row's claim, as a column."""
    return frontier.c.meta[(CLAIM, name)]


def _waiting(current: Round) -> ColumnElement[bool]:
    """Return the condition that an article's claim waits."""
    waits: ColumnElement[bool] = (
        (frontier.c.site == current.site)
        & HAS_META
        & (func.coalesce(frontier.c.scope, "") == current.scope)  # not the index of the scope: it is larger
        & (frontier.c.state == "done")
        & _mark("lastmod").as_string().is_not(None)
    )
    return waits
