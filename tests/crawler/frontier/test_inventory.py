"""What is known of a site, counted; what is news; what is remembered between runs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.frontier import Candidate, Frontier, Outcome
from crawler.frontier.reading import UNLISTED
from crawler.store import Store
from tests.crawler.storing import Clock, another, explain, save, watched

ROOT = Candidate("https://telegraf.co.id/wp-json/wp/v2/posts", "listing", "api")


def url(slug: str) -> str:
    return f"https://telegraf.co.id/{slug}/"


def page(slug: str) -> Candidate:
    return Candidate(url(slug), "article", "archive")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def frontier(store: Store, clock: Clock) -> Frontier:
    begun = Frontier(store, "telegraf", clock=clock)
    begun.begin_round("", [])
    return begun


def add(store: Store, *days: int) -> None:
    for day in days:
        save(store, another(f"hari-{day}", published_at=f"2016-09-{day:02}T08:00:00+07:00"))


def day(number: int) -> datetime:
    return datetime(2016, 9, number, 1, tzinfo=UTC)


def test_stored_articles_are_counted_by_their_instant(store: Store, frontier: Frontier) -> None:
    add(store, 1, 2, 3, 4)
    inventory = frontier.inventory
    assert inventory.count() == 4
    assert inventory.count(day(2), day(4)) == 2
    assert inventory.addresses(day(2), day(4)) == [url("hari-2"), url("hari-3")]
    assert inventory.newest(2, but=[url("hari-4")]) == [url("hari-3"), url("hari-2")]


def test_the_middle_lies_behind_the_first_date(store: Store, frontier: Frontier) -> None:
    inventory = frontier.inventory
    assert inventory.middle(None, None) is None
    add(store, 1)
    assert inventory.middle(None, None) is None
    add(store, 2, 3, 4)
    assert inventory.middle(None, None) == day(3)
    assert inventory.middle(day(3), None) == day(4)


def test_what_a_listing_carried_and_nothing_stored_is_counted_too(store: Store, clock: Clock) -> None:
    frontier = Frontier(store, "telegraf", clock=clock)
    frontier.begin_round("", [ROOT])
    (row,) = frontier.next_batch(1)
    frontier.carry(row, 2)
    refused = Outcome.refused("no_text")
    frontier.carried(row, url("foto"), refused, published="2016-09-03T08:00:00+07:00")
    assert frontier.inventory.count() == 1
    assert frontier.inventory.count(day(3), day(4)) == 1
    assert frontier.inventory.count(day(4), None) == 0
    assert frontier.inventory.addresses(None, None) == []
    frontier.carried(row, url("foto"), Outcome.done("stored"), published="2016-09-03T08:00:00+07:00")
    assert frontier.inventory.count() == 0  # it stands in the table of articles from now on


def test_what_is_gone_is_not_known(store: Store, frontier: Frontier) -> None:
    frontier.add([page("ada"), page("hilang")])
    for row in frontier.next_batch(9):
        frontier.finish(row, Outcome.gone() if "hilang" in row.url else Outcome.done("stored"))
    requested_url = [url("ada"), url("hilang"), url("baru")]
    assert frontier.inventory.knows(requested_url) == {url("ada")}


def test_unknown_addresses_and_those_of_an_unfinished_round_are_news(store: Store, clock: Clock) -> None:
    def begin() -> Frontier:
        begun = Frontier(store, "telegraf", clock=clock)
        begun.begin_round("", [Candidate(url("indeks"), "listing", "archive")])
        return begun

    def is_news(frontier: Frontier, *slugs: str) -> bool:
        with store.begin() as conn:
            return frontier.has_news(map(page, slugs), conn)

    first = begin()
    (row,) = first.next_batch(1)
    first.finish(row, Outcome.done("listed"), candidates=[page("lama")])
    assert is_news(first, "lama")  # no round has reached its end yet
    (row,) = first.next_batch(1)
    first.finish(row, Outcome.done("stored"))
    assert first.end_round()
    clock.move(hours=1)

    second = begin()
    assert not is_news(second, "lama")
    assert is_news(second, "lama", "baru")
    (row,) = second.next_batch(1)
    second.finish(row, Outcome.failed("http_500"), candidates=[page("baru")])
    assert is_news(second, "baru")
    (row,) = second.next_batch(1)
    second.finish(row, Outcome.done("stored"))
    assert second.end_round()
    clock.move(hours=1)
    assert is_news(begin(), "baru")  # the listing that failed may have hidden what lies behind it


def test_articles_are_asked_whatever_is_known_of_them(store: Store, frontier: Frontier, clock: Clock) -> None:
    frontier.add([page("ada")])
    (row,) = frontier.next_batch(9)
    frontier.finish(row, Outcome.done("stored"))
    frontier.end_round()
    later = Frontier(store, "telegraf", clock=clock)
    later.begin_round("", [])
    assert later.recheck([url("ada"), url("lain")]) == 2
    assert {(row.url, row.source) for row in later.next_batch(9)} == {
        (url("ada"), "recheck"),
        (url("lain"), "recheck"),
    }


def test_a_mark_is_remembered_beside_the_listings(frontier: Frontier, store: Store, clock: Clock) -> None:
    assert frontier.inventory.load_checkpoint("https://telegraf.co.id/#totals") == {}
    for number in (3, 4):
        frontier.inventory.save_checkpoint("https://telegraf.co.id/#totals", "api", {"unexplained": number})
    later = Frontier(store, "telegraf", clock=clock)
    later.begin_round("", [], complete=True)
    assert later.inventory.load_checkpoint("https://telegraf.co.id/#totals") == {"unexplained": 4}
    assert later.next_batch(9) == []


def test_a_round_becomes_complete_when_another_way_has_to_be_taken(store: Store, clock: Clock) -> None:
    frontier = Frontier(store, "telegraf", clock=clock)
    frontier.begin_round("", [ROOT])
    frontier.list_completely()
    assert frontier.complete
    (row,) = frontier.next_batch(1)
    frontier.finish(row, Outcome.done("listed"))
    assert frontier.end_round()
    assert frontier.last_complete() == clock.now


def test_counting_goes_by_index(store: Store, frontier: Frontier) -> None:
    add(store, 1, 2, 3)
    inventory = frontier.inventory
    with watched(store) as statements:
        inventory.count(day(1), day(3))
        inventory.middle(None, day(3))
        inventory.newest(1)
        inventory.addresses(day(1), day(2))
        inventory.knows([url("ada")])
        inventory.unlisted()
    plans = [
        explain(store, statement, parameters)
        for statement, parameters in statements
        if statement.startswith("SELECT")
    ]
    assert len(plans) >= 6
    assert not [plan for plan in plans if "SCAN frontier" in plan or "SCAN article" in plan]
    assert not [plan for plan in plans if "TEMP B-TREE" in plan]


def test_articles_that_only_another_source_names_do_not_count_until_the_source_lists_them(
    store: Store, frontier: Frontier
) -> None:
    add(store, 1, 2, 3)
    inventory = frontier.inventory
    frontier.add(
        [
            Candidate(url("hari-2"), "article", "sitemap", meta={UNLISTED: True}),
            Candidate(url("hari-3"), "article", "sitemap"),
        ]
    )
    for row in frontier.next_batch(10):
        frontier.finish(row, Outcome.done("stored"))
    assert (inventory.count(), inventory.count(day(2), day(3)), inventory.unlisted()) == (2, 0, 1)
    assert inventory.addresses(None, None) == [url("hari-1"), url("hari-3")]
    assert inventory.knows([url("hari-2"), url("hari-3")]) == {url("hari-3")}
    with store.begin() as conn:
        frontier.record(url("hari-2"), "api", Outcome.done("unchanged"), conn=conn)
    assert (inventory.count(), inventory.unlisted()) == (3, 0)
    assert inventory.knows([url("hari-2")]) == {url("hari-2")}
