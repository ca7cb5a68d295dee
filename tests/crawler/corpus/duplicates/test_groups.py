"""Reading the groups of near-duplicates."""

from __future__ import annotations

from datetime import timedelta

from crawler.corpus.duplicates import Group, Member, stored_groups
from crawler.store import Store, mark_gone
from tests.crawler.corpus.duplicates.printing import (
    NEW_YEAR,
    all_compared,
    delete_article,
    groups,
    story,
    told,
)
from tests.crawler.storing import save

A_DAY = timedelta(days=1)


def url(slug: str, site: str = "telegraf") -> str:
    return f"https://{site}.example/{slug}/"


def tell_three_stories(store: Store) -> None:
    """Store an undated story, one of March, and one of January that another newspaper has as well."""
    for slug in ("z", "y"):
        save(store, told(slug, story(1), None))
    for slug in ("maret-b", "maret-a"):
        save(store, told(slug, story(2), NEW_YEAR + 60 * A_DAY))
    save(store, told("januari", story(3), NEW_YEAR))
    save(store, told("januari", story(3), NEW_YEAR + A_DAY, site="kabar"))
    all_compared(store)


def test_groups_stand_in_the_order_of_their_earliest_articles(store: Store) -> None:
    tell_three_stories(store)
    assert groups(store) == [
        [url("januari"), url("januari", "kabar")],
        [url("maret-a"), url("maret-b")],
        [url("y"), url("z")],
    ]


def test_a_member_says_what_a_list_shows_of_it(store: Store) -> None:
    tell_three_stories(store)
    with store.read() as conn:
        first = next(stored_groups(conn))
    published = ("2019-01-01T05:00:00+00:00", "2019-01-02T05:00:00+00:00")
    assert first == Group(
        [
            Member(5, url("januari"), "Januari", published[0], "telegraf"),
            Member(6, url("januari", "kabar"), "Januari", published[1], "kabar"),
        ]
    )


def test_the_groups_of_a_site_hold_what_other_newspapers_have_of_them(store: Store) -> None:
    tell_three_stories(store)
    assert groups(store, "kabar") == [[url("januari"), url("januari", "kabar")]]
    assert len(groups(store, "telegraf")) == 3
    assert groups(store, "lain") == []


def test_what_was_deleted_is_not_listed_though_it_is_not_compared_yet(store: Store) -> None:
    tell_three_stories(store)
    with store.begin() as conn:
        delete_article(conn, 5)
        mark_gone(conn, url("y"), NEW_YEAR)
    assert groups(store) == [[url("maret-a"), url("maret-b")]]


def test_groups_are_read_while_others_are_found(store: Store) -> None:
    tell_three_stories(store)
    with store.read(aside=True) as conn:
        found = stored_groups(conn)
        next(found)
        save(store, told("maret-c", story(2), NEW_YEAR + 61 * A_DAY))
        all_compared(store)
        assert [len(group.members) for group in found] == [2, 2]
    assert [len(each) for each in groups(store)] == [2, 3, 2]
