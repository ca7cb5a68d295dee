"""The frontier of one site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain

from sqlalchemy import Connection

from crawler.frontier import rechecking, rounds
from crawler.frontier.adding import add_candidates, has_news, note_bad, sift, without_gone
from crawler.frontier.claims import Claims
from crawler.frontier.finishing import ListingState, end_row, record_article
from crawler.frontier.in_flight import InFlight, Load
from crawler.frontier.inventory import Inventory
from crawler.frontier.reading import count_states, count_waiting, has_read_listing, listings, next_rows
from crawler.frontier.reopening import reopen
from crawler.frontier.round import Round
from crawler.rows import JSON, SAME_TEXT, Candidate, Outcome, Row
from crawler.store import Store

MOST_UNLISTED = 1000
"""At most this many articles that a complete listing did not name are requested per run: it may be wrong."""

LISTED = Outcome.done("listed")

Decided = Callable[[Row, str, Outcome, datetime], None]
"""Called with the row that was requested, the URL of the article, its outcome, and the time."""
RefusedAddress = Callable[[Candidate], None]
"""Called with a candidate whose URL cannot be requested."""


class Frontier:
    """What is still to be requested of one site, and the outcome of the rest. One process at a time uses it.

    A *round* is one discovery of the site, or of the part in its scope. Nothing in the table says "in
    flight": that is kept in memory, so a killed process leaves nothing to clean up.
    """

    def __init__(
        self,
        store: Store,
        site: str,
        *,
        max_tries: int = 5,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._site = site
        self._clock = clock
        now = clock()
        self._round = Round(
            site=site, scope="", number=0, complete=False, max_tries=max_tries, run=0, since=now, now=now
        )
        self._in_flight = InFlight()
        self._claims = Claims(store, site, self.inventory)
        self.decided: Decided | None = None
        """Called before it is committed that an article is gone, or that what was read is not stored."""
        self.refused: RefusedAddress | None = None
        """Called when a candidate is not added because its URL cannot be requested."""

    @property
    def store(self) -> Store:
        """The store that holds the table."""
        return self._store

    @property
    def run(self) -> int | None:
        """The ID of this run in the table ``run``; None before :meth:`begin_round`."""
        return self._round.run or None

    @property
    def complete(self) -> bool:
        """Whether this round lists everything again: its rows have neither validators nor checkpoints."""
        return self._round.complete

    @property
    def inventory(self) -> Inventory:
        """The known articles of the site, counted, and checkpoints kept for it."""
        return Inventory(self._store, self._site, self._clock)

    @property
    def in_flight(self) -> int:
        """Number of rows that are being requested."""
        return len(self._in_flight)

    def rows_in_flight(self) -> list[Row]:
        """Return the rows that are being requested."""
        return list(self._in_flight)

    def begin_round(self, scope: str, roots: Sequence[Candidate], *, complete: bool = False) -> bool:
        """Begin a round, or continue the last one of this scope if it left something; True: it is continued.

        ``scope``: the options that narrow the run, as text; empty: everything. In a new round the ``roots``
        become pending whatever is known about them; in a continued one they are not requested again, nor is
        any listing that was read.
        """
        is_doubted = self._claims.begin()
        with self._store.begin() as conn:
            now = self._clock()
            new = replace(self._round, scope=scope, complete=complete, since=now, now=now)
            self._round, continued = rounds.begin(conn, replace(new, is_doubted=is_doubted))
            self._claims.look(conn, self._round)
            self._add(conn, roots, force=not continued)
        return continued

    def end_round(self) -> bool:
        """End the round if nothing is pending or in flight; its checkpoints move unless a listing failed.

        Safe at every end of a run: False if something is left; the next run then continues the round.
        """
        if self._in_flight:
            return False
        with self._store.begin() as conn:
            return rounds.end(conn, self._current())

    def end_run(
        self,
        reason: str,
        stats: Mapping[str, JSON],
        *,
        scope: str = "",
        status: int = 0,
        failed_checks: Sequence[JSON] = (),
    ) -> None:
        """Write to the table ``run`` how this run ended, also where it ended before its round began.

        ``scope``: as in :meth:`begin_round`; ``status``: the exit status; ``failed_checks``: why it is not 0.
        """
        self._claims.settle(self._current())
        values = {"reason": reason, "stats": dict(stats), "status": status, "failed_checks": [*failed_checks]}
        with self._store.begin() as conn:
            self._round = rounds.end_run(conn, self._current(), scope, values)

    def last_complete(self) -> datetime | None:
        """When the last complete round ended whose listings all were read; None: never."""
        with self._store.read() as conn:
            return rounds.last_whole(conn, self._site, "", complete=True)

    def add(self, candidates: Iterable[Candidate], conn: Connection | None = None) -> int:
        """Make URLs pending that are unknown, or changed since they were requested; return their number.

        An article that was read, and that its listing calls changed, becomes pending as far as that is
        believed (:mod:`crawler.frontier.claims`).
        A listing is requested once per round, unless the ``lastmod`` of its parent says that it is unchanged.
        What cannot be requested (:func:`crawler.urls.fetchable`) is refused as ``bad_address``.
        """
        with self._transaction(conn) as joined:
            return self._add(joined, candidates)

    def has_news(self, candidates: Iterable[Candidate], conn: Connection) -> bool:
        """Say whether one of these is unknown, or was added since the last complete round ended.

        Listings that start with the newest are read until nothing is new: the rest was named in a round that
        reached it. What a round added that broke off proves nothing.
        """
        return has_news(conn, self._current(), sift(candidates, []))

    def without_gone(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return those not known to be gone: a listing that nobody names may be of a site that was."""
        with self._store.read() as conn:
            return list(without_gone(conn, self._current(), sift(candidates, [])))

    def list_completely(self) -> None:
        """Make the present round a complete one, before any of its listings was read."""
        with self._store.begin() as conn:
            rounds.change_run(conn, self._round, complete=True)
        self._round = replace(self._round, complete=True)

    def next_batch(self, limit: int) -> list[Row]:
        """Return at most ``limit`` rows to request now; from then on they are in flight.

        Pending ones first, by priority and age, then failed ones that are due, then articles that are listed
        as changed, once all listings are read.
        """
        found = self._next_rows(limit)
        kinds = {row.kind for row in chain(found, self._in_flight)}
        if len(found) < limit and "listing" not in kinds and self._claims.follow(self._current()):
            found = self._next_rows(limit)
        self._in_flight.start(found)
        return found

    def finish(
        self,
        row: Row,
        outcome: Outcome,
        *,
        candidates: Iterable[Candidate] = (),
        etag: str | None = None,
        last_modified: str | None = None,
        checkpoint: Mapping[str, JSON] | None = None,
        is_edited: bool = False,
        conn: Connection | None = None,
    ) -> bool:
        """End a row with any outcome and add what it named, in one transaction (that of ``conn``, if given).

        The first outcome counts: nothing is done, and False returned, if the row is not in flight (any more),
        or carries articles that are not recorded yet, unless it failed: then it is requested again.
        ``checkpoint`` is used once the round has ended. ``is_edited``: it has another text.
        """
        if row not in self._in_flight:
            return False
        if self._in_flight.load(row) is not None:
            if outcome.state != "failed":
                return False
            self._in_flight.drop_load(row)
        with self._transaction(conn) as joined:
            self._claims.told(row, outcome, is_edited=is_edited)
            self._end(joined, row, outcome, ListingState(etag, last_modified, checkpoint))
            self._add(joined, candidates)
        return True

    def carry(
        self,
        row: Row,
        n: int,
        *,
        candidates: Iterable[Candidate] = (),
        checkpoint: Mapping[str, JSON] | None = None,
        outcome: Outcome = LISTED,
    ) -> None:
        """Note that a listing carries n articles: it ends, with ``outcome``, with the last :meth:`carried`.

        ``candidates`` are added at once. Without any article it ends at once.
        """
        if n == 0:
            self.finish(row, outcome, candidates=candidates, checkpoint=checkpoint)
        elif row in self._in_flight:
            self.add(candidates)
            self._in_flight.carry(row, Load(n, ListingState(checkpoint=checkpoint), outcome))

    def carried(
        self,
        row: Row,
        url: str | None,
        outcome: Outcome,
        *,
        lastmod: str | None = None,
        published: str | None = None,
        conn: Connection | None = None,
    ) -> None:
        """Record the outcome of one of the articles that a listing carries (``url`` None: it has no URL).

        Each exactly once; ``lastmod`` and ``published``: the dates of the article.
        """
        load = self._in_flight.load(row)
        if load is None:
            return
        with self._transaction(conn) as joined:
            if url is not None:
                self._tell(row, url, outcome, self._clock())
                self.record(url, row.source, outcome, lastmod=lastmod, published=published, conn=joined)
            load.count(-1)
            self._store.when_undone(lambda: load.count(1))
            if load.left == 0:
                self._end(joined, row, load.outcome, load.answer)

    def record(
        self,
        url: str,
        source: str,
        outcome: Outcome,
        *,
        lastmod: str | None = None,
        published: str | None = None,
        conn: Connection,
    ) -> None:
        """Record the outcome of an article that has no row: carried, or found by a redirect."""
        record_article(conn, self._current(), url, source, outcome, lastmod=lastmod, published=published)

    def revoke(self, row: Row, url: str, outcome: Outcome, conn: Connection) -> None:
        """Change the outcome of an article that this run ended; ``row``: the one that was requested."""
        self._tell(row, url, outcome, self._clock())
        self.record(url, row.source, outcome, conn=conn)

    def has_read_listing(self, source: str) -> bool:
        """Say whether a listing of this source was read in this round."""
        with self._store.read() as conn:
            return has_read_listing(conn, self._round, source)

    def listings(self, source: str) -> Mapping[str, Mapping[str, JSON]]:
        """Return the listings of a source that were named in this round: URL -> meta."""
        with self._store.read() as conn:
            return listings(conn, self._round, source)

    def ask_unlisted(self, most: int = MOST_UNLISTED, *, but_marked: bool = False) -> int:
        """Make articles pending that a complete round did not name; return their number.

        Each may be gone, which only its own response shows. Nothing happens before all listings of the round
        are read, or if one failed. ``but_marked``: without those that are marked as unlisted.
        """
        with self._store.begin() as conn:
            return rechecking.ask_unlisted(conn, self._round, most, but_marked=but_marked)

    def ask_marked(self, most: int = MOST_UNLISTED) -> int:
        """Make articles pending that are marked as unlisted, and that nothing named in this round."""
        with self._store.begin() as conn:
            return rechecking.ask_marked(conn, self._round, most)

    def recheck(self, urls: Iterable[str]) -> int:
        """Make articles pending that no listing of this round named, whatever is known about them."""
        with self._store.begin() as conn:
            candidates = (Candidate(url, "article", "recheck") for url in urls)
            return self._add(conn, candidates, force=True)

    def ask_again(self, per_day: int) -> int:
        """Make the articles pending that were not seen for longest, up to a number in 24 hours; return it."""
        with self._store.begin() as conn:
            return rechecking.ask_again(conn, self._current(), per_day)

    def reopen(self, reason: str, is_open: Callable[[str], bool]) -> Iterator[int]:
        """Make rows pending that were refused for this reason and are open now; yields how many, in parts."""
        return reopen(self._store, self._site, Outcome.refused(reason).reason, is_open)

    def counts(self) -> dict[str, int]:
        """Return the number of rows of this round's scope by state."""
        with self._store.read() as conn:
            return count_states(conn, self._round)

    def waiting(self) -> int:
        """Return the number of articles of this round's scope that are pending."""
        with self._store.read() as conn:
            return count_waiting(conn, self._round)

    def _add(self, conn: Connection, candidates: Iterable[Candidate], *, force: bool = False) -> int:
        bad: list[Candidate] = []
        added = add_candidates(conn, self._current(), sift(candidates, bad), force=force)
        self._claims.are_waiting |= added.claimed > 0
        note_bad(conn, self._current(), bad)
        if self.refused is not None:
            for each in bad:
                self.refused(each)
        return added.pending + added.claimed

    def _next_rows(self, limit: int) -> list[Row]:
        with self._store.read() as conn:
            return next_rows(conn, self._current(), limit=limit, in_flight=self._in_flight.ids)

    def _end(self, conn: Connection, row: Row, outcome: Outcome, answer: ListingState) -> None:
        current = self._current()
        if row.kind == "article":
            self._tell(row, row.url, outcome, current.now)
        end_row(conn, current, row, outcome, answer)
        self._store.when_committed(lambda: self._in_flight.land(row))

    def _tell(self, row: Row, url: str, outcome: Outcome, at: datetime) -> None:
        is_decision = outcome.reason in ("gone", SAME_TEXT) or outcome.is_of_this_run_only
        if self.decided is not None and is_decision:
            self.decided(row, url, outcome, at)

    def _current(self) -> Round:
        """Return the round as of now."""
        return replace(self._round, now=self._clock())

    @contextmanager
    def _transaction(self, conn: Connection | None) -> Iterator[Connection]:
        if conn is not None:
            yield conn
        else:
            with self._store.begin() as own:
                yield own
