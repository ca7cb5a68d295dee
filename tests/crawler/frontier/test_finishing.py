"""Ending rows: once, in the transaction that stores what they gave, tried again if that is worth it."""

from __future__ import annotations

import doctest

import pytest

from crawler.frontier import Candidate, Frontier, Outcome, Row, finishing
from crawler.page import PAYMENT_REQUIRED, Page
from crawler.rows import NEXT_RUN_ONLY
from crawler.store import Store, save_article
from tests.crawler.storing import ARTICLE, URL, Clock, rows, save

PAGE = Candidate(URL, "article", "sitemap")
REST = Candidate("https://telegraf.co.id/wp-json/wp/v2/posts?page=1", "listing", "api")
NEXT = Candidate("https://telegraf.co.id/wp-json/wp/v2/posts?page=2", "listing", "api")
STORED = Outcome.done("stored")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def frontier(store: Store, clock: Clock) -> Frontier:
    return fresh(store, clock)


def fresh(store: Store, clock: Clock) -> Frontier:
    """Return the frontier of a process that starts now."""
    frontier = Frontier(store, "telegraf", max_tries=3, clock=clock)
    frontier.begin_round("", [])
    return frontier


def requested_url(frontier: Frontier, candidate: Candidate) -> Row:
    frontier.add([candidate])
    (row,) = frontier.next_batch(9)
    return row


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(finishing).failed == 0


def test_a_row_ends_once_and_the_first_outcome_counts(store: Store, frontier: Frontier) -> None:
    row = requested_url(frontier, PAGE)
    assert frontier.finish(row, STORED)
    assert not frontier.finish(row, Outcome.dropped("no_text"))
    assert rows(store, "SELECT state, reason FROM frontier") == [("done", "stored")]
    assert frontier.in_flight == 0


def test_a_listing_and_what_it_named_move_together(store: Store, frontier: Frontier) -> None:
    def broken() -> object:
        yield PAGE
        raise ZeroDivisionError

    row = requested_url(frontier, REST)
    with pytest.raises(ZeroDivisionError):
        frontier.finish(row, Outcome.done("listed"), candidates=broken())  # type: ignore[arg-type]
    assert rows(store, "SELECT url, state FROM frontier") == [(REST.url, "pending")]
    assert frontier.in_flight == 1
    assert frontier.finish(row, Outcome.done("listed"), candidates=[PAGE])
    assert rows(store, "SELECT state FROM frontier ORDER BY id") == [("done",), ("pending",)]


def test_an_article_and_its_row_move_together(store: Store, frontier: Frontier, clock: Clock) -> None:
    row = requested_url(frontier, PAGE)
    with pytest.raises(ZeroDivisionError), store.begin() as conn:
        save_article(conn, ARTICLE, requested_url=row.url, run=frontier.run)
        frontier.finish(row, STORED, conn=conn)
        raise ZeroDivisionError
    assert rows(store, "SELECT count(*) FROM article") == [(0,)]
    assert [again.id for again in fresh(store, clock).next_batch(9)] == [row.id]


def test_a_failure_is_tried_again_at_growing_intervals_and_given_up_by_name(
    store: Store, frontier: Frontier, clock: Clock
) -> None:
    row = requested_url(frontier, PAGE)
    for tries, minutes in ((1, 10), (2, 40)):
        frontier.finish(row, Outcome.failed("timeout"))
        assert frontier.next_batch(9) == []
        clock.move(minutes=minutes - 1)
        assert frontier.next_batch(9) == []
        clock.move(minutes=1)
        (row,) = frontier.next_batch(9)
        assert row.tries == tries
    frontier.finish(row, Outcome.failed("http_503"))
    assert rows(store, "SELECT state, reason, tries FROM frontier") == [("done", "given_up:http_503", 3)]
    clock.move(days=30)
    assert frontier.next_batch(9) == []


def test_a_success_forgets_the_failures_before_it(store: Store, frontier: Frontier, clock: Clock) -> None:
    frontier.finish(requested_url(frontier, PAGE), Outcome.failed("timeout"))
    clock.move(minutes=10)
    frontier.finish(frontier.next_batch(9)[0], STORED)
    assert rows(store, "SELECT state, tries, not_before FROM frontier") == [("done", 0, None)]


def test_a_clock_that_goes_back_loses_nothing(store: Store, frontier: Frontier, clock: Clock) -> None:
    frontier.finish(requested_url(frontier, PAGE), Outcome.failed("timeout"))
    clock.move(days=-400)
    again = fresh(store, clock)
    assert again.next_batch(9) == []
    clock.move(days=400, minutes=10)
    assert len(again.next_batch(9)) == 1


def test_what_is_gone_marks_its_article_and_keeps_it(store: Store, frontier: Frontier) -> None:
    save(store, ARTICLE)
    frontier.finish(requested_url(frontier, PAGE), Outcome.gone())
    assert rows(store, "SELECT count(*) FROM article WHERE gone_at IS NOT NULL") == [(1,)]


def test_an_earlier_address_that_is_gone_marks_nothing(store: Store, frontier: Frontier) -> None:
    save(store, ARTICLE, requested_url="https://telegraf.co.id/?p=7")
    row = requested_url(frontier, Candidate("https://telegraf.co.id/?p=7", "article", "recheck"))
    frontier.finish(row, Outcome.gone())
    assert rows(store, "SELECT count(*) FROM article WHERE gone_at IS NOT NULL") == [(0,)]


