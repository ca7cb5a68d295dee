"""Checks of what gave no article, by its reason: whether that is more than usual."""

from __future__ import annotations

from crawler import stats
from crawler.health.check import Check, Complaint
from crawler.health.ended import Ended
from crawler.health.had import asked, lost
from crawler.health.odds import IMPROBABLE, at_least, usual_share
from crawler.health.window import Count, windows
from crawler.stats import Numbers

FEWEST = 5
"""So many of one kind must be there: fewer are single pages."""
_BAD_STATUSES = ("401", "403", "407", "418", "429", "451", "5")
"""How HTTP statuses begin that tell of a server that fails or turns away. 404 and 410 tell of an article."""


def _refused(numbers: Numbers) -> int:
    return numbers.number(stats.PAGE_UNREADABLE)


def _read_or_refused(numbers: Numbers) -> int:
    return numbers.number(stats.PAGE_READ) + _refused(numbers)


def _lost(numbers: Numbers) -> int:
    return sum(lost(numbers).values())


def _responses(numbers: Numbers) -> int:
    return sum(numbers.by_reason(stats.RESPONSES).values())


def _bad_responses(numbers: Numbers) -> int:
    by_status = numbers.by_reason(stats.RESPONSES)
    return sum(number for status, number in by_status.items() if status.startswith(_BAD_STATUSES))


def _more_than_usual(
    name: str, count: Count, size: Count, said: str, *families: stats.Statistic
) -> Complaint:
    """Return a check of how many are counted of all; ``said``: the sentence, to be filled in."""

    def complain(crawl: Ended, threshold: float) -> str | None:
        reasons = crawl.numbers.reasons(*families)
        for window in windows(crawl, name, size) if count(crawl.numbers) else ():
            number, before = window.sums(size)
            bad, bad_before = window.sums(count)
            share = usual_share(bad_before, before)
            is_much = before > 0 and bad >= max(FEWEST, (share + threshold) * number)
            if is_much and at_least(bad, number, share) <= IMPROBABLE:
                usual = f"{bad_before / before:.0%}"
                return said.format(bad=bad, number=number, usual=usual, reasons=reasons)
        return None

    return complain


def _many_gone(crawl: Ended, threshold: float) -> str | None:
    gone = crawl.gone
    if crawl.stored is None or gone < max(FEWEST, threshold * crawl.stored):
        return None
    return (
        f"{gone:,} of {crawl.stored:,} stored articles are gone from the site since the last run."
        " They are kept and marked. If the site did not delete them, it answers wrongly for them."
    )


CHECKS = (
    Check(
        name="refused",
        question="Do as many of the fetched pages show their article as usual?",
        complaint=_more_than_usual(
            "refused",
            _refused,
            _read_or_refused,
            "Of {number:,} pages {bad:,} may be articles and show none; {usual} are usual: {reasons}."
            " scrapy status --reason NAME lists the URLs, scrapy extract URL --explain shows why.",
            stats.ARTICLE_REFUSED,
        ),
        default=0.2,
        is_share=True,
        why="So much above the usual share, a fifth of all pages: a wall or a new kind of page, not chance.",
        least=f"{FEWEST} pages without an article that are no new static pages (no_text, login_wall ...)",
        by_history=True,
    ),
    Check(
        name="failed",
        question="Can as many of the articles be had as usual?",
        complaint=_more_than_usual(
            "failed",
            _lost,
            asked,
            "Of {number:,} articles {bad:,} could not be had; {usual} are usual: {reasons}."
            " Later runs try again.",
            stats.ARTICLE_FAILED,
        ),
        default=0.2,
        is_share=True,
        why="So much above the usual share, a fifth of all articles, is more than single broken pages.",
        least=f"{FEWEST} articles that failed for the first time",
        by_history=True,
    ),
    Check(
        name="responses",
        question="Does the site answer requests as well as usual?",
        complaint=_more_than_usual(
            "responses",
            _bad_responses,
            _responses,
            "Of {number:,} responses {bad:,} were errors of the server or turned the crawl away; {usual} are"
            " usual: {reasons}.",
            stats.RESPONSES,
        ),
        default=0.2,
        is_share=True,
        why="So much above the usual share, a fifth of all: even if repeating helps, the site suffers.",
        least=f"{FEWEST} such responses",
        by_history=True,
    ),
    Check(
        name="gone",
        question="Does the site still have its articles?",
        complaint=_many_gone,
        default=0.1,
        is_share=True,
        why="A tenth of the corpus does not disappear in one run, unless the site loses or hides it.",
        least=f"{FEWEST} articles",
        by_history=True,
    ),
)
