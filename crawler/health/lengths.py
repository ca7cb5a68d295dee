"""Checks of the length of texts: against the site's own history, and against what its pages say of them."""

from __future__ import annotations

from crawler.health.check import Check
from crawler.health.ended import Ended
from crawler.health.new_articles import ALL_ARTICLES
from crawler.health.odds import IMPROBABLE, at_least, usual_share
from crawler.health.window import Count, windows
from crawler.stats import FIELD, TEXT_WORDS, WORD_COUNT, WORD_COUNT_OFF, Numbers, Statistic
from crawler.text import counted

_TEXT_LENGTH, _WORD_COUNT = "text_length", "word_count"

_PAGE = "page"
"""What a layout can cut short. REST and feeds give a text whole, or leave it out."""
_LEAST, _LEAST_BEFORE = 10, 50
"""Articles, or pages, that are compared at least, and with how many: a day's news in brief are short, too."""


def _short_texts(crawl: Ended, threshold: float) -> str | None:
    articles, words = _counting(FIELD, f"{_PAGE}/{ALL_ARTICLES}"), _counting(TEXT_WORDS, _PAGE)
    for window in windows(crawl, _TEXT_LENGTH, articles):
        (number, before), (now, usual) = window.sums(articles), window.sums(words)
        if number < _LEAST or before < _LEAST_BEFORE or now * before >= threshold * usual * number:
            continue
        return (
            f"The texts of {counted(number, 'new article')} read from their pages have {now / number:.0f}"
            f" words on average; usual are {usual / before:.0f}. Either the news was brief, or a part of"
            " the texts is no longer found: `scrapy extract URL --explain` shows what is left out."
        )
    return None


def _word_counts(crawl: Ended, threshold: float) -> str | None:
    for window in windows(crawl, _WORD_COUNT, _told):
        (number, before), (off, usual) = window.sums(_told), window.sums(_off)
        if number < _LEAST or before < _LEAST_BEFORE or off < threshold * number:
            continue
        if at_least(off, number, usual_share(usual, before)) >= IMPROBABLE:
            continue
        return (
            f"Of {counted(number, 'page')} that say how many words their article has (wordCount), {off} have"
            f" far more or far fewer as they were read; usual are {usual / before:.0%}. `scrapy extract URL"
            " --explain` shows what is left out."
        )
    return None


def _counting(family: Statistic, reason: str) -> Count:
    return lambda numbers: numbers.of_reason(family, reason)


def _told(numbers: Numbers) -> int:
    return numbers.number(WORD_COUNT)


def _off(numbers: Numbers) -> int:
    return numbers.number(WORD_COUNT_OFF)


CHECKS = (
    Check(
        name=_TEXT_LENGTH,
        question="Are the texts as long as usual?",
        complaint=_short_texts,
        default=0.5,
        is_share=True,
        why="Below this share of their usual mean length, texts of pages are cut, or a day's news was brief.",
        least=f"{_LEAST} new articles read from pages within a day, {_LEAST_BEFORE} before",
        by_history=True,
    ),
    Check(
        name=_WORD_COUNT,
        question="Do texts have as many words as their pages say?",
        complaint=_word_counts,
        default=0.5,
        is_share=True,
        why=(
            "If this share of the pages says another number, and usually fewer did, a part of the texts is"
            " missing; many sites always count otherwise than we do."
        ),
        least=f"{_LEAST} pages with a wordCount within a day, {_LEAST_BEFORE} before",
        by_history=True,
    ),
)
