"""``scrapy status`` and ``scrapy retry``: what is left, what failed, and making it due."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from crawler.frontier import Candidate, Frontier, Outcome
from crawler.store import Store, mark_gone
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.storing import ARTICLE, NOON, URL, Clock, another, save


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


def test_the_status_names_what_is_stored_pending_and_failed(store: Store) -> None:
    clock = Clock()
    frontier = crawled(store, clock)
    save(store, ARTICLE)
    save(store, another("b"))
    with store.begin() as conn:
        mark_gone(conn, URL, NOON)
    frontier.end_run("finished", {})
    done = scrapy(store, "status")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "telegraf: 2 articles, 1 of them gone",
        "  pending    2",
        "  failed     1 http_503",
        "  tried      again from 2026-03-01T12:10:00+00:00 on; scrapy retry makes them due now",
        "  given up   1 timeout",
        "  last run   2026-03-01T12:00:00+00:00 to 2026-03-01T12:10:00+00:00: finished",
    ]


def test_the_addresses_of_a_reason_are_printed_one_a_line(store: Store) -> None:
    frontier = Frontier(store, "telegraf", max_tries=1)
    frontier.begin_round("", [page(slug) for slug in "abc"])
    outcomes = {"a": Outcome.failed("timeout"), "b": Outcome.refused("no_text"), "c": Outcome.done("gone")}
    for row in frontier.next_batch(3):
        frontier.finish(row, outcomes[row.url[-2]])
    for reason, slug in {"timeout": "a", "no_text": "b", "gone": "c"}.items():
        done = scrapy(store, "status", "--reason", reason)
        assert (done.returncode, done.stdout) == (0, page(slug).url + "\n")
    unknown = scrapy(store, "status", "--reason", "text")
    assert (unknown.returncode, unknown.stdout) == (0, "")
    assert "no URL was left out for the reason 'text'" in unknown.stderr
    assert "  refused    1 no_text" in scrapy(store, "status").stdout


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


def test_a_run_without_an_end_is_told_as_such(store: Store) -> None:
    crawled(store, Clock())
    assert "since 2026-03-01T12:00:00+00:00, killed or still going" in scrapy(store, "status").stdout


def test_sites_are_told_apart(store: Store) -> None:
    crawled(store, Clock())
    Frontier(store, "antara").begin_round("", [page("z")])
    first, second = scrapy(store, "status").stdout.split("\n\n")
    assert first.startswith("antara: 0 articles\n  pending    1\n")
    assert second.startswith("telegraf: ")


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
    assert scrapy(store, "retry", "--reason", "unknown").stdout.startswith("0 ")


def test_mistakes_end_with_status_2(store: Store, tmp_path: Path) -> None:
    for args in (("status", "telegraf"), ("retry", "timeout")):
        assert scrapy(store, *args).returncode == 2
    for command in ("status", "retry"):
        done = scrapy(f"sqlite:///{tmp_path / 'none.db'}", command)
        assert done.returncode == 2
        assert "There is no store at" in done.stderr
