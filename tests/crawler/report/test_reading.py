"""What the report counts: runs as they went, articles as they are stored, days as the newspaper has them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from crawler.frontier import Candidate, Frontier, Outcome
from crawler.store import Store, mark_gone, save_article, schema
from tests.crawler.report.filling import JAKARTA, NOW, add_run, failed, figures, reported
from tests.crawler.storing import another, save

TODAY = date(2026, 11, 30)


def test_a_day_is_a_day_of_the_newspapers_zone(store: Store) -> None:
    add_run(store)
    add_run(store, hours_ago=8, stats={"article/new": 3})  # 23:17 UTC is 06:17 in Jakarta
    assert figures(store).new == {TODAY: 3}
    assert figures(store, zone="UTC").new == {TODAY: 0, TODAY - timedelta(days=1): 3}


def test_the_report_ends_with_the_newest_run_whatever_the_clock_says(store: Store) -> None:
    add_run(store)
    add_run(store, hours_ago=1)
    window = reported(store).window
    assert window is not None
    assert (window.until, window.last, window.first) == (NOW, TODAY, TODAY - timedelta(days=89))


def test_articles_without_any_run_are_told_up_to_their_last_fetch(store: Store) -> None:
    save(store, another("satu", fetched_at="2026-11-29T20:00:00+00:00"))
    window = reported(store).window
    assert window is not None
    assert window.last == TODAY


def test_a_store_in_which_nothing_happened_has_no_window(store: Store) -> None:
    assert (reported(store).window, reported(store).sites) == (None, [])


def test_a_killed_run_is_told_with_what_it_had_stored(store: Store) -> None:
    killed = add_run(store, 2, ended_at=None, stats=None, status=None, reason=None, failed_checks=None)
    add_run(store)
    with store.begin() as conn:
        save_article(conn, another("satu"), run=killed)
        save_article(conn, another("dua"), run=killed)
        save_article(conn, another("dua", headline="Dua, Lagi"), run=killed)
    told = figures(store)
    assert [(run.verdict, run.new, run.changed) for run in told.last_runs] == [
        ("healthy", 0, 0),
        ("unended", 2, 1),
    ]
    assert told.runs["unended"] == {TODAY: 1}


@pytest.mark.parametrize(
    ("values", "verdict", "told"),
    [
        ({}, "healthy", []),
        ({"reason": "shutdown"}, "healthy", []),
        (failed("coverage", "No dates."), "failed", [("coverage", "No dates.")]),
        ({"status": None, "failed_checks": None}, "healthy", []),
        ({"status": None, "failed_checks": None, "reason": "No URL."}, "failed", [("", "No URL.")]),
        ({"status": 1, "failed_checks": None, "reason": "start_error"}, "failed", [("", "start_error")]),
        ({"status": 1, "failed_checks": "odd", "reason": "It broke."}, "failed", [("", "It broke.")]),
        (
            {"status": 1, "failed_checks": [3, {}], "reason": "It broke."},
            "failed",
            [("", "It broke."), ("", "")],
        ),
    ],
    ids=str,
)
def test_a_run_failed_by_its_status_or_as_earlier_versions_wrote_by_its_sentence(
    store: Store, values: dict[str, Any], verdict: str, told: list[tuple[str, str]]
) -> None:
    add_run(store, **values)
    (run,) = figures(store).last_runs
    assert run.verdict == verdict
    assert [(each.name, each.sentence) for each in run.complaints] == told


@pytest.mark.parametrize("stats", [None, [], "text", {"article/new": "many"}, {"response/timed": 0}], ids=str)
def test_statistics_that_are_not_there_or_odd_count_as_nothing(store: Store, stats: object) -> None:
    add_run(store, stats=stats)
    (run,) = figures(store).last_runs
    assert (run.new, run.requests, run.pace, run.left_out) == (0, 0, None, {})


def test_failures_in_a_row_are_one_trouble_until_a_run_is_healthy_or_fails_by_another_check(
    store: Store,
) -> None:
    for hours, values in [
        (6, failed("access", "403 for 9 of 9.")),
        (5, failed("access", "403 for 8 of 8.")),
        (4, {}),
        (3, failed("access", "403 for 7 of 7.")),
        (2, failed("coverage", "No dates.")),
    ]:
        add_run(store, hours, **values)
    told = [(each.runs, each.last.complaints[0].sentence) for each in figures(store).failures]
    assert told == [(1, "No dates."), (1, "403 for 7 of 7."), (2, "403 for 8 of 8.")]


def test_since_narrows_runs_days_and_what_is_gone(store: Store) -> None:
    add_run(store)
    add_run(store, hours_ago=24 * 40, stats={"article/new": 9})
    save(store, another("lama", published_at="2020-01-01"))
    save(store, another("baru", published_at="2026-11-29T10:00:00+07:00"))
    with store.begin() as conn:
        mark_gone(conn, "https://telegraf.co.id/lama/", NOW - timedelta(days=40))
    whole, narrowed = figures(store), figures(store, date(2026, 11, 29))
    assert (len(whole.last_runs), len(narrowed.last_runs)) == (2, 1)
    assert set(whole.published) == {date(2020, 1, 1), date(2026, 11, 29)}
    assert set(narrowed.published) == {date(2026, 11, 29)}
    assert (len(whole.last_gone), len(narrowed.last_gone)) == (1, 0)
    assert (whole.articles, narrowed.articles) == (2, 2)


def test_since_may_be_an_instant_and_later_than_everything(store: Store) -> None:
    add_run(store)
    add_run(store, hours_ago=3)
    assert len(figures(store, datetime.fromisoformat("2026-11-30T13:00:00")).last_runs) == 1
    assert len(figures(store, datetime.fromisoformat("2026-11-30T03:00:00+00:00")).last_runs) == 2
    assert figures(store, date(2030, 1, 1)).last_runs == []


def test_coverage_is_counted_by_the_day_that_the_site_prints(store: Store) -> None:
    add_run(store)
    save(store, another("satu", published_at="2026-11-30T00:30:00+07:00", tags=[], credit=None))
    save(store, another("dua", published_at="2026-11-30", authors=[]))
    save(store, another("tiga", published_at=None))
    published = figures(store).published
    assert {day: each.articles for day, each in published.items()} == {TODAY: 2, None: 1}
    having = published[TODAY].having
    assert [having[name] for name in ("published_at", "tags", "authors", "credit", "section")] == [
        2,
        1,
        1,
        1,
        2,
    ]
    assert published[None].having["published_at"] == 0


def test_edits_are_the_sites_own_and_counted_when_they_were_seen(store: Store) -> None:
    add_run(store)
    seen = "2026-11-29T20:00:00+00:00"  # 03:00 of the next day in Jakarta
    save(store, another("satu"))
    save(store, another("satu", headline="Satu, Lagi", fetched_at=seen))
    save(store, another("satu", headline="Satu, Ketiga", fetched_at=seen))
    with store.begin() as conn:
        third = schema.revision.c.revision == 3
        conn.execute(update(schema.revision).where(third).values(cause="extractor"))
    told = figures(store)
    assert (told.edits, told.reread) == ({TODAY: 1}, 1)


def test_what_is_not_stored_is_told_as_it_stands_and_as_runs_met_it(store: Store) -> None:
    frontier = Frontier(store, "telegraf", max_tries=1)
    frontier.begin_round(
        "", [Candidate(f"https://telegraf.co.id/{n}/", "article", "sitemap") for n in range(4)]
    )
    outcomes = [Outcome.refused("no_text"), Outcome.failed("timeout"), Outcome.done("stored")]
    for row, outcome in zip(frontier.next_batch(3), outcomes, strict=True):
        frontier.finish(row, outcome)
    frontier.end_run("finished", {"article/refused/no_text": 1, "article/dropped/outside_period": 7})
    told = figures(store)
    assert told.waiting == 1
    assert told.left_out == {("refused", "no_text"): 1, ("given up", "timeout"): 1}
    assert {reason: sum(days.values()) for reason, days in told.reasons.items()} == {
        ("refused", "no_text"): 1
    }


def test_sites_are_told_apart(store: Store) -> None:
    add_run(store, stats={"article/new": 2})
    add_run(store, site="antara", stats={"article/new": 5})
    save(store, another("satu"))
    first, second = reported(store).sites
    assert (first.name, first.articles, sum(first.new.values())) == ("antara", 0, 5)
    assert (second.name, second.articles, sum(second.new.values())) == ("telegraf", 1, 2)


def test_reading_changes_nothing(store: Store) -> None:
    add_run(store)
    with store.begin():  # another one writes: the reader needs no lock
        assert reported(store, zone=JAKARTA).sites
