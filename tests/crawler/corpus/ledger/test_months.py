"""Both sides by month, and what nobody can name."""

from __future__ import annotations

import pytest

from crawler.corpus.ledger import Named, Reckoning
from crawler.store import Store
from tests.crawler.corpus.ledger.sides import MONTH, address, crawled, keep, met, reckoning, remove, told


@pytest.mark.parametrize(
    ("published", "month"),
    [
        ("2020-02-01T00:30:00+07:00", "2020-02"),  # in January, by UTC
        ("2020-01-31T23:30:00+07:00", "2020-01"),
        ("2020-01-31T22:30:00-08:00", "2020-01"),  # in February, by UTC
        ("2020-01-15T12:00:00+07:00", "2020-01"),
        ("2020-02-01", "2020-02"),
        ("0001-01-01", "0001-01"),
        ("9999-12-31", "9999-12"),
        (None, None),
    ],
)
def test_an_article_is_of_the_month_that_it_prints(
    store: Store, published: str | None, month: str | None
) -> None:
    keep(store, "satu", published_at=published)
    assert reckoning(store).stored() == {month: 1}


def test_a_month_has_what_each_way_says_and_the_collections_of_one_way_add_up(store: Store) -> None:
    keep(store, "satu", "dua")
    named = reckoning(store, api=["satu", "dua", "tiga"], sitemap=["satu"])
    named.says("api", MONTH, 2)
    named.says("api", MONTH, 1)
    named.says("archive", MONTH, 4)
    named.says("archive", "2019-12", 0)
    ledger = named.close(whole=None, by=["api", "sitemap"])
    assert [(each.month, each.site_says, each.total, each.stored) for each in ledger.months] == [
        ("2019-12", {"archive": 0}, 0, 0),
        (MONTH, {"api": 3, "archive": 4, "sitemap": 1}, 3, 2),
    ]


def test_what_was_named_is_no_number_of_a_month_that_was_not_read_to_its_end(store: Store) -> None:
    named = reckoning(store, api=["satu"], sitemap=["satu"])
    named.says("api", MONTH, 300)
    keep(store, "satu")
    ledger = named.close(whole=["2019-12"], by=["sitemap"])
    assert [each.site_says for each in ledger.months] == [{"api": 300}]


def test_a_sitemap_that_tells_no_month_tells_that_of_the_stored_article(store: Store) -> None:
    keep(store, "satu")
    named = reckoning(store)
    named.name("sitemap", [Named(address("satu"), None), Named(address("dua"), None)])
    ledger = named.close(whole=None, by=["sitemap"])
    assert [(each.month, each.site_says) for each in ledger.months] == [
        (MONTH, {"sitemap": 1}),
        (None, {"sitemap": 1}),
    ]


def test_months_that_differ_are_told_the_newest_first(store: Store) -> None:
    keep(store, "satu")
    keep(store, "dua", published_at="2020-02-02T12:00:00+07:00")
    named = reckoning(store)
    for month, number in {"2019-12": 3, MONTH: 1, "2020-02": 2, "2020-03": 0}.items():
        named.says("api", month, number)
    assert named.differing() == ["2020-02", "2019-12"]


def test_a_total_that_nothing_explains_is_a_number_and_a_note(store: Store) -> None:
    crawled(store)
    keep(store, "satu", "dua")
    met(store, "tiga", "done", "refused:robots")
    named = reckoning(store, api=["satu", "tiga"])
    named.says("api", MONTH, 5)
    ledger = named.close(whole=[], by=[])
    assert [each.unnamed for each in ledger.months] == [2]
    assert (ledger.unexplained, ledger.is_explained) == ([], False)
    (note,) = ledger.notes
    assert note == (
        "The site says it has 2 more than are stored or named, and nobody can say which: 2020-01 (2)."
    )


def test_a_total_that_is_met_by_what_is_stored_or_missing_is_explained(store: Store) -> None:
    keep(store, "satu", "dua")
    met(store, "tiga", "pending", None)
    named = reckoning(store, api=["tiga"])
    named.says("api", MONTH, 3)
    assert named.close(whole=[], by=[]).is_explained


def test_two_urls_of_the_site_that_are_one_article_leave_nothing_unexplained(store: Store) -> None:
    keep(store, "satu")
    with store.begin() as conn:
        conn.exec_driver_sql("INSERT INTO alias (key, article_id) VALUES ('telegraf.co.id/dahulu', 1)")
    named = reckoning(store, api=["satu", "dahulu"])
    named.says("api", MONTH, 2)
    assert named.close(whole=None, by=["api"]).is_explained


