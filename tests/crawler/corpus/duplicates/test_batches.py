"""Batches of a comparison, and comparing anew what was compared before."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from crawler.corpus.duplicates import Duplicates, Outdated, State, filing, keeping
from crawler.corpus.duplicates.sketching import SCHEME
from crawler.store import Store, StoreError, database, save_article
from tests.crawler.corpus.duplicates.printing import (
    FIRST,
    NEW_YEAR,
    SECOND,
    THIRD,
    WINDOW,
    all_compared,
    assert_right,
    delete_article,
    groups,
    named,
    rebuild,
    story,
    tell,
    told,
)
from tests.crawler.storing import rows, save


def test_nothing_due_is_nothing_done(store: Store) -> None:
    assert Duplicates(store, WINDOW).catch_up() == 0
    assert rows(store, "SELECT * FROM comparison") == []


def test_a_batch_takes_what_is_due_longest(store: Store) -> None:
    for slug in ("pertama", "kedua", "ketiga"):
        save(store, told(slug, story(1)))
    duplicates = Duplicates(store, WINDOW)
    assert duplicates.state() == State(3, None, None, is_current=True)
    assert duplicates.catch_up(2) == 2
    assert rows(store, "SELECT article_id FROM due") == [(3,)]
    assert duplicates.state() == State(1, SCHEME, WINDOW, is_current=True)
    assert [duplicates.catch_up(2), duplicates.catch_up(2)] == [1, 0]


def test_what_was_compared_in_another_way_has_to_be_compared_anew(store: Store) -> None:
    tell(store, "pertama", "kedua")
    save(store, told("ketiga", story(1), NEW_YEAR + timedelta(days=10)))
    week = Duplicates(store, timedelta(days=7))
    assert not week.state().is_current
    with pytest.raises(Outdated) as caught:
        week.catch_up()
    assert str(caught.value) == (
        "The near-duplicates of this store were found with DUPLICATES_DAYS=30, not 7: set 30 again, or run"
        " scrapy duplicates --rebuild."
    )
    assert week.state().due == 1
    week.rebuild()
    assert week.state() == State(3, SCHEME, timedelta(days=7), is_current=True)
    assert named(store) == {SECOND: FIRST}
    rebuild(store, timedelta(days=7))
    assert_right(store, timedelta(days=7))
    assert groups(store) == [[FIRST, SECOND]]


def test_what_somebody_wrote_into_the_column_is_put_right_by_a_rebuild(store: Store) -> None:
    tell(store, "pertama", "kedua", "ketiga")
    save(store, told("lain", story(2)))
    with store.begin() as conn:
        conn.exec_driver_sql("UPDATE article SET near_duplicate_of = 'https://lain.example/'")
    rebuild(store)
    assert named(store) == {SECOND: FIRST, THIRD: FIRST}


@pytest.mark.slow("compares 300 articles with one another")
def test_three_hundred_times_the_same_article_is_one_group_also_without_its_earliest(store: Store) -> None:
    urls = [f"https://telegraf.example/lowongan-{number:03}/" for number in range(300)]
    with store.begin() as conn:
        for minutes, url in enumerate(urls):
            slug = url.split("/")[3]
            save_article(conn, told(slug, story(1), NEW_YEAR + timedelta(minutes=minutes)))
    all_compared(store)
    assert groups(store) == [urls]
    with store.begin() as conn:
        delete_article(conn, 1)
    all_compared(store)
    assert groups(store) == [urls[1:]]
    assert named(store) == dict.fromkeys(urls[2:], urls[1])


def test_a_store_that_another_process_writes_for_long_keeps_what_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    url = f"sqlite:///{tmp_path / 'articles.db'}"
    one, other = Store.open(url), Store.open(url)
    save(one, told("pertama", story(1)))
    with one.begin(), pytest.raises(StoreError, match="database is locked"):
        Duplicates(other, WINDOW).catch_up()
    assert Duplicates(other, WINDOW).catch_up() == 1
    one.close()
    other.close()


def test_after_a_slow_batch_the_next_one_is_smaller(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_LONG", 0.0)
    for number in range(5):
        save(store, told(f"berita-{number}", story(number)))
    duplicates = Duplicates(store, WINDOW)
    assert [duplicates.catch_up(3), duplicates.catch_up(3), duplicates.catch_up(3)] == [3, 1, 1]


def test_a_rebuild_notes_changes_again_in_tables_that_were_restored_without_triggers(store: Store) -> None:
    tell(store, "pertama", "kedua")
    with store.begin() as conn:
        for name in ("article_added", "article_changed", "article_deleted"):
            on = "" if store.dialect == "sqlite" else " ON article"
            conn.exec_driver_sql(f"DROP TRIGGER {name}{on}")
    rebuild(store)
    save(store, told("kedua", story(2), NEW_YEAR + timedelta(days=1)))
    all_compared(store)
    assert groups(store) == []


@pytest.mark.parametrize("filed_together", [1, 512])
def test_a_sketch_that_somebody_deleted_is_made_again_by_a_rebuild(
    store: Store, monkeypatch: pytest.MonkeyPatch, filed_together: int
) -> None:
    monkeypatch.setattr(filing, "FILED_TOGETHER", filed_together)
    tell(store, "pertama", "kedua", "ketiga")
    with store.begin() as conn:
        conn.exec_driver_sql("DELETE FROM sketch WHERE article_id = 2")
        conn.exec_driver_sql("UPDATE article SET headline = 'Lain' WHERE id = 1")
    all_compared(store)
    rebuild(store)
    assert groups(store) == [[FIRST, SECOND, THIRD]]
