"""How long a run waits for its first request to a host, by what an earlier run left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from crawler.store import Store
from crawler.store.hosts import NOTE_SECONDS, Asked, HostNotes
from crawler.store.schema import host

KORAN = "koran.example"
LONGEST = 900.0


def notes(store: Store, site: str = "koran") -> HostNotes:
    return HostNotes(store, site, longest=LONGEST)


def left(store: Store, *, delay: float = 1.0) -> float:
    return notes(store).begin(KORAN, delay)[0]


def put(
    store: Store, *, asked: float, noted: float, delay: float, turn: float | None = None, site: str | None
) -> None:
    """Put a row; times in seconds from now."""
    now = datetime.now(UTC)
    values = {
        "host": KORAN,
        "asked_at": now + timedelta(seconds=asked),
        "noted_at": now + timedelta(seconds=noted),
        "delay": delay,
        "turn_at": now + timedelta(seconds=asked + delay if turn is None else turn),
        "site": site,
    }
    with store.begin() as conn:
        conn.execute(insert(host).values(values))


def test_a_host_that_was_never_asked_is_asked_at_once(store: Store) -> None:
    assert notes(store).begin(KORAN, 10.0) == (0.0, 10.0)


@pytest.mark.parametrize(
    ("asked", "delay", "own", "expected"),
    [(-2, 10, 1, 8), (-2, 1, 10, 8), (-2, 1, 1, 0), (-20, 10, 1, 0), (-0.5, 0, 0, 0)],
)
def test_after_an_orderly_end_the_rest_of_the_larger_delay_is_left(
    asked: float, delay: float, own: float, expected: float, store: Store
) -> None:
    put(store, asked=asked, noted=0, delay=delay, site=None)
    assert max(left(store, delay=own), 0) == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize(
    ("noted", "delay", "expected"),
    [(-1, 10, 10), (-9, 10, 6), (-60, 10, 0), (-1, 1, 1), (-1, 0, 0), (-NOTE_SECONDS - 60, 60, 0)],
)
def test_after_a_kill_requests_may_have_followed_the_note(
    noted: float, delay: float, expected: float, store: Store
) -> None:
    put(store, asked=noted, noted=noted, delay=delay, site="koran")
    assert max(left(store, delay=0), 0) == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize("site", ["koran", None])
def test_a_pause_that_was_asked_for_is_waited_for(site: str | None, store: Store) -> None:
    put(store, asked=-10, noted=-10, delay=1, turn=50, site=site)
    assert left(store) == pytest.approx(50, abs=0.5)


@pytest.mark.parametrize("site", ["koran", None])
def test_a_clock_that_was_set_back_costs_one_delay(site: str | None, store: Store) -> None:
    put(store, asked=86_400, noted=86_400, delay=2, site=site)
    assert left(store) == pytest.approx(2, abs=0.1)
    notes(store).note([Asked(KORAN, 0.0, 1.0, 1.0)], is_end=True)
    assert left(store) == pytest.approx(1, abs=0.5)


@pytest.mark.parametrize("delay", [1e9, float("inf")])
def test_no_row_makes_a_run_wait_longer_than_the_longest_pause(delay: float, store: Store) -> None:
    put(store, asked=0, noted=0, delay=delay, turn=1e8, site=None)
    assert left(store) <= LONGEST


def test_the_later_request_of_two_runs_counts_and_each_ends_for_itself(store: Store) -> None:
    first, second = notes(store, "koran"), notes(store, "harian")
    first.begin(KORAN, 1.0)
    second.begin(KORAN, 1.0)
    second.note([Asked(KORAN, 1.0, 1.0, 0.0)])
    first.note([Asked(KORAN, 30.0, 1.0, 0.0)], is_end=True)
    with store.read() as conn:
        row = conn.execute(select(host)).one()
    assert row.site == "harian"
    assert (datetime.now(UTC) - row.asked_at).total_seconds() < 5
    second.note([Asked(KORAN, 1.0, 1.0, 0.0)], is_end=True)
    with store.read() as conn:
        assert conn.execute(select(host.c.site)).scalar_one() is None


def test_times_are_those_of_the_server(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose clock is an hour ahead waits as long as others, as its notes are of one clock."""
    behind = notes(store)
    behind._ahead -= timedelta(hours=1)  # as it is measured by such a machine
    with store.begin() as conn:
        conn.execute(update(host).values(site=None))
    put(store, asked=-3600 - 2, noted=-3600, delay=10, site=None)
    assert behind.begin(KORAN, 1.0)[0] == pytest.approx(8, abs=0.5)