def test_an_article_that_prints_another_month_than_the_site_names_leaves_nothing_unexplained(
    store: Store,
) -> None:
    keep(store, "satu", published_at="2020-02-01T09:00:00+07:00")
    named = reckoning(store, api=["satu"])
    named.says("api", MONTH, 1)
    named.says("api", "2020-02", 0)
    ledger = named.close(whole=None, by=["api"])
    assert ledger.is_explained
    assert (ledger.missing, ledger.unexplained, ledger.extra) == ([], [], [])


def test_what_has_no_month_may_be_of_any(store: Store) -> None:
    crawled(store)
    keep(store, "tanpa-tanggal", published_at=None)
    met(store, "dua", "pending", None)
    named = reckoning(store)
    named.name("sitemap", [Named(address("dua"), None)])
    named.says("api", MONTH, 1)
    named.says("api", "2020-02", 2)
    ledger = named.close(whole=[], by=[])
    assert [(each.month, each.unnamed) for each in ledger.months] == [
        (MONTH, 1),
        ("2020-02", 0),
        (None, 0),
    ]
    assert told(ledger, "missing") == {"dua": "pending"}


def test_more_in_the_store_than_on_the_site_is_a_note_where_nobody_can_say_which(store: Store) -> None:
    crawled(store)
    keep(store, "satu", "dua")
    named = reckoning(store, api=["satu"])
    named.says("api", MONTH, 1)
    ledger = named.close(whole=[], by=[])
    assert ledger.is_explained
    (note,) = ledger.notes
    assert note.startswith("The store has 1 more than the site says")
    assert note.endswith(": 2020-01 (1).")


def counted(store: Store, number: int, *slugs: str) -> Reckoning:
    """Return a reckoning to which the site named these articles of a month, and counted so many in it."""
    named = reckoning(store, api=slugs)
    named.says("api", MONTH, number)
    return named


def test_what_crawls_left_out_explains_what_the_site_counts_and_nobody_named(store: Store) -> None:
    crawled(store)
    keep(store, "satu", "dua")
    met(store, "tiga", "done", "refused:static_page", source="api")  # REST counts it
    met(store, "empat", "failed", "http_503", source="sitemap")
    met(store, "lima", "pending", None)
    met(store, "enam", "done", "gone")
    ledger = counted(store, 5, "satu").close(whole=[], by=[])
    assert ledger.is_explained
    assert (ledger.missing, ledger.unexplained) == ([], [])
    (note,) = ledger.notes
    assert note == (
        "The site says it has 3 more than are stored or named. As many were left out by crawls, failed, or"
        " wait (scrapy status tells why): 2020-01 (3)."
    )


def test_what_crawls_left_out_explains_no_more_than_it_is(store: Store) -> None:
    crawled(store)
    met(store, "satu", "done", "refused:teaser")
    met(store, "satu", "done", "refused:teaser", scope="since=2020-01-01")  # it is one article
    met(store, "2019/12/dua", "done", "refused:teaser")  # of another month
    for reason in ("gone", "refused:not_found", "refused:static_page", "refused:author_archive"):
        met(store, reason.partition(":")[2] or reason, "done", reason, source="sitemap")
    ledger = counted(store, 3).close(whole=[], by=[])
    assert [each.unnamed for each in ledger.months] == [2]
    assert not ledger.is_explained


def test_what_was_deleted_is_named_where_the_site_has_only_a_number(store: Store) -> None:
    crawled(store)
    keep(store, "satu", "2020/01/dua", "tiga", "empat")
    for slug in ("2020/01/dua", "tiga"):
        met(store, slug, "done", "stored")
        remove(store, slug)
    met(store, "lima", "done", "refused:teaser")
    ledger = counted(store, 4, "satu").close(whole=[], by=[])
    assert told(ledger, "unexplained") == dict.fromkeys(["dua", "tiga"], "removed_from_store")
    assert [(each.unexplained, each.unnamed) for each in ledger.months] == [(2, 0)]
    assert ledger.notes == []


def test_what_was_deleted_is_not_named_where_the_site_counts_what_is_stored(store: Store) -> None:
    crawled(store)
    keep(store, "satu", "dua", "2019/11/tiga")
    for slug in ("dua", "2019/11/tiga"):
        met(store, slug, "done", "stored")
        remove(store, slug)
    ledger = counted(store, 1).close(whole=[], by=[])
    assert ledger.is_explained
    assert ledger.unexplained == []
