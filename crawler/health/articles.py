"""Checks of articles: whether they could be had, and are articles."""

from __future__ import annotations

from crawler import stats
from crawler.health.check import Check
from crawler.health.ended import Ended
from crawler.health.failures import EXPORTED, HAD
from crawler.health.had import FEWEST, LEFT_OUT, asked, lost, none_had
from crawler.rows import SAME_TEXT
from crawler.text import counted

FEWEST_JUDGED = 10
"""Of fewer articles, the share that was lost says nothing: at night one of two may be a broken page."""


def _nothing_readable(crawl: Ended, threshold: float) -> str | None:
    numbers, number = crawl.numbers, crawl.numbers.number
    outside = number(stats.ARTICLE_DROPPED_OUTSIDE)
    # That a static page is still one is no news, unless there is nothing else.
    known = 0 if crawl.is_first else number(stats.PAGE_REFUSED_AGAIN)
    refused, dropped = number(stats.PAGE_REFUSED) - known, number(stats.ARTICLE_DROPPED) - outside
    unreadable = number(stats.PAGE_UNREADABLE)
    kept = outside + sum(map(number, stats.STORED.values()))
    many = 1 if crawl.is_first and not number(stats.LISTING_OUTSIDE) else threshold
    if kept or not (unreadable > 0 or dropped or refused >= many):
        return None
    pages = counted(refused + dropped, "page")
    return f"Of {pages} none could be read as an article: {numbers.reasons(*LEFT_OUT)}."


def _one_text(crawl: Ended, threshold: float) -> str | None:
    number = crawl.numbers.of_reason(stats.ARTICLE_FAILED, SAME_TEXT)
    if number < threshold:
        return None
    return (
        f"Instead of {counted(number, 'article')} the site shows one and the same text, which is not stored:"
        " perhaps it is in maintenance, or asks for a login or a consent."
    )


def _none_had(crawl: Ended, threshold: float) -> str | None:
    if not none_had(crawl, threshold):
        return None
    numbers = crawl.numbers
    number = numbers.number(stats.ARTICLE_FAILED) + numbers.number(stats.ARTICLE_REFUSED)
    if not number:
        return (
            "No article could be had when some were last asked for, and none was due since:"
            " scrapy status says why."
        )
    return f"Of {counted(number, 'article')} none could be had: {numbers.reasons(*LEFT_OUT)}{_price(crawl)}."


def _most_lost(crawl: Ended, threshold: float) -> str | None:
    all_lost, number = lost(crawl.numbers), asked(crawl.numbers)
    total = sum(all_lost.values())
    if number < FEWEST_JUDGED or total <= threshold * number:
        return None
    reasons = ", ".join(f"{reason} {each}" for reason, each in all_lost.items())
    return f"Of {counted(number, 'article')} {total} were lost: {reasons}{_price(crawl)}."


def _price(crawl: Ended) -> str:
    """Return what the site asks for an article, to be put behind the reasons; empty: nothing."""
    price = crawl.numbers.text(stats.ARTICLE_PRICE)
    return f" (the site asks for payment: {price})" if price else ""


def _export_lost(crawl: Ended, threshold: float) -> str | None:
    if crawl.numbers.number(stats.EXPORT_FAILED) < threshold:
        return None
    return "The export could not be written; the store has the articles."


CHECKS = (
    Check(
        name="readable",
        question="Could at least one of the fetched pages be read as an article?",
        complaint=_nothing_readable,
        default=5,
        why=(
            "From so many pages on that are not articles, with none that is, the site has changed: fewer"
            " may be new static pages. In a first run, which has no article yet, one is enough."
        ),
        least="one page that may be an article all the same (no_text, login_wall ...), else the threshold",
    ),
    Check(
        name="various",
        question="Do the articles have texts of their own?",
        complaint=_one_text,
        default=3,
        why="From so many articles on with one and the same text, it is not a newspaper's.",
        least="as many articles as the threshold",
    ),
    Check(
        name=HAD,
        question="Could at least one of the articles be had?",
        complaint=_none_had,
        default=FEWEST,
        why=(
            "So many articles must fail in a later run before it is sick because none was had: one that was"
            " taken down for legal reasons (451), or for which money is asked, must not ring each hour."
        ),
        least="one article in a first run, as many as the threshold in a later one",
    ),
    Check(
        name="kept",
        question="Could at least half of the articles be had?",
        complaint=_most_lost,
        default=0.5,
        is_share=True,
        why="A larger share of lost articles than this is more than single broken pages.",
        least=f"{FEWEST_JUDGED} articles: at night one of two may be a broken page",
    ),
    Check(
        name=EXPORTED,
        question="Could the files of -o and -O be written?",
        complaint=_export_lost,
        default=1,
        why="So many failed writes are a lost export: one is enough.",
        least="a run with -o or -O",
    ),
)
