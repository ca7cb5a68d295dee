"""What a rule forbade becomes pending once it is open: in parts, and nothing else."""

from __future__ import annotations

from crawler.frontier import Candidate, Frontier, Outcome
from crawler.frontier.adding import AT_ONCE
from crawler.store import Store


def refuse(frontier: Frontier, urls: list[str], reason: str) -> None:
    frontier.add([Candidate(url, "article", "sitemap") for url in urls])
    while batch := frontier.next_batch(AT_ONCE):
        for row in batch:
            frontier.finish(row, Outcome.refused(reason))


def test_refused_rows_become_pending_in_parts(store: Store) -> None:
    frontier = Frontier(store, "telegraf")
    frontier.begin_round("", [])
    urls = [f"https://telegraf.co.id/judul-{number}/" for number in range(2 * AT_ONCE + 10)]
    refuse(frontier, urls, "robots")
    refuse(frontier, ["https://telegraf.co.id/masuk/"], "login_wall")

    def is_open(url: str) -> bool:
        return not url.endswith("0/")

    parts = list(frontier.reopen("robots", is_open))
    assert len(parts) > 3
    assert sum(parts) == frontier.counts()["pending"] == sum(map(is_open, urls))
    assert sum(frontier.reopen("robots", is_open)) == 0


def test_rows_of_another_site_stay(store: Store) -> None:
    other = Frontier(store, "koran")
    other.begin_round("", [])
    refuse(other, ["https://koran.test/judul/"], "robots")
    frontier = Frontier(store, "telegraf")
    frontier.begin_round("", [])
    assert sum(frontier.reopen("robots", lambda url: True)) == 0


def test_a_url_that_was_not_requested_has_used_up_no_try(store: Store) -> None:
    frontier = Frontier(store, "telegraf", max_tries=2)
    frontier.begin_round("", [])
    frontier.add([Candidate("https://telegraf.co.id/judul/", "article", "sitemap")])
    for _ in range(3):
        (row,) = frontier.next_batch(1)
        frontier.finish(row, Outcome.failed("robots_unreachable"))
        assert frontier.counts() == {"pending": 0, "failed": 1, "done": 0}
        with store.begin() as conn:
            conn.exec_driver_sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00'")
