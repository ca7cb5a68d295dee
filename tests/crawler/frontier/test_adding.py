"""What listings name: the unknown and the changed are asked, the rest is not."""

from __future__ import annotations

import pytest

from crawler.frontier import Candidate, Frontier, Outcome
from crawler.frontier.comparing import is_changed
from crawler.frontier.report import addresses_of_reason
from crawler.store import Store
from crawler.urls import MAX_LENGTH
from tests.crawler.storing import NOON, Clock, explain, watched

SITEMAP = Candidate("https://telegraf.co.id/sitemap.xml", "listing", "sitemap")
DAY = "2026-02-01T08:00:00+07:00"
LATER = "2026-02-02T08:00:00+07:00"


def story(slug: str, lastmod: str | None = None, priority: int = 0) -> Candidate:
    return Candidate(f"https://telegraf.co.id/{slug}/", "article", "sitemap", priority, lastmod)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def frontier(store: Store, clock: Clock) -> Frontier:
    frontier = Frontier(store, "telegraf", clock=clock)
    frontier.begin_round("", [])
    return frontier


def finish_all(frontier: Frontier, outcome: Outcome) -> list[str]:
    """Ask all that is to be asked, with one outcome for each; return the addresses."""
    requested_url = []
    while batch := frontier.next_batch(10):
        for row in batch:
            frontier.finish(row, outcome)
            requested_url.append(row.url)
    return requested_url


def test_an_unknown_address_is_asked_once_under_whatever_spelling(frontier: Frontier) -> None:
    twin = Candidate("http://www.telegraf.co.id/a/?utm_source=x", "article", "feed")
    assert frontier.add([story("a"), twin, story("b")]) == 2
    assert frontier.add([twin]) == 0
    assert finish_all(frontier, Outcome.done("stored")) == [story("a").url, story("b").url]
    assert frontier.add([story("a"), story("b")]) == 0


def test_what_the_spider_hints_comes_back_with_the_row(frontier: Frontier) -> None:
    frontier.add([Candidate(SITEMAP.url, "listing", "api", 7, DAY, {"page": 2, "type": "posts"})])
    (row,) = frontier.next_batch(1)
    assert (row.kind, row.source, row.priority, row.lastmod, row.meta) == (
        "listing",
        "api",
        7,
        DAY,
        {"page": 2, "type": "posts"},
    )


@pytest.mark.parametrize(
    "url",
    [
        f"https://telegraf.co.id/{'a' * MAX_LENGTH}",
        "http://[bad",
        "javascript:x",
        "http://telegraf.co.id:99999/",
        "file:///etc/passwd",
        "http://\0/",
        "http://\ud800/",
        "",
    ],
)
def test_what_cannot_be_requested_is_listed_as_that_counted_each_time_and_never_asked(
    store: Store, frontier: Frontier, url: str
) -> None:
    counted: list[str] = []
    frontier.refused = lambda candidate: counted.append(candidate.url)
    for _ in range(2):
        assert frontier.add([Candidate(url, "article", "sitemap"), story("a")]) in (0, 1)
    assert counted == [url, url]
    assert [row.url for row in frontier.next_batch(9)] == [story("a").url]
    with store.read() as conn:
        assert len(list(addresses_of_reason(conn, "bad_address"))) == 1


def test_an_address_is_asked_as_browsers_spell_it(frontier: Frontier) -> None:
    frontier.add([Candidate(" HTTP://Telegraf.co.id/peta berita.xml#a\n", "listing", "sitemap")])
    assert [row.url for row in frontier.next_batch(9)] == ["http://telegraf.co.id/peta%20berita.xml"]


def test_batches_come_by_priority_then_age_and_never_hold_what_is_in_flight(frontier: Frontier) -> None:
    frontier.add([story("a"), story("b", priority=5), story("c", priority=-1), story("d")])
    assert [row.url for row in frontier.next_batch(3)] == [story(slug).url for slug in "bad"]
    assert [row.url for row in frontier.next_batch(3)] == [story("c").url]
    assert frontier.next_batch(3) == []
    assert frontier.in_flight == 4


def test_a_known_article_is_asked_again_only_if_its_lastmod_is_newer(frontier: Frontier) -> None:
    frontier.add([story("a", DAY)])
    finish_all(frontier, Outcome.done("stored"))
    assert frontier.add([story("a", DAY)]) == 0
    assert frontier.add([story("a")]) == 0
    assert frontier.add([story("a", LATER)]) == 1
    assert finish_all(frontier, Outcome.done("unchanged")) == [story("a").url]
    assert frontier.add([story("a", LATER)]) == 0


