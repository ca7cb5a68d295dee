"""Keeps the near-duplicates of a store, as its articles come, change and go."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, func, insert, select, text

from crawler.corpus.duplicates.candidates import find_candidates
from crawler.corpus.duplicates.filing import file, read_unfiled
from crawler.corpus.duplicates.pairing import pair_up
from crawler.corpus.duplicates.periods import microseconds
from crawler.corpus.duplicates.sketching import SCHEME, Sketch
from crawler.corpus.duplicates.sql import ask, rows, run
from crawler.corpus.duplicates.taken import keep, read_taken
from crawler.corpus.duplicates.uniting import regroup
from crawler.errors import Trouble
from crawler.store import Store
from crawler.store.schema import comparison, due, duplicate, fingerprint, sketch
from crawler.store.triggers import create_triggers

LOCK = 0x7E1E7
"""Key of the PostgreSQL advisory lock of who compares: any constant number but that of the schema."""

_DAY = timedelta(days=1)

_FIRST, _MOST = 16, 1024
"""Articles of the first batch, whose look-alikes nobody has counted yet, and of any later one."""
_LONG = 0.5
"""Seconds that a batch may take: of articles with hundreds of look-alikes on one day fewer are one batch.

Whoever waits for the store, or goes on once it is done, waits so long.
"""

_METHOD = "SELECT scheme, window_days FROM comparison"
_DUE = "SELECT id, article_id FROM due ORDER BY id LIMIT ?"
_DONE = "DELETE FROM due WHERE id {in_ids}"
_ALL_DUE = text("INSERT INTO due (article_id) SELECT id FROM article ORDER BY published_instant, url")
"""In the order of their dates: what is compared one after another lies side by side."""


class Outdated(Trouble):
    """What is known of near-duplicates was found in another way, and has to be found anew as a whole."""


@dataclass(frozen=True, slots=True)
class State:
    """What a store knows of its near-duplicates."""

    due: int
    """How many times articles came, changed or went that are not compared yet."""
    scheme: int | None
    """How they were compared (:data:`~crawler.corpus.duplicates.sketching.SCHEME`); None: nothing was yet."""
    window: timedelta | None
    """How far apart in time at most; None: nothing was compared yet."""
    is_current: bool
    """Whether we compare in the same way."""


class Duplicates:
    """The near-duplicates in one store: of all its newspapers, as a wire story stands in several of them.

    Two articles are near-duplicates by themselves, whatever others there are; a group is all that are
    connected by such pairs. So the order in which articles come makes no difference.
    """

    def __init__(self, store: Store, window: timedelta) -> None:
        """``window``: how far apart in time two articles may be that are compared, inclusive."""
        self._store = store
        self._window = window
        self._most = _FIRST

    def state(self) -> State:
        """Return what the store knows. Raises StoreError."""
        with self._store.read() as conn:
            number = conn.execute(select(func.count()).select_from(due)).scalar_one()
            found = next(iter(ask(conn, _METHOD)), None)
        if found is None:
            return State(number, None, None, is_current=True)
        return State(number, found[0], timedelta(days=found[1]), is_current=tuple(found) == self._method)

    def catch_up(self, most: int = 64) -> int | None:
        """Compare what is due longest, at most so many times, in one transaction; return how many these were.

        0: nothing was due. None: another process is comparing (PostgreSQL; on SQLite it is waited for).
        Raises Outdated, also if nothing is due, StoreError; then nothing is lost: what was due still is.
        """
        most = min(most, self._most)
        made = self._make_sketches(most)
        if not made:
            return 0
        with self._store.begin() as conn:
            begun = time.monotonic()
            if conn.dialect.name == "postgresql":
                ((is_mine,),) = ask(conn, "SELECT pg_try_advisory_xact_lock(?)", LOCK)
                if not is_mine:
                    return None
            taken = ask(conn, _DUE, most)
            if taken:  # else another process was quicker
                if not self._is_begun(conn):
                    self._set_method(conn)
                _compare(conn, _articles(taken), self._window, made)
                run(conn, _DONE, rows(number for number, _ in taken))
            took = time.monotonic() - begun
        self._most = max(1, min(_MOST, int(len(taken) * _LONG / max(took, 0.001))))
        return len(taken)

    def rebuild(self) -> None:
        """Make everything due, in our way; the articles keep what is known of them until they are compared.

        In one transaction, so that a kill leaves the store as it was, or this done. Raises StoreError.
        """
        with self._store.begin() as conn:
            if conn.dialect.name == "postgresql":
                run(conn, "SELECT pg_advisory_xact_lock(?)", LOCK)
            create_triggers(conn)  # a copy of the tables that somebody restored may have none
            for table in (fingerprint, duplicate, sketch, comparison, due):
                conn.execute(delete(table))
            self._set_method(conn)
            conn.execute(_ALL_DUE)

    @property
    def _method(self) -> tuple[int, float]:
        return SCHEME, self._window / _DAY

    def _make_sketches(self, most: int) -> dict[str, Sketch]:
        """Return the sketches of what is due, by the texts; none if nothing is.

        They are half of the work. To make them before the transaction that writes leaves others half of the
        time: SQLite has no queue, and who waits for it sleeps between two looks.
        """
        with self._store.read() as conn:
            self._is_begun(conn)
            taken = ask(conn, _DUE, most)
            return {each.text: each.sketch for each in read_taken(conn, _articles(taken), {})}

    def _is_begun(self, conn: Connection) -> bool:
        """Say whether something was compared; raises Outdated if that was done in another way."""
        found = next(iter(ask(conn, _METHOD)), None)
        if found is not None and tuple(found) != self._method:
            scheme, days = found
            ours = self._window / _DAY
            if scheme == SCHEME:
                raise Outdated(
                    f"The near-duplicates of this store were found with DUPLICATES_DAYS={days:g}, not"
                    f" {ours:g}: set {days:g} again, or run scrapy duplicates --rebuild."
                )
            raise Outdated(
                f"The near-duplicates of this store were found in the way of another version (scheme"
                f" {scheme}, here {SCHEME}): run scrapy duplicates --rebuild."
            )
        return found is not None

    def _set_method(self, conn: Connection) -> None:
        scheme, days = self._method
        conn.execute(insert(comparison).values(scheme=scheme, window_days=days))


def _articles(taken: Sequence[tuple[int, int]]) -> list[int]:
    """Return the articles that are due, each once."""
    return [*dict.fromkeys(article_id for _, article_id in taken)]


def _compare(conn: Connection, ids: Sequence[int], window: timedelta, made: Mapping[str, Sketch]) -> None:
    """Compare articles with all others of the store, and put right what it says of their groups."""
    taken = read_taken(conn, ids, made)
    keep(conn, taken)
    unfiled = read_unfiled(conn)
    candidates = find_candidates(
        conn, [each for each in taken if each.sketch.runs], unfiled, microseconds(window)
    )
    pairs = pair_up(conn, taken, candidates.pairs)
    broken = {each.leader for each in taken if each.leader is not None}
    if pairs or broken or any(each.near_duplicate_of is not None for each in taken):
        regroup(conn, pairs, batch=ids, broken=broken, leaders=candidates.leaders)
    file(conn, unfiled)
