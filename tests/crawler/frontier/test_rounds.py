"""Rounds: what goes on after a kill, when marks move, what is asked for again."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from crawler.frontier import Candidate, Outcome, Row
from crawler.store import Store
from tests.crawler.frontier.rounds import DAY, LISTED, SITEMAP, STORED, listing, only, page, run
from tests.crawler.storing import ARTICLE, URL, Clock, rows, save


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_killed_round_goes_on_where_it_was(store: Store, clock: Clock) -> None:
    killed = run(store, clock)
    assert not killed.begin_round("", [SITEMAP])
    killed.finish(only(killed), LISTED, candidates=[listing(1), page("a"), page("b")])
    killed.next_batch(2)

    again = run(store, clock)
    assert again.begin_round("", [SITEMAP])
    requested_url = {row.url for row in again.next_batch(9)}
    assert requested_url == {listing(1).url, page("a").url, page("b").url}


def test_a_new_round_asks_the_roots_again_and_no_article(store: Store, clock: Clock) -> None:
    first = run(store, clock)
    first.begin_round("", [SITEMAP])
    first.finish(only(first), LISTED, candidates=[page("a")], etag="v1", last_modified="Sun")
    first.finish(only(first), STORED)
    assert first.end_round()

    second = run(store, clock)
    assert not second.begin_round("", [SITEMAP])
    row = only(second)
    assert (row.url, row.etag, row.last_modified) == (SITEMAP.url, "v1", "Sun")


def test_a_round_killed_when_nothing_was_left_is_followed_by_a_new_one(store: Store, clock: Clock) -> None:
    killed = run(store, clock)
    killed.begin_round("", [SITEMAP])
    killed.finish(only(killed), LISTED)
    again = run(store, clock)
    assert not again.begin_round("", [SITEMAP])
    assert only(again).url == SITEMAP.url


def test_a_round_does_not_end_before_everything_is_asked(store: Store, clock: Clock) -> None:
    frontier = run(store, clock)
    frontier.begin_round("", [SITEMAP])
    assert not frontier.end_round()
    row = only(frontier)
    assert not frontier.end_round()
    frontier.finish(row, LISTED, candidates=[page("a")])
    assert not frontier.end_round()
    frontier.finish(only(frontier), STORED)
    assert frontier.end_round()


def test_a_listing_is_asked_once_a_round_even_if_it_names_itself(store: Store, clock: Clock) -> None:
    frontier = run(store, clock)
    frontier.begin_round("", [SITEMAP])
    frontier.finish(only(frontier), LISTED, candidates=[SITEMAP, listing(1)])
    frontier.finish(only(frontier), LISTED, candidates=[SITEMAP, listing(1)])
    assert frontier.next_batch(9) == []


def test_a_listing_whose_lastmod_stands_is_not_read_again_until_a_complete_round(
    store: Store, clock: Clock
) -> None:
    def walk(complete: bool) -> list[Row]:
        frontier = run(store, clock)
        frontier.begin_round("", [SITEMAP], complete=complete)
        requested_url = [only(frontier)]
        frontier.finish(requested_url[0], LISTED, candidates=[listing(1, DAY)], etag="v1")
        for row in frontier.next_batch(9):
            frontier.finish(row, LISTED, etag="v2")
            requested_url.append(row)
        assert frontier.end_round()
        return requested_url

    assert [row.url for row in walk(False)] == [SITEMAP.url, listing(1).url]
    assert [row.url for row in walk(False)] == [SITEMAP.url]
    assert run(store, clock).last_complete() is None
    complete = walk(True)
    assert [row.url for row in complete] == [SITEMAP.url, listing(1).url]
    assert all(row.etag is None for row in complete)
    assert run(store, clock).last_complete() == clock.now


def test_a_listing_answered_as_unchanged_keeps_its_validators(store: Store, clock: Clock) -> None:
    for reason in ("listed", "unchanged"):
        frontier = run(store, clock)
        frontier.begin_round("", [SITEMAP])
        frontier.finish(only(frontier), Outcome.done(reason), etag="v1" if reason == "listed" else None)
        assert frontier.end_round()
    last = run(store, clock)
    last.begin_round("", [SITEMAP])
    assert only(last).etag == "v1"


def test_a_mark_moves_when_the_round_ends(store: Store, clock: Clock) -> None:
    first = run(store, clock)
    first.begin_round("", [SITEMAP])
    first.finish(only(first), LISTED, candidates=[page("a")], checkpoint={"modified": DAY})

    killed_before_the_end = run(store, clock)
    killed_before_the_end.begin_round("", [SITEMAP])
    assert rows(store, "SELECT count(*) FROM frontier WHERE mark IS NOT NULL") == [(0,)]
    killed_before_the_end.finish(only(killed_before_the_end), STORED)
    assert killed_before_the_end.end_round()

    next_round = run(store, clock)
    next_round.begin_round("", [SITEMAP])
    assert only(next_round).checkpoint == {"modified": DAY}


def test_a_mark_stays_if_a_listing_of_the_round_failed(store: Store, clock: Clock) -> None:
    def walk(outcome: Outcome) -> Mapping[str, object]:
        frontier = run(store, clock)
        frontier.begin_round("", [SITEMAP])
        marks = []
        while batch := frontier.next_batch(9):
            for row in batch:
                if row.url == SITEMAP.url:
                    marks.append(row.checkpoint)
                    frontier.finish(row, LISTED, candidates=[listing(2)], checkpoint={"modified": DAY})
                else:
                    frontier.finish(row, outcome)
        assert frontier.end_round()
        clock.move(hours=1)
        (checkpoint,) = marks
        return checkpoint

    assert walk(Outcome.failed("http_500")) == {}
    assert walk(Outcome.failed("http_500")) == {}
    assert walk(Outcome.failed("http_500")) == {}  # and given up, by name: the mark may move
    assert walk(LISTED) == {"modified": DAY}


def test_a_complete_round_has_no_marks(store: Store, clock: Clock) -> None:
    first = run(store, clock)
    first.begin_round("", [SITEMAP])
    first.finish(only(first), LISTED, checkpoint={"modified": DAY})
    assert first.end_round()
    complete = run(store, clock)
    complete.begin_round("", [SITEMAP], complete=True)
    assert only(complete).checkpoint == {}


def test_listings_without_memory_do_not_pile_up(store: Store, clock: Clock) -> None:
    for hour in range(5):
        frontier = run(store, clock)
        frontier.begin_round("", [SITEMAP])
        paged = Candidate(f"https://telegraf.co.id/wp-json/?after={hour}", "listing", "api")
        frontier.finish(only(frontier), LISTED, candidates=[paged], etag="v1")
        frontier.finish(only(frontier), LISTED)
        assert frontier.end_round()
    assert rows(store, "SELECT count(*) FROM frontier WHERE kind = 'listing'") == [(2,)]


def test_a_complete_round_asks_for_the_articles_it_did_not_name(store: Store, clock: Clock) -> None:
    first = run(store, clock)
    first.begin_round("", [SITEMAP])
    first.finish(only(first), LISTED, candidates=[page("a"), page("putin-bertemu-obama"), page("c")])
    save(store, ARTICLE)
    for row, outcome in zip(
        first.next_batch(9), (STORED, STORED, Outcome.refused("static_page")), strict=True
    ):
        first.finish(row, outcome)
    assert first.ask_unlisted() == 0
    assert first.end_round()

    second = run(store, clock)
    second.begin_round("", [SITEMAP], complete=True)
    assert second.ask_unlisted() == 0  # its listing is not read yet
    second.finish(only(second), LISTED, candidates=[page("a")])
    assert second.ask_unlisted() == 1
    row = only(second)
    assert (row.url, row.source) == (URL, "recheck")
    second.finish(row, Outcome.gone())
    assert second.ask_unlisted() == 0
    assert second.end_round()
    assert rows(store, "SELECT count(*) FROM article WHERE gone_at IS NOT NULL") == [(1,)]


def test_a_complete_round_with_a_failed_listing_asks_for_no_other_article(store: Store, clock: Clock) -> None:
    first = run(store, clock)
    first.begin_round("", [page("a")])
    first.finish(only(first), STORED)
    first.end_round()
    second = run(store, clock)
    second.begin_round("", [SITEMAP], complete=True)
    second.finish(only(second), Outcome.failed("http_500"))
    assert second.ask_unlisted() == 0


def test_the_articles_not_seen_for_longest_are_asked_again_within_the_days_number(
    store: Store, clock: Clock
) -> None:
    first = run(store, clock)
    first.begin_round("", [page(slug) for slug in "abcd"])
    for row in first.next_batch(9):
        clock.move(minutes=1)
        first.finish(row, STORED)
    assert first.ask_again(9) == 0  # all were seen in this run
    assert first.end_round()
    clock.move(hours=1)
    second = run(store, clock)
    second.begin_round("", [])
    assert second.ask_again(3) == 3
    assert [row.url for row in second.next_batch(9)] == [page(slug).url for slug in "abc"]
    for row in second.rows_in_flight():
        second.finish(row, Outcome.done("unchanged"))
    assert second.ask_again(3) == 0
    assert second.end_round()
    clock.move(days=1, minutes=1)
    third = run(store, clock)
    third.begin_round("", [])
    assert third.ask_again(1) == 1
    assert only(third).url == page("d").url


def test_every_run_leaves_a_row_with_its_end(store: Store, clock: Clock) -> None:
    killed = run(store, clock)
    killed.begin_round("", [SITEMAP])
    clock.move(minutes=5)
    again = run(store, clock)
    again.begin_round("", [SITEMAP])
    again.end_run("finished", {"article/new": 3})
    assert (killed.run, again.run) == (1, 2)
    assert rows(store, "SELECT round, reason, ended_at IS NULL FROM run ORDER BY id") == [
        (1, None, 1),
        (1, "finished", 0),
    ]
