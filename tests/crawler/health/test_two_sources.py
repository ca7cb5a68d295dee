"""The checks of two sources against each other, and of the length of texts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crawler import stats
from crawler.finish_reasons import FINISHED
from crawler.health import Ended, agreement, lengths
from crawler.health.check import Check
from crawler.health.history import PastRun
from crawler.stats import Numbers

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
CHECKS = {check.name: check for check in (*agreement.CHECKS, *lengths.CHECKS)}


def compared(number: int, field: str = "text", *, differ: int = 0, lack: int = 0) -> dict[str, Any]:
    counted: dict[str, Any] = {stats.AGREEMENT_COMPARED.name: number}
    if differ:
        counted[stats.AGREEMENT_DIFFERS.of(field)] = differ
    if lack:
        counted[stats.AGREEMENT_LACKS.of(field)] = lack
    if differ or lack:
        counted[stats.AGREEMENT_EXAMPLE.of(field)] = (
            '"a" on the page, "b" in its REST record (https://x.test/a/)'
        )
    return counted


def stored(number: int, words: int, source: str = "page") -> dict[str, Any]:
    return {
        stats.FIELD.of(f"{source}/articles"): number,
        stats.TEXT_WORDS.of(source): number * words,
    }


def counted_words(number: int, off: int) -> dict[str, Any]:
    return {stats.WORD_COUNT.name: number, stats.WORD_COUNT_OFF.name: off}


def crawl(now: dict[str, Any], *before: dict[str, Any], every: float = 1) -> Ended:
    """Return a crawl with those before it, the newest first, so many hours apart."""
    history = [
        PastRun(
            id=1000 - number,
            started_at=NOW - timedelta(hours=every * number, minutes=5),
            ended_at=NOW - timedelta(hours=every * number),
            status=0,
            numbers=Numbers(each),
        )
        for number, each in enumerate(before, 1)
    ]
    return Ended(Numbers(now), FINISHED, history=history, now=NOW)


def said(name: str, ended: Ended) -> str | None:
    check: Check = CHECKS[name]
    return check.complaint(ended, check.default)


USUAL = [compared(3)] * 20


@pytest.mark.parametrize(
    ("ended", "rings"),
    [
        (crawl(compared(3)), False),
        (crawl(compared(3, differ=1)), False),  # edited in between
        (crawl(compared(2, differ=2)), True),  # a first run: two sources that contradict each other
        (crawl(compared(3, differ=2)), False),
        (crawl(compared(3, lack=3)), False),  # of a first run nobody knows what the site leaves out
        (crawl(compared(3, "authors", differ=3)), False),
        (crawl(compared(3, differ=3), *USUAL), True),
        (crawl(compared(3, differ=3), compared(3)), True),
        (crawl(compared(3, "published_at", differ=3), *USUAL), True),
        (crawl(compared(3, "published_at", lack=3), *USUAL), True),
        (crawl(compared(3, "authors", lack=3), *USUAL), True),
        (crawl(compared(3, "section", differ=3), *USUAL), True),
        (crawl(compared(3, "section", differ=2), *USUAL), False),
        (crawl(compared(3, "authors", differ=3), *[compared(3, "authors", differ=3)] * 9), False),  # a habit
        (crawl(compared(3, "text", differ=3), *[compared(3, "text", differ=2)] * 9), False),
        (crawl(compared(1, differ=1), *USUAL), False),
        (crawl(compared(1, differ=1), compared(1, differ=1), *USUAL), True),  # the second of the day
        (crawl(compared(1), compared(1, differ=1), compared(1, differ=1), *USUAL), False),  # it is over
        (crawl(compared(1, differ=1), compared(1, differ=1), *USUAL, every=30), False),
    ],
)
def test_a_disagreement_rings_where_it_is_no_habit_and_no_single_edit(ended: Ended, rings: bool) -> None:
    assert (said("agreement", ended) is not None) is rings


def test_a_disagreement_names_the_field_the_numbers_both_values_and_the_article() -> None:
    assert said("agreement", crawl(compared(3, "authors", lack=3), *USUAL)) == (
        "Of 3 articles read from both page and REST, 3 disagree about the authors:"
        ' "a" on the page, "b" in its REST record (https://x.test/a/).'
        " Compare `scrapy extract URL --explain` with the page in a browser."
    )


@pytest.mark.parametrize(
    ("hidden", "read", "rings"),
    [(0, 9, False), (1, 1, True), (1, 9, False), (2, 2, True), (3, 15, True), (3, 16, False), (9, 9, True)],
)
def test_pages_that_hide_their_texts_ring_if_they_are_several_or_all(
    hidden: int, read: int, rings: bool
) -> None:
    numbers = {stats.ARTICLE_FROM_RECORD.name: hidden, stats.PAGE_READ.name: read}
    sentence = said("from_record", crawl(numbers | {stats.ARTICLE_FROM_RECORD_URL.name: "https://x.test/a/"}))
    assert (sentence is not None) is rings
    assert sentence is None or "scrapy extract https://x.test/a/ --explain" in sentence


@pytest.mark.parametrize(
    ("ended", "rings"),
    [
        (crawl(stored(10, 90), stored(60, 300), every=30), True),
        (crawl(stored(10, 160), stored(60, 300), every=30), False),
        (crawl(stored(9, 90), stored(60, 300), every=30), False),
        (crawl(stored(10, 90), stored(40, 300), every=30), False),
        (crawl(stored(4, 90), stored(3, 90), stored(3, 90), *[stored(3, 300)] * 40), True),  # of one day
        (crawl(stored(10, 90), stored(60, 300, "api"), every=30), False),  # of another source
        (crawl({}, stored(10, 90), stored(60, 300)), False),
    ],
)
def test_texts_of_less_than_half_the_usual_length_ring(ended: Ended, rings: bool) -> None:
    assert (said("text_length", ended) is not None) is rings


@pytest.mark.parametrize(
    ("ended", "rings"),
    [
        (crawl(counted_words(10, 9), counted_words(60, 1), every=30), True),
        (crawl(counted_words(10, 4), counted_words(60, 1), every=30), False),
        (crawl(counted_words(10, 9), counted_words(60, 57), every=30), False),  # it always counts otherwise
        (crawl(counted_words(9, 9), counted_words(60, 1), every=30), False),
        (crawl(counted_words(10, 9), counted_words(30, 1), every=30), False),
    ],
)
def test_wrong_word_counts_ring_where_they_usually_are_right(ended: Ended, rings: bool) -> None:
    assert (said("word_count", ended) is not None) is rings


def test_a_healthy_site_with_single_disagreements_never_rings() -> None:
    """Each fiftieth article differs in a field that the site edits or prints otherwise."""
    runs: list[dict[str, Any]] = []
    for hour in range(10 * 24):
        field = ("text", "section", "headline", "tags")[hour % 4]
        runs.append(compared(3, field, differ=int(hour % 17 == 0)))
        ended = crawl(runs[-1], *reversed(runs[:-1][-100:]))
        assert said("agreement", ended) is None, hour
