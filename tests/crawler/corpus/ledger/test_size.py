"""A ledger of a large site: its memory, and what it asks the store."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pytest

from crawler.corpus.ledger import Named, Reckoning, reckoning
from crawler.corpus.ledger.sides import TABLES
from crawler.corpus.scratch import Scratch
from crawler.store import Store, StoreError
from tests.crawler.corpus.ledger.sides import MONTH, address, crawled, keep, made, met
from tests.crawler.storing import NOON, explain, watched


def test_every_question_is_answered_by_an_index(store: Store) -> None:
    keep(store, "satu", "dua")
    keep(store, "tiga", published_at="2020-01-31T23:30:00+07:00")
    met(store, "empat", "pending", None)
    with watched(store) as statements:
        made(store, api=["satu", "empat", *(f"berita-{number}" for number in range(600))])
    asked = [(text, given) for text, given in statements if text.startswith("SELECT") and "FROM" in text]
    assert len(asked) >= 7
    for text, given in asked:
        plan = explain(store, text, given)
        assert "SCAN" not in plan and "Seq Scan" not in plan, f"{text}\n{plan}"
        if "frontier.state" in text and store.dialect == "sqlite":
            assert "scope=? AND key=?" in plan, plan  # and not all rows of the site


def test_the_months_of_most_articles_are_read_from_an_index_alone(store: Store) -> None:
    if store.dialect != "sqlite":
        pytest.skip("what PostgreSQL reads of a row depends on when it was vacuumed")
    keep(store, "satu", published_at="2020-01-15T12:00:00+07:00")
    with watched(store) as statements:
        made(store, api=["satu"])
    (first,) = [each for each in statements if "published_instant" in each[0]]
    assert "COVERING INDEX article_of_site" in explain(store, *first)
    assert not any("published_at" in text for text, _ in statements)


@pytest.mark.slow("names 40,000 articles, and counts what they take")
def test_memory_does_not_grow_with_what_is_named(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    crawled(store)
    named = Reckoning(store, "telegraf", now=NOON)

    def name(numbers: range) -> int:
        """Name articles, a hundred at once, and return how much memory is held then."""
        for start in numbers[::100]:
            named.name("api", [Named(address(f"berita-{each}"), MONTH) for each in range(start, start + 100)])
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        grown = -name(range(10_000)) + name(range(10_000, 40_000))
    finally:
        tracemalloc.stop()
    assert grown < 1_000_000  # the URLs alone take 2,500,000
    assert named.close(whole=[], by=[]).number("unexplained") == 40_000
    store.close()


def test_a_list_ends_somewhere_and_its_number_does_not(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    crawled(store)
    monkeypatch.setattr(reckoning, "MOST_LISTED", 2)
    ledger = made(store, api=["satu", "dua", "tiga"])
    assert len(ledger.unexplained) == 2
    assert (ledger.number("unexplained"), ledger.numbers["unexplained"]) == (3, {"never_listed": 3})


def test_a_scratch_file_that_finds_no_room_is_said_in_one_sentence() -> None:
    file = Scratch(TABLES)
    file.run("PRAGMA max_page_count = 8")
    rows = ((number, "https://telegraf.co.id/" + "panjang-" * 100) for number in range(1000))
    with pytest.raises(StoreError, match=r"^There is no room for a scratch file .*full\.$"):
        file.run_for_each("INSERT INTO named (hash, url) VALUES (?, ?)", rows)
    file.close()
