"""What becomes of a claim that is answered otherwise than by a text, or has to wait: none is forgotten."""

from __future__ import annotations

import pytest

from crawler.frontier import Frontier, Outcome
from crawler.frontier.claims import DOUBTED_SAMPLE, SAMPLE
from crawler.store import Store
from tests.crawler.frontier.claiming import Newspaper, hours
from tests.crawler.storing import explain, rows, watched


def test_what_was_refused_is_a_claim_like_another(store: Store) -> None:
    site = Newspaper(store, 0)
    site.number = 90
    site.outcomes = {each: Outcome.refused("video") for each in range(90)}
    assert site.runs(site.always_now, 4) == [90, SAMPLE, DOUBTED_SAMPLE, DOUBTED_SAMPLE]


def test_what_is_gone_and_still_named_waits_as_long_as_ever(store: Store) -> None:
    site = Newspaper(store, 30)
    site.outcomes = {each: Outcome.gone() for each in range(30)}
    seen = site.now
    asked = site.runs(site.always_now, 48)
    assert sum(asked) <= 30 * 6 + 48 * DOUBTED_SAMPLE
    assert site.run(lambda _: seen) == []


def test_an_article_that_can_be_read_at_last_proves_the_claim(store: Store) -> None:
    site = Newspaper(store, 200)
    site.outcomes = {each: Outcome.refused("video") for each in range(200)}
    site.edited = set(range(200))
    first = site.now
    assert len(site.run(lambda _: first)) == 200
    site.outcomes = {}
    assert len(site.run(site.always_now())) == 200


def test_an_article_that_fails_waits_as_long_as_ever_where_dates_are_doubted(store: Store) -> None:
    site = Newspaper(store, 100)
    site.runs(site.always_now, 2)
    site.number = 101
    site.outcomes[100] = Outcome.failed("http_500")
    asked = [site.run(site.always_now()).count(100) for _ in range(20)]
    assert asked[:7] == [1, 1, 1, 0, 0, 1, 0]
    assert sum(asked) == 5
    assert rows(store, "SELECT count(*) FROM frontier WHERE reason = 'given_up:http_500'") == [(1,)]


def test_claims_that_fail_neither_prove_nor_disprove_anything(store: Store) -> None:
    site = Newspaper(store, 100)
    site.outcomes = {each: Outcome.failed("timeout") for each in range(100)}
    assert len(site.run(site.always_now())) == SAMPLE
    site.outcomes = {}
    site.edited = set(range(100))
    seen = site.now
    assert len(set(site.run(lambda _: seen))) == 100


def test_a_complete_round_believes_no_more_than_any_other(store: Store) -> None:
    site = Newspaper(store, 300)
    site.run(site.always_now())
    assert len(site.run(site.always_now(), complete=True)) == DOUBTED_SAMPLE


def test_a_narrowed_run_reads_a_sample_and_forgets_nothing(store: Store) -> None:
    site = Newspaper(store, 300)
    seen = site.now
    assert len(site.run(lambda _: seen, scope="since=2026", complete=True)) == SAMPLE
    assert rows(store, "SELECT count(*) FROM frontier WHERE scope <> ''") == [(0,)]
    site.edited = set(range(300))
    assert len(site.run(lambda _: seen)) == 300 - SAMPLE


def test_a_run_that_is_killed_forgets_nothing(store: Store) -> None:
    site = Newspaper(store, 300)
    site.edited = set(range(300))
    seen = site.now
    asked: list[int] = []
    for most in (5, 30, 100, 10**9):
        asked += site.run(lambda _: seen, most=most)
    assert sorted(asked) == list(range(300))
    assert rows(store, "SELECT count(*) FROM frontier WHERE hint IS NOT NULL") == [(0,)]


def test_a_recheck_answers_the_claim_as_well(store: Store) -> None:
    site = Newspaper(store, 60)
    seen = site.now
    site.run(lambda _: seen)
    frontier = Frontier(store, "telegraf", clock=site.clock)
    frontier.begin_round("", [])
    assert frontier.ask_again(10**6) == 60
    while batch := frontier.next_batch(16):
        for row in batch:
            frontier.finish(row, Outcome.done("unchanged"))
    frontier.end_round()
    assert site.run(lambda _: seen) == []


def test_what_no_longer_is_claimed_does_not_wait(store: Store) -> None:
    site = Newspaper(store, 300)
    site.run(site.always_now())
    assert rows(store, "SELECT count(*) FROM frontier WHERE hint IS NOT NULL") == [(300 - SAMPLE,)]
    site.run(lambda _: hours(-100))
    assert rows(store, "SELECT count(*) FROM frontier WHERE hint IS NOT NULL") == [(0,)]


@pytest.mark.slow("two crawls, or many rows")
def test_claims_cost_queries_by_the_hundred_and_are_found_by_an_index(store: Store) -> None:
    site = Newspaper(store, 5000)
    with watched(store) as statements:
        site.run(site.always_now())
    assert len(statements) <= 2 * 10 + 5 * SAMPLE
    if store.dialect == "sqlite":
        (first, _) = [each for each in statements if "ORDER BY" in each[0] and each[0].startswith("UPDATE")]
        assert "frontier_left_out" in explain(store, *first)
