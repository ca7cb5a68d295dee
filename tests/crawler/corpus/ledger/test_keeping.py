"""The newest ledger of a site is in the store."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from crawler.corpus.ledger import Difference, Ledger, Month, keeping, load, save
from crawler.store import Store
from tests.crawler.storing import NOON, rows

LEDGER = Ledger(
    site="telegraf",
    at=NOON,
    months=[Month("2020-01", {"api": 7}, 4, gone=1, unnamed=2, missing=1), Month(None, {}, 1)],
    missing=[Difference("https://telegraf.co.id/satu/", "robots")],
    unexplained=[],
    extra=[],
    numbers={"missing": {"robots": 1}, "unexplained": {}, "extra": {}},
    requests=12,
    notes=["A sitemap could not be read."],
)


def kept(store: Store, site: str = "telegraf") -> Ledger | None:
    with store.read() as conn:
        return load(conn, site)


def test_a_ledger_comes_back_as_it_was(store: Store) -> None:
    save(store, "telegraf", LEDGER)
    assert kept(store) == LEDGER
    assert kept(store, "antara") is None


def test_only_the_newest_one_is_kept(store: Store) -> None:
    save(store, "telegraf", LEDGER)
    newer = replace(LEDGER, at=NOON + timedelta(days=1), notes=[])
    save(store, "telegraf", newer)
    assert kept(store) == newer
    assert rows(store, "SELECT count(*) FROM ledger") == [(1,)]


def test_long_lists_are_cut_and_their_numbers_are_not(store: Store) -> None:
    many = [Difference(f"https://telegraf.co.id/{number}/", "never_listed") for number in range(1200)]
    numbers = {**LEDGER.numbers, "unexplained": {"never_listed": 1200}}
    save(store, "telegraf", replace(LEDGER, unexplained=many, numbers=numbers))
    found = kept(store)
    assert found is not None
    assert found.unexplained == many[: keeping.MOST_KEPT]
    assert found.number("unexplained") == 1200
    assert not found.is_explained


def test_programs_read_the_months_and_the_differences() -> None:
    told = json.loads(json.dumps(LEDGER.as_json()))
    assert told["months"][0] == {
        "month": "2020-01",
        "site_says": {"api": 7},
        "stored": 4,
        "gone": 1,
        "missing": 1,
        "unexplained": 0,
        "unnamed": 2,
    }
    assert told["missing"] == [{"url": "https://telegraf.co.id/satu/", "reason": "robots"}]
    assert (told["unexplained"], told["extra"], told["requests"]) == ([], [], 12)
