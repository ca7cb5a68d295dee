"""Narrowed runs: what they leave to the full ones, and take from them."""

from __future__ import annotations

import pytest

from crawler.frontier import Outcome
from crawler.store import Store
from tests.crawler.frontier.rounds import DAY, LISTED, SITEMAP, STORED, listing, only, page, run
from tests.crawler.storing import Clock, rows


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_narrowed_run_neither_uses_nor_moves_validators_and_marks(store: Store, clock: Clock) -> None:
    full = run(store, clock)
    full.begin_round("", [SITEMAP])
    full.finish(only(full), LISTED, etag="v1", checkpoint={"modified": DAY})
    assert full.end_round()

    narrowed = run(store, clock)
    assert not narrowed.begin_round("section=dunia", [SITEMAP])
    row = only(narrowed)
    assert (row.etag, row.checkpoint) == (None, {})
    narrowed.finish(row, LISTED, etag="v2", checkpoint={"modified": "2026-02-09"})
    assert narrowed.end_round()

    after = run(store, clock)
    after.begin_round("", [SITEMAP])
    row = only(after)
    assert (row.etag, row.checkpoint) == ("v1", {"modified": DAY})


def test_a_narrowed_run_takes_nothing_of_a_killed_full_one(store: Store, clock: Clock) -> None:
    full = run(store, clock)
    full.begin_round("", [SITEMAP])
    full.finish(only(full), LISTED, candidates=[listing(1), page("a"), page("b")])

    narrowed = run(store, clock)
    narrowed.begin_round("since=2026-01-01", [SITEMAP])
    narrowed.finish(only(narrowed), LISTED, candidates=[listing(1), page("a"), page("b")])
    requested_url = narrowed.next_batch(9)
    assert {row.url for row in requested_url} == {listing(1).url, page("a").url, page("b").url}
    narrowed.finish(requested_url[0], LISTED)
    narrowed.finish(requested_url[1], STORED)
    narrowed.finish(requested_url[2], Outcome.dropped("outside_period"))
    assert narrowed.end_round()

    again = run(store, clock)
    assert again.begin_round("", [SITEMAP])
    # What the narrowed run stored is done; what it did not want is still wanted.
    assert {row.url for row in again.next_batch(9)} == {listing(1).url, page("b").url}


def test_what_a_narrowed_run_left_out_is_asked_by_the_next_full_one(store: Store, clock: Clock) -> None:
    narrowed = run(store, clock)
    narrowed.begin_round("until=2020-01-01", [SITEMAP])
    narrowed.finish(only(narrowed), LISTED, candidates=[page("a"), page("b")])
    stored, left_out = narrowed.next_batch(9)
    narrowed.finish(stored, STORED)
    narrowed.finish(left_out, Outcome.dropped("outside_period"))
    assert narrowed.end_round()

    full = run(store, clock)
    full.begin_round("", [SITEMAP])
    full.finish(only(full), LISTED, candidates=[page("a"), page("b")])
    assert only(full).url == left_out.url


def test_a_narrowed_run_does_not_ask_again_for_what_is_stored(store: Store, clock: Clock) -> None:
    full = run(store, clock)
    full.begin_round("", [SITEMAP])
    full.finish(only(full), LISTED, candidates=[page("a")])
    full.finish(only(full), STORED)
    assert full.end_round()
    narrowed = run(store, clock)
    narrowed.begin_round("section=dunia", [SITEMAP])
    narrowed.finish(only(narrowed), LISTED, candidates=[page("a")])
    assert narrowed.next_batch(9) == []


def test_addresses_given_by_name_are_asked_whatever_is_known_of_them(store: Store, clock: Clock) -> None:
    for _ in range(2):
        named = run(store, clock)
        named.begin_round("urls=list.txt", [page("a"), page("b")])
        for row in named.next_batch(9):
            named.finish(row, STORED)
        assert named.end_round()
    killed = run(store, clock)
    killed.begin_round("urls=list.txt", [page("a"), page("b")])
    killed.finish(killed.next_batch(1)[0], STORED)
    again = run(store, clock)
    assert again.begin_round("urls=list.txt", [page("a"), page("b")])
    assert only(again).url == page("b").url
    assert rows(store, "SELECT count(*) FROM frontier WHERE kind = 'article' AND scope = ''") == [(2,)]


def test_what_failed_in_a_narrowed_run_is_tried_again_by_the_full_one(store: Store, clock: Clock) -> None:
    narrowed = run(store, clock)
    narrowed.begin_round("section=dunia", [SITEMAP])
    narrowed.finish(only(narrowed), LISTED, candidates=[page("a")])
    narrowed.finish(only(narrowed), Outcome.failed("timeout"))
    assert narrowed.end_round()
    clock.move(minutes=11)
    full = run(store, clock)
    full.begin_round("", [])
    assert (only(full).url, narrowed.counts()) == (page("a").url, {"pending": 0, "failed": 0, "done": 0})


def test_a_new_full_round_takes_over_what_killed_narrowed_ones_left(store: Store, clock: Clock) -> None:
    for scope in ("section=dunia", "section=ekonomi"):
        killed = run(store, clock)
        killed.begin_round(scope, [SITEMAP])
        killed.finish(only(killed), LISTED, candidates=[listing(1), page("a"), page(scope[-5:])])
    full = run(store, clock)
    full.begin_round("", [])
    assert {row.url for row in full.next_batch(9)} == {page("a").url, page("dunia").url, page("onomi").url}
    assert rows(store, "SELECT count(*) FROM frontier") == [(3,)]
