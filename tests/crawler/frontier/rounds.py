"""What rounds are made of: a sitemap, its parts, pages, and the processes that walk through them."""

from __future__ import annotations

from crawler.frontier import Candidate, Frontier, Outcome, Row
from crawler.store import Store
from tests.crawler.storing import Clock

SITEMAP = Candidate("https://telegraf.co.id/sitemap.xml", "listing", "sitemap")
LISTED = Outcome.done("listed")
STORED = Outcome.done("stored")
DAY = "2026-02-01T08:00:00+07:00"


def listing(number: int, lastmod: str | None = None) -> Candidate:
    return Candidate(f"https://telegraf.co.id/sitemap-{number}.xml", "listing", "sitemap", 1, lastmod)


def page(slug: str) -> Candidate:
    return Candidate(f"https://telegraf.co.id/{slug}/", "article", "sitemap")


def run(store: Store, clock: Clock) -> Frontier:
    """Return what a process that starts now has."""
    return Frontier(store, "telegraf", max_tries=3, clock=clock)


def only(frontier: Frontier) -> Row:
    (row,) = frontier.next_batch(9)
    return row
