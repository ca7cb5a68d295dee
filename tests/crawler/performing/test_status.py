"""What `scrapy status` says of runs: what they found, why they failed, whether one still goes on."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.corpus.ledger import Difference, Ledger, Month
from crawler.corpus.ledger import save as save_ledger
from crawler.frontier import JSON, Frontier, Outcome
from crawler.performing.status.of_ledger import addresses
from crawler.store import Store
from crawler.store.lock import SiteLock
from tests.crawler.performing.telling import end, said, told
from tests.crawler.spider.crawling import Folder
from tests.crawler.spider.test_killed import run_until
from tests.crawler.storing import NOON, Clock, another, save
from tests.newsroom.server import serve


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


@pytest.mark.slow("kills a crawl in a process of its own")
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


def test_the_newest_ledger_is_told_with_its_reasons(store: Store, frontier: Frontier) -> None:
    assert told(store)["ledger"] is None
    assert not any("ledger" in line for line in said(store))
    save_ledger(store, "telegraf", ledger())
    assert told(store)["ledger"] == {**ledger().as_json(), "before_last_run": False}
    lines = said(store)
    first = lines.index("  ledger       2026-03-01 12:00: the site said it had 18 articles, 15 were stored")
    assert lines[first + 1 : first + 11] == [
        "    2 months differ: 2020-02 (11 on the site, 9 stored), 2019-12 (1 on the site, 0 stored)",
        "    missing for a known reason: 2 URLs",
        "      2 robots  robots.txt forbids it (RFC 9309). It is asked again once the rule is gone.",
        "    missing without a good reason: 1 URL",
        "      1 removed_from_store  A crawl stored it, and since then it was deleted from the store.",
        "    fetch them:",
        "      scrapy status --site telegraf --reason removed_from_store > lost.txt",
        "      scrapy crawl NAME -a urls=lost.txt",
        "    A sitemap could not be read.",
        "  last runs",
    ]


def test_a_ledger_of_a_site_that_tells_no_number_says_so(store: Store, frontier: Frontier) -> None:
    silent = replace(ledger(), months=[Month("2020-01", {}, 1)], numbers={}, notes=[])
    save_ledger(store, "telegraf", silent)
    (line,) = (each for each in said(store) if "ledger" in each)
    assert line.endswith("12:00: the site does not say how many articles it has, 1 was stored")


def test_a_ledger_before_the_last_run_says_so_and_no_longer_what_to_do(
    store: Store, frontier: Frontier
) -> None:
    save_ledger(store, "telegraf", replace(ledger(), at=NOON - timedelta(days=1)))
    assert told(store)["ledger"]["before_last_run"]
    lines = said(store, runs=0)
    assert "    (before the last run; scrapy ledger asks again)" in lines
    assert "    fetch them:" not in lines


def test_a_month_of_which_the_site_tells_no_number_is_named_with_what_is_missing(store: Store) -> None:
    save(store, another("satu"))
    months = [Month("2020-01", {}, 1, unexplained=1)]
    save_ledger(store, "telegraf", replace(ledger(), months=months))
    assert "    1 month differs: 2020-01 (? on the site, 1 stored)" in said(store)


def test_the_urls_of_a_ledger_are_listed_by_its_reasons_until_they_are_stored(store: Store) -> None:
    save(store, another("satu"))
    lost = [Difference(f"https://telegraf.co.id/{slug}/", "removed_from_store") for slug in ("dua", "tiga")]
    left = [Difference("https://telegraf.co.id/satu/", "unlisted")]
    save_ledger(store, "telegraf", replace(ledger(), unexplained=lost, extra=left))
    assert listed(store, "removed_from_store") == ["dua", "tiga"]
    assert listed(store, "unlisted") == ["satu"]
    assert listed(store, "robots") == []  # those of the crawl are listed already
    assert listed(store, "removed_from_store", "antara") == []
    save(store, another("dua"))
    assert listed(store, "removed_from_store") == ["tiga"]


def listed(store: Store, reason: str, site: str | None = None) -> list[str]:
    """Return the slugs of the URLs that the ledgers have for a reason."""
    with store.read() as conn:
        return [url.split("/")[3] for url in addresses(conn, reason, site)]


def ledger() -> Ledger:
    """Return a ledger by which the store lacks three articles."""
    return Ledger(
        site="telegraf",
        at=NOON,
        months=[
            Month("2019-12", {"api": 1}, 0),
            Month("2020-01", {"api": 6, "sitemap": 5}, 6),
            Month("2020-02", {"api": 11}, 9, gone=1),
        ],
        missing=[Difference(f"https://telegraf.co.id/{slug}/", "robots") for slug in ("satu", "dua")],
        unexplained=[Difference("https://telegraf.co.id/tiga/", "removed_from_store")],
        extra=[],
        numbers={"missing": {"robots": 2}, "unexplained": {"removed_from_store": 1}, "extra": {}},
        notes=["A sitemap could not be read."],
    )
