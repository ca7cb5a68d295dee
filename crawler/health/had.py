"""How many of the articles that a crawl asked for it had, and how many it lost.

An article is *had* if the site gave it, or said that it is gone: stored, unchanged, left out by an option. It
is *lost* if it fails now and did not fail before: that is tried again, and what already failed is no news.
"""

from __future__ import annotations

from crawler import stats
from crawler.finish_reasons import FINISHED, RETRY_AFTER
from crawler.health.ended import Ended
from crawler.stats import Numbers

LEFT_OUT = (stats.ARTICLE_DROPPED, stats.ARTICLE_FAILED, stats.ARTICLE_REFUSED)
"""Why pages give no article."""

FEWEST = 3
"""So many articles must fail in a later run before it is called sick because none was had.

One that was taken down for legal reasons (451), or for which money is asked, must not ring each hour.
"""


def had(numbers: Numbers) -> int:
    """Return how many articles the site gave, or said are gone."""
    families = (*stats.STORED.values(), stats.ARTICLE_GONE, stats.ARTICLE_DROPPED_OUTSIDE)
    return sum(map(numbers.number, families))


def lost(numbers: Numbers) -> dict[str, int]:
    """Return how many articles failed that had not failed before, by reason."""
    again = numbers.by_reason(stats.ARTICLE_FAILED_AGAIN)
    failed = numbers.by_reason(stats.ARTICLE_FAILED)
    news = {reason: number - again.get(reason, 0) for reason, number in failed.items()}
    return {reason: number for reason, number in news.items() if number > 0}


def asked(numbers: Numbers) -> int:
    """Return how many articles were had, lost, or answered with something that is not an article."""
    outside = numbers.number(stats.ARTICLE_DROPPED_OUTSIDE)
    dropped = numbers.number(stats.ARTICLE_DROPPED) - outside
    refusals = numbers.by_reason(stats.ARTICLE_REFUSED)
    refused = sum(number for reason, number in refusals.items() if reason not in UNASKED)
    return had(numbers) + sum(lost(numbers).values()) + dropped + refused


def none_had(crawl: Ended, fewest: float = FEWEST) -> bool:
    """Say whether articles were asked for, and none could be had.

    In a first run one is enough. In a later one ``fewest`` must have failed, not all of them before. Once
    that is so it stays so, until one is had: those that fail again are no news, but no recovery either.
    """
    numbers = crawl.numbers
    failed = numbers.number(stats.ARTICLE_FAILED)
    if had(numbers):
        return False
    if crawl.reason == RETRY_AFTER:  # the site turned the whole crawl away, not these articles
        return failed > 0
    if crawl.is_first:
        elsewhere = sum(numbers.of_reason(stats.ARTICLE_REFUSED, each) for each in _NOT_HAD)
        return failed + elsewhere >= (1 if crawl.reason == FINISHED else fewest)
    if crawl.had_none_before:
        return failed > 0 or crawl.reason == FINISHED
    return failed >= fewest and bool(lost(numbers))


UNASKED = ("robots", "bad_address", "private_address", "crawl_delay")
"""Reasons of what was refused without a request."""

_NOT_HAD = (*UNASKED, "other_site")
"""Reasons of what was refused without a page of the site: a first run with nothing else has done nothing."""
