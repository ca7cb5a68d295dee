"""``scrapy status`` and ``scrapy retry``: what is left, what failed, and making it due."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from crawler.extract.not_an_article import Reason
from crawler.frontier import JSON, Candidate, Frontier, Outcome
from crawler.store import Store, mark_gone
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.storing import ARTICLE, NOON, URL, Clock, another, save

FAILED: JSON = {"name": "reachable", "sentence": "https://telegraf.co.id/ does not respond: timeout."}


def page(slug: str) -> Candidate:
    return Candidate(f"https://telegraf.co.id/{slug}/", "article", "sitemap")


def crawled(store: Store, clock: Clock) -> Frontier:
    """Crawl eight pages: two fail, one is given up, one is left."""
    frontier = Frontier(store, "telegraf", max_tries=2, clock=clock)
    frontier.begin_round("", [page(slug) for slug in "abcdefgh"])
    outcomes = [Outcome.done("stored")] * 4 + [Outcome.failed("timeout"), Outcome.failed("http_503")]
    for row, outcome in zip(frontier.next_batch(6), outcomes, strict=True):
        frontier.finish(row, outcome)
    clock.move(minutes=10)
    (again,) = (row for row in frontier.next_batch(9) if row.tries and row.url == page("e").url)
    frontier.finish(again, Outcome.failed("timeout"))
    return frontier


def test_the_status_names_what_is_stored_pending_and_failed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    clock = Clock()
    frontier = crawled(store, clock)
    save(store, ARTICLE)
    save(store, another("b"))
    with store.begin() as conn:
        mark_gone(conn, URL, NOON)
    frontier.end_run("finished", {"article/new": 4, "article/gone": 1})
    done = scrapy(store, "status")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "telegraf: 2 articles, 1 of them gone, 1 not compared yet",
        "  pending      2 URLs",
        "  failed       1 URL, tried again when due; scrapy retry makes them due now",
        "    1 http_503  The server responded with status 503 (Service Unavailable): it is overloaded, in",
        "                maintenance or broken. Tried again from 2026-03-01 12:10 on.",
        "  not stored   1 URL, 1 of them given up (scrapy retry tries them again)",
        "    1 timeout  The server did not respond in time.",
        "  last runs",
        "    run             began  seconds  new  changed  gone  result",
        "      1  2026-03-01 12:00      600    4        0     1  healthy",
        "",
        "All times are UTC.",
    ]


def test_the_state_is_printed_as_json_for_programs(store: Store) -> None:
    crawled(store, Clock()).end_run("Nothing came.", {}, status=1, failed_checks=[FAILED])
    Frontier(store, "antara").begin_round("", [page("z")])
    done = scrapy(store, "status", "--json", "--site", "telegraf")
    assert (done.returncode, done.stderr) == (0, "")
    sites = json.loads(done.stdout)["sites"]
    assert list(sites) == ["telegraf"]
    assert (
        sites["telegraf"].items()
        >= {
            "articles": 0,
            "gone": 0,
            "pending": 2,
            "failed": {"http_503": 1},
            "not_stored": {"timeout": 1},
        }.items()
    )
    (run,) = sites["telegraf"]["runs"]
    assert (
        run.items()
        >= {
            "run": 1,
            "started_at": "2026-03-01T12:00:00+00:00",
            "seconds": 600.0,
            "new": 0,
            "changed": 0,
            "gone": 0,
            "status": 1,
            "failed_checks": [FAILED],
        }.items()
    )


@pytest.mark.slow("the command in a process of its own for each case")
def test_the_addresses_of_a_reason_are_printed_one_a_line(store: Store) -> None:
    frontier = Frontier(store, "telegraf", max_tries=1)
    frontier.begin_round("", [page(slug) for slug in "abc"])
    outcomes = {"a": Outcome.failed("timeout"), "b": Outcome.refused("no_text"), "c": Outcome.done("gone")}
    for row in frontier.next_batch(3):
        frontier.finish(row, outcomes[row.url[-2]])
    for reason, slug in {"timeout": "a", "no_text": "b", "gone": "c"}.items():
        done = scrapy(store, "status", "--reason", reason)
        assert (done.returncode, done.stdout) == (0, page(slug).url + "\n")
    none = scrapy(store, "status", "--reason", "no_headline")
    assert (none.returncode, none.stdout) == (0, "")
    assert "no URL was left out for the reason 'no_headline'" in none.stderr


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize("command", ["status", "retry"])
def test_a_slip_in_the_reason_or_the_site_is_named_with_what_there_is(command: str, store: Store) -> None:
    crawled(store, Clock())
    slip = scrapy(store, command, "--reason", "time_out")
    assert (slip.returncode, slip.stdout) == (2, "")
    assert "there is no reason 'time_out'; those in the store are http_503, timeout (" in slip.stderr
    slip = scrapy(store, command, "--site", "telegraph")
    assert (slip.returncode, slip.stdout) == (2, "")
    assert slip.stderr.endswith("the store has no site 'telegraph'; it has telegraf\n")


def test_all_reasons_are_explained_without_a_store(tmp_path: Path) -> None:
    done = scrapy(f"sqlite:///{tmp_path / 'none.db'}", "status", "--reasons")
    assert (done.returncode, done.stderr) == (0, "")
    assert "  login_wall      Readers must log in, subscribe or pay" in done.stdout
    assert {f"  {reason}" for reason in get_args(Reason)} <= {
        line[:2] + line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")
    }


@pytest.mark.slow("the command in a process of its own for each case")
def test_retry_of_a_reason_takes_what_was_refused_for_it_but_never_what_cannot_be_requested(
    store: Store,
) -> None:
    frontier = Frontier(store, "telegraf")
    frontier.begin_round("", [page("a"), replace(page("b"), url="http://[bad")])
    for row in frontier.next_batch(3):
        frontier.finish(row, Outcome.refused("private_address"))
    assert scrapy(store, "retry").stdout.startswith("0 ")
    assert scrapy(store, "retry", "--reason", "bad_address").stdout.startswith("0 ")
    assert scrapy(store, "retry", "--reason", "private_address").stdout.startswith("1 ")


def test_an_empty_store_says_so(store: Store) -> None:
    assert scrapy(store, "status").stdout == "Nothing was crawled yet.\n"


def test_retry_makes_due_what_failed_and_what_was_given_up(store: Store) -> None:
    clock = Clock()
    crawled(store, clock)
    done = scrapy(store, "retry")
    assert (done.returncode, done.stdout) == (0, "2 URLs will be tried again by the next crawl.\n")
    again = Frontier(store, "telegraf", clock=clock)
    again.begin_round("", [])
    assert {row.url for row in again.next_batch(9)} == {page(slug).url for slug in "efgh"}


def test_retry_of_one_reason_leaves_the_others(store: Store) -> None:
    crawled(store, Clock())
    assert scrapy(store, "retry", "--reason", "timeout").stdout.startswith("1 ")
    again = Frontier(store, "telegraf", clock=Clock())  # before the other failure's time has come
    again.begin_round("", [])
    assert {row.url for row in again.next_batch(9)} == {page(slug).url for slug in "egh"}


def test_retry_of_one_site_leaves_the_others(store: Store) -> None:
    crawled(store, Clock())
    other = Frontier(store, "antara")
    other.begin_round("", [page("z")])
    (row,) = other.next_batch(1)
    other.finish(row, Outcome.failed("timeout"))
    assert scrapy(store, "retry", "--site", "antara").stdout.startswith("1 URL ")
    again = Frontier(store, "telegraf", clock=Clock())  # before the time of what failed has come
    again.begin_round("", [])
    assert {row.url for row in again.next_batch(9)} == {page(slug).url for slug in "gh"}


@pytest.mark.slow("the command in a process of its own for each case")
def test_mistakes_end_with_status_2(store: Store, tmp_path: Path) -> None:
    for args in (
        ("status", "telegraf"),
        ("status", "--json", "--reasons"),
        ("status", "--runs", "99999999999"),
        ("retry", "timeout"),
    ):
        assert scrapy(store, *args).returncode == 2
    for command in ("status", "retry"):
        done = scrapy(f"sqlite:///{tmp_path / 'none.db'}", command)
        assert done.returncode == 2
        assert "There is no store at" in done.stderr
