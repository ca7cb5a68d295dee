"""One article an address, its revisions, its mark as gone."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from crawler.store import Store, find_article, mark_gone, save_article
from crawler.store.articles import as_article
from tests.crawler.storing import ARTICLE, NOON, URL, another, article, explain, rows, save, watched


def count(store: Store, table: str) -> int:
    (row,) = rows(store, f"SELECT count(*) FROM {table}")
    return int(row[0])


def test_an_unknown_article_is_new_and_stored_whole(store: Store) -> None:
    saved = save(store, ARTICLE)
    assert saved.result == "new"
    with store.read() as conn:
        found = find_article(conn, URL)
    assert found is not None
    assert asdict(as_article(found)) == {**asdict(ARTICLE), "revision": 1} == asdict(saved.article)


def test_the_instant_of_publication_stands_beside_it_in_utc(store: Store) -> None:
    save(store, ARTICLE)
    with store.read() as conn:
        found = find_article(conn, URL)
    assert found is not None
    assert found["published_instant"].isoformat() == "2016-09-06T07:05:33+00:00"


def test_an_article_met_again_is_unchanged(store: Store) -> None:
    save(store, ARTICLE)
    saved = save(store, article(fetched_at="2016-09-08T00:00:00Z", removed={"related_link": 3}))
    assert (saved.result, saved.article.revision) == ("unchanged", 1)
    assert count(store, "article") == count(store, "revision") == 1


def test_an_edit_is_a_new_revision_and_the_old_one_stays(store: Store) -> None:
    save(store, ARTICLE)
    saved = save(store, article(headline="Putin dan Obama Bertemu"))
    assert (saved.result, saved.article.revision) == ("changed", 2)
    assert rows(store, "SELECT headline, revision FROM article") == [("Putin dan Obama Bertemu", 2)]
    assert rows(store, "SELECT headline FROM revision ORDER BY revision") == [
        ("Putin Bertemu Obama",),
        ("Putin dan Obama Bertemu",),
    ]


def test_a_new_time_of_modification_is_noted_without_a_revision(store: Store) -> None:
    save(store, ARTICLE)
    saved = save(store, article(modified_at="2016-09-07T09:00:00+07:00"))
    assert (saved.result, saved.article.revision) == ("unchanged", 1)
    later = [("2016-09-07T09:00:00+07:00",)]
    assert (
        rows(store, "SELECT modified_at FROM article")
        == rows(store, "SELECT modified_at FROM revision")
        == later
    )


@pytest.mark.parametrize(
    "spelling",
    [
        "http://www.telegraf.co.id/putin-bertemu-obama",
        "https://telegraf.co.id/putin-bertemu-obama/amp/",
        "https://telegraf.co.id/putin-bertemu-obama/?utm_source=wa#isi",
    ],
)
def test_another_spelling_of_the_address_is_the_same_article(store: Store, spelling: str) -> None:
    save(store, ARTICLE)
    assert save(store, article(url=spelling, canonical_url=None)).result == "unchanged"
    assert rows(store, "SELECT url FROM article") == [(URL,)]


def test_a_twin_that_names_the_article_as_canonical_is_the_same_article(store: Store) -> None:
    save(store, ARTICLE)
    assert save(store, article(url="https://telegraf.co.id/cetak/?id=7")).result == "unchanged"
    assert rows(store, "SELECT url FROM article") == [(URL,)]


def test_the_article_a_twin_named_takes_its_own_address_when_it_is_met(store: Store) -> None:
    save(store, article(url="https://telegraf.co.id/cetak/?id=7"))
    assert save(store, ARTICLE).result == "unchanged"
    assert rows(store, "SELECT url FROM article") == [(URL,)]
    assert (
        save(store, article(url="https://telegraf.co.id/cetak/?id=7", canonical_url=None)).result
        == "unchanged"
    )
    assert count(store, "article") == 1


def test_a_front_page_printed_as_canonical_joins_nothing(store: Store) -> None:
    front = "https://telegraf.co.id/"
    save(store, article(canonical_url=front))
    assert save(store, another("gempa-di-lombok", canonical_url=front)).result == "new"


def test_one_article_printed_as_canonical_on_all_pages_joins_nothing(store: Store) -> None:
    assert save(store, another("gempa-di-lombok", canonical_url=URL)).result == "new"
    assert save(store, another("banjir-di-demak", canonical_url=URL)).result == "new"
    assert save(store, ARTICLE).result == "new"
    assert save(store, another("gempa-di-lombok", canonical_url=URL)).result == "unchanged"
    assert save(store, ARTICLE).result == "unchanged"
    assert count(store, "article") == 3


def test_the_same_text_under_another_address_is_another_article(store: Store) -> None:
    save(store, ARTICLE)
    twice = "https://telegraf.co.id/putin-bertemu-obama-2/"
    assert save(store, article(url=twice, canonical_url=twice)).result == "new"
    assert count(store, "article") == 2


def test_a_moved_article_keeps_its_history_under_its_new_address(store: Store) -> None:
    save(store, ARTICLE)
    new = "https://telegraf.co.id/dunia/putin-dan-obama/"
    saved = save(store, article(url=new, canonical_url=new, headline="Putin dan Obama"), requested_url=URL)
    assert (saved.result, saved.article.url, saved.article.revision) == ("changed", new, 2)
    assert rows(store, "SELECT url FROM article") == [(new,)]
    with store.read() as conn:
        by_old = find_article(conn, URL)
        by_new = find_article(conn, new)
    assert by_old is not None and by_new is not None
    assert by_old["id"] == by_new["id"]


def test_a_redirect_without_a_canonical_address_moves_the_article_as_well(store: Store) -> None:
    save(store, article(canonical_url=None))
    new = "https://telegraf.co.id/dunia/putin/"
    assert save(store, article(url=new, canonical_url=None), requested_url=URL).result == "unchanged"
    assert rows(store, "SELECT url FROM article") == [(new,)]


def test_an_article_that_moves_back_takes_its_old_address_again(store: Store) -> None:
    new = "https://telegraf.co.id/dunia/putin/"
    save(store, ARTICLE)
    save(store, article(url=new, canonical_url=new), requested_url=URL)
    save(store, ARTICLE, requested_url=new)
    assert rows(store, "SELECT url FROM article") == [(URL,)]
    assert rows(store, "SELECT key FROM alias") == [("telegraf.co.id/dunia/putin",)]


def test_a_changed_canonical_address_keeps_one_article(store: Store) -> None:
    save(store, ARTICLE)
    new = "https://telegraf.co.id/dunia/putin/"
    assert save(store, article(canonical_url=new)).result == "unchanged"
    assert save(store, article(url=new, canonical_url=new)).result == "unchanged"
    assert rows(store, "SELECT url FROM article") == [(new,)]


def test_a_removed_article_that_redirects_to_another_stays_beside_it(store: Store) -> None:
    save(store, ARTICLE)
    assert save(store, another("gempa-di-lombok"), requested_url=URL).result == "new"
    assert rows(store, "SELECT url FROM article ORDER BY id")[0] == (URL,)
    assert save(store, ARTICLE).result == "unchanged"


def test_an_address_used_for_another_article_later_is_that_articles(store: Store) -> None:
    short = "https://telegraf.co.id/?p=7"
    save(store, ARTICLE, requested_url=short)
    assert save(store, another("gempa-di-lombok", url=short, canonical_url=short)).result == "new"
    with store.read() as conn:
        found = find_article(conn, short)
    assert found is not None
    assert found["headline"] == "Gempa Di Lombok"


def test_two_articles_that_turn_out_to_be_one_are_joined_with_all_revisions(store: Store) -> None:
    old = "https://telegraf.co.id/2016/putin/"
    save(store, article(url=old, canonical_url=old, headline="Putin"))
    save(store, article(url=old, canonical_url=old, headline="Putin, Obama"))
    save(store, ARTICLE)
    assert count(store, "article") == 2
    saved = save(store, ARTICLE, requested_url=old)
    assert (saved.result, saved.article.revision) == ("unchanged", 3)
    assert rows(store, "SELECT url, revision FROM article") == [(URL, 3)]
    assert rows(store, "SELECT headline FROM revision ORDER BY revision") == [
        ("Putin",),
        ("Putin, Obama",),
        ("Putin Bertemu Obama",),
    ]
    with store.read() as conn:
        assert find_article(conn, old) is not None


def test_a_gone_article_stays_and_is_revived_when_it_is_met_again(store: Store) -> None:
    save(store, ARTICLE)
    with store.begin() as conn:
        assert mark_gone(conn, URL, NOON)
        assert not mark_gone(conn, URL, NOON)
        assert not mark_gone(conn, "https://telegraf.co.id/lain/", NOON)
        found = find_article(conn, URL)
    assert found is not None
    assert found["gone_at"] == NOON
    saved = save(store, ARTICLE)
    assert (saved.result, saved.article.revision) == ("revived", 1)
    assert rows(store, "SELECT count(*) FROM article WHERE gone_at IS NOT NULL") == [(0,)]


def test_a_gone_article_that_comes_back_edited_is_changed(store: Store) -> None:
    save(store, ARTICLE)
    with store.begin() as conn:
        mark_gone(conn, URL, NOON)
    assert save(store, article(headline="Putin")).result == "changed"
    assert rows(store, "SELECT count(*) FROM article WHERE gone_at IS NOT NULL") == [(0,)]


def test_a_transaction_that_fails_stores_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.begin() as conn:
        save_article(conn, ARTICLE)
        raise ZeroDivisionError
    assert count(store, "article") == count(store, "revision") == 0


def test_an_article_without_an_address_cannot_be_stored(store: Store) -> None:
    with pytest.raises(ValueError, match="without a URL"):
        save(store, article(url=None))


def test_an_address_is_looked_up_by_indexes(store: Store) -> None:
    with watched(store) as statements, store.read() as conn:
        find_article(conn, URL)
    plan = explain(store, *statements[-1])
    assert not re.search(r"SCAN (article|alias)\b|Seq Scan", plan)
    assert re.search(r"(SEARCH|Index Scan|Index Only Scan).*\balias\b", plan)


def test_a_renamed_article_is_known_by_the_address_that_it_keeps(store: Store) -> None:
    keeps = "https://telegraf.co.id/?p=12"
    with store.begin() as conn:
        save_article(conn, ARTICLE, permalink=keeps)
        renamed = article(
            url="https://telegraf.co.id/putin-bertemu-obama-lagi/", canonical_url=None, text="Isi yang lain."
        )
        saved = save_article(conn, renamed, permalink=keeps)
    assert (saved.result, saved.article.url, saved.article.revision) == ("changed", renamed.url, 2)
    assert rows(store, "SELECT url FROM article") == [(renamed.url,)]


def test_an_address_that_another_article_was_given_connects_nothing(store: Store) -> None:
    keeps = "https://telegraf.co.id/?p=12"
    with store.begin() as conn:
        save_article(conn, ARTICLE, permalink=keeps)
        assert save_article(conn, another("pasar-ikan"), permalink=keeps).result == "new"
    assert len(rows(store, "SELECT url FROM article")) == 2


def test_a_twin_under_another_address_does_not_rename_the_article(store: Store) -> None:
    keeps = "https://telegraf.co.id/?p=12"
    with store.begin() as conn:
        save_article(conn, ARTICLE, permalink=keeps)
        twin = article(url="https://telegraf.co.id/cetak/putin-bertemu-obama/", canonical_url=URL)
        save_article(conn, twin, permalink=keeps)
    assert rows(store, "SELECT url FROM article") == [(URL,)]
