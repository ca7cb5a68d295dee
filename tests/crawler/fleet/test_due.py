"""Which sites are due: last run and period decide, and whatever was missed meanwhile is made up for once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.fleet.due import is_due
from crawler.fleet.keeping import note_begun, note_ended, note_listing, pause, put_off, resume, want
from crawler.store import Store
from tests.crawler.fleet.fleet_sites import HOUR, MINUTE, NOON, due, due_at, fleet, has_run, listed

SECOND = timedelta(seconds=1)


def test_a_site_that_never_ran_is_due(store: Store) -> None:
    assert due(store, fleet("koran"), NOON) == ["koran"]
    assert due(store, listed(store, "koran"), NOON) == ["koran"]


def test_a_site_is_due_a_period_after_its_last_run_began(store: Store) -> None:
    sites = listed(store, "koran")
    has_run(store, "koran", NOON - 5 * HOUR)
    has_run(store, "koran", NOON)
    assert due(store, sites, NOON + HOUR - SECOND) == []
    assert due(store, sites, NOON + HOUR) == ["koran"]
    assert due_at(store, sites, NOON) == NOON + HOUR


def test_after_downtime_a_site_is_due_once(store: Store) -> None:
    sites = listed(store, "koran")
    has_run(store, "koran", NOON - timedelta(days=30))
    assert due(store, sites, NOON) == ["koran"]
    has_run(store, "koran", NOON)
    assert due(store, sites, NOON + MINUTE) == []


def test_the_longest_due_comes_first_and_what_is_wanted_before_it(store: Store) -> None:
    sites = listed(store, "pagi", "siang", "malam")
    for name, hours in (("pagi", 2), ("siang", 3), ("malam", 0)):
        has_run(store, name, NOON - hours * HOUR)
    assert due(store, sites, NOON) == ["siang", "pagi"]
    with store.begin() as conn:
        assert want(conn, "malam", NOON)
    assert due(store, sites, NOON) == ["malam", "siang", "pagi"]


def test_a_run_by_hand_counts_if_it_is_of_the_same_scope_only(store: Store) -> None:
    sites = listed(store, "koran", scope="section=Olahraga")
    has_run(store, "koran", NOON, scope="")
    has_run(store, "koran", NOON, scope="since=2020-01-01")
    assert due(store, sites, NOON + MINUTE) == ["koran"]
    has_run(store, "koran", NOON, scope="section=Olahraga")
    assert due(store, sites, NOON + MINUTE) == []


def test_a_run_of_another_site_does_not_count(store: Store) -> None:
    has_run(store, "malam", NOON)
    assert due(store, listed(store, "koran"), NOON + MINUTE) == ["koran"]


@pytest.mark.parametrize(("failed", "minutes"), [(1, 1), (2, 5), (3, 30), (4, 120), (9, 120)])
def test_a_failed_run_is_tried_again_with_growing_pauses_then_at_its_period(
    store: Store, failed: int, minutes: int
) -> None:
    sites = listed(store, "koran", every=timedelta(minutes=120))
    with store.begin() as conn:
        for _ in range(failed):
            note_begun(conn, "koran", NOON)
            note_ended(conn, "koran", 1, "The site cannot be reached.", NOON)
    assert due_at(store, sites, NOON) == NOON + minutes * MINUTE


def test_a_short_period_is_no_longer_after_a_failure(store: Store) -> None:
    sites = listed(store, "koran", every=10 * SECOND)
    with store.begin() as conn:
        note_begun(conn, "koran", NOON)
        note_ended(conn, "koran", 1, "The site cannot be reached.", NOON + SECOND)
    assert due_at(store, sites, NOON + SECOND) == NOON + 10 * SECOND


def test_a_healthy_run_ends_the_row_of_failures(store: Store) -> None:
    sites = listed(store, "koran")
    with store.begin() as conn:
        for verdict in (1, 1, 0, 1):
            note_begun(conn, "koran", NOON)
            note_ended(conn, "koran", verdict, None, NOON)
    assert due_at(store, sites, NOON) == NOON + MINUTE


def test_a_mistake_of_the_user_is_not_tried_before_its_period(store: Store) -> None:
    sites = listed(store, "koran")
    with store.begin() as conn:
        note_begun(conn, "koran", NOON)
        note_ended(conn, "koran", 2, "USER_AGENT names nobody.", NOON + SECOND)
    assert due_at(store, sites, NOON + MINUTE) == NOON + HOUR


def test_a_run_that_was_cut_off_is_due_at_once(store: Store) -> None:
    sites = listed(store, "koran")
    has_run(store, "koran", NOON, ended=False)
    assert due(store, sites, NOON + MINUTE) == ["koran"]


def test_a_run_that_died_before_it_had_a_row_is_due_once_it_cannot_be_beginning_any_more(
    store: Store,
) -> None:
    sites = listed(store, "koran")
    has_run(store, "koran", NOON - 2 * HOUR)
    with store.begin() as conn:
        note_begun(conn, "koran", NOON)
    assert due(store, sites, NOON + MINUTE) == []
    assert due_at(store, sites, NOON + MINUTE) is None
    assert due(store, sites, NOON + 3 * MINUTE) == ["koran"]


def test_a_run_whose_end_only_its_worker_noted_was_not_cut_off(store: Store) -> None:
    sites = listed(store, "koran")
    with store.begin() as conn:
        note_begun(conn, "koran", NOON)
    has_run(store, "koran", NOON + SECOND, ended=False)
    with store.begin() as conn:
        note_ended(conn, "koran", 1, "The store was lost.", NOON + 2 * MINUTE)
    assert due_at(store, sites, NOON + 2 * MINUTE) == NOON + 3 * MINUTE


def test_a_paused_site_is_not_due_until_it_is_resumed(store: Store) -> None:
    sites = listed(store, "koran")
    with store.begin() as conn:
        assert want(conn, "koran", NOON)
        assert pause(conn, "koran", NOON)
        assert not pause(conn, "koran", NOON)
        assert not want(conn, "koran", NOON)
    assert due(store, sites, NOON + 9 * HOUR) == []
    assert due_at(store, sites, NOON + 9 * HOUR) is None
    with store.begin() as conn:
        assert resume(conn, "koran", NOON)
        assert not resume(conn, "koran", NOON)
    assert due(store, sites, NOON + 9 * HOUR) == ["koran"]


def test_what_is_wanted_is_run_once(store: Store) -> None:
    sites = listed(store, "koran")
    has_run(store, "koran", NOON)
    with store.begin() as conn:
        want(conn, "koran", NOON + MINUTE)
    assert due(store, sites, NOON + MINUTE) == ["koran"]
    with store.begin() as conn:
        note_begun(conn, "koran", NOON + MINUTE)
        note_ended(conn, "koran", 0, None, NOON + 2 * MINUTE)
    assert due(store, sites, NOON + 2 * MINUTE) == []


@pytest.mark.parametrize("verdict", [None, 0, 1])
def test_what_is_put_off_is_due_a_period_later(store: Store, verdict: int | None) -> None:
    sites = listed(store, "koran")
    with store.begin() as conn:
        if verdict is not None:
            note_begun(conn, "koran", NOON - MINUTE)
            note_ended(conn, "koran", verdict, None, NOON - MINUTE)
        want(conn, "koran", NOON)
        put_off(conn, "koran", NOON)
    assert due_at(store, sites, NOON) == NOON + HOUR


def test_a_run_that_is_stopped_is_due_a_period_later(store: Store) -> None:
    sites = listed(store, "koran")
    with store.begin() as conn:
        note_begun(conn, "koran", NOON)
        put_off(conn, "koran", NOON + MINUTE)
        note_ended(conn, "koran", 0, None, NOON + MINUTE)
    assert due_at(store, sites, NOON + MINUTE) == NOON + HOUR + MINUTE


def test_a_clock_that_is_ahead_delays_nothing(store: Store) -> None:
    sites = listed(store, "koran")
    has_run(store, "koran", NOON + timedelta(days=365))
    assert due(store, sites, NOON) == ["koran"]
    with store.begin() as conn:
        note_begun(conn, "koran", NOON)
        note_ended(conn, "koran", 0, None, NOON + MINUTE)
    assert due_at(store, sites, NOON + MINUTE) == NOON + HOUR


def test_other_options_are_another_scope_in_which_nothing_ran(store: Store) -> None:
    listed(store, "koran")
    with store.begin() as conn:
        note_begun(conn, "koran", NOON)
        note_ended(conn, "koran", 0, None, NOON + MINUTE)
    narrowed = listed(store, "koran", scope="section=Olahraga")
    assert due(store, narrowed, NOON + MINUTE) == ["koran"]


def test_another_period_holds_from_the_last_run_on(store: Store) -> None:
    listed(store, "koran", every=24 * HOUR)
    has_run(store, "koran", NOON)
    assert due_at(store, listed(store, "koran", every=HOUR), NOON) == NOON + HOUR


def test_one_site_alone_can_be_asked_for(store: Store) -> None:
    sites = listed(store, "koran")
    has_run(store, "koran", NOON)
    with store.read() as conn:
        assert not is_due(conn, sites["koran"], NOON)
        assert is_due(conn, sites["koran"], NOON + HOUR)


def test_hundreds_of_sites_are_told_apart(store: Store) -> None:
    sites = fleet(*(f"koran{number}" for number in range(350)))
    with store.begin() as conn:
        note_listing(conn, sites, NOON)
    for number in range(0, 350, 7):
        has_run(store, f"koran{number}", NOON)
    found = due(store, sites, NOON + MINUTE)
    assert len(found) == 300
    assert not [name for name in found if int(name.removeprefix("koran")) % 7 == 0]
