"""Whether a crawl did its job: the table of checks that are made when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crawler import stats
from crawler.extensions.had import FEWEST_JUDGED, Ended, asked, had, lost, none_had
from crawler.rows import SAME_TEXT
from crawler.scrapy_utils.stopping import RETRY_AFTER
from crawler.text import counted

MANY = 5
"""From this many pages on that are not articles, the site has changed: fewer may be new static pages.

Not in a first run, which has no article yet: there one is enough.
"""

MOST_ALIKE = 3
"""From this many articles on with one and the same text, it is not a newspaper's."""

LEFT_OUT = (stats.ARTICLE_DROPPED, stats.ARTICLE_FAILED, stats.ARTICLE_REFUSED)
"""Why pages give no article."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question about a crawl. If it fails, the crawl has not done its job: exit status 1."""

    name: str
    question: str
    """What must be true, as a question that is answered with yes if all is well."""
    complaint: Callable[[Ended], str | None]
    """Returns the sentence that an operator reads; None: all is well, or there is too little to judge by."""


def _nothing_readable(crawl: Ended) -> str | None:
    numbers, number = crawl.numbers, crawl.numbers.number
    outside = number(stats.ARTICLE_DROPPED_OUTSIDE)
    # That a static page is still one is no news, unless there is nothing else.
    known = 0 if crawl.is_first else number(stats.PAGE_REFUSED_AGAIN)
    refused, dropped = number(stats.PAGE_REFUSED) - known, number(stats.ARTICLE_DROPPED) - outside
    unreadable = number(stats.PAGE_UNREADABLE)
    kept = outside + sum(map(number, stats.STORED.values()))
    many = 1 if crawl.is_first and not number(stats.LISTING_OUTSIDE) else MANY
    if kept or not (unreadable > 0 or dropped or refused >= many):
        return None
    pages = counted(refused + dropped, "page")
    return f"Of {pages} none could be read as an article: {numbers.reasons(*LEFT_OUT)}."


def _nothing_fetched(crawl: Ended) -> str | None:
    number = crawl.numbers.number
    if not number(stats.ARTICLE_FAILED) or number(stats.RESPONSES_OK):
        return None
    return f"No URL could be fetched: {crawl.numbers.reasons(*LEFT_OUT)}."


def _one_text(crawl: Ended) -> str | None:
    number = crawl.numbers.of_reason(stats.ARTICLE_FAILED, SAME_TEXT)
    if number < MOST_ALIKE:
        return None
    return (
        f"Instead of {counted(number, 'article')} the site shows one and the same text, which is not stored:"
        " perhaps it is in maintenance, or asks for a login or a consent."
    )


def _turned_away(crawl: Ended) -> str | None:
    is_listed = crawl.numbers.number(stats.LISTING_READ)
    if crawl.reason != RETRY_AFTER or had(crawl.numbers) or (is_listed and not crawl.is_first):
        return None
    missed = "no article could be had" if is_listed else "nothing could be listed"
    return f"The site wants to be left alone (Retry-After) and {missed}."


def _none_had(crawl: Ended) -> str | None:
    if not none_had(crawl):
        return None
    numbers = crawl.numbers
    number = numbers.number(stats.ARTICLE_FAILED) + numbers.number(stats.ARTICLE_REFUSED)
    return f"Of {counted(number, 'article')} none could be had: {numbers.reasons(*LEFT_OUT)}{_price(crawl)}."


def _none_allowed(crawl: Ended) -> str | None:
    numbers = crawl.numbers
    forbidden = numbers.of_reason(stats.ARTICLE_REFUSED, "robots")
    others = numbers.number(stats.ARTICLE_REFUSED) - forbidden + numbers.number(stats.ARTICLE_FAILED)
    if not crawl.is_first or not forbidden or others or had(numbers):
        return None
    return f"robots.txt forbids what the site names ({counted(forbidden, 'article')}): nothing may be read."


def _most_lost(crawl: Ended) -> str | None:
    all_lost, number = lost(crawl.numbers), asked(crawl.numbers)
    total = sum(all_lost.values())
    if number < FEWEST_JUDGED or 2 * total <= number:
        return None
    reasons = ", ".join(f"{reason} {each}" for reason, each in all_lost.items())
    return f"Of {counted(number, 'article')} more than half were lost: {reasons}{_price(crawl)}."


def _price(crawl: Ended) -> str:
    """Return what the site asks for an article, to be put behind the reasons; empty: nothing."""
    price = crawl.numbers.text(stats.ARTICLE_PRICE)
    return f" (the site asks for payment: {price})" if price else ""


def _export_lost(crawl: Ended) -> str | None:
    if not crawl.numbers.number(stats.EXPORT_FAILED):
        return None
    return "The export could not be written; the store has the articles."


CHECKS = (
    Check("readable", "Could at least one of the fetched pages be read as an article?", _nothing_readable),
    Check("reachable", "Did the site respond to at least one request?", _nothing_fetched),
    Check("various", "Do the articles have texts of their own?", _one_text),
    Check("welcome", "Did the site let the crawl list something, and a first one read it?", _turned_away),
    Check("allowed", "Does robots.txt allow at least one article to be read?", _none_allowed),
    Check("had", "Could at least one of the articles be had?", _none_had),
    Check("kept", "Could at least half of the articles be had?", _most_lost),
    Check("exported", "Could the files of -o and -O be written?", _export_lost),
)
"""All checks, in the order in which they are made; the first that fails tells the operator what is wrong."""


def judge(crawl: Ended) -> str | None:
    """Return what the first failed check says; None: the crawl is healthy."""
    return next((sentence for check in CHECKS if (sentence := check.complaint(crawl))), None)
