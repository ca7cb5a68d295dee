"""Checks of access: whether the site answers, and lets a crawl read."""

from __future__ import annotations

from crawler import stats
from crawler.finish_reasons import RETRY_AFTER
from crawler.health.check import Check
from crawler.health.ended import Ended
from crawler.health.failures import REACHABLE, WELCOME
from crawler.health.had import LEFT_OUT, had
from crawler.text import counted


def _nothing_fetched(crawl: Ended, threshold: float) -> str | None:
    number = crawl.numbers.number
    if number(stats.ARTICLE_FAILED) < threshold or number(stats.RESPONSES_OK):
        return None
    return f"No URL could be fetched: {crawl.numbers.reasons(*LEFT_OUT)}."


def _turned_away(crawl: Ended, threshold: float) -> str | None:
    is_listed = crawl.numbers.number(stats.LISTING_READ)
    if crawl.reason != RETRY_AFTER or had(crawl.numbers) >= threshold or (is_listed and not crawl.is_first):
        return None
    missed = "no article could be had" if is_listed else "nothing could be listed"
    return f"The site wants to be left alone (Retry-After) and {missed}."


def _none_allowed(crawl: Ended, threshold: float) -> str | None:
    numbers = crawl.numbers
    forbidden = numbers.of_reason(stats.ARTICLE_REFUSED, "robots")
    others = numbers.number(stats.ARTICLE_REFUSED) - forbidden + numbers.number(stats.ARTICLE_FAILED)
    if not crawl.is_first or forbidden < threshold or others or had(numbers):
        return None
    return f"robots.txt forbids what the site names ({counted(forbidden, 'article')}): nothing may be read."


CHECKS = (
    Check(
        name=REACHABLE,
        question="Did the site respond to at least one request?",
        complaint=_nothing_fetched,
        default=1,
        why="So many URLs must have failed, and none must have been answered: one is enough.",
        least="one URL",
    ),
    Check(
        name=WELCOME,
        question="Did the site let the crawl list something, and a first one read it?",
        complaint=_turned_away,
        default=1,
        why="So many articles had are enough; Retry-After ends only runs that have none.",
        least="a run that Retry-After ended",
    ),
    Check(
        name="allowed",
        question="Does robots.txt allow at least one article to be read?",
        complaint=_none_allowed,
        default=1,
        why="So many articles must be forbidden, and none other asked for.",
        least="a first run",
    ),
)
