"""What becomes of near-duplicates when articles come, change and go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.store import Store, mark_gone, save_article, stored_articles, take_back
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
    story,
    tell,
    told,
)
from tests.crawler.storing import rows, save


def test_a_group_stands_under_its_earliest_article_and_only_the_others_name_it(store: Store) -> None:
    text = story(1)
    for slug, days in (("kedua", 2), ("pertama", 1), ("ketiga", 3)):
        save(store, told(slug, text, NEW_YEAR + timedelta(days=days)))
        all_compared(store)
    save(store, told("lain", story(2)))
    all_compared(store)
    first = "https://telegraf.example/pertama/"
    assert named(store) == {
        "https://telegraf.example/kedua/": first,
        "https://telegraf.example/ketiga/": first,
    }


def test_a_store_without_duplicates_names_none(store: Store) -> None:
    with store.begin() as conn:
        for number in range(20):
            save_article(conn, told(f"berita-{number}", story(number)))
    all_compared(store)
    assert groups(store) == []
    assert named(store) == {}


def test_articles_of_all_newspapers_of_a_store_are_compared(store: Store) -> None:
    save(store, told("satu", story(1), site="kabar"))
    save(store, told("dua", story(1), NEW_YEAR + timedelta(hours=1)))
    all_compared(store)
    assert groups(store) == [["https://kabar.example/satu/", "https://telegraf.example/dua/"]]


def test_an_earlier_article_that_comes_late_takes_the_place_of_the_earliest(store: Store) -> None:
    tell(store, "kedua", "ketiga")
    save(store, told("pertama", story(1), NEW_YEAR - timedelta(days=1)))
    all_compared(store)
    assert groups(store) == [[FIRST, SECOND, THIRD]]
    assert named(store) == {SECOND: FIRST, THIRD: FIRST}


def test_an_article_may_connect_two_groups(store: Store) -> None:
    one, other = story(1, 8), story(2, 8)
    for hours, (slug, text) in enumerate((("a", one), ("b", one), ("c", other), ("d", other))):
        save(store, told(slug, text, NEW_YEAR + timedelta(hours=hours)))
    all_compared(store)
    assert [len(each) for each in groups(store)] == [2, 2]
    save(store, told("e", f"{one}\n\n{other}", NEW_YEAR + timedelta(days=1)))
    all_compared(store)
    found = assert_right(store)
    if [len(each) for each in found] == [5]:  # whether it is near to both is not what is tested here
        with store.begin() as conn:
            delete_article(conn, 5)
        all_compared(store)
        assert [len(each) for each in groups(store)] == [2, 2]


def test_an_edit_that_makes_another_story_of_it_leaves_its_group(store: Store) -> None:
    tell(store, "pertama", "kedua", "ketiga")
    save(store, told("pertama", story(2)))
    all_compared(store)
    assert groups(store) == [[SECOND, THIRD]]
    assert named(store) == {THIRD: SECOND}


def test_what_is_gone_is_in_no_group_until_it_is_back(store: Store) -> None:
    tell(store, "pertama", "kedua", "ketiga")
    with store.begin() as conn:
        mark_gone(conn, FIRST, NEW_YEAR)
    all_compared(store)
    assert named(store) == {THIRD: SECOND}
    assert save(store, told("pertama", story(1))).result == "revived"
    all_compared(store)
    assert named(store) == {SECOND: FIRST, THIRD: FIRST}


def test_a_group_is_named_by_the_present_address_of_its_earliest_article(store: Store) -> None:
    tell(store, "pertama", "kedua")
    with store.begin() as conn:
        save_article(conn, told("pindah", story(1)), requested_url=FIRST)
    all_compared(store)
    assert named(store) == {SECOND: "https://telegraf.example/pindah/"}


def test_a_correction_of_the_date_changes_which_is_the_earliest(store: Store) -> None:
    tell(store, "pertama", "kedua")
    save(store, told("pertama", story(1), NEW_YEAR + timedelta(days=3)))
    all_compared(store)
    assert named(store) == {FIRST: SECOND}


def test_two_articles_that_turn_out_to_be_one_are_no_duplicates(store: Store) -> None:
    tell(store, "pertama", "kedua")
    assert named(store) == {SECOND: FIRST}
    save(store, told("kedua", story(1), NEW_YEAR), requested_url=FIRST)
    all_compared(store)
    assert rows(store, "SELECT count(*) FROM article") == [(1,)]
    assert (groups(store), named(store)) == ([], {})


def test_what_a_run_takes_back_is_compared_as_it_was_before(store: Store) -> None:
    tell(store, "pertama", "kedua")
    other = told("kedua", story(2), NEW_YEAR + timedelta(days=1))
    assert save(store, other).result == "changed"
    all_compared(store)
    assert named(store) == {}
    with store.begin() as conn:
        assert take_back(conn, SECOND, other.content_hash, None)
    all_compared(store)
    assert named(store) == {SECOND: FIRST}


def test_an_article_that_only_a_run_stored_and_took_back_leaves_nothing(store: Store) -> None:
    tell(store, "pertama", "kedua")
    with store.begin() as conn:
        assert take_back(conn, SECOND, told("kedua", story(1)).content_hash, None)
    all_compared(store)
    assert (groups(store), named(store)) == ([], {})
    assert rows(store, "SELECT article_id FROM sketch") == [(1,)]


def test_storing_an_article_again_neither_forgets_nor_revises_what_it_is_a_duplicate_of(store: Store) -> None:
    tell(store, "pertama", "kedua")
    again = told("kedua", story(1), NEW_YEAR + timedelta(days=1))
    saved = save(store, again)
    assert (saved.result, saved.article.near_duplicate_of, saved.article.revision) == ("unchanged", FIRST, 1)
    assert rows(store, "SELECT * FROM due") == []
    again.tags = ["Sumba"]
    assert save(store, again).result == "changed"
    assert rows(store, "SELECT * FROM due") == []
    assert named(store) == {SECOND: FIRST}
    assert rows(store, "SELECT near_duplicate_of FROM revision WHERE near_duplicate_of IS NOT NULL") == []


def test_what_an_article_claims_to_be_a_duplicate_of_is_not_stored(store: Store) -> None:
    claiming = told("pertama", story(1))
    claiming.near_duplicate_of = "https://lain.example/"
    assert save(store, claiming).article.near_duplicate_of is None
    assert named(store) == {}


def test_an_export_has_what_an_article_is_a_duplicate_of(store: Store) -> None:
    tell(store, "pertama", "kedua")
    with store.read() as conn:
        assert [each.near_duplicate_of for each in stored_articles(conn)] == [None, FIRST]


@pytest.mark.parametrize(("apart", "are_found"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_articles_may_be_exactly_the_window_apart(store: Store, apart: timedelta, are_found: bool) -> None:
    save(store, told("pertama", story(1), NEW_YEAR))
    save(store, told("kedua", story(1), NEW_YEAR + WINDOW + apart))
    all_compared(store)
    assert groups(store) == ([[FIRST, SECOND]] if are_found else [])


def test_articles_without_a_date_are_compared_with_one_another_alone(store: Store) -> None:
    save(store, told("kedua", story(1), None))
    save(store, told("pertama", story(1), None))
    save(store, told("ketiga", story(1)))
    all_compared(store)
    assert groups(store) == [[SECOND, FIRST]]  # by their URLs


def test_articles_from_before_1970_are_compared(store: Store) -> None:
    long_ago = NEW_YEAR.replace(year=1969, month=12, day=31)
    save(store, told("pertama", story(1), long_ago))
    save(store, told("kedua", story(1), long_ago + timedelta(days=2)))
    all_compared(store)
    assert groups(store) == [[FIRST, SECOND]]


@pytest.mark.parametrize("text", ["", "…", "5.", "Simak video berikut ini."])
def test_articles_with_hardly_a_text_are_told_from_one_another_by_their_headlines(
    store: Store, text: str
) -> None:
    save(store, told("resep-rendang-padang", text))
    save(store, told("banjir-di-sorong-surut", text))
    all_compared(store)
    assert_right(store)
    assert named(store) == {}


def test_an_article_that_was_emptied_and_filled_again_is_compared_anew(store: Store) -> None:
    tell(store, "pertama", "kedua")
    for text, found in (("", {}), (story(1), {SECOND: FIRST})):
        with store.begin() as conn:
            conn.exec_driver_sql(f"UPDATE article SET text = '{text}' WHERE id = 1")
        all_compared(store)
        assert named(store) == found


def test_another_article_with_the_number_of_a_deleted_one_is_compared_as_itself(store: Store) -> None:
    tell(store, "pertama", "kedua")
    with store.begin() as conn:
        delete_article(conn, 2)
        save_article(conn, told("lain", story(2)))
    with store.begin() as conn:  # SQLite has given it the number already
        conn.exec_driver_sql("DELETE FROM revision WHERE article_id = 3")
        conn.exec_driver_sql("UPDATE article SET id = 2 WHERE id = 3")
    all_compared(store)
    assert (groups(store), named(store)) == ([], {})
    assert_right(store)


def test_of_a_day_those_are_first_that_tell_the_time(store: Store) -> None:
    morning = told("pertama", story(1), NEW_YEAR + timedelta(hours=3))
    day_alone = told("kedua", story(1), None)
    day_alone.published_at = NEW_YEAR.date().isoformat()
    save(store, day_alone)
    save(store, morning)
    all_compared(store)
    assert named(store) == {SECOND: FIRST}
