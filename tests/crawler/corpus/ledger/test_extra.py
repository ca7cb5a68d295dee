"""What is stored and the site does not name, and what became of it."""

from __future__ import annotations

from crawler.store import Store, mark_gone
from tests.crawler.corpus.ledger.sides import MONTH, address, keep, made, reckoning, told
from tests.crawler.storing import NOON


def test_what_nobody_names_is_extra_with_what_a_request_for_it_gave(store: Store) -> None:
    keep(store, "satu", "dua", "tiga", "empat", "lima")
    named = reckoning(store, api=["satu"])
    assert {*named.unseen(None, 9)} == {address(slug) for slug in ("dua", "tiga", "empat", "lima")}
    for slug, reason in {"dua": "gone", "tiga": "there", "empat": "http_403"}.items():
        named.note_asked(address(slug), reason)
    ledger = named.close(whole=None, by=["api"])
    assert told(ledger, "extra") == {
        "dua": "gone",
        "tiga": "unlisted",
        "empat": "http_403",
        "lima": "not_asked",
    }
    assert ledger.is_explained


def test_what_was_gone_before_is_not_extra_but_counted(store: Store) -> None:
    keep(store, "satu", "dua")
    with store.begin() as conn:
        mark_gone(conn, address("dua"), NOON)
    named = reckoning(store, api=["satu"])
    assert named.unseen(None, 9) == []
    assert named.stored() == {MONTH: 1}
    ledger = named.close(whole=None, by=["api"])
    assert ledger.extra == []
    assert [(each.stored, each.gone) for each in ledger.months] == [(1, 1)]


def test_only_months_that_were_read_to_their_end_are_judged(store: Store) -> None:
    keep(store, "satu")
    keep(store, "dua", published_at="2020-02-29T23:59:00+07:00")
    keep(store, "tiga", published_at=None)
    named = reckoning(store)
    assert named.unseen(["2020-02"], 9) == [address("dua")]
    assert told(named.close(whole=["2020-02"], by=["api"]), "extra") == {"dua": "not_asked"}
    assert told(made(store, api=[]), "extra") == dict.fromkeys(["dua", "satu", "tiga"], "not_asked")


def test_the_newest_months_are_asked_for_first_and_not_more_than_wanted(store: Store) -> None:
    for month in (11, 12, 10):
        keep(store, f"bulan-{month}", published_at=f"2020-{month}-15T12:00:00+07:00")
    assert reckoning(store).unseen(None, 2) == [address("bulan-12"), address("bulan-11")]


def test_articles_of_another_newspaper_are_not_looked_at(store: Store) -> None:
    keep(store, "satu", site="antara")
    ledger = made(store, api=[])
    assert (ledger.extra, ledger.months) == ([], [])
