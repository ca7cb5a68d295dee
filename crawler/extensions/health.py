"""Whether a crawl did its job: the table of checks that are made when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crawler import stats
from crawler.scrapy_utils.stopping import RETRY_AFTER
from crawler.stats import Numbers
from crawler.text import counted

MANY = 5
"""From this many pages on that are not articles, the site has changed: fewer may be new static pages."""

LEFT_OUT = (stats.ARTICLE_DROPPED, stats.ARTICLE_FAILED, stats.ARTICLE_REFUSED)
"""Why pages give no article."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A crawl that reached its end."""

    numbers: Numbers
    reason: str
    """Why it ended, in Scrapy's word: ``finished``, or one of :mod:`crawler.scrapy_utils.stopping`."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question about a crawl. If it fails, the crawl has not done its job: exit status 1."""

    name: str
    question: str
    """What must be true, as a question that is answered with yes if all is well."""
    complaint: Callable[[Ended], str | None]
    """Returns the sentence that an operator reads; None: all is well, or there is too little to judge by."""


def _nothing_readable(crawl: Ended) -> str | None:
    number = crawl.numbers.number
    outside = number(stats.ARTICLE_DROPPED_OUTSIDE)
    refused, dropped = number(stats.PAGE_REFUSED), number(stats.ARTICLE_DROPPED) - outside
    kept = outside + sum(map(number, stats.STORED.values()))
    if kept or not (number(stats.PAGE_UNREADABLE) or dropped or refused >= MANY):
        return None
    pages = counted(refused + dropped, "page")
    return f"Of {pages} none could be read as an article: {crawl.numbers.reasons(*LEFT_OUT)}."


def _nothing_fetched(crawl: Ended) -> str | None:
    number = crawl.numbers.number
    if not number(stats.ARTICLE_FAILED) or number(stats.RESPONSES_OK):
        return None
    return f"No URL could be fetched: {crawl.numbers.reasons(*LEFT_OUT)}."


def _turned_away(crawl: Ended) -> str | None:
    if crawl.reason != RETRY_AFTER or crawl.numbers.number(stats.LISTING_READ):
        return None
    return "The site wants to be left alone (Retry-After) and nothing could be listed."


def _export_lost(crawl: Ended) -> str | None:
    if not crawl.numbers.number(stats.EXPORT_FAILED):
        return None
    return "The export could not be written; the store has the articles."


CHECKS = (
    Check("readable", "Could at least one of the fetched pages be read as an article?", _nothing_readable),
    Check("reachable", "Did the site respond to at least one request?", _nothing_fetched),
    Check("welcome", "Did the site let the crawl list something?", _turned_away),
    Check("exported", "Could the files of -o and -O be written?", _export_lost),
)
"""All checks, in the order in which they are made; the first that fails tells the operator what is wrong."""


def judge(crawl: Ended) -> str | None:
    """Return what the first failed check says; None: the crawl is healthy."""
    return next((sentence for check in CHECKS if (sentence := check.complaint(crawl))), None)
