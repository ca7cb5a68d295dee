"""What `scrapy status` says of articles: what is stored, what is not, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta

from crawler.frontier import Candidate, Frontier, Outcome
from crawler.frontier.report import addresses_of_reason, reasons_left_out
from crawler.performing.status.looking import look
from crawler.performing.status.program import as_json
from crawler.store import Store, mark_gone
from tests.crawler.commands.test_duplicates import compare, fill
from tests.crawler.performing.telling import end, page, said, told
from tests.crawler.storing import ARTICLE, NOON, URL, Clock, another, save


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


def test_near_duplicates_are_counted_where_they_stand(store: Store) -> None:
    fill(store)
    assert [line for line in said(store) if "article" in line] == [
        "antara: 1 article, 1 not compared yet",
        "telegraf: 5 articles, 5 not compared yet",
    ]
    assert told(store)["not_compared"] == 5
    compare(store)
    assert told(store)["not_compared"] == 0
    assert told(store)["near_duplicates"] == 2
    assert [line for line in said(store) if "article" in line] == [
        "antara: 1 article, 1 near-duplicate",
        "telegraf: 5 articles, 2 near-duplicates",
    ]
