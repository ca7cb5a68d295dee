"""What ``scrapy status`` says of the runs and the articles of a site."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.frontier import JSON, Candidate, Frontier, Outcome
from crawler.frontier.report import addresses_of_reason, reasons_left_out
from crawler.performing.status.looking import look
from crawler.performing.status.program import as_json
from crawler.performing.status.text import as_text
from crawler.store import Store, mark_gone
from crawler.store.lock import SiteLock
from tests.crawler.spider.crawling import Folder
from tests.crawler.spider.test_killed import run_until
from tests.crawler.storing import ARTICLE, NOON, URL, Clock, another, save
from tests.newsroom.server import serve


def page(slug: str) -> Candidate:
    return Candidate(f"https://telegraf.co.id/{slug}/", "article", "sitemap")


def said(store: Store, now: datetime = NOON, *, runs: int = 10) -> list[str]:
    """Return the lines that people read."""
    return as_text(look(store, None, runs), now)


def told(store: Store, now: datetime = NOON, *, runs: int = 10) -> dict[str, Any]:
    """Return what programs read of the site."""
    site: dict[str, Any] = json.loads(as_json(look(store, None, runs), now))["sites"]["telegraf"]
    return site


def end(frontier: Frontier, outcomes: Mapping[str, Outcome]) -> None:
    """End the rows of pages, named by their slugs."""
    for row in frontier.next_batch(99):
        frontier.finish(row, outcomes[row.url.rsplit("/", 2)[1]])


@pytest.fixture(autouse=True)
def _lines_of_a_usual_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def frontier(store: Store, clock: Clock) -> Frontier:
    """A crawl that has begun."""
    frontier = Frontier(store, "telegraf", max_tries=1, clock=clock)
    frontier.begin_round("", [page(slug) for slug in "abcde"])
    return frontier


# Runs


def test_a_run_without_an_end_is_still_going_while_its_lock_is_held(
    store: Store, frontier: Frontier, clock: Clock
) -> None:
    clock.move(minutes=2)
    with SiteLock(store, "telegraf"):
        (run,) = told(store, clock.now)["runs"]
        (line,) = (each for each in said(store, clock.now) if "going" in each)
    assert (run["state"], run["status"], run["seconds"]) == ("going", None, 120.0)
    assert f"still going: process {os.getpid()} on {socket.gethostname()} since 20" in line
    assert run["process"] in line


def test_it_was_killed_once_nobody_holds_the_lock(store: Store, frontier: Frontier) -> None:
    with SiteLock(store, "antara"):
        (run,) = told(store)["runs"]
    assert (run["state"], run["status"], run["seconds"], run["process"]) == ("killed", None, None, None)
    assert said(store)[-3].endswith("  killed")


def test_the_lock_is_only_that_of_the_newest_run(store: Store, frontier: Frontier, clock: Clock) -> None:
    Frontier(store, "telegraf", clock=clock).begin_round("", [])
    with SiteLock(store, "telegraf"):
        assert [run["state"] for run in told(store)["runs"]] == ["going", "killed"]
    assert told(store)["runs"][1]["new"] is None


def test_what_a_run_has_done_so_far_is_told(store: Store, frontier: Frontier, clock: Clock) -> None:
    clock.move(minutes=1)
    stored, gone = Outcome.done("stored"), Outcome.gone()
    for slug, headline in (("a", "Satu"), ("b", "Dua"), ("b", "Dua lagi")):
        save(store, another(slug, headline=headline))
    end(frontier, {"a": stored, "b": stored, "c": gone, "d": Outcome.done("unchanged"), "e": stored})
    save(store, another("e"))
    (run,) = told(store)["runs"]
    assert (run["new"], run["changed"], run["gone"]) == (2, 1, 1)


def test_a_run_that_ends_while_it_is_looked_at_was_not_killed(
    store: Store, frontier: Frontier, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = SiteLock.holder

    def ends(lock: SiteLock) -> str | None:
        frontier.end_run("finished", {})
        return looked_at(lock)

    monkeypatch.setattr(SiteLock, "holder", ends)
    (run,) = told(store)["runs"]
    assert (run["state"], run["status"]) == ("ended", 0)


def test_runs_are_told_the_newest_first_with_what_they_found(store: Store, clock: Clock) -> None:
    said_of_it = "Nothing new came."
    for new, status in ((3, 0), (0, 1), (2, 0)):
        frontier = Frontier(store, "telegraf", clock=clock)
        frontier.begin_round("", [])
        clock.move(seconds=90)
        failed: list[JSON] = [{"name": "rhythm", "sentence": said_of_it}] if status else []
        stats = {"article/new": new, "article/changed": 1}
        reason = said_of_it if failed else "finished"
        frontier.end_run(reason, stats, status=status, failed_checks=failed)
        clock.move(hours=1)
    runs = told(store)["runs"]
    assert [(run["run"], run["new"], run["changed"], run["status"]) for run in runs] == [
        (3, 2, 1, 0),
        (2, 0, 1, 1),
        (1, 3, 1, 0),
    ]
    assert [each["run"] for each in told(store, runs=2)["runs"]] == [3, 2]
    assert told(store, runs=0)["runs"] == []
    assert said(store)[2:] == [
        "  last runs",
        "    run             began  seconds  new  changed  gone  result",
        "      3  2026-03-01 14:03       90    2        1     0  healthy",
        "      2  2026-03-01 13:01       90    0        1     0  failed (status 1): rhythm",
        "      1  2026-03-01 12:00       90    3        1     0  healthy",
        "  why run 2 failed",
        "    rhythm: Nothing new came.",
        "",
        "All times are UTC.",
    ]


def test_a_run_that_failed_before_its_round_began_is_told(store: Store, clock: Clock) -> None:
    failed: list[JSON] = [{"name": "reachable", "sentence": "The host is unknown."}]
    Frontier(store, "telegraf", clock=clock).end_run(
        "The host is unknown.", {}, status=1, failed_checks=failed
    )
    (run,) = told(store)["runs"]
    assert (run["status"], run["failed_checks"], run["new"]) == (1, failed, 0)
    assert "    reachable: The host is unknown." in said(store)


def test_a_run_of_an_earlier_version_has_ended_without_a_verdict(store: Store, frontier: Frontier) -> None:
    frontier.end_run("finished", {"article/new": 5})
    with store.begin() as conn:
        conn.exec_driver_sql("UPDATE run SET status = NULL, failed_checks = NULL")
    (run,) = told(store)["runs"]
    assert (run["status"], run["failed_checks"], run["state"], run["new"]) == (None, [], "ended", 5)
    assert said(store)[-3].endswith("  ended: finished")


@pytest.mark.parametrize(
    ("reason", "scope", "result"),
    [
        ("finished", "section=dunia", "healthy; only section=dunia"),
        ("closespider_itemcount", "", "healthy, ended early: closespider_itemcount"),
    ],
)
def test_a_narrowed_or_shortened_run_says_so(reason: str, scope: str, result: str, store: Store) -> None:
    frontier = Frontier(store, "telegraf", clock=Clock())
    frontier.begin_round(scope, [])
    frontier.end_run(reason, {}, scope=scope)
    assert said(store)[-3].endswith(f"  0  {result}")


def test_a_failure_without_a_check_is_told_by_its_sentence(store: Store, frontier: Frontier) -> None:
    frontier.end_run("The disk is full.", {}, status=1)
    assert said(store)[-3:-1] == ["    The disk is full.", ""]


# Articles


def test_what_was_left_out_is_told_by_reason_whatever_left_it_out(store: Store, frontier: Frontier) -> None:
    outcomes = {
        "a": Outcome.refused("no_text"),
        "b": Outcome.dropped("no_text"),
        "c": Outcome.failed("timeout"),  # for the last time
        "d": Outcome.gone(),
        "e": Outcome.refused("robots"),
    }
    end(frontier, outcomes)
    site = told(store)
    assert site["not_stored"] == {"no_text": 2, "timeout": 1, "gone": 1, "robots": 1}
    assert (site["articles"], site["gone"], site["failed"], site["pending"]) == (0, 0, {}, 0)
    assert "  not stored   5 URLs, 1 of them given up (scrapy retry tries them again)" in said(store)
    with store.read() as conn:
        assert reasons_left_out(conn) == ["gone", "no_text", "robots", "timeout"]
        assert reasons_left_out(conn, "antara") == []


def test_a_stored_article_that_is_gone_is_no_article_that_was_not_stored(
    store: Store, frontier: Frontier
) -> None:
    save(store, another("a"))
    end(frontier, {slug: Outcome.gone() if slug == "a" else Outcome.done("unchanged") for slug in "abcde"})
    site = told(store)
    assert (site["articles"], site["gone"], site["not_stored"]) == (1, 1, {})
    assert said(store)[0] == "telegraf: 1 article, 1 of them gone"


def test_a_stored_article_that_was_refused_when_asked_again_is_told_apart(
    store: Store, frontier: Frontier
) -> None:
    save(store, another("a"))
    end(frontier, {**dict.fromkeys("bcde", Outcome.done("stored")), "a": Outcome.refused("login_wall")})
    site = told(store)
    assert (site["not_stored"], site["not_renewed"]) == ({}, {"login_wall": 1})
    lines = said(store)
    assert any(line.startswith("  not renewed  1 stored article, kept as before") for line in lines)
    assert any(line.startswith("    1 login_wall  Readers must log in") for line in lines)


def test_listings_that_are_not_there_are_no_articles_that_are_not_stored(store: Store) -> None:
    frontier = Frontier(store, "telegraf", clock=Clock())
    sitemaps = [Candidate(f"https://telegraf.co.id/{n}.xml", "listing", "sitemap") for n in range(3)]
    frontier.begin_round("", sitemaps)
    outcomes = (Outcome.refused("http_404"), Outcome.refused("html"), Outcome.failed("http_503"))
    for row, outcome in zip(frontier.next_batch(3), outcomes, strict=True):
        frontier.finish(row, outcome)
    site = told(store)
    assert site["not_stored"] == {}
    assert site["failed"] == {"http_503": 1} == site["listings"]["failed"]
    assert site["listings"]["left_out"] == {"http_404": 1, "html": 1}
    assert "  listings     2 addresses without one: html 1, http_404 1" in said(store)


def test_what_is_asked_again_is_pending_and_no_longer_left_out(store: Store, frontier: Frontier) -> None:
    end(frontier, dict.fromkeys("abcde", Outcome.refused("robots")))
    list(frontier.reopen("robots", lambda url: True))
    assert (told(store)["pending"], told(store)["not_stored"]) == (5, {})
    with store.read() as conn:
        assert list(addresses_of_reason(conn, "robots")) == []


def test_the_addresses_of_what_is_gone_are_told_where_no_crawl_saw_it(store: Store) -> None:
    save(store, ARTICLE)
    with store.begin() as conn:
        mark_gone(conn, URL, NOON)
        assert list(addresses_of_reason(conn, "gone")) == [URL]
        assert list(addresses_of_reason(conn, "gone", "antara")) == []
        assert reasons_left_out(conn) == ["gone"]


def test_each_reason_of_a_failure_has_its_own_next_try(store: Store, clock: Clock) -> None:
    frontier = Frontier(store, "telegraf", clock=clock)
    frontier.begin_round("", [page("a"), page("b")])
    first, second = frontier.next_batch(2)
    frontier.finish(first, Outcome.failed("timeout"))
    clock.move(hours=1)
    frontier.finish(second, Outcome.failed("http_429"))
    due = [NOON + timedelta(minutes=10), NOON + timedelta(hours=1, minutes=10)]
    assert told(store)["next_try"] == {"timeout": due[0].isoformat(), "http_429": due[1].isoformat()}
    lines: Sequence[str] = said(store)
    assert any("timeout" in line and "Tried again from 2026-03-01 12:10 on." in line for line in lines)


def test_an_empty_store_has_no_sites(store: Store) -> None:
    assert said(store) == ["Nothing was crawled yet."]
    assert json.loads(as_json(look(store, None, 10), NOON)) == {"sites": {}}


def test_sites_are_told_apart(store: Store, frontier: Frontier) -> None:
    Frontier(store, "antara").begin_round("", [page("z")])
    first, second = "\n".join(said(store)).split("\n\n")[:2]
    assert first.startswith("antara: 0 articles\n  pending      1 URL\n")
    assert second.startswith("telegraf: 0 articles\n  pending      5 URLs\n")


# A crawl


def test_a_crawl_is_still_going_until_it_is_killed(tmp_path: Path) -> None:
    folder, seen = Folder(tmp_path), dict[str, Any]()

    def run() -> dict[str, Any]:
        store = Store.open(f"sqlite:///{folder.store}", create=False)
        try:
            (newest,) = told(store)["runs"]
        finally:
            store.close()
        return dict(newest)

    with serve(fixtures=None, generated=90) as site:

        def has_stored_something() -> bool:
            if len(site.requests) > 12:
                seen.update(run())
            return bool(seen.get("new"))

        command = folder.command(site.url, "discover=sitemap", "DOWNLOAD_DELAY=0.2")
        assert run_until(command, folder, has_stored_something) is None
    assert seen["state"] == "going"
    assert seen["process"].startswith("process ")
    assert run() == {**seen, "state": "killed", "seconds": None, "process": None, "new": len(folder.stored())}
