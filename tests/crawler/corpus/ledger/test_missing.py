"""What the site names and the store does not have: why, as far as the store knows."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import insert

from crawler.corpus.ledger import Named, Reckoning
from crawler.store import Store, mark_gone, schema
from crawler.urls import article_key
from tests.crawler.corpus.ledger.sides import (
    BEGAN,
    MONTH,
    address,
    crawled,
    keep,
    made,
    met,
    reckoning,
    remove,
    told,
)
from tests.crawler.storing import ARTICLE, NOON, another, article, rows, save


def test_a_site_all_of_whose_articles_are_stored_is_explained(store: Store) -> None:
    crawled(store)
    keep(store, "satu", "dua")
    ledger = made(store, api=["satu", "dua"])
    assert ledger.is_explained
    assert (ledger.missing, ledger.unexplained, ledger.extra, ledger.notes) == ([], [], [], [])
    assert [(each.month, each.site_says, each.stored) for each in ledger.months] == [(MONTH, {"api": 2}, 2)]


def test_what_was_stored_and_is_not_there_any_more_was_removed(store: Store) -> None:
    keep(store, "satu", "dua", "tiga")
    for slug, reason in {"satu": "stored", "dua": "unchanged", "tiga": "moved"}.items():
        met(store, slug, "done", reason)
        remove(store, slug)
    ledger = made(store, api=["satu", "dua", "tiga"])
    assert told(ledger, "unexplained") == dict.fromkeys(["satu", "dua", "tiga"], "removed_from_store")
    assert not ledger.is_explained


def test_what_no_crawl_has_met_was_never_listed(store: Store) -> None:
    crawled(store)
    ledger = made(store, api=["satu"])
    assert told(ledger, "unexplained") == {"satu": "never_listed"}


@pytest.mark.parametrize(
    ("state", "reason", "said"),
    [
        ("pending", None, "pending"),
        ("pending", "stored", "pending"),
        ("failed", "http_503", "http_503"),
        ("done", "gone", "gone"),
        ("done", "refused:robots", "robots"),
        ("done", "refused:teaser", "teaser"),
        ("done", "dropped:by_pipeline", "by_pipeline"),
        ("done", "given_up:error_KeyError", "error_KeyError"),
    ],
)
def test_the_frontier_tells_why(store: Store, state: str, reason: str | None, said: str) -> None:
    met(store, "satu", state, reason)
    ledger = made(store, api=["satu"])
    assert told(ledger, "missing") == {"satu": said}
    assert ledger.is_explained


def test_a_narrowed_run_tells_it_too_and_the_whole_site_goes_before(store: Store) -> None:
    crawled(store)
    met(store, "satu", "pending", None, scope="since=2020-01-01")
    met(store, "dua", "pending", None, scope="since=2020-01-01")
    met(store, "dua", "done", "refused:no_text")
    met(store, "tiga", "pending", None, site="antara")
    ledger = made(store, api=["satu", "dua", "tiga"])
    assert told(ledger, "missing") == {"satu": "pending", "dua": "no_text"}
    assert told(ledger, "unexplained") == {"tiga": "never_listed"}


def test_an_article_is_found_by_each_of_its_urls_in_any_spelling(store: Store) -> None:
    found = article(url=address("judul"), canonical_url=address("judul"))
    save(store, found, requested_url="https://telegraf.co.id/?p=12")
    ledger = Reckoning(store, "telegraf", now=NOON)
    for url in ("https://telegraf.co.id/?p=12", "http://www.telegraf.co.id/judul", f"{address('judul')}#isi"):
        ledger.name("api", [Named(url, "2016-09")])
        ledger.name("sitemap", [Named(url, None)])
    closed = ledger.close(whole=None, by=["api", "sitemap"])
    assert (closed.missing, closed.unexplained, closed.extra) == ([], [], [])


def test_an_alias_that_leads_nowhere_finds_nothing(store: Store) -> None:
    crawled(store)
    if store.dialect != "sqlite":
        pytest.skip("PostgreSQL keeps the foreign keys")
    save(store, ARTICLE, requested_url=address("lama"))
    shell = sqlite3.connect(str(store.url.database))  # which keeps no foreign keys
    for table in ("article", "revision"):
        shell.execute(f"DELETE FROM {table}")
    shell.commit()
    shell.close()
    assert told(made(store, api=["lama"]), "unexplained") == {"lama": "never_listed"}


def test_an_article_that_is_named_twice_and_by_two_ways_is_missing_once(store: Store) -> None:
    crawled(store)
    ledger = made(store, api=["satu", "satu"], sitemap=["satu"])
    assert told(ledger, "unexplained") == {"satu": "never_listed"}
    assert ledger.months[0].site_says == {"api": 1, "sitemap": 1}


def test_what_the_store_calls_gone_and_the_site_lists_again_is_missing_as_gone(store: Store) -> None:
    save(store, another("satu"), requested_url=address("dahulu"))
    with store.begin() as conn:
        mark_gone(conn, address("satu"), NOON)
    ledger = made(store, api=["satu", "dahulu"])
    assert told(ledger, "missing") == {"satu": "gone"}
    assert ledger.extra == []


def test_what_is_stored_of_another_newspaper_is_missing_of_this_one(store: Store) -> None:
    save(store, another("satu", site="antara"))
    ledger = made(store, api=["satu"])
    assert told(ledger, "missing") == {"satu": "other_newspaper"}
    assert [(each.site_says, each.stored) for each in ledger.months] == [({"api": 1}, 0)]


def test_what_is_no_address_is_missing_for_that(store: Store) -> None:
    named = Reckoning(store, "telegraf", now=NOON)
    named.name("sitemap", [Named("ftp://telegraf.co.id/satu/", MONTH)])
    assert told(named.close(whole=None, by=["sitemap"]), "missing") == {"satu": "bad_address"}


# What only a sitemap names


def test_what_only_a_sitemap_names_is_no_alarm_where_rest_was_read_to_its_end(store: Store) -> None:
    keep(store, "satu")
    ledger = made(store, api=["satu"], sitemap=["satu", "dua"])
    assert told(ledger, "missing") == {"dua": "sitemap_only"}
    assert ledger.is_explained


def test_it_is_one_where_rest_was_not_or_where_a_crawl_had_stored_it(store: Store) -> None:
    crawled(store)
    met(store, "dua", "done", "stored")
    assert told(made(store, sitemap=["satu"]), "unexplained") == {"satu": "never_listed"}
    assert told(made(store, api=[], sitemap=["dua"]), "unexplained") == {"dua": "removed_from_store"}
    partly = reckoning(store, sitemap=["satu"])
    ledger = partly.close(whole=["2020-02"], by=["api", "sitemap"])
    assert told(ledger, "unexplained") == {"satu": "never_listed"}


# What came after the last crawl


def test_what_came_or_changed_since_the_last_crawl_began_is_new(store: Store) -> None:
    crawled(store)
    named = Reckoning(store, "telegraf", now=NOON)
    named.name("api", [Named(address("satu"), "2026-03", BEGAN + timedelta(minutes=1))])
    named.name("api", [Named(address("dua"), "2026-03", BEGAN - timedelta(hours=1))])
    named.name("sitemap", [Named(address("tiga"), "2026-04")])
    named.name("sitemap", [Named(address("empat"), "2026-03")])
    ledger = named.close(whole=[], by=["api"])
    assert told(ledger, "missing") == {"satu": "new", "tiga": "new"}
    assert told(ledger, "unexplained") == {"dua": "never_listed", "empat": "never_listed"}


def test_a_date_that_no_calendar_has_in_utc_tells_nothing(store: Store) -> None:
    crawled(store)
    named = Reckoning(store, "telegraf", now=NOON)
    first = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=7)))
    named.name("api", [Named(address("satu"), "0001-01", first)])
    assert told(named.close(whole=None, by=["api"]), "unexplained") == {"satu": "never_listed"}


def test_a_crawl_that_was_killed_and_went_on_began_with_its_first_run(store: Store) -> None:
    crawled(store, BEGAN - timedelta(days=1))
    crawled(store, round=2, round_ended_at=None, ended_at=None, whole=None)
    crawled(store, BEGAN + timedelta(hours=1), round=2)
    named = Reckoning(store, "telegraf", now=NOON)
    named.name("api", [Named(address("satu"), "2026-03", BEGAN + timedelta(minutes=1))])
    assert told(named.close(whole=None, by=["api"]), "missing") == {"satu": "new"}


def test_after_crawls_that_have_not_ended_or_were_narrowed_nothing_new_is_lost(store: Store) -> None:
    crawled(store, BEGAN, round_ended_at=None)
    crawled(store, BEGAN, scope="since=2020-01-01")
    named = Reckoning(store, "telegraf", now=NOON)
    named.name("api", [Named(address("satu"), "2026-03", NOON)])
    named.says("api", "2026-03", 4)
    ledger = named.close(whole=[], by=[])
    assert told(ledger, "missing") == {"satu": "not_crawled_yet"}
    assert ledger.is_explained
    assert ledger.notes == ["No crawl of the whole site has ended yet: what no crawl has met is not lost."]


def test_after_a_narrowed_crawl_what_was_stored_and_deleted_is_lost(store: Store) -> None:
    met(store, "satu", "done", "stored", scope="since=2020-01-01")
    assert told(made(store, api=["satu"]), "unexplained") == {"satu": "removed_from_store"}


def test_a_ledger_changes_nothing_in_the_store(store: Store) -> None:
    keep(store, "satu", "dua")
    met(store, "tiga", "failed", "http_503")
    everything = ["SELECT * FROM article ORDER BY id", "SELECT * FROM frontier ORDER BY id"]
    before = [rows(store, query) for query in everything]
    made(store, api=["satu", "tiga", "empat"])
    assert [rows(store, query) for query in everything] == before


def test_an_article_under_a_new_address_is_known_by_the_number_of_its_post(store: Store) -> None:
    crawled(store)
    keep(store, "lama")
    with store.begin() as conn:
        number = conn.exec_driver_sql("SELECT id FROM article").scalar_one()
        conn.execute(
            insert(schema.alias), {"key": article_key("https://telegraf.co.id/?p=12"), "article_id": number}
        )
    for month, known in ((MONTH, True), ("2020-02", False)):
        named = reckoning(store)
        named.name("api", [Named(address("baru"), month, None, "https://telegraf.co.id/?p=12")])
        ledger = named.close(whole=None, by=["api"])
        assert (not ledger.unexplained, not ledger.extra) == (known, known)


def test_half_a_character_in_a_url_costs_itself_alone(store: Store) -> None:
    crawled(store)
    keep(store, "satu")
    named = reckoning(store, api=["satu"])
    named.name("api", [Named("https://telegraf.co.id/\ud800/", MONTH)])
    assert named.close(whole=None, by=["api"]).number("unexplained") == 1


def test_refused_pages_of_a_sitemap_do_not_hide_what_rest_counts(store: Store) -> None:
    crawled(store)
    keep(store, "satu")
    for slug in ("tentang", "redaksi"):
        met(store, slug, "done", "no_text", source="sitemap")
    named = reckoning(store, api=["satu"])
    named.name("sitemap", [Named(address(slug), None) for slug in ("tentang", "redaksi")])
    named.says("api", MONTH, 3)
    ledger = named.close(whole=(), by=["api"])
    assert [each.unnamed for each in ledger.months if each.month] == [2]
    assert [each.missing for each in ledger.months if each.month is None] == [2]