def test_a_listing_that_fails_amid_its_articles_ends_at_once_and_is_asked_again(
    store: Store, frontier: Frontier
) -> None:
    row = requested_url(frontier, REST)
    frontier.carry(row, 3)
    frontier.carried(row, URL, STORED, lastmod=ARTICLE.modified_at)
    assert frontier.finish(row, Outcome.failed("error_KeyError"))
    assert frontier.in_flight == 0
    frontier.carried(row, "https://telegraf.co.id/b/", STORED)
    assert rows(store, "SELECT state, reason FROM frontier WHERE kind = 'listing'") == [
        ("failed", "error_KeyError")
    ]


def test_a_listing_that_carries_articles_ends_with_the_last_of_them(store: Store, frontier: Frontier) -> None:
    row = requested_url(frontier, REST)
    frontier.carry(row, 3, candidates=[NEXT], checkpoint={"page": 1})
    assert not frontier.finish(row, Outcome.done("listed"))
    frontier.carried(row, URL, STORED, lastmod=ARTICLE.modified_at)
    frontier.carried(row, "https://telegraf.co.id/b/", Outcome.dropped("no_text"))
    assert rows(store, "SELECT state FROM frontier ORDER BY id") == [
        ("pending",),
        ("pending",),
        ("done",),
        ("done",),
    ]
    frontier.carried(row, None, Outcome.dropped("no_url"))
    assert rows(
        store, f"SELECT state, reason FROM frontier WHERE id = {row.id} AND next_mark IS NOT NULL"
    ) == [("done", "listed")]
    assert frontier.in_flight == 0
    (following,) = frontier.next_batch(9)
    assert following.url == NEXT.url


def test_a_listing_that_carries_nothing_ends_at_once(store: Store, frontier: Frontier) -> None:
    frontier.carry(requested_url(frontier, REST), 0)
    assert rows(store, "SELECT state, reason FROM frontier") == [("done", "listed")]


def test_a_listing_killed_before_its_last_article_is_asked_again(
    store: Store, frontier: Frontier, clock: Clock
) -> None:
    row = requested_url(frontier, REST)
    frontier.carry(row, 2, candidates=[NEXT])
    frontier.carried(row, URL, STORED)
    again = fresh(store, clock)
    assert {each.url for each in again.next_batch(9)} == {REST.url, NEXT.url}


def test_a_carried_article_whose_transaction_fails_still_counts(store: Store, frontier: Frontier) -> None:
    row = requested_url(frontier, REST)
    frontier.carry(row, 1)
    with pytest.raises(ZeroDivisionError), store.begin() as conn:
        frontier.carried(row, URL, STORED, conn=conn)
        raise ZeroDivisionError
    assert frontier.in_flight == 1
    assert rows(store, "SELECT url, state FROM frontier") == [(REST.url, "pending")]
    frontier.carried(row, URL, STORED)
    assert frontier.in_flight == 0
    assert rows(store, "SELECT state FROM frontier") == [("done",), ("done",)]


def test_a_carried_article_is_known_to_every_other_way(store: Store, frontier: Frontier) -> None:
    row = requested_url(frontier, REST)
    frontier.carry(row, 1)
    frontier.carried(row, URL, STORED, lastmod="2016-09-06T15:00:00+07:00")
    assert frontier.add([Candidate(URL, "article", "sitemap", 0, "2016-09-06T08:00:00Z")]) == 0
    assert frontier.add([Candidate(URL, "article", "sitemap", 0, "2016-09-07T08:00:00Z")]) == 1


def test_a_carried_article_that_failed_is_tried_by_its_own_page(frontier: Frontier, clock: Clock) -> None:
    row = requested_url(frontier, REST)
    frontier.carry(row, 1)
    frontier.carried(row, URL, Outcome.failed("error"))
    clock.move(minutes=10)
    (again,) = frontier.next_batch(9)
    assert (again.url, again.kind, again.tries) == (URL, "article", 1)


def test_a_carried_article_outside_a_narrowed_run_is_left_to_the_full_one(store: Store, clock: Clock) -> None:
    narrowed = Frontier(store, "telegraf", clock=clock)
    narrowed.begin_round("since=2026-01-01", [REST])
    (row,) = narrowed.next_batch(9)
    narrowed.carry(row, 2)
    narrowed.carried(row, URL, Outcome.dropped("outside_period"))
    narrowed.carried(row, "https://telegraf.co.id/b/", STORED)
    assert narrowed.end_round()
    assert rows(store, "SELECT url, scope FROM frontier") == [("https://telegraf.co.id/b/", "")]


@pytest.mark.parametrize(("reason", "is_due"), [("payment_required", False), ("http_503", True)])
def test_what_money_is_asked_for_is_requested_once_a_run(
    store: Store, clock: Clock, reason: str, is_due: bool
) -> None:
    clock.move(minutes=1)
    frontier = fresh(store, clock)
    clock.move(minutes=1)
    frontier.finish(requested_url(frontier, PAGE), Outcome.failed(reason))
    clock.move(hours=2)
    assert bool(frontier.next_batch(9)) == is_due
    assert len(fresh(store, clock).next_batch(9)) == 1


def test_the_reasons_of_what_is_requested_once_a_run_are_those_of_a_page() -> None:
    page = Page(url=URL, body=b"", status=PAYMENT_REQUIRED)
    assert page.failure in NEXT_RUN_ONLY
    assert f"{page.failure}_further_page" in NEXT_RUN_ONLY
