"""Checks of two sources against each other: page and REST record agree, and pages show their texts."""

from __future__ import annotations

from crawler import stats
from crawler.health.check import Check
from crawler.health.ended import Ended
from crawler.health.odds import at_least, usual_share
from crawler.health.readings import FIELDS
from crawler.health.window import Count, Window, windows
from crawler.stats import Numbers
from crawler.text import counted

_AGREEMENT = "agreement"
_FEWEST, _SEVERAL = 2, 3
"""Articles that must disagree at least, if all do, or else: a single one may have been edited in between."""
_CONTRADICTIONS = ("headline", "text", "published_at")
"""Fields that page and REST have from one place: a contradiction is a fault, whatever was before."""
_RARE, _VERY_RARE = 1e-2, 1e-4
"""Chance, by the site's habit, below which a disagreement is news: of a contradiction in one of these fields;
of all others, which many sites have on purpose (an author in REST whom the page does not print)."""


def _disagree(crawl: Ended, threshold: float) -> str | None:
    alone = Window((crawl.numbers,), ())
    for field in FIELDS:
        if field not in crawl.numbers.by_reason(stats.AGREEMENT_EXAMPLE):
            continue  # what only earlier runs had, they have told
        for window in windows(crawl, _AGREEMENT, _compared) if crawl.history else (alone,):
            if said := _said(crawl, window, field, threshold):
                return said
    return None


def _said(crawl: Ended, window: Window, field: str, threshold: float) -> str | None:
    compared, before = window.sums(_compared)
    contradicting, usual = window.sums(_counting(field, stats.AGREEMENT_DIFFERS))
    is_news = field in _CONTRADICTIONS and (
        not before or at_least(contradicting, compared, usual_share(usual, before)) < _RARE
    )
    if is_news and _is_much(contradicting, compared, threshold):
        return _sentence(crawl, field, contradicting, compared)
    apart, usual = window.sums(_counting(field, stats.AGREEMENT_DIFFERS, stats.AGREEMENT_LACKS))
    if not before or at_least(apart, compared, usual_share(usual, before)) >= _VERY_RARE:
        return None
    return _sentence(crawl, field, apart, compared) if _is_much(apart, compared, threshold) else None


def _compared(numbers: Numbers) -> int:
    return numbers.number(stats.AGREEMENT_COMPARED)


def _counting(field: str, *families: stats.Statistic) -> Count:
    return lambda numbers: sum(numbers.of_reason(each, field) for each in families)


def _is_much(part: int, of: int, threshold: float) -> bool:
    return part >= max(_FEWEST if part == of else _SEVERAL, threshold * of)


def _sentence(crawl: Ended, field: str, number: int, compared: int) -> str:
    example = crawl.numbers.by_reason(stats.AGREEMENT_EXAMPLE)[field]
    return (
        f"Of {counted(compared, 'article')} read from both page and REST, {number} disagree about the"
        f" {field}: {example}. Compare `scrapy extract URL --explain` with the page in a browser."
    )


def _from_record(crawl: Ended, threshold: float) -> str | None:
    numbers = crawl.numbers
    number, read = numbers.number(stats.ARTICLE_FROM_RECORD), numbers.number(stats.PAGE_READ)
    is_much = number == read or (number >= _SEVERAL and number >= threshold * read)
    if not number or not is_much:
        return None
    url = numbers.text(stats.ARTICLE_FROM_RECORD_URL)
    return (
        f"Of {counted(read, 'page')} {number} hide their text, which was taken from their REST records: the"
        f" layout has changed. `scrapy extract {url} --explain` shows what is read of such a page; once that"
        " is mended, `scrapy reextract` reads the archived pages again."
    )


CHECKS = (
    Check(
        name="from_record",
        question="Do the pages show the texts of their articles?",
        complaint=_from_record,
        default=0.2,
        is_share=True,
        why=(
            "From this share of the pages on that hide their text, the layout has changed; of single pages a"
            " site may show the text by a script."
        ),
        least=f"{_SEVERAL} such pages, or all that the run read",
    ),
    Check(
        name=_AGREEMENT,
        question="Do page and REST record say the same of an article?",
        complaint=_disagree,
        default=0.5,
        is_share=True,
        why=(
            "If this share of the compared articles disagrees in one field, that is no single edit or odd"
            " page; and it must be out of the site's habit, as far as that is known."
        ),
        least=f"{_FEWEST} articles, if all disagree, else {_SEVERAL}, of this run and those of the last day",
    ),
)
