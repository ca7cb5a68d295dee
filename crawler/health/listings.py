"""Checks of listings: whether those answered that name the articles."""

from __future__ import annotations

from datetime import timedelta

from crawler import stats
from crawler.health.check import Check
from crawler.health.ended import Ended
from crawler.health.failures import LISTED
from crawler.reasons import explain
from crawler.stats import LISTING_UNUSED, LISTING_WAY
from crawler.text import counted

FEWEST_FAILED = 3
"""Of fewer listings, the share that failed says nothing: a run has few of them, and one may be broken."""
_CHANGED = "listings"
_RINGS = timedelta(hours=24)
"""So long a change is told; then it is the new habit. Who looks once a day has seen it."""


def _most_failed(crawl: Ended, threshold: float) -> str | None:
    numbers = crawl.numbers
    failed, read = numbers.number(stats.LISTING_FAILED), numbers.number(stats.LISTING_READ)
    if failed < FEWEST_FAILED or failed <= threshold * (failed + read):
        return None
    return (
        f"Of {counted(failed + read, 'listing')} {failed} could not be read:"
        f" {numbers.reasons(stats.LISTING_FAILED)}. What they name is missing until a later run reads them."
    )


def _another_way(crawl: Ended, threshold: float) -> str | None:
    way = crawl.numbers.text(LISTING_WAY)
    since = crawl.now
    for run in crawl.history:
        before = run.numbers.text(LISTING_WAY)
        if _CHANGED in run.failed_checks:
            since = run.started_at
        elif before:
            break
    else:
        return None
    reason = crawl.numbers.text_of(LISTING_UNUSED, before)
    told = f": {meaning.rstrip('.')}" if (meaning := explain(reason)) else ""
    if not way or way == before or not reason or crawl.now - since >= _RINGS * threshold:
        return None
    return (
        f"The articles were listed by {_TITLES.get(before, before)} until now. That gave none this time"
        f" ({reason}{told}), so {_TITLES.get(way, way)} took its place. If it stays so, nothing is to"
        " be done: after a day this is the new way."
    )


_TITLES = {
    "api": "the WordPress REST API",
    "sitemap": "sitemaps",
    "feed": "feeds",
    "json_feed": "a JSON Feed",
    "archive": "archive pages",
}

CHECKS = (
    Check(
        name=LISTED,
        question="Could at least half of the listings be read?",
        complaint=_most_failed,
        default=0.5,
        is_share=True,
        why="A larger share of failed listings than this leaves out most of what is new.",
        least=f"{FEWEST_FAILED} failed listings: a run has few of them, and one may be broken",
    ),
    Check(
        name=_CHANGED,
        question="Did the source of discovery answer that answered before?",
        complaint=_another_way,
        default=1,
        why="Days for which a change is told. Then it is the new habit, and who looks daily has seen it.",
        least="one run before",
        by_history=True,
    ),
)
