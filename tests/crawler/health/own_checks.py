"""Checks of a user's own, as HEALTH_CHECKS names them."""

from __future__ import annotations

from crawler.health import Check, Ended
from crawler.stats import ARTICLE_NEW


def many_are_new(crawl: Ended) -> str | None:
    """Say that too little is new."""
    return None if crawl.numbers.number(ARTICLE_NEW) > 100 else "Too little is new."


def broken(crawl: Ended) -> str | None:
    """Fail itself."""
    raise KeyError(crawl.reason)


def no_sentence(crawl: Ended) -> object:
    """Return what no check may."""
    return 5


def fine(crawl: Ended) -> str | None:
    """Say that all is well."""
    return None


table = Check(
    name="table",
    question="Is all well?",
    complaint=lambda crawl, threshold: None,
    default=0,
    why="It never fails.",
    least="nothing",
)
number = 3
