"""Articles that a listing calls changed are read again as far as that proves true."""

from __future__ import annotations

import logging

import pytest

from crawler.frontier import Candidate, Frontier, Outcome
from crawler.frontier.claims import DOUBTED_SAMPLE, SAMPLE
from crawler.store import Store
from tests.crawler.frontier.claiming import Dates, Newspaper, hours, listed
from tests.crawler.storing import NOON, Clock


def test_dates_that_are_always_now_cost_a_sample_a_run(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    site = Newspaper(store, 300)
    caplog.set_level(logging.INFO)
    assert site.runs(site.always_now, 6) == [SAMPLE, *[DOUBTED_SAMPLE] * 5]
    (said,) = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert "of 20 that were read again, 0 had another text" in said.message
    assert "280 more articles listed as changed wait" in said.message
    assert "RECHECK_PER_DAY" in said.message


def test_a_new_article_is_read_at_once_whatever_the_dates(store: Store) -> None:
    site = Newspaper(store, 300)
    site.runs(site.always_now, 2)
    site.number = 340
    assert set(range(300, 340)) <= set(site.run(site.always_now()))


@pytest.mark.slow("two crawls, or many rows")
@pytest.mark.parametrize("number", [3, 20, 200, 2000])
def test_an_edit_of_many_articles_is_read_completely_in_one_run(store: Store, number: int) -> None:
    site = Newspaper(store, 2000)
    site.edited = set(range(number))
    assert sorted(site.run(lambda each: hours(0) if each < number else hours(-100))) == list(range(number))
    assert site.run(lambda each: hours(0) if each < number else hours(-100)) == []


def test_a_third_of_true_dates_is_enough_for_all_to_be_read(store: Store) -> None:
    site = Newspaper(store, 900)
    site.edited = set(range(0, 900, 3))
    assert len(site.run(site.always_now())) == 900


def test_an_edit_amid_dates_that_are_always_now_is_found_once_all_had_their_turn(store: Store) -> None:
    site = Newspaper(store, 40)
    site.runs(site.always_now, 3)
    site.edited = {39}
    asked = [site.run(site.always_now()) for _ in range(4)]
    assert any(39 in each for each in asked)
    assert sum(map(len, asked)) <= 40 + DOUBTED_SAMPLE


def test_an_edit_is_found_at_once_when_the_dates_behave_again(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    site = Newspaper(store, 300)
    site.runs(site.always_now, 3)
    site.edited = {77}
    edited = site.now
    asked = site.run(lambda each: edited if each == 77 else hours(-100))
    assert asked == [77]
    assert "believed again" in caplog.text
    assert site.run(lambda each: edited if each == 77 else hours(-100)) == []


def test_edits_of_a_doubted_site_that_prove_true_are_all_read_in_that_run(store: Store) -> None:
    site = Newspaper(store, 300)
    site.runs(site.always_now, 3)
    site.edited = set(range(100, 200))
    edited = site.now
    asked = site.run(lambda each: edited if each in range(100, 200) else hours(-100))
    assert sorted(asked) == list(range(100, 200))


def test_after_an_export_that_touches_all_each_later_edit_is_found_at_once(store: Store) -> None:
    site = Newspaper(store, 300)
    night = site.now
    site.run(lambda _: night)
    site.edited = {250}
    edited = site.now
    asked = site.run(lambda each: edited if each == 250 else night)
    assert 250 in asked
    # The others have their turn, a few a run, each once.
    later = [each for _ in range(40) for each in site.run(lambda each: edited if each == 250 else night)]
    assert len(later) == len(set(later))
    assert len(later) + SAMPLE + len(asked) >= 300


def test_a_date_of_today_for_all_each_day_costs_a_sample_a_run(store: Store) -> None:
    site = Newspaper(store, 200)

    def today() -> Dates:
        day = site.clock.now.date().isoformat()
        return lambda _: day

    site.clock.move(hours=24 - NOON.hour)
    asked = site.runs(today, 72)
    assert max(asked) <= SAMPLE
    assert sum(asked[1:]) <= 72 * DOUBTED_SAMPLE


def test_a_true_day_is_asked_once_more_when_it_is_over_and_that_is_no_claim(store: Store) -> None:
    site = Newspaper(store, 100)
    day = site.clock.now.date().isoformat()
    site.edited = set(range(100))
    assert len(site.run(lambda _: day)) == 100
    site.clock.move(hours=48)
    assert len(site.run(lambda _: day)) == 100
    assert site.run(lambda _: day) == []


def test_dates_that_all_lie_in_the_future_and_change_cost_a_sample(store: Store) -> None:
    site = Newspaper(store, 100)
    assert len(site.run(lambda _: "2041-11-16T19:11:00+00:00")) == SAMPLE
    assert len(site.run(lambda _: "2041-11-17T19:11:00+00:00")) == DOUBTED_SAMPLE


def test_dates_that_go_back_are_no_change(store: Store) -> None:
    site = Newspaper(store, 100)
    assert site.run(lambda _: hours(-200)) == []


@pytest.mark.parametrize("dates", [(hours(-9), hours(-5)), (hours(-5), hours(-9))])
@pytest.mark.parametrize("apart", [False, True])
def test_an_article_that_is_listed_twice_has_the_later_date(
    store: Store, dates: tuple[str, str], apart: bool
) -> None:
    frontier = Frontier(store, "telegraf", clock=Clock())
    plain = Candidate("http://www.telegraf.co.id/berita-1?utm_source=peta", "article", "sitemap", 0, dates[1])
    twins = [listed(1, dates[0]), plain]
    asked = []
    for _ in range(3):
        frontier.begin_round("", [])
        for part in [[each] for each in twins] if apart else [twins]:
            frontier.add(part)
        batch = frontier.next_batch(9)
        asked.append(len(batch))
        for row in batch:
            frontier.finish(row, Outcome.done("stored"))
        frontier.end_round()
    assert asked == [1, 0, 0]


def test_dates_are_believed_again_after_a_quiet_week(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    site = Newspaper(store, 60)
    night = site.now
    site.runs(lambda: lambda _: night, 20)
    assert "believed again" not in caplog.text
    site.clock.move(hours=24 * 7)
    site.run(lambda _: night)
    assert "believed again" in caplog.text


def test_a_date_that_is_first_told_now_for_all_costs_a_sample(store: Store) -> None:
    site = Newspaper(store, 0)
    site.number = 100
    assert len(site.run(lambda _: None)) == 100
    assert len(site.run(site.always_now())) == SAMPLE