def test_a_lastmod_that_is_first_told_later_is_judged_by_when_the_article_was_asked(
    frontier: Frontier,
) -> None:
    frontier.add([story("a"), story("b")])
    finish_all(frontier, Outcome.done("stored"))
    assert frontier.add([story("a", DAY), story("b", "2026-03-01T18:59:00+07:00")]) == 1
    assert finish_all(frontier, Outcome.done("unchanged")) == [story("b").url]
    assert frontier.add([story("a", DAY)]) == 0
    assert frontier.add([story("a", LATER)]) == 1


@pytest.mark.parametrize("reason", ["refused:static_page", "dropped:no_text", "given_up:timeout"])
def test_what_ended_without_an_article_is_asked_again_only_if_it_changed(
    frontier: Frontier, reason: str
) -> None:
    frontier.add([story("a", DAY)])
    finish_all(frontier, Outcome.done(reason))
    assert frontier.add([story("a", DAY)]) == 0
    assert frontier.add([story("a", LATER)]) == 1


def test_a_gone_article_that_is_named_again_is_asked_again_at_growing_intervals(
    frontier: Frontier, clock: Clock
) -> None:
    frontier.add([story("a")])
    finish_all(frontier, Outcome.gone())
    assert frontier.add([story("a")]) == 1
    finish_all(frontier, Outcome.gone())
    assert frontier.add([story("a")]) == 0
    clock.move(minutes=11)
    assert frontier.add([story("a")]) == 1
    finish_all(frontier, Outcome.gone())
    clock.move(minutes=11)
    assert frontier.add([story("a")]) == 0
    assert frontier.add([story("a", "2026-03-01T19:20:00+07:00")]) == 1


@pytest.mark.parametrize(
    ("listed", "known", "changed"),
    [
        (None, DAY, False),
        (DAY, DAY, False),
        (LATER, DAY, True),
        (DAY, LATER, False),
        ("2026-02-01T01:00:00Z", DAY, False),
        ("2026-02-02", DAY, True),
        ("2026-02-01", DAY, False),
        ("kemarin", DAY, True),
        ("kemarin", "kemarin", False),
        (DAY, "2099-01-01T00:00:00Z", True),
        ("2099-01-01T00:00:00Z", "2099-01-01T00:00:00Z", False),
    ],
)
def test_an_address_changed_if_its_lastmod_is_newer(listed: str | None, known: str, changed: bool) -> None:
    assert is_changed(listed, known, NOON, NOON) is changed


def test_an_edit_later_on_the_day_of_a_lastmod_is_seen_when_the_day_is_over() -> None:
    clock = Clock()
    requested_url = clock.now
    today = "2026-03-01"
    clock.move(hours=5)
    assert not is_changed(today, today, requested_url, clock.now)
    clock.move(days=1, hours=14)
    assert is_changed(today, today, requested_url, clock.now)
    assert not is_changed(today, today, clock.now, clock.now)


def test_another_site_has_a_frontier_of_its_own(store: Store, frontier: Frontier) -> None:
    frontier.add([story("a")])
    other = Frontier(store, "koran")
    other.begin_round("", [])
    assert other.next_batch(5) == []
    assert other.add([story("a")]) == 1


def test_a_large_listing_costs_queries_by_the_hundred_not_by_the_address(
    store: Store, frontier: Frontier
) -> None:
    candidates = [story(f"berita-{number}", DAY) for number in range(5000)]
    with watched(store) as statements:
        assert frontier.add(candidates) == 5000
    assert len(statements) <= 1 + 2 * 10
    with watched(store) as statements:
        assert frontier.add(candidates) == 0
    assert len(statements) <= 1 + 2 * 10


def test_the_next_batch_is_found_by_an_index(store: Store, frontier: Frontier) -> None:
    frontier.add([story(f"berita-{number}") for number in range(1000)])
    for row in frontier.next_batch(500):
        frontier.finish(row, Outcome.failed("timeout"))
    with watched(store) as statements:
        frontier.next_batch(600)
    pending, due = (each for each in statements if each[0].startswith("SELECT"))
    assert "frontier_next" in explain(store, *pending)
    assert "frontier_due" in explain(store, *due)


@pytest.mark.parametrize("lastmod", ["\ud800", "2026\0", "2" * 1000, "kémarin"])
def test_a_lastmod_that_no_database_takes_or_that_is_no_date_is_none(
    frontier: Frontier, lastmod: str
) -> None:
    frontier.add([story("a", lastmod)])
    assert [row.lastmod for row in frontier.next_batch(1)] == [None]
